"""Checks an explanation: its wording is free, its members and the values it must show are not."""

from collections import Counter

from contract_json import read
from oracle import CALCULATORS

STEP = ["subject", "provision", "document", "article", "label", "formula", "value", "unit"]


def explained_steps(response, request):
    """(subjects, value) of every amount, date, status and base of a response's result: a step of any of these subjects will do."""
    pairs = CALCULATORS[response["calculator"]].explained(response["result"], read(request)["input"])
    return Counter((subject if isinstance(subject, tuple) else (subject,), value) for subject, value in pairs)


def explained(response, request):
    """The values alone: each must be the `value` of some step, as often as it is listed."""
    return Counter(value for _subjects, value in explained_steps(response, request).elements())


def check_explanation(response, request):
    """What is wrong with the explanation of a response that was asked for one, as a list of texts."""
    if list(response)[-1] != "explanation" or not isinstance(response["explanation"], list):
        return ["no explanation as the last member"]
    found = [f"bad step: {step}" for step in response["explanation"] if not is_step(step)]
    if found:
        return found
    shown = Counter((step["subject"], step["value"]) for step in response["explanation"])
    missing = [step for step, times in explained_steps(response, request).items()
               if sum(shown[subject, step[1]] for subject in step[0]) < times]
    return [f"no step of subject {' or '.join(map(repr, subjects))} with value {value!r}" for subjects, value in sorted(missing, key=str)]


def is_step(step):
    """Each step names its provision and document and has a value, as texts."""
    if not isinstance(step, dict) or list(step) != STEP:
        return False
    required = all(isinstance(step[name], str) and step[name] for name in ("provision", "document", "value"))
    return required and all(value is None or isinstance(value, str) for value in step.values())
