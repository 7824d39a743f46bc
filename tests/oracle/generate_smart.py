"""Random requests of the right form for `smart-mine`."""

from decimal import Decimal

from generate_rules import random_patch, with_rules
from generate_values import chance, element, element_count, element_name, in_force, near, optional_members, random_decimal, spell
from smart import ITEMS

CAPACITIES = (Decimal("59.9"), Decimal(60), Decimal("119.999"), Decimal(120), Decimal("120.000001"), Decimal(90), Decimal("0.000001"),
              Decimal(1_000_000))
YEARS = (Decimal(5), Decimal("4.9"), Decimal("4.999999"), Decimal("5.000001"), Decimal(0), Decimal(1000))
# A tenth of the last four ends in half a fen or beside it.
INVESTMENTS = (Decimal("23456700"), Decimal(0), Decimal("0.01"), Decimal(10**12), Decimal("333333.35"), Decimal("0.05"),
               Decimal("0.04"), Decimal("0.15"))
OUTCOMES = ("pass", "fail", "not-submitted")


class SmartPlan:
    def __init__(self, rng):
        self.rng, self.patch = rng, random_patch(rng, "smart-mine")
        self.big = in_force(self.patch, "demonstration_from_10kt", Decimal(120))
        self.limits = (self.big, in_force(self.patch, "smart_from_10kt", Decimal(60)))
        self.years = in_force(self.patch, "demonstration_years", Decimal(5))

    def capacity(self):
        rng = self.rng
        if chance(rng, 0.5):
            return near(rng, rng.choice(self.limits), Decimal("0.000001"), 10**6)
        return rng.choice(CAPACITIES + (random_decimal(rng, 1, 200, rng.choice((0, 1, 3))),))

    def remaining_years(self):
        rng = self.rng
        return near(rng, self.years, 0, 1000) if chance(rng, 0.4) else rng.choice(YEARS + (random_decimal(rng, 0, 20, 1),))

    def mine(self):
        """The capacity, and the years left where they are asked for and often where they are not."""
        found = {"capacity_10kt": self.capacity()} if chance(self.rng, 0.85) else {}
        if found.get("capacity_10kt", 0) >= self.big or chance(self.rng, 0.4):
            found["remaining_years"] = self.remaining_years()
        return found

    def project(self, index):
        rng = self.rng
        owner = rng.choice(("local", "local", "provincial", "central", "other"))
        required = {"name": element_name(rng, "项目", index), "owner": owner,
                    "investment_yuan": rng.choice(INVESTMENTS + (random_decimal(rng, 0, 10**8, 2),) * 3)}
        optional = optional_members(rng, {"severe_hazard": chance(rng, 0.5), "acceptance": acceptance(rng)}, 0.5)
        if owner == "local":
            optional |= optional_members(rng, {"county_topup_yuan": rng.choice(INVESTMENTS)}, 0.6)
        elif chance(rng, 0.05):
            optional["county_topup_yuan"] = None
        return element(rng, required, {**optional, **self.mine()})


def acceptance(rng):
    passes = rng.choice((1.0, 0.9, 0.3))
    return {item: "pass" if chance(rng, passes) else rng.choice(OUTCOMES) for item in ITEMS}


def smart_request(rng):
    if chance(rng, 0.01):
        return largest_total(rng)
    plan = SmartPlan(rng)
    projects = [plan.project(index) for index in range(element_count(rng))]
    return with_rules(rng, {"calculator": "smart-mine", "input": {"projects": projects}}, plan.patch)


def largest_total(rng):
    """At a rate of 10,000 percent the total lies on the last full yuan of an int64 of fen, or on the next one."""
    whole, rest = divmod(92_233_720_368_547_758 + rng.choice((0, 0, 1, -1)), 10**14)
    investments = [Decimal(10**12)] * whole + [Decimal(rest).scaleb(-2)]
    rng.shuffle(investments)
    projects = [{"name": str(index), "owner": "other", "investment_yuan": value} for index, value in enumerate(investments)]
    return {"calculator": "smart-mine", "input": {"projects": spell(rng, projects)},
            "rules": {"smart-mine": {"city_rate_percent": "10000"}}}
