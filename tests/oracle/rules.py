"""Parameters of the regulations in force, and the request's what-if values (`rules`) in their place."""

from fractions import Fraction

from contract_json import Fault, child
from decode import Field, array_of, decimal, money, month, object_of

FACTORS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")
TIER = object_of([Field("up_to", decimal(0, 10**9, low_excluded=True)), Field("rate_yuan", money(), required=True)])
TIERS = array_of(TIER, 1, 16)

DECODERS = {
    "eco-compensation": object_of([Field(factor + ".tiers", TIERS) for factor in FACTORS] + [Field("from_month", month)]),
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
}


def check(rules):
    """What depends on other members, in the order of the contract's table of parameters."""
    eco = given(rules).get("eco-compensation", {})
    path = "/rules/eco-compensation"
    for factor in FACTORS:
        if factor + ".tiers" in eco:
            check_tiers(eco[factor + ".tiers"], child(path, factor + ".tiers"))


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
