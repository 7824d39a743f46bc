"""Checks an explanation: its wording is free, its members and the values it must show are not."""

from collections import Counter

from oracle import CALCULATORS

STEP = ["subject", "provision", "document", "article", "label", "formula", "value", "unit"]


def explained_steps(response):
    """(subject, value) of every amount, date, status and base of a response's result."""
    return Counter(CALCULATORS[response["calculator"]].explained(response["result"]))


def explained(response):
    """The values alone: each must be the `value` of some step, as often as it is listed."""
    return Counter(value for _subject, value in explained_steps(response).elements())


def check_explanation(response):
    """What is wrong with the explanation of a response that was asked for one, as a list of texts."""
    if list(response)[-1] != "explanation" or not isinstance(response["explanation"], list):
        return ["no explanation as the last member"]
    found = [f"bad step: {step}" for step in response["explanation"] if not is_step(step)]
    if found:
        return found
    shown = Counter((step["subject"], step["value"]) for step in response["explanation"])
    missing = explained_steps(response) - shown
    return [f"no step of subject {subject!r} with value {value!r}" for subject, value in sorted(missing, key=str)]


def is_step(step):
    """Each step names its provision and document and has a value, as texts."""
    if not isinstance(step, dict) or list(step) != STEP:
        return False
    required = all(isinstance(step[name], str) and step[name] for name in ("provision", "document", "value"))
    return required and all(value is None or isinstance(value, str) for value in step.values())
