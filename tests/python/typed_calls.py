"""From a request of the contract to the call of the typed function that means the same."""

from datetime import date
from decimal import Decimal

import zzgov

ROWS = {
    "eco-compensation": "areas",
    "coal-closure": "mines",
    "smart-mine": "projects",
    "base-station-reward": "batches",
    "credit-list": "records",
}
BESIDE = {"eco-compensation": {"month", "base"}, "credit-list": {"subject", "as_of"}}
OPTIONS = {
    "eco-compensation": {"rate_base", "concentration_decimals", "improvement_decimals", "rounding"},
    "coal-closure": {"ratio_uplift", "thirty_is_small"},
}
DAYS = {"notified_on", "objection_received_on", "verified_on"}


def month_means_the_same(request):
    """For the functions the first day of a month is that month, too."""
    given = request.get("input")
    month = given.get("month") if isinstance(given, dict) else None
    return not (isinstance(month, str) and len(month) == len("2020-11-01"))


def is_for_typed(request):
    """Whether a signature can say it: what it names, and rows at all."""
    if set(request) - {"calculator", "input", "options", "rules", "explain", "lang"} or not month_means_the_same(
        request
    ):
        return False
    calculator, given, options = request.get("calculator"), request.get("input"), request.get("options") or {}
    if (
        not isinstance(given, dict)
        or not isinstance(options, dict)
        or not isinstance(request.get("explain", False), bool)
    ):
        return False
    if set(options) - OPTIONS.get(calculator, set()) or None in (request.get("rules", 0), request.get("lang", 0)):
        return False
    if calculator == "workdays":
        return set(given) in ({"from", "add"}, {"from", "until"}) and set(request) <= {"calculator", "input"}
    if calculator == "credit-timeline":
        return set(given) <= DAYS
    rows = ROWS.get(calculator)
    return isinstance(given.get(rows), list) and set(given) <= BESIDE.get(calculator, set()) | {rows}


def call(request, rows=None):
    """The result of the typed function; ``rows`` in place of the request's."""
    calculator, given = request["calculator"], request["input"]
    options = {**(request.get("options") or {}), **{k: request[k] for k in ("rules", "lang") if k in request}}
    if calculator == "workdays":
        return (
            zzgov.add_workdays(given["from"], given["add"])
            if "add" in given
            else zzgov.workdays_between(given["from"], given["until"])
        )
    if calculator == "credit-timeline":
        return zzgov.credit_timeline(**given, **options)
    rows = given[ROWS[calculator]] if rows is None else rows
    if calculator == "eco-compensation":
        return zzgov.eco_compensation(given.get("month"), rows, base=given.get("base"), **options)
    if calculator == "credit-list":
        return zzgov.credit_list(given.get("subject"), rows, given.get("as_of"), **options)
    function = {
        "coal-closure": zzgov.coal_closure,
        "smart-mine": zzgov.smart_mine,
        "base-station-reward": zzgov.base_station_reward,
    }[calculator]
    return function(rows, **options)


def members(value):
    """A record as the contract writes its members; what is absent and what is null are both left out."""
    if isinstance(value, zzgov.results.Result):
        own = set(zzgov.results.Result.__dataclass_fields__)
        value = {k: v for k, v in vars(value).items() if k not in own}
    elif hasattr(value, "__dataclass_fields__"):
        value = vars(value)
    if isinstance(value, date):
        # A workday function returns the one member that there is.
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        found = {k.rstrip("_"): members(v) for k, v in value.items() if v is not None}
        return found.popitem()[1] if set(found) in ({"last_day"}, {"working_days"}) else found
    if isinstance(value, (list, tuple)):
        return [members(item) for item in value]
    return value
