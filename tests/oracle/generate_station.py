"""Random requests of the right form for `base-station-reward`; some meet an overflow."""

import datetime
from decimal import Decimal

from generate_rules import random_patch, with_rules
from generate_values import any_day, chance, day_near, element, element_count, element_name, in_force, near, optional_members, plain, \
    random_decimal
from rules import IN_FORCE

TODAY = IN_FORCE["base-station-reward"]
DAYS = tuple(map(datetime.date.fromisoformat, ("2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01")))
REWARDS = (Decimal(0), Decimal("0.01"), Decimal(2000), Decimal(2500), Decimal("2500.01"), Decimal("2499.99"), Decimal(5000),
           Decimal("5000.01"), Decimal("4999.99"), Decimal(10**12))


class StationPlan:
    def __init__(self, rng):
        self.rng, self.patch = rng, random_patch(rng, "base-station-reward")
        self.days = [in_force(self.patch, name, TODAY[name]) for name in ("built_from", "built_until")]
        self.ceiling = in_force(self.patch, "ceiling_yuan", Decimal(5000))

    def built_on(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            return day_near(rng, self.days)
        return rng.choice(DAYS) if kind < 0.5 else any_day(rng, 2020, 2022) if kind < 0.97 else any_day(rng)

    def reward(self):
        rng = self.rng
        if chance(rng, 0.4):
            half = (self.ceiling / 2).quantize(Decimal("0.01"))
            return near(rng, rng.choice((self.ceiling, half)), 0, 10**12, places=2)
        return rng.choice(REWARDS + (random_decimal(rng, 0, 6000, 2),) * 3)

    def batch(self, index):
        rng = self.rng
        required = {"name": element_name(rng, "批", index), "mode": rng.choice(("SA", "SA", "SA", "NSA")),
                    "stations": rng.choice((0, 1, 100, rng.randint(0, 1000), rng.randint(0, 10_000), 10_000_000)),
                    "built_on": self.built_on()}
        return element(rng, required, optional_members(rng, {"provincial_reward_yuan": self.reward()}, 0.75))


def station_request(rng):
    if chance(rng, 0.02):
        return largest_total(rng)
    if chance(rng, 0.002):
        return as_many_as_allowed()
    plan = StationPlan(rng)
    batches = [plan.batch(index) for index in range(element_count(rng))]
    return with_rules(rng, {"calculator": "base-station-reward", "input": {"batches": batches}}, plan.patch)


def as_many_as_allowed():
    batch = {"name": "a", "mode": "SA", "stations": 1, "built_on": "2021-01-01"}
    return {"calculator": "base-station-reward", "input": {"batches": [batch] * 10_000}}


def largest_total(rng):
    """At or one fen around the largest int64, with no share of the city or with half from each."""
    if chance(rng, 0.5):
        ceiling, shares, rest = "0", 1, Decimal("720368547758.07")
    else:
        # Both shares are equal here, so the total is even: 06 fits, 08 does not.
        ceiling, shares, rest = "1000000000000", 2, Decimal("360184273879.03")
    rest += Decimal(rng.choice((-1, 0, 0, 1))).scaleb(-2)
    rewards = ((92_233, Decimal(10**12) / shares), (1, rest))
    batches = [{"name": "a", "mode": "SA", "stations": count, "built_on": "2021-01-01", "provincial_reward_yuan": plain(reward)}
               for count, reward in rewards]
    rng.shuffle(batches)
    return {"calculator": "base-station-reward", "input": {"batches": batches},
            "rules": {"base-station-reward": {"ceiling_yuan": ceiling}}}
