"""Random requests of the right form for `eco-compensation`; some meet an overflow or a month before the rule."""

from decimal import Decimal

from eco import NETWORKS
from emit import Raw
from generate_values import STRANGE_NAMES, chance, clamp, plain, random_decimal, spelled
from rules import FACTORS

TIES = (("1", "0.005"), ("3.00", "0.005"), ("0.01", "0.5"), ("0.2", "0.025"), ("1000", "0.000005"))
LIMITS = {"pm25": 5, "pm25_improvement": 3, "pm10": 5, "pm10_improvement": 3}
OPTIONAL = ("pm25_last_year", "pm10_last_year", "pm25_improvement", "pm10_improvement")
RANGES = {"pm25": (0, 100_000), "pm10": (0, 100_000), "pm25_improvement": (-1_000_000, 100),
          "pm10_improvement": (-1_000_000, 100)}


class EcoPlan:
    """What the areas of one request have in common."""

    def __init__(self, rng):
        self.rng = rng
        self.places = rng.choice((0, 1, 1, 2, 3, 6))
        # A rate and a step of the excess: odd multiples of the step cost an amount that ends in half a fen.
        self.tie = rng.choice(TIES) if chance(rng, 0.12) else None
        self.tiny = chance(rng, 0.05)
        self.by_last_year = {pollutant: rng.choice((0.0, 0.5, 1.0, 1.0)) for pollutant in ("pm25", "pm10")}
        self.base = {factor: self.center(factor) for factor in FACTORS if chance(rng, rng.choice((0.0, 0.5, 1.0)))}
        self.options = eco_options(rng)
        self.require_last_year()

    def center(self, factor):
        if factor.endswith("_improvement"):
            return random_decimal(self.rng, -20, 30, self.rng.choice((0, 1, self.places)))
        return random_decimal(self.rng, 0, self.rng.choice((10, 80, 300)), self.rng.choice((0, 1, self.places)))

    def require_last_year(self):
        if self.options.get("rate_base") == "rate-of-means":
            for pollutant in self.by_last_year:
                if pollutant + "_improvement" not in self.base:
                    self.by_last_year[pollutant] = 1.0

    def figure(self, factor):
        """Near the base when there is one: on it, on a tier's limit, one unit off, or half a fen off."""
        rng, base, worse = self.rng, self.base.get(factor), -1 if factor.endswith("_improvement") else 1
        if self.tiny:
            return Decimal(rng.randint(-1 if worse < 0 else 0, 1)).scaleb(-6)
        if self.tie and base is not None:
            near = Decimal(rng.choice((0, 0, 0, 1, -1))).scaleb(-6)
            return base + worse * (rng.randrange(1, 2000, 2) * Decimal(self.tie[1]) + near)
        if base is not None and chance(rng, 0.5):
            step = Decimal(rng.choice((0, 0, 1, -1))).scaleb(-rng.choice((1, 2, 6)))
            return base + worse * (rng.choice((0, LIMITS[factor], 2)) + step)
        return self.center(factor)

    def bounded(self, factor):
        return clamp(self.figure(factor), *RANGES[factor])

    def rate_member(self, pollutant, figures):
        if not chance(self.rng, self.by_last_year[pollutant]):
            return pollutant + "_improvement", self.bounded(pollutant + "_improvement")
        near = self.rng.choice((Decimal("0.000001"), Decimal(1), random_decimal(self.rng, 1, 200, self.places),
                                random_decimal(self.rng, 20, 120, 0), figures[pollutant] or Decimal(2), Decimal(200)))
        return pollutant + "_last_year", near

    def area(self, name):
        rng = self.rng
        figures = {pollutant: self.bounded(pollutant) for pollutant in ("pm25", "pm10")}
        figures.update(self.rate_member(pollutant, figures) for pollutant in ("pm25", "pm10"))
        members = [("name", name)] + [(member, spelled(rng, value)) for member, value in figures.items()]
        if chance(rng, 0.6):
            network = rng.choice(("national", "provincial")) if chance(rng, 0.1) else NETWORKS.get(name, "national")
            members.append(("network", network))
        if chance(rng, 0.05):
            members.append((rng.choice([other for other in OPTIONAL if other not in dict(members)]), None))
        if chance(rng, 0.3):
            rng.shuffle(members)
        return dict(members)


def area_names(rng):
    kind = rng.random()
    if kind < 0.2:
        names = list(NETWORKS)
        if chance(rng, 0.3):
            rng.shuffle(names)
        return names
    if kind < 0.22:
        return [f"第{index}号" for index in range(rng.randint(300, 1000))]
    count = rng.choice((1, 2, 2, 3, rng.randint(1, 40)))
    pool = list(NETWORKS) + list(STRANGE_NAMES) + [f"区{index}" for index in range(20)]
    return rng.sample(pool, count)


def eco_options(rng):
    options = {}
    if chance(rng, 0.4):
        options["rate_base"] = rng.choice(("mean-of-rates", "rate-of-means", "rate-of-means"))
    for kind in ("concentration_decimals", "improvement_decimals"):
        if chance(rng, 0.35):
            options[kind] = rng.choice((0, 1, 1, 2, 3, 6, None, Raw("-0")))
    if chance(rng, 0.35):
        options["rounding"] = rng.choice(("half-even", "half-up", None))
    return options


def tiers(rng, tie):
    if tie is not None:
        return [{"rate_yuan": tie[0]}]
    count = rng.choice((1, 2, 3, 16, rng.randint(1, 16)))
    limits = sorted(rng.sample(range(1, 400), count - 1))
    scale = rng.choice((0, 1, 2, 6))
    found = [{"up_to": spelled(rng, Decimal(limit).scaleb(-scale)), "rate_yuan": rate_yuan(rng)} for limit in limits]
    last = {"rate_yuan": rate_yuan(rng)}
    return found + [{"up_to": None, **last} if chance(rng, 0.5) else last]


def rate_yuan(rng):
    return spelled(rng, rng.choice((random_decimal(rng, 0, 1000, 2), random_decimal(rng, 0, 500_000, 0), Decimal(0),
                                    random_decimal(rng, 0, 1, 2))), places=2)


def eco_rules(rng, plan):
    patch = {}
    for factor in FACTORS:
        if chance(rng, 0.9 if plan.tie else 0.3):
            patch[factor + ".tiers"] = None if chance(rng, 0.05) else tiers(rng, plan.tie)
    if chance(rng, 0.05):
        patch[rng.choice(FACTORS) + ".tiers"] = [{"rate_yuan": "1000000000000"}]
    if chance(rng, 0.2):
        patch["from_month"] = rng.choice(("2020-10", "1900-01", "2021-01", "2199-12"))
    return {"eco-compensation": patch}


def eco_request(rng):
    if chance(rng, 0.015):
        return edge_of_int64(rng)
    plan = EcoPlan(rng)
    names = area_names(rng)
    month = rng.choice(("2020-10", "2020-11", "2021-02", "2199-12", "2020-09")) if chance(rng, 0.3) else "2020-11"
    data = {"month": month, "areas": [plan.area(name) for name in names]}
    if plan.base or chance(rng, 0.2):
        data["base"] = {factor: spelled(rng, clamp(value, *RANGES[factor])) for factor, value in plan.base.items()}
    elif chance(rng, 0.1):
        data["base"] = None
    request = {"calculator": "eco-compensation", "input": data}
    if plan.options or chance(rng, 0.1):
        request["options"] = plan.options
    if plan.tie or chance(rng, 0.25):
        request["rules"] = rng.choice(({}, {"eco-compensation": None})) if not plan.tie and chance(rng, 0.1) \
            else eco_rules(rng, plan)
    return request


def edge_of_int64(rng):
    """A total at or one fen around the largest int64: 92233.720368 times 10^12 yuan and the rest by PM10."""
    rest = Decimal("547758.07") + Decimal(rng.choice((-1, 0, 1))).scaleb(-2)
    first = {"name": "区", "pm25": "92233.720368", "pm10": "0", "pm25_improvement": "0", "pm10_improvement": "0"}
    second = {**first, "name": "区2", "pm25": "0", "pm10": "1"}
    areas = rng.choice(([first, second], [second, first], [{**first, "pm10": "1"}]))
    rules = {"pm25.tiers": [{"rate_yuan": "1000000000000"}], "pm10.tiers": [{"rate_yuan": plain(rest)}]}
    return {"calculator": "eco-compensation", "rules": {"eco-compensation": rules},
            "input": {"month": "2020-11", "areas": areas, "base": dict.fromkeys(FACTORS, "0")}}
