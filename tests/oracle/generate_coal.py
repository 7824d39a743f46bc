"""Random requests of the right form for `coal-closure`."""

from decimal import Decimal

from coal import STANDARDS
from generate_rules import random_patch, with_rules
from generate_values import any_day, chance, day_near, days_from, element, element_count, element_name, in_force, near, \
    optional_members, random_decimal
from rules import IN_FORCE

CAPACITIES = (Decimal(20), Decimal(15), Decimal(45), Decimal(21), Decimal("29.999"), Decimal("30.001"), Decimal(30),
              Decimal("0.000001"), Decimal(1_000_000))
TODAY = IN_FORCE["coal-closure"]


class CoalPlan:
    """The boundaries that the mines of one request lie at."""

    def __init__(self, rng):
        self.rng, self.patch = rng, random_patch(rng, "coal-closure")
        self.limit = in_force(self.patch, "small_below_10kt", Decimal(30))
        years = {int(year) for kind in ("award.small", "award.large") for year in in_force(self.patch, kind, TODAY[kind])}
        self.days = [TODAY["fund_until"].replace(year, month, day) for year in sorted(years | {2020, 2021})
                     for month, day in ((1, 1), (12, 31))]
        self.days += [in_force(self.patch, name, TODAY[name]) for name in ("fund_until", "programme_until")]

    def capacity(self):
        rng = self.rng
        if chance(rng, 0.4):
            return near(rng, self.limit, Decimal("0.000001"), 10**6)
        return rng.choice(CAPACITIES + (random_decimal(rng, 1, 60, rng.choice((0, 1, 3))),))

    def accepted_on(self):
        rng = self.rng
        if chance(rng, 0.5):
            return day_near(rng, self.days)
        return any_day(rng, 2019, 2022) if chance(rng, 0.95) else any_day(rng)

    def mine(self, index):
        rng, accepted = self.rng, self.accepted_on()
        required = {"name": element_name(rng, "矿", index), "capacity_10kt": self.capacity(), "accepted_on": accepted,
                    "standards": standards(rng)}
        optional = optional_members(rng, {
            "overcapacity_procedure": chance(rng, 0.7), "fund_conditions_met": chance(rng, 0.7),
            "mineral_right": mineral_right(rng), "replacement": replacement(rng)}, 0.6)
        return element(rng, required, {**optional, **closure(rng, accepted)})


def standards(rng):
    share = rng.choice((1.0, 1.0, 0.8, 0.3))
    return {flag: chance(rng, share) for flag in STANDARDS}


def closure(rng, accepted):
    """The decision with or without accidents: on its day, on the acceptance's, a day outside, in between."""
    if chance(rng, 0.25):
        return rng.choice(({}, {"accidents_on": []}, {"accidents_on": None}, {"decided_on": None}))
    decided = days_from(accepted, -rng.choice((0, 1, 2, rng.randint(0, 300), rng.randint(0, 2000))))
    found = {"decided_on": decided}
    if chance(rng, 0.6):
        ends = (decided, accepted, days_from(decided, -1), days_from(accepted, 1), days_from(accepted, 90),
                days_from(decided, rng.randint(0, (accepted - decided).days)))
        found["accidents_on"] = [rng.choice(ends) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
    return found


def mineral_right(rng):
    """Shares that end in half a fen, that do not end at all, and nothing or everything left."""
    priced = rng.choice((Decimal(400), Decimal(3), Decimal(7), Decimal("0.000001"), Decimal(10**9), Decimal("999999999.999999"),
                         random_decimal(rng, 1, 5000, 3)))
    price = rng.choice((Decimal(5_000_000), Decimal(0), Decimal("0.01"), Decimal("0.03"), Decimal(10**12),
                        random_decimal(rng, 0, 10**7, 2)))
    left = near(rng, rng.choice((Decimal(0), priced, Decimal(100), Decimal(1))), 0, priced)
    if chance(rng, 0.25):
        half = rng.randint(1, 1000)
        priced, left, price = Decimal(2 * half), Decimal(half), Decimal(rng.randrange(1, 10**6, 2)).scaleb(-2)
    return {"cancelled": chance(rng, 0.85), "merged": chance(rng, 0.15), "price_paid_yuan": price,
            "reserves_priced_10kt": priced, "reserves_remaining_10kt": left}


def replacement(rng):
    ratio = rng.choice((Decimal(100), Decimal(200), Decimal(0), Decimal(10_000), Decimal("33.333333"), random_decimal(rng, 0, 300, 6)))
    return {"ratio_percent": ratio, "centralised_trading": chance(rng, 0.75)}


def coal_options(rng):
    options = {}
    if chance(rng, 0.5):
        options["ratio_uplift"] = rng.choice(("points", "relative", "relative", None))
    if chance(rng, 0.4):
        options["thirty_is_small"] = rng.choice((True, True, False, None))
    return options


def coal_request(rng):
    plan = CoalPlan(rng)
    request = {"calculator": "coal-closure", "input": {"mines": [plan.mine(index) for index in range(element_count(rng))]}}
    options = coal_options(rng)
    if options or chance(rng, 0.1):
        request["options"] = options or None
    return with_rules(rng, request, plan.patch)
