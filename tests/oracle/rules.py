"""Parameters of the regulations in force, and the request's what-if values (`rules`) in their place."""

import datetime
from fractions import Fraction

from contract_json import Fault, child
from decode import Field, array_of, date, decimal, integer, money, month, object_of

FACTORS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")
TIER = object_of([Field("up_to", decimal(0, 10**9, low_excluded=True)), Field("rate_yuan", money(), required=True)])
TIERS = array_of(TIER, 1, 16)
# Thresholds have the range of the figure that is held against them.
CAPACITY = decimal(0, 10**6, low_excluded=True)
YEARS = decimal(0, 1000)
PERCENT = decimal(0, 10_000)
MONTHS = array_of(integer(0, 1200), 2, 2)
WORKDAYS = integer(0, 1000)
GRADES = ("trust", "general", "serious")
WEIGHTS = ("start", "commendation", "trust", "general", "serious", "black")


def whole(names, decoder):
    """A value given in place of the whole one in force: each part must be there."""
    return object_of([Field(name, decoder, required=True) for name in names])


AMOUNT_OF_YEAR = object_of([Field(str(year), money()) for year in range(1900, 2200)])


def by_year(value, path):
    """Yuan by year; a year with null is as absent as one that is not named."""
    return {int(year): yuan for year, yuan in AMOUNT_OF_YEAR(value, path).items() if yuan is not None}


DECODERS = {
    "eco-compensation": object_of([Field(factor + ".tiers", TIERS) for factor in FACTORS] + [Field("from_month", month)]),
    "coal-closure": object_of([
        Field("award.small", by_year), Field("award.large", by_year), Field("small_below_10kt", CAPACITY),
        Field("ratio_uplift_percent", PERCENT), Field("fund_until", date), Field("programme_until", date),
    ]),
    "smart-mine": object_of([
        Field("city_rate_percent", PERCENT), Field("smart_from_10kt", CAPACITY), Field("demonstration_from_10kt", CAPACITY),
        Field("demonstration_years", YEARS),
    ]),
    "base-station-reward": object_of([
        Field("ceiling_yuan", money()), Field("provincial_reward_yuan", money()), Field("built_from", date),
        Field("built_until", date),
    ]),
    "credit-list": object_of([
        Field("terms_months", whole(GRADES, MONTHS)), Field("score", whole(WEIGHTS, integer(-10**6, 10**6))),
    ]),
    "credit-timeline": object_of([
        Field("objection_workdays", WORKDAYS), Field("answer_workdays", WORKDAYS), Field("publish_workdays", WORKDAYS),
    ]),
}
decode = object_of([Field(regulation, decoder) for regulation, decoder in DECODERS.items()])


def two_tiers(limit, first_yuan, second_yuan):
    return [{"up_to": Fraction(limit), "rate_yuan": Fraction(first_yuan)},
            {"up_to": None, "rate_yuan": Fraction(second_yuan)}]


IN_FORCE = {
    "eco-compensation": {
        "pm25.tiers": two_tiers(5, 100_000, 200_000),               # art. 4(1)
        "pm25_improvement.tiers": two_tiers(3, 150_000, 350_000),   # art. 4(2)
        "pm10.tiers": two_tiers(5, 50_000, 100_000),                # art. 4(3)
        "pm10_improvement.tiers": two_tiers(3, 100_000, 200_000),   # art. 4(4)
        "from_month": "2020-10",                                    # art. 8
    },
    "coal-closure": {
        "award.small": {2020: Fraction(6_000_000), 2021: Fraction(4_000_000)},  # 四(四)
        "award.large": {2020: Fraction(6_000_000)},                             # 四(四)
        "small_below_10kt": Fraction(30),                                       # title
        "ratio_uplift_percent": Fraction(20),                                   # 四(二)
        "fund_until": datetime.date(2020, 12, 31),                              # 四(一)
        "programme_until": datetime.date(2021, 12, 31),                         # 四(二)
    },
    "smart-mine": {
        "city_rate_percent": Fraction(10),          # 五(二)
        "smart_from_10kt": Fraction(60),            # 一(三)
        "demonstration_from_10kt": Fraction(120),   # 一(三)
        "demonstration_years": Fraction(5),         # 一(三)
    },
    "base-station-reward": {
        "ceiling_yuan": Fraction(5000),                  # 三(一)2
        "provincial_reward_yuan": Fraction(2500),        # the rulebook's: half the ceiling
        "built_from": datetime.date(2020, 1, 1),         # the plan's period (A-G5-2)
        "built_until": datetime.date(2022, 12, 31),
    },
    "credit-list": {
        "terms_months": {"trust": [12, 12], "general": [3, 12], "serious": [6, 36]},  # art. 13
        # No article: the library's own convention.
        "score": {"start": 100, "commendation": 20, "trust": 5, "general": -10, "serious": -40, "black": -100},
    },
    "credit-timeline": {
        "objection_workdays": 3,  # art. 11(3)
        "answer_workdays": 7,     # art. 11(3)
        "publish_workdays": 7,    # art. 11(4)
    },
}


def check(rules):
    """What depends on other members, in the order of the contract's table of parameters."""
    eco = given(rules).get("eco-compensation", {})
    for factor in FACTORS:
        if factor + ".tiers" in eco:
            check_tiers(eco[factor + ".tiers"], child("/rules/eco-compensation", factor + ".tiers"))
    terms = given(rules).get("credit-list", {}).get("terms_months", {})
    for grade, (shortest, longest) in terms.items():
        if shortest > longest or (grade == "trust" and shortest != longest):
            raise Fault("invalid-value", f"/rules/credit-list/terms_months/{grade}/1")


def check_tiers(tiers, path):
    """Limits strictly ascending; only the last tier, and it must, has none."""
    below = Fraction(0)
    for index, tier in enumerate(tiers):
        limit, last = tier["up_to"], index == len(tiers) - 1
        if (limit is None) != last or (limit is not None and limit <= below):
            raise Fault("invalid-value", f"{path}/{index}/up_to")
        below = limit


def given(rules):
    """The parameters that the request gives, without the absent ones."""
    return {regulation: {name: value for name, value in parameters.items() if value is not None}
            for regulation, parameters in (rules or {}).items() if parameters is not None}


def effective(rules):
    patch = given(rules)
    return {regulation: {**parameters, **patch.get(regulation, {})} for regulation, parameters in IN_FORCE.items()}


def patched(rules):
    return any(given(rules).values())
