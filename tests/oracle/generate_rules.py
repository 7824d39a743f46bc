"""Random what-if values, as Decimals and days; the generators of a calculator aim at them."""

import datetime
from decimal import Decimal

from generate_eco import tiers
from generate_values import any_day, chance, near, random_decimal, spell
from rules import FACTORS, GRADES, WEIGHTS

AMOUNTS = (Decimal(0), Decimal("0.01"), Decimal("6000000"), Decimal("4000000.5"), Decimal("1000000000000"))
PERCENTS = (Decimal(0), Decimal("0.000001"), Decimal("12.5"), Decimal("33.333333"), Decimal(100), Decimal("9999.999999"), Decimal(10_000))


def some(rng, parameters, share=0.5):
    """Some of the parameters, at times with null for an absent one."""
    found = {name: make() for name, make in parameters.items() if chance(rng, share)}
    return {name: None if chance(rng, 0.04) else value for name, value in found.items()}


def award(rng):
    """Yuan by year; one map in twenty is empty."""
    years = rng.sample((2019, 2020, 2021, 2022, 1900, 2199), rng.choice((1, 2, 2, 3, 4)))
    years = [] if chance(rng, 0.05) else years + [rng.randint(1900, 2199)] * chance(rng, 0.2)
    found = {str(year): rng.choice(AMOUNTS + (random_decimal(rng, 0, 10**7, 2),)) for year in years}
    if chance(rng, 0.05):
        found["2030"] = None
    return found


def day(rng):
    return rng.choice((datetime.date(2020, 1, 1), datetime.date(2020, 12, 31), datetime.date(2021, 12, 31), any_day(rng, 2018, 2024),
                       any_day(rng)))


def capacity(rng):
    return near(rng, rng.choice((Decimal(30), Decimal(60), Decimal(120), Decimal(45), random_decimal(rng, 1, 200, 3), Decimal(1_000_000))),
                Decimal("0.000001"), 10**6)


def percent(rng):
    return rng.choice(PERCENTS + (random_decimal(rng, 0, 300, 2),))


def money(rng):
    return rng.choice((Decimal(0), Decimal("0.01"), Decimal(2500), Decimal("2500.01"), Decimal(5000), Decimal(10_000),
                       random_decimal(rng, 0, 9000, 2), Decimal(10**12)))


def eco_patch(rng):
    return some(rng, {f"{factor}.tiers": lambda: tiers(rng, None) for factor in FACTORS}
                | {"from_month": lambda: rng.choice(("2020-10", "1900-01"))}, 0.3)


def coal_patch(rng):
    return some(rng, {
        "award.small": lambda: award(rng), "award.large": lambda: award(rng), "small_below_10kt": lambda: capacity(rng),
        "ratio_uplift_percent": lambda: percent(rng), "fund_until": lambda: day(rng), "programme_until": lambda: day(rng),
    })


def smart_patch(rng):
    return some(rng, {
        "city_rate_percent": lambda: percent(rng), "smart_from_10kt": lambda: capacity(rng),
        "demonstration_from_10kt": lambda: capacity(rng),
        "demonstration_years": lambda: rng.choice((Decimal(0), Decimal(5), Decimal("4.9"), Decimal(1000), random_decimal(rng, 0, 30, 1))),
    })


def station_patch(rng):
    return some(rng, {
        "ceiling_yuan": lambda: money(rng), "provincial_reward_yuan": lambda: money(rng), "built_from": lambda: day(rng),
        "built_until": lambda: day(rng),
    })


def credit_patch(rng):
    return some(rng, {"terms_months": lambda: terms(rng), "score": lambda: score(rng)}, 0.6)


def terms(rng):
    """Terms may be as long as they like: the ends of records then lie beyond the years of the input."""
    found = {}
    for grade in GRADES:
        longest = rng.choice((0, 1, 2, 6, 12, 13, 36, rng.randint(0, 60), 1200))
        shortest = longest if grade == "trust" else rng.choice((0, longest, rng.randint(0, longest)))
        found[grade] = [shortest, longest]
    return found


def score(rng):
    return {weight: rng.choice((0, 1, -1, 100, -100, 10**6, -10**6, rng.randint(-1000, 1000))) for weight in WEIGHTS}


def timeline_patch(rng):
    return some(rng, {name: lambda: rng.choice((0, 0, 1, 3, 5, 7, 20, 1000, rng.randint(0, 1000)))
                      for name in ("objection_workdays", "answer_workdays", "publish_workdays")})


PATCHES = {
    "eco-compensation": eco_patch, "coal-closure": coal_patch, "smart-mine": smart_patch, "base-station-reward": station_patch,
    "credit-list": credit_patch, "credit-timeline": timeline_patch,
}


def random_patch(rng, regulation, share=0.35):
    return PATCHES[regulation](rng) if chance(rng, share) else {}


def with_rules(rng, request, patch):
    """The request with its what-if values, or with an empty form of none."""
    if patch:
        request["rules"] = {request["calculator"]: spell(rng, patch)}
    elif chance(rng, 0.1):
        request["rules"] = rng.choice((None, {}, {request["calculator"]: rng.choice((None, {}))}))
    return request


def add_foreign_rules(rng, request, regulations):
    """What-if values of another regulation change nothing but are checked."""
    others = [regulation for regulation in regulations if regulation != request["calculator"]]
    if others and isinstance(request.get("rules", {}), dict):
        chosen = rng.choice(others)
        request["rules"] = {**request.get("rules", {}), chosen: spell(rng, PATCHES[chosen](rng))}
