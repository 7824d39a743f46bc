"""Hand-worked cases of `coal-closure`, `smart-mine` and `base-station-reward`: the catalogue's examples and what hangs on other members."""

from coal import STANDARDS
from checks import evaluated, fault, result, same, warned
from smart import ITEMS

MINE = {"name": "矿", "capacity_10kt": "20", "accepted_on": "2020-11-30", "standards": dict.fromkeys(STANDARDS, True)}
RIGHT = {"cancelled": True, "merged": False, "price_paid_yuan": "5000000", "reserves_priced_10kt": "400", "reserves_remaining_10kt": "100"}
PROJECT = {"name": "项目", "owner": "local", "investment_yuan": "23456700"}
PASSED = dict.fromkeys(ITEMS, "pass")
BATCH = {"name": "批", "mode": "SA", "stations": 100, "built_on": "2020-11-05", "provincial_reward_yuan": "2000"}
OUTSIDE, PROCEDURE = "outside-award-years", "overcapacity-procedure-not-followed"

# COAL-06: capacity, accepted on, procedure followed -> award and reasons.
AWARDS = (
    ("20", "2020-11-30", False, "6000000.00", []), ("15", "2021-06-30", False, "4000000.00", []),
    ("45", "2020-12-20", True, "6000000.00", []), ("45", "2020-12-20", False, "0.00", [PROCEDURE]),
    ("20", "2020-12-31", False, "6000000.00", []), ("20", "2021-01-01", False, "4000000.00", []),
    ("20", "2022-01-01", False, "0.00", [OUTSIDE]), ("20", "2019-12-31", False, "0.00", [OUTSIDE]),
    ("20", "2020-01-01", False, "6000000.00", []), ("30", "2021-03-01", True, "0.00", [OUTSIDE]),
    ("29.999", "2021-12-31", False, "4000000.00", []), ("30", "2021-03-01", False, "0.00", [OUTSIDE, PROCEDURE]),
)
# COAL-07: the day of an accident -> forfeited; decision 2020-06-01, acceptance 2020-11-20.
ACCIDENTS = (("2020-08-10", True), ("2020-06-01", True), ("2020-11-20", True), ("2020-05-31", False), ("2020-11-21", False))
# COAL-08: capacity, accepted on, conditions met -> may apply.
FUND = (("15", "2020-10-31", True, True), ("15", "2020-12-31", True, True), ("15", "2021-01-01", True, False),
        ("15", "2020-10-31", False, False), ("30", "2020-10-31", True, False), ("15", "1900-01-01", True, True))
# COAL-09: base ratio, centralised, reading, accepted on -> ratio and quota of 210,000 t.
RATIOS = (
    ("100", True, "points", "2020-11-30", "120", "25.2"), ("100", True, "relative", "2020-11-30", "120", "25.2"),
    ("200", True, "points", "2020-11-30", "220", "46.2"), ("200", True, "relative", "2020-11-30", "240", "50.4"),
    ("200", False, "points", "2020-11-30", "200", "42"), ("200", True, "points", "2021-12-31", "220", "46.2"),
    ("200", True, "points", "2022-01-01", "200", "42"), ("0.000003", True, "relative", "2020-11-30", "0.000004", "0.000001"),
)
# COAL-11: changes to the right -> eligible and refund.
REFUNDS = (
    ({}, True, "1250000.00"), ({"reserves_remaining_10kt": "0"}, True, "0.00"), ({"merged": True}, False, "0.00"),
    ({"cancelled": False}, False, "0.00"), ({"price_paid_yuan": "0"}, False, "0.00"),
    ({"price_paid_yuan": "2500000", "reserves_remaining_10kt": "200"}, True, "1250000.00"),
    ({"price_paid_yuan": "0.01", "reserves_remaining_10kt": "200"}, True, "0.01"),
    ({"price_paid_yuan": "0.01", "reserves_remaining_10kt": "199.999999"}, True, "0.00"),
    ({"price_paid_yuan": "0.05", "reserves_remaining_10kt": "200"}, True, "0.03"),
    ({"price_paid_yuan": "1", "reserves_priced_10kt": "3", "reserves_remaining_10kt": "2"}, True, "0.67"),
)
# SMART-01: capacity, years left -> target.
TARGETS = (("90", None, "smart-faces"), ("120", "5", "demonstration"), ("120", "4.9", "gap"), ("60", None, "smart-faces"),
           ("59.9", None, "mechanised"), ("119.999", "20", "smart-faces"), ("1000000", "4.999999", "gap"), (None, "20", None))
# SMART-03: owner, investment, top-up -> city, total, route, route of the central budget.
SUBSIDIES = (
    ("local", "23456700", "500000", "2345670.00", "2845670.00", "city", "via-city"),
    ("local", "23456700", None, "2345670.00", "2345670.00", "city", "via-city"),
    ("provincial", "23456700", None, "0.00", "0.00", "provincial-rule", "via-city"),
    ("central", "23456700", None, "2345670.00", "2345670.00", "city", "national"),
    ("other", "333333.35", None, "33333.34", "33333.34", "city", "via-city"),
    ("other", "0.05", None, "0.01", "0.01", "city", "via-city"), ("other", "0.04", None, "0.00", "0.00", "city", "via-city"),
)
# G5-01: the province's reward -> the city's per station.
MATCHES = (("2000", "2000.00"), ("0", "0.00"), ("2500", "2500.00"), ("2501", "2499.00"), ("2500.01", "2499.99"), ("3000", "2000.00"),
           ("5000", "0.00"), ("5000.01", "0.00"), ("4999.99", "0.01"))


def coal(*mines, **others):
    return {"calculator": "coal-closure", "input": {"mines": list(mines)}, **others}


def smart(*projects, **others):
    return {"calculator": "smart-mine", "input": {"projects": list(projects)}, **others}


def station(*batches, **others):
    return {"calculator": "base-station-reward", "input": {"batches": list(batches)}, **others}


def mine(**changes):
    """The one mine of a result; a member that is None is left out."""
    options = changes.pop("options", {})
    rules = changes.pop("rules", {})
    return result(coal({**MINE, **changes}, options=options, rules={"coal-closure": rules}))["mines"][0]


def test_awards():
    for capacity, day, procedure, award, reasons in AWARDS:
        shown = mine(capacity_10kt=capacity, accepted_on=day, overcapacity_procedure=procedure)
        same((shown["award_yuan"], shown["reasons"], shown["eligible"]), (award, reasons, not reasons), (capacity, day))
    shown = result(coal(MINE, {**MINE, "capacity_10kt": 15, "accepted_on": "2021-06-30"},
                        {**MINE, "capacity_10kt": 45, "accepted_on": "2020-12-20", "overcapacity_procedure": True}))
    same((shown["award_total_yuan"], shown["refund_total_yuan"]), ("16000000.00", "0.00"), "COAL-06")
    same(list(shown["mines"][0]), ["name", "class", "eligible", "reasons", "award_yuan"], "parts without their input")
    standards = {**MINE["standards"], "shafts_sealed": False, "licences_revoked": False}
    same(mine(standards=standards, accepted_on="2022-01-01", decided_on="2022-01-01", accidents_on=["2022-01-01"])["reasons"],
         ["closure-standard-unmet:licences_revoked", "closure-standard-unmet:shafts_sealed", "accident-during-closure", OUTSIDE], "order")


def test_accidents():
    for day, forfeited in ACCIDENTS:
        shown = mine(decided_on="2020-06-01", accepted_on="2020-11-20", accidents_on=["2000-01-01", day], fund_conditions_met=True,
                     mineral_right=RIGHT)
        same(shown["award_yuan"], "0.00" if forfeited else "6000000.00", day)
        same(shown["national_fund"], {"may_apply": not forfeited}, day)
        same(shown["refund"], {"eligible": True, "amount_yuan": "1250000.00"}, "a refund knows no accident")


def test_fund_ratio_refund():
    for capacity, day, met, wanted in FUND:
        shown = mine(capacity_10kt=capacity, accepted_on=day, fund_conditions_met=met)
        same(shown["national_fund"], {"may_apply": wanted}, (capacity, day))
    for ratio, central, reading, day, wanted, quota in RATIOS:
        shown = mine(capacity_10kt="21", accepted_on=day, options={"ratio_uplift": reading},
                     replacement={"ratio_percent": ratio, "centralised_trading": central})
        same(shown["replacement"], {"ratio_percent": wanted, "quota_10kt": quota}, (ratio, central, reading, day))
    for changes, eligible, amount in REFUNDS:
        same(mine(mineral_right={**RIGHT, **changes})["refund"], {"eligible": eligible, "amount_yuan": amount}, changes)


def test_coal_classes_and_rules():
    for capacity, options, wanted in (("30", {}, "large"), ("29.999999", {}, "small"), ("30", {"thirty_is_small": True}, "small"),
                                      ("30.000001", {"thirty_is_small": True}, "large")):
        same(mine(capacity_10kt=capacity, options=options)["class"], wanted, capacity)
    included = {"thirty_is_small": True}
    same(mine(capacity_10kt="30", accepted_on="2021-03-01", options=included)["award_yuan"], "4000000.00", "A-COAL-1 R2")
    same(mine(capacity_10kt="45", options=included, rules={"small_below_10kt": "45"})["class"], "small", "the limit in force")
    same(mine(rules={"award.small": {}})["reasons"], [OUTSIDE], "no years")
    same(mine(rules={"award.small": {"2020": None, "2021": 1}})["reasons"], [OUTSIDE], "null is absent")
    same(mine(rules={"award.small": {"2020": "0"}})["eligible"], True, "an award of nothing is one")
    same(mine(rules={"award.small": {"2199": "0.5"}}, accepted_on="2199-12-31")["award_yuan"], "0.50", "another year")
    same(mine(fund_conditions_met=True, rules={"fund_until": "2020-11-29"})["national_fund"], {"may_apply": False}, "fund_until")
    ratio = {"ratio_percent": "200", "centralised_trading": True}
    for patch, reading, wanted in (({"ratio_uplift_percent": "12.5"}, "points", "212.5"),
                                   ({"ratio_uplift_percent": "12.5"}, "relative", "225"),
                                   ({"programme_until": "2020-11-29"}, "points", "200")):
        same(mine(replacement=ratio, options={"ratio_uplift": reading}, rules=patch)["replacement"]["ratio_percent"], wanted, patch)


def test_coal_gap():
    large = {**MINE, "capacity_10kt": 30, "accepted_on": "2021-12-31"}
    for changes, rules, wanted in (({}, {}, True), ({"accepted_on": "2022-01-01"}, {}, False), ({"capacity_10kt": 29}, {}, False),
                                   ({}, {"award.large": {"2021": "1"}}, False), ({}, {"small_below_10kt": 31}, False)):
        shown = warned(coal(MINE, {**large, **changes}, rules={"coal-closure": rules}))
        same(shown, [("gap", "/input/mines/1")] if wanted else [], (changes, rules))


def test_coal_faults():
    path = "/input/mines/0"
    fault(coal({**MINE, "standards": {**MINE["standards"], "shafts_sealed": None}}), "missing-field", path + "/standards")
    fault(coal({**MINE, "capacity_10kt": 0}), "invalid-value", path + "/capacity_10kt")
    fault(coal({**MINE, "capacity_10kt": "1000000.000001"}), "invalid-value", path + "/capacity_10kt")
    fault(coal({**MINE, "accidents_on": ["2020-08-10"]}), "missing-field", path)
    fault(coal({**MINE, "decided_on": "2020-12-01"}), "invalid-value", path + "/decided_on")
    fault(coal({**MINE, "accidents_on": ["2020-08-10"] * 1001}, id=1), "limit-exceeded", path + "/accidents_on")
    same("id" in evaluated(coal({**MINE, "accidents_on": [1] * 1001}, id=1)), False, "no id with a limit")
    more = {**RIGHT, "reserves_remaining_10kt": "400.000001"}
    fault(coal({**MINE, "mineral_right": more, "accidents_on": ["2020-08-10"]}), "invalid-value",
          path + "/mineral_right/reserves_remaining_10kt")
    fault(coal({**MINE, "mineral_right": more, "replacement": {"ratio_percent": 1}}), "missing-field", path + "/replacement")
    fault(coal(*[{}] * 10_001), "limit-exceeded", "/input/mines")
    fault(coal(), "invalid-value", "/input/mines")
    fault(coal(MINE, options={"rounding": None}), "unknown-field", "/options/rounding")


def project(rules=None, **changes):
    return result(smart({**PROJECT, **changes}, rules={"smart-mine": rules}))["projects"][0]


def test_smart():
    for capacity, years, wanted in TARGETS:
        same(project(capacity_10kt=capacity, remaining_years=years)["target_2025"], wanted, (capacity, years))
    for owner, investment, top_up, city, total, route, central in SUBSIDIES:
        shown = project(owner=owner, investment_yuan=investment, county_topup_yuan=top_up)
        same([shown[member] for member in ("city_subsidy_yuan", "total_yuan", "route", "central_budget_route")],
             [city, total, route, central], (owner, investment))
    for acceptance, wanted in ((None, None), (PASSED, True), ({**PASSED, "control-video": "not-submitted"}, False),
                               ({**PASSED, "coal-face": "fail"}, False)):
        same(project(acceptance=acceptance)["smart_mine_accepted"], wanted, acceptance)
    same([project()["hazard_target"], project(severe_hazard=True)["hazard_target"]], [False, True], "SMART-01")
    shown = result(smart(PROJECT, {**PROJECT, "owner": "provincial"}, {**PROJECT, "county_topup_yuan": "0.01"}))
    same((shown["city_total_yuan"], shown["county_total_yuan"]), ("4691340.00", "0.01"), "sums")


def test_smart_rules_and_faults():
    same(project({"city_rate_percent": "33.333333"}, investment_yuan="100")["city_subsidy_yuan"], "33.33", "rate")
    same(project({"demonstration_years": "4.9"}, capacity_10kt=120, remaining_years="4.9")["target_2025"], "demonstration", "years")
    same(project({"smart_from_10kt": "59.9"}, capacity_10kt="59.9")["target_2025"], "smart-faces", "smart from")
    same(project({"demonstration_from_10kt": "121"}, capacity_10kt=120)["target_2025"], "smart-faces", "demonstration from")
    path = "/input/projects/0"
    fault(smart({**PROJECT, "capacity_10kt": 90}, rules={"smart-mine": {"demonstration_from_10kt": 90}}), "missing-field", path)
    fault(smart({**PROJECT, "capacity_10kt": 120}), "missing-field", path)
    fault(smart({**PROJECT, "capacity_10kt": 120, "owner": "other", "county_topup_yuan": 0}), "invalid-value", path + "/county_topup_yuan")
    fault(smart({**PROJECT, "acceptance": {"coal-face": "pass"}}), "missing-field", path + "/acceptance")
    fault(smart({**PROJECT, "remaining_years": "1000.000001"}), "invalid-value", path + "/remaining_years")
    rate = {"smart-mine": {"city_rate_percent": "10000"}}
    whole = [{**PROJECT, "investment_yuan": 10**12}] * 922
    last = {**PROJECT, "investment_yuan": "337203685477.58"}
    same(result(smart(*whole, last, rules=rate))["city_total_yuan"], "92233720368547758.00", "the largest total")
    fault(smart(*whole, {**last, "investment_yuan": "337203685477.59"}, rules=rate), "overflow", "/input/projects")
    same(warned(smart({**PROJECT, "owner": "provincial", "capacity_10kt": 120, "remaining_years": 0}, PROJECT)),
         [("gap", "/input/projects/0"), ("provincial-rule", "/input/projects/0/owner")], "a parent before its children")


def test_station():
    for reward, city in MATCHES:
        shown = result(station({**BATCH, "provincial_reward_yuan": reward}))["batches"][0]
        same(shown["city_per_station_yuan"], city, reward)
    shown = result(station(BATCH, {**BATCH, "provincial_reward_yuan": None, "stations": 3}))
    same(list(shown["batches"][0].values()), ["批", "2000.00", "4000.00", "200000.00", "200000.00", "400000.00", []], "G5-01")
    same([shown[total] for total in ("city_total_yuan", "provincial_total_yuan", "combined_total_yuan")],
         ["207500.00", "207500.00", "415000.00"], "sums")
    for day, mode, wanted in (("2019-12-31", "SA", ["outside-plan-period"]), ("2020-01-01", "SA", []), ("2022-12-31", "SA", []),
                              ("2023-01-01", "NSA", ["not-standalone", "outside-plan-period"]), ("2021-01-01", "NSA", ["not-standalone"])):
        shown = result(station({**BATCH, "built_on": day, "mode": mode}))["batches"][0]
        same((shown["reasons"], shown["combined_yuan"], shown["provincial_yuan"]),
             (wanted, "0.00" if wanted else "400000.00", "0.00" if wanted else "200000.00"), day)


def test_station_rules_and_warnings():
    def under(*batches, **rules):
        return station(*batches, rules={"base-station-reward": rules})
    unknown = {**BATCH, "provincial_reward_yuan": None}
    same(result(under(unknown, provincial_reward_yuan="100"))["city_total_yuan"], "10000.00", "the rulebook's reward")
    same(result(under(BATCH, ceiling_yuan="3000.5"))["city_total_yuan"], "100050.00", "ceiling")
    same(result(under(BATCH, built_from="2020-11-06"))["batches"][0]["reasons"], ["outside-plan-period"], "built_from")
    same(result(under(BATCH, built_until="2020-11-04"))["batches"][0]["reasons"], ["outside-plan-period"], "built_until")
    above = {**BATCH, "provincial_reward_yuan": "5000.01"}
    same(warned(station(above, {**BATCH, "provincial_reward_yuan": "5000"}, unknown, {**unknown, "mode": "NSA"})),
         [("ceiling-exceeded", "/input/batches/0/provincial_reward_yuan"), ("assumed-provincial-reward", "/input/batches/2"),
          ("assumed-provincial-reward", "/input/batches/3")], "warnings")
    most = {**BATCH, "stations": 92_233, "provincial_reward_yuan": 10**12}
    same(result(under(most, {**BATCH, "stations": 1, "provincial_reward_yuan": "720368547758.07"}, ceiling_yuan=0))["combined_total_yuan"],
         "92233720368547758.07", "the largest total")
    fault(under(most, {**BATCH, "stations": 1, "provincial_reward_yuan": "720368547758.08"}, ceiling_yuan=0), "overflow", "/input/batches")
    fault(station({**BATCH, "stations": 10_000_001}), "invalid-value", "/input/batches/0/stations")
    fault(station({**BATCH, "stations": "100"}), "invalid-type", "/input/batches/0/stations")
