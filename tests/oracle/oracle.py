"""The whole answer to a request, computed a second time and by other means than the library's.

`answer(request)` is the text that `normalise(response)` must give for a response of the library. Free texts
(`message`, `expected`, the explanation) are left out on both sides; `explanation.py` and `responses.py` check them by themselves.
"""

import coal
import credit
import eco
import rules
import smart
import station
import timeline
import workdays
from contract_json import Fault, child, read
from decode import Field, boolean, check_members, decode_member, identifier, object_of, string, word
from responses import dump

CALCULATORS = {
    "eco-compensation": eco,
    "coal-closure": coal,
    "smart-mine": smart,
    "base-station-reward": station,
    "credit-list": credit,
    "credit-timeline": timeline,
    "workdays": workdays,
}
# A request whose text or size is at fault is not trusted for its id either.
WITHOUT_ID = ("invalid-json", "limit-exceeded", "duplicate-field")
ID = Field("id", identifier)
ROOT_AFTER_CALCULATOR = ("id", "input", "options", "rules", "explain", "lang")


def answer(request):
    """The response to the bytes of a request, without the free texts."""
    return dump(evaluate(request)[0])


def evaluate(request):
    """The response as a dict, and whether an explanation was asked for."""
    root = None
    try:
        root = read(request)
        return respond(decode_request(root))
    except Fault as fault:
        return with_id(echoed_id(root, fault), {"error": error(fault)}), False


def error(fault):
    shown = {"code": fault.code, "path": fault.path}
    if fault.code == "invalid-json":
        shown.update(line=fault.line, column=fault.column)
    return shown


def echoed_id(root, fault):
    """The id comes back with every fault that leaves it readable, unless it is itself bad."""
    if fault.code in WITHOUT_ID or not isinstance(root, dict):
        return None
    try:
        return decode_member(root, "", ID)
    except Fault:
        return None


def with_id(request_id, members):
    return members if request_id is None else {"id": request_id, **members}


def root_fields(calculator):
    """The calculator decides the form of `input` and `options`."""
    return [
        ID,
        Field("calculator", calculator_name, required=True),
        Field("input", calculator.decode if calculator else None, required=True),
        Field("options", object_of(calculator.OPTIONS) if calculator else None),
        Field("rules", rules.decode),
        Field("explain", boolean),
        Field("lang", word("en", "zh")),
    ]


def calculator_name(value, path):
    if string(value, path) not in CALCULATORS:
        raise Fault("unknown-calculator", path)
    return value


def decode_request(root):
    """Names of the root's members first, then the calculator, then the other values in the contract's order."""
    check_members(root, "", root_fields(None))
    chosen = calculator_name(root["calculator"], child("", "calculator"))
    fields = {field.name: field for field in root_fields(CALCULATORS[chosen])}
    request = {"calculator": chosen}
    for name in ROOT_AFTER_CALCULATOR:
        request[name] = decode_member(root, "", fields[name])
    return request


def effective_options(calculator, options):
    given = {name: value for name, value in (options or {}).items() if value is not None}
    return {**calculator.DEFAULTS, **given}


def respond(request):
    """Faults between members come before the ones that only the computation meets, `input` before `rules`."""
    calculator = CALCULATORS[request["calculator"]]
    options = effective_options(calculator, request["options"])
    in_force = rules.effective(request["rules"])
    calculator.check(request["input"], options, in_force)
    rules.check(request["rules"])
    result, warnings = calculator.compute(request["input"], options, in_force)
    response = {
        "calculator": request["calculator"],
        "rulebook": {"id": "zhengzhou", "version": "2020.9", "patched": rules.patched(request["rules"])},
        "options": options, "result": result, "warnings": warnings,
    }
    return with_id(request["id"], response), bool(request["explain"])

