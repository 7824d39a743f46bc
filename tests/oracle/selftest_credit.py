"""Hand-worked cases of `credit-list` and `credit-timeline`, and of the what-if values of all regulations."""

import datetime

from checks import evaluated, fault, result, same, text
from coal import STANDARDS
from credit import STEPS, add_months
from explanation import check_explanation

COMMENDED = {"id": "c", "item": "5.2", "published_on": "2020-10-15"}
FALSE_PAPERS = {"id": "b", "item": "6.5", "published_on": "2021-03-01", "refuses_to_correct": True}
REPAIR = {step: "2021-05-01" if step.endswith("_on") else True for step in STEPS}
ALWAYS = [3, 4, 5, 6, 7, 8, 10]
TERMS = {"trust": [12, 12], "general": [3, 12], "serious": [6, 36]}
SCORE = {"start": 100, "commendation": 20, "trust": 5, "general": -10, "serious": -40, "black": -100}

# CAL-02: day, months -> last day.
MONTHS = (("2020-10-15", 3, "2021-01-15"), ("2020-11-30", 3, "2021-02-28"), ("2020-08-31", 6, "2021-02-28"),
          ("2020-02-29", 12, "2021-02-28"), ("2020-12-31", 2, "2021-02-28"), ("2020-02-29", 48, "2024-02-29"),
          ("2199-12-31", 36, "2202-12-31"), ("2199-12-31", 1200, "2299-12-31"), ("2020-01-31", 0, "2020-01-31"),
          ("2020-12-01", 1, "2021-01-01"), ("2020-11-30", 1, "2020-12-30"))
# CRED-16: grade's item, repaired on -> last day; published 2020-10-15.
ENDS = (("6.2", "2020-11-20", "2021-01-15"), ("6.2", "2021-01-15", "2021-01-15"), ("6.2", "2021-01-16", "2021-01-16"),
        ("6.2", "2021-03-02", "2021-03-02"), ("6.2", None, "2021-10-15"), ("6.2", "2021-10-15", "2021-10-15"),
        ("6.2", "2021-10-16", "2021-10-15"), ("6.2", "1900-01-01", "2021-01-15"), ("6.4", "2021-04-15", "2021-04-15"),
        ("6.4", "2021-04-16", "2021-04-16"), ("6.4", "2023-10-15", "2023-10-15"), ("6.4", "2023-10-16", "2023-10-15"))


def credit(as_of, *records, subject=None, **others):
    data = {"subject": {"name": "公司", **(subject or {})}, "as_of": as_of, "records": list(records)}
    return {"calculator": "credit-list", "input": data, **others}


def standing(as_of, *records, **rules):
    shown = result(credit(as_of, *records, rules={"credit-list": rules}))
    return shown["status"], shown["list_last_day"]


def record(given, as_of="2021-03-01", **rules):
    return result(credit(as_of, given, rules={"credit-list": rules}))["records"][0]


def test_months():
    for start, months, wanted in MONTHS:
        same(add_months(datetime.date.fromisoformat(start), months).isoformat(), wanted, (start, months))
    shown = record({"item": "6.4", "published_on": "2199-12-31"})
    same((shown["shortest_end"], shown["longest_end"]), ("2200-06-30", "2202-12-31"), "beyond the years of the input")


def test_status():
    same(standing("2021-02-28", COMMENDED, FALSE_PAPERS), ("red", "2021-02-28"), "CRED-20")
    same(standing("2021-03-01", COMMENDED, FALSE_PAPERS), ("black", "2024-03-01"), "CRED-20")
    repaired = {**FALSE_PAPERS, "repair": REPAIR}
    same(standing("2021-09-01", COMMENDED, repaired), ("black", "2021-09-01"), "CRED-20 (b)")
    same(standing("2021-09-02", COMMENDED, repaired), ("none", None), "not revived")
    same(standing("2021-02-28", {**COMMENDED, "item": "5.1"}), ("none", None), "CRED-05")
    general = {"item": "6.1", "published_on": "2021-01-01", "refuses_to_correct": True}
    same(standing("2021-02-28", COMMENDED, general), ("red", "2021-10-15"), "A-CRED-3")
    same(standing("2020-10-14", COMMENDED), ("none", None), "the day before")
    for as_of, wanted in (("2021-10-15", "red"), ("2021-10-16", "none")):
        same(standing(as_of, COMMENDED)[0], wanted, "CRED-17")
    same(standing("2021-10-15", COMMENDED, {**FALSE_PAPERS, "published_on": "2021-10-16"}), ("red", "2021-10-15"), "CRED-13 (b)")


def test_listings():
    same(standing("2020-10-15", COMMENDED, {**FALSE_PAPERS, "published_on": "2020-10-15"})[0], "black", "an empty listing")
    early = {**FALSE_PAPERS, "published_on": "2020-10-14", "repair": {**REPAIR, "department_checked_on": "2021-04-14"}}
    same(standing("2021-05-01", COMMENDED, early), ("black", "2021-05-01"), "a black record of before")
    same(standing("2021-05-02", COMMENDED, early), ("red", "2021-10-15"), "does not cut the listing")
    later = {**COMMENDED, "id": "d", "published_on": "2021-04-01"}
    repaired = {**FALSE_PAPERS, "repair": REPAIR}
    same(standing("2021-09-02", COMMENDED, repaired, later), ("red", "2022-04-01"), "a new commendation")
    other = {**COMMENDED, "id": "e", "published_on": "2020-12-01"}
    same(standing("2021-02-28", COMMENDED, later, other), ("red", "2021-12-01"), "the latest")
    cut = result(credit("2021-02-28", COMMENDED, FALSE_PAPERS))
    same([shown["last_day"] for shown in cut["records"]], ["2021-10-15", "2024-03-01"], "the record itself stays live")
    same((cut["score"], cut["incentives"], cut["sanctions"]), (120, [1, 2, 3, 4, 5, 6, 7, 8], []), "red")
    same(result(credit("2021-03-01", COMMENDED, FALSE_PAPERS))["score"], 20, "100 + 20 - 100")


def test_black():
    for item, flags, wanted in (("6.5", {"refuses_to_correct": True}, True), ("6.9", {"serious_effect": True}, True), ("6.4", {}, False),
                                ("6.9", {}, False), ("6.2", {"refuses_to_correct": True}, False), ("5.2", {"serious_effect": True}, False)):
        same(record({"item": item, "published_on": "2021-03-01", **flags})["black_listable"], wanted, (item, flags))
    for item, wanted in (("6.6", [1, *ALWAYS]), ("6.7", [2, *ALWAYS]), ("6.4", ALWAYS)):
        same(result(credit("2021-03-01", {**FALSE_PAPERS, "item": item}))["sanctions"], wanted, item)
    for day, wanted in (("2021-02-28", False), ("2021-03-01", True), ("2021-04-01", True), ("2021-04-02", False)):
        shown = result(credit("2021-04-01", {**FALSE_PAPERS, "new_violation_on": day}))["sanctions"]
        same(shown, sorted(ALWAYS + [9] * wanted), day)
    last = {**FALSE_PAPERS, "repair": REPAIR, "new_violation_on": "2021-09-01"}
    same(result(credit("2021-09-01", last))["sanctions"], [3, 4, 5, 6, 7, 8, 9, 10], "CRED-18 (b)")
    same(result(credit("2021-09-02", last))["sanctions"], [], "CRED-18 (b), the day after")


def test_repair():
    for item, day, wanted in ENDS:
        steps = {step: day if step.endswith("_on") else True for step in STEPS}
        same(record({"item": item, "published_on": "2020-10-15", "repair": steps})["last_day"], wanted, (item, day))
    for step in STEPS:
        for item, asked in (("6.1", STEPS.index(step) < 5), ("6.4", True)):
            shown = record({"item": item, "published_on": "2021-03-01", "repair": {**REPAIR, step: None}})
            same(shown["repair"], {"may_apply": step not in STEPS[:2], "repaired": not asked, "missing": [step] if asked else []}, step)
    later = {**REPAIR, "site_checked_on": "2021-10-01"}
    same(record({"item": "6.4", "published_on": "2021-03-01", "repair": later})["last_day"], "2021-10-01", "the later of two checks")
    same(record({"item": "6.3", "published_on": "2021-03-01", "repair": later})["last_day"], "2021-06-01", "the department's alone")
    none = record({"item": "6.4", "published_on": "2021-03-01"})["repair"]
    same(none, {"may_apply": False, "repaired": False, "missing": list(STEPS)}, "no repair")
    same(record({"item": "6.1", "published_on": "2021-03-01"})["repair"]["missing"], list(STEPS[:5]), "all that the grade asks for")
    same(record({"item": "6.4", "published_on": "2021-03-01", "repair": REPAIR, "excluded_from_repair": True})["repair"],
         {"may_apply": False, "repaired": False, "missing": []}, "excluded")
    same(record({"item": "5.1", "published_on": "2021-03-01", "repair": REPAIR})["repair"], None, "trust")
    for as_of, wanted in (("2021-02-28", False), ("2021-03-01", True), ("2024-03-01", True), ("2024-03-02", False)):
        same(record({"item": "6.4", "published_on": "2021-03-01", "repair": REPAIR}, as_of)["repair"]["may_apply"], wanted, as_of)


def test_terms_and_score():
    same(record(COMMENDED, terms_months={**TERMS, "trust": [1, 1]})["last_day"], "2020-11-15", "trust")
    shown = record({"item": "6.1", "published_on": "2020-08-31"}, terms_months={**TERMS, "general": [0, 6]})
    same((shown["shortest_end"], shown["longest_end"]), ("2020-08-31", "2021-02-28"), "general")
    every = [{"item": item, "published_on": "2021-03-01"} for item in ("5.1", "5.2", "5.3", "6.1", "6.4")] + [FALSE_PAPERS]
    same(result(credit("2021-03-01", *every))["score"], 100 + 5 + 20 + 5 - 10 - 40 - 100, "CRED-20")
    weights = {"start": -1, "commendation": 10, "trust": 100, "general": 1000, "serious": 10_000, "black": 100_000}
    same(result(credit("2021-03-01", *every, rules={"credit-list": {"score": weights}}))["score"], 111_209, "score")
    same(result(credit("2021-02-28", *every))["score"], 100, "nothing live")


def test_codes():
    for code in ("91410100MA40XXXXX2", "91350100M000100Y43", "0" * 18):
        assert "result" in evaluated(credit("2021-03-01", subject={"unified_code": code})), code
    for code in ("91410100MA40XXXXX1", "91350100M000100Y34", "91350100m000100y43", "9135010OM000100Y43", "0" * 17, "0" * 19, "", "I" * 18):
        fault(credit("2021-03-01", subject={"unified_code": code}), "invalid-value", "/input/subject/unified_code")
    fault(credit("2021-03-01", subject={"unified_code": 1}), "invalid-type", "/input/subject/unified_code")


def test_credit_faults():
    fault(credit("2021-03-01", COMMENDED, FALSE_PAPERS, COMMENDED), "invalid-value", "/input/records/2/id")
    same(result(credit("2021-03-01", {**COMMENDED, "id": None}, {**COMMENDED, "id": None}))["records"][1]["id"], None, "no id")
    fault(credit("2021-03-01", {**COMMENDED, "id": 1}), "invalid-type", "/input/records/0/id")
    fault(credit("2021-03-01", {**COMMENDED, "item": "6.10"}), "invalid-value", "/input/records/0/item")
    fault(credit("2021-03-01", {**COMMENDED, "repair": {"training": 1}}), "invalid-type", "/input/records/0/repair/training")
    fault(credit("2021-03-01", *[{}] * 10_001), "limit-exceeded", "/input/records")
    same(result(credit("2021-03-01"))["records"], [], "no records")
    fault(credit("2021-03-01", options={"x": None}), "unknown-field", "/options/x")


def timeline(**data):
    rules = data.pop("rules", {})
    return {"calculator": "credit-timeline", "input": data, "rules": {"credit-timeline": rules}}


def test_timeline():
    for start, wanted in (("2020-09-25", "2020-09-29"), ("2020-09-30", "2020-10-12")):
        same(result(timeline(notified_on=start)), {"objection_by": wanted, "answer_by": None, "publish_by": None}, "CRED-09")
    for start, wanted in (("2020-10-12", "2020-10-21"), ("2021-02-05", "2021-02-20")):
        same(result(timeline(objection_received_on=start))["answer_by"], wanted, "CRED-10")
    for start, wanted in (("2020-10-21", "2020-10-30"), ("2020-09-24", "2020-10-10")):
        same(result(timeline(verified_on=start))["publish_by"], wanted, "CRED-11")
    same(result(timeline(notified_on="2020-10-01", rules={"objection_workdays": 0}))["objection_by"], "2020-10-01", "no days")
    fault(timeline(), "missing-field", "/input")
    fault(timeline(notified_on=None), "missing-field", "/input")
    fault(timeline(verified_on="2026-12-31", notified_on="2020-01-01"), "calendar-missing", "/input/verified_on")
    fault(timeline(verified_on="2027-01-01", notified_on="2006-12-31"), "calendar-missing", "/input/notified_on")
    fault(timeline(rules={"answer_workdays": 1001}), "invalid-value", "/rules/credit-timeline/answer_workdays")


def test_rule_faults():
    def patched(regulation, **parameters):
        return {"calculator": "workdays", "input": {"from": "2020-01-01", "add": 1}, "rules": {regulation: parameters}}
    small = "/rules/coal-closure/award.small"
    for key in ("1899", "2200", "02020", "２０２０", "", "2020 ", "x"):
        fault(patched("coal-closure", **{"award.small": {"2020": "x", key: None}}), "unknown-field", f"{small}/{key}")
    fault(patched("coal-closure", **{"award.small": {"2020": "1.001"}}), "invalid-value", small + "/2020")
    fault(patched("coal-closure", **{"award.small": []}), "invalid-type", small)
    terms = "/rules/credit-list/terms_months"
    for pair, code, path in (([12], "invalid-value", "/general"), ([1, 2, 3], "limit-exceeded", "/general"),
                             ([2, 1], "invalid-value", "/general/1"), ([1201, 0], "invalid-value", "/general/0"),
                             (None, "missing-field", ""), ([None, 1], "invalid-type", "/general/0")):
        fault(patched("credit-list", terms_months={**TERMS, "general": pair}), code, terms + path)
    for pair in ([11, 12], [12, 11]):
        fault(patched("credit-list", terms_months={**TERMS, "trust": pair, "serious": [2, 1]}), "invalid-value", terms + "/trust/1")
    fault(patched("credit-list", score={**SCORE, "black": None}), "missing-field", "/rules/credit-list/score")
    fault(patched("credit-list", score={**SCORE, "black": 10**6 + 1}), "invalid-value", "/rules/credit-list/score/black")
    fault(patched("workdays"), "unknown-field", "/rules/workdays")
    same(evaluated(patched("credit-list", score=SCORE))["rulebook"]["patched"], True, "of another calculator")
    mine = {"name": "m", "capacity_10kt": 1, "accepted_on": "2020-01-01", "decided_on": "2020-01-02",
            "standards": dict.fromkeys(STANDARDS, True)}
    unequal = {"credit-list": {"terms_months": {**TERMS, "trust": [1, 2]}}}
    fault({"calculator": "coal-closure", "input": {"mines": [mine]}, "rules": unequal}, "invalid-value", "/input/mines/0/decided_on")


def test_explanation():
    """The whole is the subject's, by name or null; a record's steps go by its id."""
    request = text(credit("2021-02-28", COMMENDED, explain=True))
    response = evaluated(request)

    def faults(whole, of_record):
        values = [(whole, value) for value in ("2021-02-28", "red", "120", "2021-10-15")]
        values += [(of_record, value) for value in ("trust", "2021-10-15")]
        steps = [{"subject": subject, "provision": "CRED-20", "document": "d", "article": None, "label": "l", "formula": None,
                  "value": value, "unit": None} for subject, value in values]
        return len(check_explanation({**response, "explanation": steps}, request))
    same([faults("公司", "c"), faults(None, "c"), faults("c", "c"), faults(None, None)], [0, 0, 4, 2], "subjects")
