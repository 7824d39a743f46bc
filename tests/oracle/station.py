"""`base-station-reward`: the city's share for stand-alone 5G base stations, 郑政办〔2020〕42号 三(一)2 (G5-01)."""

from decode import Field, array_of, date, integer, money, name, object_of, word
from numbers_out import fen, total_within, yuan_text

BATCH = object_of([
    Field("name", name, required=True),
    Field("mode", word("SA", "NSA"), required=True),
    Field("stations", integer(0, 10_000_000), required=True),
    Field("built_on", date, required=True),
    Field("provincial_reward_yuan", money()),
])

decode = object_of([Field("batches", array_of(BATCH, 1, 10_000), required=True)])
OPTIONS = []
DEFAULTS = {}
AMOUNTS = ("city_per_station_yuan", "combined_per_station_yuan", "city_yuan", "provincial_yuan", "combined_yuan")
TOTALS = {"city_total_yuan": "city_yuan", "provincial_total_yuan": "provincial_yuan", "combined_total_yuan": "combined_yuan"}


def check(_data, _options, _rules):
    """Nothing depends on other members here."""


def reasons(batch, parameters):
    found = [] if batch["mode"] == "SA" else ["not-standalone"]
    if not parameters["built_from"] <= batch["built_on"] <= parameters["built_until"]:
        found.append("outside-plan-period")
    return found


def provincial_reward(batch, parameters):
    given = batch["provincial_reward_yuan"]
    return parameters["provincial_reward_yuan"] if given is None else given


def amounts(batch, parameters):
    """All amounts in fen: 1 : 1, both together up to the ceiling of a station (A-G5-1); the city cannot cut the province's share."""
    province = provincial_reward(batch, parameters)
    city = min(province, max(0, parameters["ceiling_yuan"] - province))
    per_station = {"city_per_station_yuan": city, "combined_per_station_yuan": province + city}
    whole = {"city_yuan": city, "provincial_yuan": province, "combined_yuan": province + city}
    return {member: fen(value) for member, value in per_station.items()} \
        | {member: fen(batch["stations"] * value) for member, value in whole.items()}


def compute(data, _options, rules):
    parameters = rules["base-station-reward"]
    against = [reasons(batch, parameters) for batch in data["batches"]]
    due = [dict.fromkeys(AMOUNTS, 0) if found else amounts(batch, parameters) for batch, found in zip(data["batches"], against)]
    result = {"batches": [{"name": batch["name"], **{member: yuan_text(amount[member]) for member in AMOUNTS}, "reasons": found}
                          for batch, amount, found in zip(data["batches"], due, against)]}
    for total, member in TOTALS.items():
        result[total] = yuan_text(total_within((amount[member] for amount in due), "/input/batches"))
    return result, warnings(data, against, parameters)


def warnings(data, against, parameters):
    """With a reason there is no share of the province that could be above the ceiling."""
    found = []
    for index, batch in enumerate(data["batches"]):
        path = f"/input/batches/{index}"
        if batch["provincial_reward_yuan"] is None:
            found.append({"code": "assumed-provincial-reward", "provision": "G5-01", "path": path})
        if not against[index] and provincial_reward(batch, parameters) > parameters["ceiling_yuan"]:
            found.append({"code": "ceiling-exceeded", "provision": "G5-01", "path": path + "/provincial_reward_yuan"})
    return found


def explained(result, _given):
    pairs = [(None, result[total]) for total in TOTALS]
    pairs += [(batch["name"], batch[member]) for batch in result["batches"] for member in AMOUNTS]
    return list(dict.fromkeys(pairs))
