"""Damage that only one calculator or one regulation knows: faults between members, of counts and of what-if values."""

from copy import deepcopy

from coal import STANDARDS
from emit import Raw
from generate_rules import PATCHES
from generate_values import spell

TIERS = ([], [{}], [None], [[]], [{"rate_yuan": "1"}] * 2, [{"up_to": "1", "rate_yuan": "1"}], {}, "x",
         [{"up_to": "1", "rate_yuan": "1"}] * 2 + [{"rate_yuan": "1"}], [{"up_to": "0", "rate_yuan": "1"}, {"rate_yuan": "1"}],
         [{"up_to": "2", "rate_yuan": "1"}, {"up_to": "1.9", "rate_yuan": "1"}, {"up_to": "1", "rate_yuan": "1"}],
         [{"up_to": "1", "rate_yuan": None}, {"rate_yuan": "1"}], [{"up_to": str(n), "rate_yuan": "1"} for n in range(1, 18)],
         [{"up_to": "1", "rate_yuan": "1.001"}, {"up_to": "1e9", "rate_yuan": "1"}], [{"rate_yuan": "-1"}],
         [{"up_to": str(n), "rate_yuan": "1"} for n in range(1, 16)] + [{"rate_yuan": "1", "x": None}])
MAPS = ({}, [], None, {"1899": "1"}, {"2200": "1"}, {"02020": "1"}, {"2020 ": "1"}, {"": "1"}, {"２０２０": "1"}, {"20a0": None},
        {"2020": "1.001"}, {"2020": "-0.01"}, {"2020": None}, {"2020": "1000000000000.01"}, {"2020": True}, {"+2020": "1"},
        {"2021": "-1", "2020": "x"}, {"2021": "1", "x": "1", "2020": "x"}, {"a/b": 1, "2022": "0"}, {"1900": Raw("0.1"), "2199": "0.01"})
FIGURES = ("0", "-0", "0.000001", "-0.000001", "1e1", "1.0000000", "1000", "1000.000001", "10000", "10000.000001", "1000000",
           "1000000.000001", "1000000000", "1000000000000", "1000000000000.01", "2500.001", None, True, Raw("5"))
DAYS = ("2020-12-31", "2020-12", "1899-12-31", "2200-01-01", "1900-01-01", "2199-12-31", "2021-02-29", "", 2020, None, [], "2020-10")
COUNTS = (Raw("0"), Raw("-0"), Raw("-1"), Raw("1000"), Raw("1001"), Raw("1.0"), Raw("1e1"), "3", None, True, Raw("9" * 30))
PAIRS = ([], [12], [12, 12], [12, 12, 12], [1, 2], [1, 2], [2, 1], [2, 1], [0, 0], [0, 1200], [1200, 1200], [0, 1201], [-1, 5],
         [Raw("1.0"), 5], ["1", 5], [None, 1], None)
WEIGHTS = (Raw("1000000"), Raw("1000001"), Raw("-1000000"), Raw("-1000001"), Raw("1.0"), "1", None, True, Raw("-0"))
GRADES = ("trust", "general", "serious")
PARAMETERS = {
    "eco-compensation": {"pm25.tiers": TIERS, "pm25_improvement.tiers": TIERS, "pm10.tiers": TIERS, "pm10_improvement.tiers": TIERS,
                         "from_month": DAYS},
    "coal-closure": {"award.small": MAPS, "award.large": MAPS, "small_below_10kt": FIGURES, "ratio_uplift_percent": FIGURES,
                     "fund_until": DAYS, "programme_until": DAYS},
    "smart-mine": {"city_rate_percent": FIGURES, "smart_from_10kt": FIGURES, "demonstration_from_10kt": FIGURES,
                   "demonstration_years": FIGURES},
    "base-station-reward": {"ceiling_yuan": FIGURES, "provincial_reward_yuan": FIGURES, "built_from": DAYS, "built_until": DAYS},
    "credit-list": {"terms_months": ({}, [], None, {"trust": [12, 12]}), "score": ({}, [], None, {"start": 1, "black": 1})},
    "credit-timeline": {"objection_workdays": COUNTS, "answer_workdays": COUNTS, "publish_workdays": COUNTS},
}
NO_PARAMETERS = ("pm1.tiers", "award", "award.medium", "small_below", "ceiling", "terms", "x", "", "a/b~")
NO_REGULATIONS = ("eco", "workdays", "coal", "credit", "smart_mine", "base-station", "")
MINIMAL_AREA = {"name": "n", "pm25": 1, "pm10": 1, "pm25_improvement": 1, "pm10_improvement": 1}
ARRAYS = {"areas": 1000, "mines": 10_000, "projects": 10_000, "batches": 10_000, "records": 10_000}


def pick(rng, choices):
    """One of the choices as a copy: later damage must not reach into the list."""
    return deepcopy(rng.choice(choices))


def bad_rules(rng, value, names):
    """One or two bad parameters among good ones, of the request's regulation in most cases."""
    known = [name for name in names if name in PATCHES]
    own = value.get("calculator")
    if not known:
        value["rules"] = {rng.choice(NO_REGULATIONS): {}}
        return
    regulation = own if own in known and rng.random() < 0.75 else rng.choice(known)
    patch = spell(rng, PATCHES[regulation](rng)) if rng.random() < 0.5 else {}
    for _ in range(rng.choice((1, 1, 1, 2))):
        name = rng.choice(list(PARAMETERS[regulation]))
        patch[name] = bad_parameter(rng, regulation, name)
    if rng.random() < 0.1:
        patch[rng.choice(NO_PARAMETERS)] = rng.choice((None, "1", {}))
    members = list(patch.items())
    rng.shuffle(members)
    rules = {regulation: dict(members)}
    if rng.random() < 0.1:
        rules[rng.choice(NO_REGULATIONS)] = rng.choice((None, {}, {"x": 1}))
    value["rules"] = {**(value["rules"] if isinstance(value.get("rules"), dict) else {}), **rules}


def bad_parameter(rng, regulation, name):
    """Values of parts are damaged singly and together: several bad ones show which is reported."""
    if name == "terms_months" and rng.random() < 0.85:
        return pairs(rng)
    if name == "score" and rng.random() < 0.85:
        found = {weight: rng.randint(-9, 9) for weight in ("start", "commendation", "trust", "general", "serious", "black")}
        for weight in rng.sample(list(found), rng.choice((1, 1, 2))):
            found[weight] = rng.choice(WEIGHTS)
        return found
    return pick(rng, PARAMETERS[regulation][name])


def pairs(rng):
    found = {"trust": [12, 12], "general": [3, 12], "serious": [6, 36]}
    for grade in rng.sample(GRADES, rng.choice((1, 1, 1, 1, 2, 3))):
        found[grade] = pick(rng, PAIRS)
    if rng.random() < 0.1:
        found.pop(rng.choice(GRADES))
    if rng.random() < 0.1:
        found[rng.choice(("black", "Trust", ""))] = [1, 1]
    members = list(found.items())
    rng.shuffle(members)
    return dict(members)


def data_of(value):
    return value["input"] if isinstance(value.get("input"), dict) else {}


def elements_of(value, name):
    found = data_of(value).get(name)
    return [inner for inner in found if isinstance(inner, dict)] if isinstance(found, list) else []


def one_of(rng, value, name):
    """A random element; a stray object where there is none."""
    return rng.choice(elements_of(value, name) or [{}])


def repeated_name(rng, value):
    areas = elements_of(value, "areas")
    if len(areas) > 1:
        first, later = rng.sample(areas, 2)
        later["name"] = first.get("name")


def rate_twice_or_never(rng, value):
    areas = elements_of(value, "areas")
    if areas:
        area, pollutant = rng.choice(areas), rng.choice(("pm25", "pm10"))
        names = [pollutant + "_last_year", pollutant + "_improvement"]
        if rng.random() < 0.5:
            area.update(dict.fromkeys(names, "1"))
        else:
            for name in names:
                area.pop(name, None)


def area_count(rng, value):
    if isinstance(value.get("input"), dict):
        areas = [{**MINIMAL_AREA, "name": f"n{index}"} for index in range(rng.choice((1000, 1001)))]
        value["input"]["areas"] = rng.choice(([], areas))


def workdays_members(rng, value):
    if isinstance(value.get("input"), dict) and "from" in value["input"]:
        value["input"].update(rng.choice(({"add": 1, "until": "2027-01-01"}, {"add": 1, "until": None}, {"add": None, "until": None},
                                          {"add": None, "until": "2007-01-01"}, {"add": None, "until": "2027-01-01"},
                                          {"from": "2006-12-31", "add": None, "until": "2199-12-31"})))


def rates_need_last_year(_rng, value):
    value["options"] = {"rate_base": "rate-of-means"}


def element_count(rng, value):
    """Nothing, the most and one more; what the elements are is looked at only within the limit."""
    for name, most in ARRAYS.items():
        if name in data_of(value):
            data_of(value)[name] = [0] * rng.choice((0, most, most + 1))


def accidents(rng, value):
    mine = one_of(rng, value, "mines")
    day = rng.choice((mine.get("accepted_on"), "2020-08-10"))
    mine["accidents_on"] = rng.choice(([day], [day] * 1000, [day] * 1001, [None], ["2020-02-30", 1], [day, "x"], [], {}, "2020-08-10"))
    if rng.random() < 0.7:
        mine["decided_on"] = rng.choice((None, day, "2019-01-01", "2199-12-31", mine.get("accepted_on")))


def decided_late(rng, value):
    one_of(rng, value, "mines")["decided_on"] = rng.choice(("2199-12-31", "2021-06-01", "2020-12-31", "1900-01-01"))


def reserves(rng, value):
    priced, left = rng.choice((("400", "400.000001"), ("0", "0"), ("0.000001", "0"), ("-1", "-2"), ("1000000000", "1000000000.000001"),
                               ("1000000000.000001", "1"), ("5", "-0.000001"), ("5", "5"), ("5", "6"), ("5", None)))
    one_of(rng, value, "mines")["mineral_right"] = {
        "cancelled": True, "merged": False, "price_paid_yuan": "1", "reserves_priced_10kt": priced, "reserves_remaining_10kt": left}


def one_flag_less(rng, value):
    standards = one_of(rng, value, "mines").get("standards")
    if isinstance(standards, dict):
        standards.pop(rng.choice(STANDARDS), None)


def several_in_a_mine(rng, value):
    """Two faults between the members of one mine."""
    mine = one_of(rng, value, "mines")
    mine["mineral_right"] = {"cancelled": True, "merged": False, "price_paid_yuan": "1", "reserves_priced_10kt": "5",
                             "reserves_remaining_10kt": "6"}
    mine.update(rng.choice(({"accidents_on": ["2020-08-10"], "decided_on": None}, {"accepted_on": "2020-11-30", "decided_on": "2020-12-01"},
                            {"accepted_on": "2020-11-30", "decided_on": "2020-12-01", "accidents_on": ["2020-12-01"]})))


def top_up(rng, value):
    one_of(rng, value, "projects").update(owner=rng.choice(("local", "central", "other", "provincial")),
                                          county_topup_yuan=rng.choice(("0", 0, "1", "1.001", None)))


def years_left(rng, value):
    project = one_of(rng, value, "projects")
    project["capacity_10kt"] = rng.choice(("119.999", "120", "60", "1000000", "30", "0.000001"))
    project["remaining_years"] = rng.choice((None, None, "1000", "1000.000001", "-0.000001", "0"))


def reward(rng, value):
    one_of(rng, value, "batches")["provincial_reward_yuan"] = rng.choice(
        ("1000000000000", "1000000000000.01", "0.001", "-0.01", "-0", "5000.01", None, 5000))


def stations(rng, value):
    one_of(rng, value, "batches")["stations"] = rng.choice(
        (10_000_000, 10_000_001, -1, Raw("-0"), Raw("100.0"), Raw("1e2"), "100", None, True))


def repeated_id(rng, value):
    records = elements_of(value, "records")
    if len(records) > 1:
        first, later = rng.sample(records, 2)
        later["id"] = first.get("id", "a")


def bad_record_id(rng, value):
    one_of(rng, value, "records")["id"] = rng.choice(("", "x" * 1025, "x" * 1024, 1, None, "\u0000", True))


def bad_item(rng, value):
    one_of(rng, value, "records")["item"] = rng.choice(("5.0", "5.4", "6.0", "6.10", "6", "6.4 ", "5.2\u0000", Raw("5.2"), None, "5.2"))


def bad_code(rng, value):
    """Damage to a code, or one that may look like one; the last two are right."""
    subject = data_of(value).get("subject")
    if not isinstance(subject, dict):
        return
    code = subject.get("unified_code")
    if not isinstance(code, str) or len(code) < 2 or rng.random() < 0.3:
        code = rng.choice(("91410100MA40XXXXX0", "0" * 17, "0" * 19, "", "I" * 18, "91410100ma40xxxxx2", "９1410100MA40XXXXX2", 1,
                           True, None, "91410100MA40XXXXX2\u0000", "0" * 18, "91350100M000100Y43"))
    else:
        at = rng.randrange(len(code))
        code = rng.choice((code.lower(), code[:at] + rng.choice("0123456789ABCIOSVZ ") + code[at + 1:], code[1:], code + "0", code[::-1],
                           code[:at] + code[at:at + 2][::-1] + code[at + 2:]))
    subject["unified_code"] = code


def no_day(rng, value):
    data_of(value).update(rng.choice(({"notified_on": None, "objection_received_on": None, "verified_on": None},
                                      {"notified_on": "2026-12-31", "verified_on": "2027-01-01"}, {"notified_on": "2026-12-29"},
                                      {"objection_received_on": "2006-12-31", "verified_on": "2026-12-31"})))


FAULTS = {
    "eco-compensation": (repeated_name, repeated_name, rate_twice_or_never, rate_twice_or_never, area_count, rates_need_last_year),
    "workdays": (workdays_members,),
    "coal-closure": (accidents, accidents, decided_late, reserves, reserves, one_flag_less, several_in_a_mine, several_in_a_mine),
    "smart-mine": (top_up, top_up, years_left, years_left),
    "base-station-reward": (reward, stations),
    "credit-list": (repeated_id, repeated_id, bad_record_id, bad_item, bad_code, bad_code, bad_code),
    "credit-timeline": (no_day,),
}


def own_fault(rng, value, _names):
    """A fault that the request's calculator alone can have, or one of the number of elements."""
    calculator = value.get("calculator")
    rng.choice(FAULTS.get(calculator if isinstance(calculator, str) else None, ()) + (element_count,))(rng, value)
