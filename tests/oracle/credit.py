"""`credit-list`: red and black list of construction approval, 郑政办〔2020〕41号 信用信息管理办法.

Provisions CRED-03 .. 06, 13 .. 18, 20; periods by CAL-02.
"""

import calendar
import datetime

from contract_json import Fault
from decode import Field, array_of, boolean, date, name, object_of, string, word

# Art. 5 and 6. The commended go on the red list, serious records may lead to the black one.
COMMENDATION = "5.2"
GRADES = {
    **dict.fromkeys(("5.1", "5.2", "5.3"), "trust"),
    **dict.fromkeys(("6.1", "6.2", "6.3"), "general"),
    **dict.fromkeys(("6.4", "6.5", "6.6", "6.7", "6.8", "6.9"), "serious"),
}
# Art. 14: steps of a repair; the last three are asked of serious records only.
STEPS = ("corrected", "effects_removed", "pledge", "completion_report", "department_checked_on", "training", "credit_report",
         "site_checked_on")
STEPS_OF = {"general": STEPS[:5], "serious": STEPS}
# Art. 16: what every black-listed subject meets, and what only certain records bring.
SANCTIONS = (3, 4, 5, 6, 7, 8, 10)
SANCTION_OF_ITEM = {"6.6": 1, "6.7": 2}
NEW_VIOLATION = 9
INCENTIVES = list(range(1, 9))
# GB 32100-2015: 31 characters, weighted by powers of 3.
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 18


def unified_code(value, path):
    places = [CODE_CHARACTERS.find(character) for character in string(value, path)]
    if len(places) != CODE_LENGTH or -1 in places or places[-1] != check_place(places[:-1]):
        raise Fault("invalid-value", path)
    return value


def check_place(places):
    return -sum(place * pow(3, at, 31) for at, place in enumerate(places)) % 31


REPAIR = object_of([Field(step, date if step.endswith("_on") else boolean) for step in STEPS])
RECORD = object_of([
    Field("id", name),
    Field("item", word(*GRADES), required=True),
    Field("published_on", date, required=True),
    Field("refuses_to_correct", boolean),
    Field("serious_effect", boolean),
    Field("excluded_from_repair", boolean),
    Field("new_violation_on", date),
    Field("repair", REPAIR),
])
SUBJECT = object_of([Field("name", name, required=True), Field("unified_code", unified_code)])

decode = object_of([
    Field("subject", SUBJECT, required=True),
    Field("as_of", date, required=True),
    Field("records", array_of(RECORD, 0, 10_000), required=True),
])
OPTIONS = []
DEFAULTS = {}


def check(data, _options, _rules):
    seen = set()
    for index, record in enumerate(data["records"]):
        if record["id"] is not None and record["id"] in seen:
            raise Fault("invalid-value", f"/input/records/{index}/id")
        seen.add(record["id"])


def add_months(day, months):
    """CAL-02: the same day of the target month, or its last one. May lead beyond the years of the input."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Record:
    """What follows from one record and the terms in force, whatever the day of the question."""

    def __init__(self, given, terms):
        self.item, self.published_on, self.new_violation_on = given["item"], given["published_on"], given["new_violation_on"]
        self.grade = GRADES[self.item]
        self.black_listable = self.grade == "serious" and bool(given["refuses_to_correct"] or given["serious_effect"])
        self.excluded = bool(given["excluded_from_repair"])
        self.repair = given["repair"] or dict.fromkeys(STEPS)
        self.shortest_end, self.longest_end = (add_months(self.published_on, months) for months in terms[self.grade])
        self.missing = [step for step in STEPS_OF.get(self.grade, ()) if not self.repair[step]]
        self.repaired = self.is_repaired()
        self.last_day = max(self.shortest_end, self.repaired_on()) if self.repaired else self.longest_end

    def repaired_on(self):
        """The day of the last check that the grade asks for."""
        return max(self.repair[step] for step in STEPS_OF[self.grade] if step.endswith("_on"))

    def is_repaired(self):
        if self.grade == "trust" or self.missing or self.excluded:
            return False
        return self.repaired_on() <= self.longest_end

    def may_apply(self, as_of):
        """CRED-15: within the longest period, after the conduct is corrected and its effects are gone."""
        ready = bool(self.repair["corrected"] and self.repair["effects_removed"]) and not self.excluded
        return ready and self.published_on <= as_of <= self.longest_end

    def live(self, as_of):
        return self.published_on <= as_of <= self.last_day

    def weight(self, score):
        if self.black_listable:
            return score["black"]
        return score["commendation" if self.item == COMMENDATION else self.grade]


def record_result(record_id, record, as_of):
    repair = None if record.grade == "trust" else \
        {"may_apply": record.may_apply(as_of), "repaired": record.repaired, "missing": record.missing}
    return {"id": record_id, "item": record.item, "grade": record.grade, "black_listable": record.black_listable,
            "live": record.live(as_of), "shortest_end": record.shortest_end.isoformat(),
            "longest_end": record.longest_end.isoformat(), "last_day": record.last_day.isoformat(), "repair": repair}


def listing_end(commendation, records):
    """CRED-13: the last day on the red list; the first black-listable record from the publication on cuts the listing."""
    findings = [record.published_on for record in records
                if record.black_listable and record.published_on >= commendation.published_on]
    last = commendation.last_day
    return min(last, min(findings) - datetime.timedelta(1)) if findings else last


def red_listings(records, as_of):
    """The last days of the listings in which the day lies."""
    ends = ((record.published_on, listing_end(record, records)) for record in records if record.item == COMMENDATION)
    return [last for first, last in ends if first <= as_of <= last]


def sanctions(black, as_of):
    """CRED-18, of the live black-listable records."""
    found = set(SANCTIONS)
    found.update(SANCTION_OF_ITEM[record.item] for record in black if record.item in SANCTION_OF_ITEM)
    if any(record.new_violation_on and record.published_on <= record.new_violation_on <= as_of for record in black):
        found.add(NEW_VIOLATION)
    return sorted(found)


def compute(data, _options, rules):
    parameters, as_of = rules["credit-list"], data["as_of"]
    records = [Record(given, parameters["terms_months"]) for given in data["records"]]
    live = [record for record in records if record.live(as_of)]
    black = [record for record in live if record.black_listable]
    ends = [record.last_day for record in black] or red_listings(records, as_of)
    status = "black" if black else "red" if ends else "none"
    result = {
        "as_of": as_of.isoformat(),
        "status": status,
        "list_last_day": max(ends).isoformat() if ends else None,
        "score": parameters["score"]["start"] + sum(record.weight(parameters["score"]) for record in live),
        "records": [record_result(given["id"], record, as_of) for given, record in zip(data["records"], records)],
        "incentives": INCENTIVES if status == "red" else [],
        "sanctions": sanctions(black, as_of) if black else [],
    }
    return result, []


def explained(result, given):
    """The subject as a whole may go by its name or by null; the score because the explanation must speak of it."""
    whole = (given["subject"]["name"], None)
    pairs = [(whole, result["as_of"]), (whole, result["status"]), (whole, str(result["score"]))]
    if result["list_last_day"] is not None:
        pairs.append((whole, result["list_last_day"]))
    pairs += [(record["id"], record[member]) for record in result["records"]
              for member in ("grade", "shortest_end", "longest_end", "last_day")]
    return list(dict.fromkeys(pairs))
