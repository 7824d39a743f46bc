"""`coal-closure`: disposal of coal mines under 300,000 t/a, 郑政文〔2020〕103号 (COAL-01, 04, 06 .. 09, 11)."""

from contract_json import Fault
from decode import Field, array_of, boolean, date, decimal, money, name, object_of, word
from numbers_out import decimal_text, fen, total_within, yuan_text

# 三(一): what a closed mine must meet, in the order of the text.
STANDARDS = ("licences_revoked", "explosives_disposed", "power_cut_and_equipment_removed", "shafts_sealed", "workers_resettled")

CAPACITY = decimal(0, 10**6, low_excluded=True)
MINERAL_RIGHT = object_of([
    Field("cancelled", boolean, required=True),
    Field("merged", boolean, required=True),
    Field("price_paid_yuan", money(), required=True),
    Field("reserves_priced_10kt", decimal(0, 10**9, low_excluded=True), required=True),
    Field("reserves_remaining_10kt", decimal(0, 10**9), required=True),
])
REPLACEMENT = object_of([
    Field("ratio_percent", decimal(0, 10_000), required=True),
    Field("centralised_trading", boolean, required=True),
])
MINE = object_of([
    Field("name", name, required=True),
    Field("capacity_10kt", CAPACITY, required=True),
    Field("accepted_on", date, required=True),
    Field("decided_on", date),
    Field("standards", object_of([Field(flag, boolean, required=True) for flag in STANDARDS]), required=True),
    Field("accidents_on", array_of(date, 0, 1000)),
    Field("overcapacity_procedure", boolean),
    Field("fund_conditions_met", boolean),
    Field("mineral_right", MINERAL_RIGHT),
    Field("replacement", REPLACEMENT),
])

decode = object_of([Field("mines", array_of(MINE, 1, 10_000), required=True)])
OPTIONS = [
    Field("ratio_uplift", word("points", "relative")),
    Field("thirty_is_small", boolean),
]
DEFAULTS = {"ratio_uplift": "points", "thirty_is_small": False}


def check(data, _options, _rules):
    """What depends on other members: the page speaks of reserves first, then of accidents and the decision."""
    for index, mine in enumerate(data["mines"]):
        path = f"/input/mines/{index}"
        right = mine["mineral_right"]
        if right and right["reserves_remaining_10kt"] > right["reserves_priced_10kt"]:
            raise Fault("invalid-value", path + "/mineral_right/reserves_remaining_10kt")
        if mine["accidents_on"] and mine["decided_on"] is None:
            raise Fault("missing-field", path)
        if mine["decided_on"] is not None and mine["decided_on"] > mine["accepted_on"]:
            raise Fault("invalid-value", path + "/decided_on")


def size(mine, options, parameters):
    """COAL-01; A-COAL-1 R2 puts the limit itself among the small ones."""
    limit = parameters["small_below_10kt"]
    on_limit = options["thirty_is_small"] and mine["capacity_10kt"] == limit
    return "small" if mine["capacity_10kt"] < limit or on_limit else "large"


def accident_in_closure(mine):
    """COAL-07: from the decision to the acceptance, both days included (A-COAL-8)."""
    return any(mine["decided_on"] <= day <= mine["accepted_on"] for day in mine["accidents_on"] or ())


def reasons(mine, kind, parameters):
    """Why a mine earns no award; kinds of reasons in the order of the page."""
    found = ["closure-standard-unmet:" + flag for flag in STANDARDS if not mine["standards"][flag]]
    if accident_in_closure(mine):
        found.append("accident-during-closure")
    if mine["accepted_on"].year not in parameters["award." + kind]:
        found.append("outside-award-years")
    if kind == "large" and not mine["overcapacity_procedure"]:
        found.append("overcapacity-procedure-not-followed")
    return found


def refund(right):
    """COAL-11: the part of the paid price that belongs to the remaining reserves (A-COAL-12 R1), in fen."""
    eligible = right["cancelled"] and not right["merged"] and right["price_paid_yuan"] > 0
    share = right["reserves_remaining_10kt"] / right["reserves_priced_10kt"]
    return eligible, fen(right["price_paid_yuan"] * share) if eligible else 0


def replacement(mine, kind, options, parameters):
    """COAL-09; A-COAL-11: the uplift as percentage points or relative."""
    ratio, uplift = mine["replacement"]["ratio_percent"], parameters["ratio_uplift_percent"]
    in_time = mine["accepted_on"] <= parameters["programme_until"]
    if kind == "small" and in_time and mine["replacement"]["centralised_trading"]:
        ratio = ratio + uplift if options["ratio_uplift"] == "points" else ratio * (1 + uplift / 100)
    return {"ratio_percent": decimal_text(ratio), "quota_10kt": decimal_text(mine["capacity_10kt"] * ratio / 100)}


def may_apply(mine, kind, parameters):
    """COAL-08, the national fund."""
    in_time = mine["accepted_on"] <= parameters["fund_until"]
    return kind == "small" and in_time and mine["fund_conditions_met"] and not accident_in_closure(mine)


def mine_result(mine, options, parameters):
    """Award and refund in fen, and what is shown; parts that have an input appear with it only."""
    kind = size(mine, options, parameters)
    against = reasons(mine, kind, parameters)
    award = 0 if against else fen(parameters["award." + kind][mine["accepted_on"].year])
    shown = {"name": mine["name"], "class": kind, "eligible": not against, "reasons": against, "award_yuan": yuan_text(award)}
    back = 0
    if mine["mineral_right"] is not None:
        eligible, back = refund(mine["mineral_right"])
        shown["refund"] = {"eligible": eligible, "amount_yuan": yuan_text(back)}
    if mine["replacement"] is not None:
        shown["replacement"] = replacement(mine, kind, options, parameters)
    if mine["fund_conditions_met"] is not None:
        shown["national_fund"] = {"may_apply": may_apply(mine, kind, parameters)}
    return award, back, shown


def compute(data, options, rules):
    parameters = rules["coal-closure"]
    mines = [mine_result(mine, options, parameters) for mine in data["mines"]]
    result = {
        "mines": [mine[2] for mine in mines],
        "award_total_yuan": yuan_text(total_within((mine[0] for mine in mines), "/input/mines")),
        "refund_total_yuan": yuan_text(total_within((mine[1] for mine in mines), "/input/mines")),
    }
    return result, warnings(data, result, parameters)


def warnings(data, result, parameters):
    """A-COAL-7: the text is silent on large mines of 2021; a what-if award ends the silence."""
    return [{"code": "gap", "provision": "COAL-06", "path": f"/input/mines/{index}"}
            for index, (mine, shown) in enumerate(zip(data["mines"], result["mines"]))
            if shown["class"] == "large" and mine["accepted_on"].year == 2021 and 2021 not in parameters["award.large"]]


def explained(result, _given):
    pairs = [(None, result["award_total_yuan"]), (None, result["refund_total_yuan"])]
    for mine in result["mines"]:
        pairs += [(mine["name"], mine["class"]), (mine["name"], mine["award_yuan"])]
        if "refund" in mine:
            pairs.append((mine["name"], mine["refund"]["amount_yuan"]))
    return list(dict.fromkeys(pairs))
