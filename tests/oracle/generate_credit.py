"""Random requests of the right form for `credit-list` and `credit-timeline`."""

import datetime

from credit import CODE_CHARACTERS, CODE_LENGTH, COMMENDATION, GRADES, STEPS, add_months, check_place
from generate_rules import random_patch, with_rules
from generate_values import LAST_DAY, STRANGE_NAMES, any_day, chance, day_near, days_from, element, in_force, optional_members
from rules import IN_FORCE
from workdays import FIRST, LAST

ITEMS = tuple(GRADES) + (COMMENDATION,) * 4 + ("6.4", "6.5", "6.6", "6.7") * 2
MONTH_ENDS = tuple(map(datetime.date.fromisoformat, (
    "2020-08-31", "2020-11-30", "2020-02-29", "2019-02-28", "2020-12-31", "2021-01-31", "2020-10-31", "2021-03-30", "1900-01-31",
    "2199-12-31", "2196-02-29")))
# The end of the calendar is within reach of a few working days from here.
NEAR_THE_END = tuple(map(datetime.date.fromisoformat, (
    "2026-12-31", "2026-12-30", "2026-12-22", "2026-12-21", "2026-12-20", "2026-12-28", "2026-12-25", "2027-01-01", "2006-12-31",
    "2007-01-01", "2199-12-31", "1900-01-01")))
HOLIDAYS = tuple(map(datetime.date.fromisoformat, (
    "2020-09-25", "2020-09-30", "2020-10-01", "2020-10-12", "2021-02-05", "2020-09-24", "2020-10-21", "2020-01-23", "2022-12-30")))


class CreditPlan:
    """Days around one day; the day of the question is chosen among those that the records make interesting."""

    def __init__(self, rng):
        self.rng, self.patch = rng, random_patch(rng, "credit-list", 0.25)
        self.terms = in_force(self.patch, "terms_months", IN_FORCE["credit-list"]["terms_months"])
        self.around = any_day(rng, 2019, 2022) if chance(rng, 0.9) else any_day(rng)
        self.published = [self.around]
        self.interesting = [self.around]

    def published_on(self):
        """Often a day of another record or beside it: that is where a listing is cut."""
        rng, kind = self.rng, self.rng.random()
        if kind < 0.4:
            day = day_near(rng, self.published)
        elif kind < 0.6:
            day = rng.choice(MONTH_ENDS)
        else:
            day = days_from(self.around, rng.randint(-500, 500))
        self.published.append(day)
        return day

    def note(self, *days):
        self.interesting += [min(day, LAST_DAY) for day in days]

    def record(self, index):
        rng, item, published = self.rng, self.rng.choice(ITEMS), self.published_on()
        ends = [add_months(published, months) for months in self.terms[GRADES[item]]]
        self.note(published, published, *ends)
        optional = optional_members(rng, {"refuses_to_correct": chance(rng, 0.7), "serious_effect": chance(rng, 0.4)}, 0.6)
        optional |= optional_members(rng, {"excluded_from_repair": chance(rng, 0.4)}, 0.2)
        optional |= optional_members(rng, {"id": rng.choice(STRANGE_NAMES) + str(index)}, 0.7)
        if chance(rng, 0.65):
            optional["repair"] = self.repair(published, ends)
        return {"item": item, "published_on": published}, optional

    def check_day(self, published, ends):
        rng = self.rng
        day = day_near(rng, [min(end, LAST_DAY) for end in ends]) if chance(rng, 0.6) else \
            days_from(published, rng.randint(-20, 700))
        self.note(day)
        return day

    def repair(self, published, ends):
        """Complete in most cases; else a step is missing, as false, null or absent."""
        rng = self.rng
        steps = {step: self.check_day(published, ends) if step.endswith("_on") else True for step in STEPS}
        if chance(rng, 0.3):
            return optional_members(rng, steps, 0.6)
        for step in rng.sample(STEPS, rng.choice((0, 0, 0, 1, 1, 2))):
            steps[step] = rng.choice((None, None if step.endswith("_on") else False))
        return steps

    def new_violation(self, published, as_of):
        days = (published, as_of, days_from(published, -1), days_from(as_of, 1), days_from(published, self.rng.randint(0, 100)))
        return optional_members(self.rng, {"new_violation_on": self.rng.choice(days)}, 0.4)

    def data(self):
        rng = self.rng
        records = [self.record(index) for index in range(rng.choice((0, 1, 1, 2, 2, 3, 4, rng.randint(0, 20))))]
        as_of = day_near(rng, self.interesting) if chance(rng, 0.85) else days_from(self.around, rng.randint(-100, 800))
        return {"subject": subject(rng), "as_of": as_of.isoformat(),
                "records": [element(rng, required, optional | self.new_violation(required["published_on"], as_of))
                            for required, optional in records]}


def subject(rng):
    found = {"name": rng.choice(STRANGE_NAMES + ("某建设公司",) * 10)}
    if chance(rng, 0.5):
        found["unified_code"] = None if chance(rng, 0.05) else code(rng)
    return found


def code(rng):
    start = "".join(rng.choice(CODE_CHARACTERS) for _ in range(CODE_LENGTH - 1))
    return start + CODE_CHARACTERS[check_place([CODE_CHARACTERS.index(character) for character in start])]


def cut_listing(rng):
    """A commendation and a black-listable record about its day; the question falls about the end of either."""
    published = any_day(rng, 2019, 2022)
    finding = days_from(published, rng.choice((-1, 0, 0, 1, rng.randint(-200, 400))))
    checked = days_from(finding, rng.randint(0, 250))
    black = {"id": "b", "item": rng.choice(("6.4", "6.6", "6.9")), "published_on": finding, "refuses_to_correct": True,
             "repair": {step: checked if step.endswith("_on") else True for step in STEPS}}
    records = [{"id": "c", "item": COMMENDATION, "published_on": published}, black]
    if chance(rng, 0.3):
        records.append({**black, "id": "later", "published_on": days_from(finding, rng.randint(0, 30))})
    if chance(rng, 0.3):
        records.append({"item": COMMENDATION, "published_on": days_from(published, rng.randint(-30, 300))})
    rng.shuffle(records)
    as_of = day_near(rng, (finding, add_months(finding, 6), max(checked, add_months(finding, 6)), add_months(published, 12), published))
    return {"subject": subject(rng), "as_of": as_of.isoformat(), "records": [element(rng, record, {}) for record in records]}


def credit_request(rng):
    if chance(rng, 0.15):
        return {"calculator": "credit-list", "input": cut_listing(rng)}
    plan = CreditPlan(rng)
    return with_rules(rng, {"calculator": "credit-list", "input": plan.data()}, plan.patch)


def timeline_day(rng):
    kind = rng.random()
    if kind < 0.06:
        return rng.choice(NEAR_THE_END)
    return rng.choice(HOLIDAYS) if kind < 0.3 else any_day(rng, FIRST.year, LAST.year - 1)


def timeline_request(rng):
    """Each subset of the three days, without the empty one."""
    names = ("notified_on", "objection_received_on", "verified_on")
    given = rng.sample(names, rng.choice((1, 1, 2, 3)))
    days = {name: timeline_day(rng) for name in given}
    absent = {name: None for name in names if name not in given and chance(rng, 0.1)}
    return with_rules(rng, {"calculator": "credit-timeline", "input": element(rng, days, absent)}, random_patch(rng, "credit-timeline"))
