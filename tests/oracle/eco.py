"""`eco-compensation`: monthly deductions for ambient air, 郑政办〔2020〕45号 生态补偿办法 (ECO-01 .. ECO-09)."""

from fractions import Fraction

from contract_json import Fault
from decode import Field, array_of, decimal, integer, month, name, object_of, word
from numbers_out import decimal_text, fen, round_places, total, total_within, yuan_text
from rules import FACTORS

POLLUTANTS = ("pm25", "pm10")
# Art. 5: stations of the national network for the first group, of the province's for the second.
NETWORKS = {
    **dict.fromkeys("郑东新区 郑州高新区 郑州经开区 中原区 二七区 金水区 管城回族区 惠济区".split(), "national"),
    **dict.fromkeys("郑州航空港区 上街区 中牟县 新郑市 新密市 荥阳市 登封市 巩义市".split(), "provincial"),
}

MEASURED = decimal(0, 100_000)
LAST_YEAR = decimal(0, 100_000, low_excluded=True)
POINTS = decimal(-1_000_000, 100)
AREA = object_of([
    Field("name", name, required=True),
    Field("network", word("national", "provincial")),
    Field("pm25", MEASURED, required=True),
    Field("pm10", MEASURED, required=True),
    Field("pm25_last_year", LAST_YEAR),
    Field("pm10_last_year", LAST_YEAR),
    Field("pm25_improvement", POINTS),
    Field("pm10_improvement", POINTS),
])
BASE = object_of([
    Field("pm25", MEASURED),
    Field("pm25_improvement", POINTS),
    Field("pm10", MEASURED),
    Field("pm10_improvement", POINTS),
])

decode = object_of([
    Field("month", month, required=True),
    Field("areas", array_of(AREA, 1, 1000), required=True),
    Field("base", BASE),
])
OPTIONS = [
    Field("rate_base", word("mean-of-rates", "rate-of-means")),
    Field("concentration_decimals", integer(0, 6)),
    Field("improvement_decimals", integer(0, 6)),
    Field("rounding", word("half-even", "half-up")),
]
DEFAULTS = {"rate_base": "mean-of-rates", "concentration_decimals": None, "improvement_decimals": None,
            "rounding": "half-even"}


def check(data, options, _rules):
    """What depends on other members, area by area."""
    seen = set()
    for index, area in enumerate(data["areas"]):
        path = f"/input/areas/{index}"
        if area["name"] in seen:
            raise Fault("invalid-value", path + "/name")
        seen.add(area["name"])
        for pollutant in POLLUTANTS:
            check_one_rate(area, pollutant, path)
        for pollutant in POLLUTANTS:
            if needs_last_year(data, options, pollutant) and area[pollutant + "_last_year"] is None:
                raise Fault("missing-field", path)


def check_one_rate(area, pollutant, path):
    """The rate is either given or follows from last year's figure."""
    given = [area[pollutant + ending] is not None for ending in ("_last_year", "_improvement")]
    if all(given):
        raise Fault("invalid-value", f"{path}/{pollutant}_improvement")
    if not any(given):
        raise Fault("missing-field", path)


def needs_last_year(data, options, pollutant):
    """Sums of last year enter only into a rate of means that is not given (A-ECO-5)."""
    return options["rate_base"] == "rate-of-means" and base_given(data, pollutant + "_improvement") is None


def base_given(data, factor):
    return (data["base"] or {}).get(factor)


def rate(last_year, this_year):
    """ECO-04: percent by which the air is cleaner than in the same month last year."""
    return (last_year - this_year) / last_year * 100


def area_values(area, options):
    """The four figures of an area; given ones are never rounded (A-ECO-4)."""
    values = {}
    for pollutant in POLLUTANTS:
        values[pollutant] = area[pollutant]
        improvement = area[pollutant + "_improvement"]
        if improvement is None:
            improvement = round_places(rate(area[pollutant + "_last_year"], area[pollutant]),
                                       options["improvement_decimals"], options["rounding"])
        values[pollutant + "_improvement"] = improvement
    return values


def computed_base(factor, data, options, values):
    """ECO-03, the city mean over the areas of the request."""
    pollutant = factor.removesuffix("_improvement")
    if factor != pollutant and options["rate_base"] == "rate-of-means":
        mean = rate(total(area[pollutant + "_last_year"] for area in data["areas"]),
                    total(area[pollutant] for area in data["areas"]))
    else:
        mean = total(inner[factor] for inner in values) / len(values)
    kind = "concentration" if factor == pollutant else "improvement"
    return round_places(mean, options[kind + "_decimals"], options["rounding"])


def bases(data, options, values):
    found = {}
    for factor in FACTORS:
        given = base_given(data, factor)
        found[factor] = computed_base(factor, data, options, values) if given is None else given
    return found


def worse_by(factor, value, base):
    """A higher concentration is worse, a higher improvement is better; better than the base earns nothing."""
    return max(Fraction(0), base - value if factor.endswith("_improvement") else value - base)


def amount(excess, tiers):
    """Marginal tiers (A-ECO-6): each rate for the part of the excess inside its tier, limit included."""
    due, below = Fraction(0), Fraction(0)
    for tier in tiers:
        upper = excess if tier["up_to"] is None else min(excess, tier["up_to"])
        if upper > below:
            due += (upper - below) * tier["rate_yuan"]
            below = upper
    return fen(due)


def factor_result(factor, value, base, tiers):
    excess = worse_by(factor, value, base)
    due = amount(excess, tiers)
    shown = {"factor": factor, "value": decimal_text(value), "base": decimal_text(base),
             "excess": decimal_text(excess), "amount_yuan": yuan_text(due)}
    return due, shown


def area_result(area, values, city, parameters):
    """ECO-09: the four factors stand alone; a better one does not offset another."""
    pairs = [factor_result(factor, values[factor], city[factor], parameters[factor + ".tiers"]) for factor in FACTORS]
    due = sum(pair[0] for pair in pairs)
    return due, {"name": area["name"], "factors": [pair[1] for pair in pairs], "total_yuan": yuan_text(due)}


def compute(data, options, rules):
    parameters = rules["eco-compensation"]
    if data["month"] < parameters["from_month"]:
        raise Fault("not-in-force", "/input/month")
    values = [area_values(area, options) for area in data["areas"]]
    city = bases(data, options, values)
    areas = [area_result(*pair, city, parameters) for pair in zip(data["areas"], values)]
    due = total_within((pair[0] for pair in areas), "/input/areas")
    result = {"month": data["month"], "base": base_result(data, city), "areas": [pair[1] for pair in areas],
              "total_yuan": yuan_text(due)}
    return result, warnings(data)


def base_result(data, city):
    return {factor: {"value": decimal_text(city[factor]),
                     "source": "computed" if base_given(data, factor) is None else "given"} for factor in FACTORS}


def warnings(data):
    """The array's own warning stands before those of its elements: a parent before its children."""
    found = []
    computed = any(base_given(data, factor) is None for factor in FACTORS)
    if computed and {area["name"] for area in data["areas"]} != set(NETWORKS):
        found.append({"code": "partial-city", "provision": "ECO-03", "path": "/input/areas"})
    for index, area in enumerate(data["areas"]):
        found += area_warnings(area, f"/input/areas/{index}")
    return found


def area_warnings(area, path):
    network = NETWORKS.get(area["name"])
    if network is None:
        return [{"code": "unknown-area", "provision": "ECO-01", "path": path + "/name"}]
    if area["network"] not in (None, network):
        return [{"code": "wrong-network", "provision": "ECO-02", "path": path + "/network"}]
    return []


def explained(result, _given):
    """(subject, value) of everything an explanation must show."""
    pairs = [(None, result["month"]), (None, result["total_yuan"])]
    pairs += [(None, base["value"]) for base in result["base"].values()]
    for area in result["areas"]:
        pairs += [(area["name"], factor["amount_yuan"]) for factor in area["factors"]]
        pairs.append((area["name"], area["total_yuan"]))
    return pairs
