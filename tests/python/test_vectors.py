"""Each vector through each door: the text, the dict, the typed functions, and rows as frames."""

import subprocess
import sys

import pytest
import run_command
from cases import VECTORS, dumped, exact, fixed
from typed_calls import call, is_for_typed, members

import zzgov

IDS = [f"{file}/{case['id']}" for file, case in VECTORS]
WITH_DICT = [(file, {**case, "request": exact(case["request"])}) for file, case in VECTORS if "request" in case]
TYPED = [(file, case) for file, case in WITH_DICT if is_for_typed(case["request"])]


def names(cases):
    return [f"{file}/{case['id']}" for file, case in cases]


@pytest.mark.parametrize(("file", "case"), VECTORS, ids=IDS)
def test_text(file, case):
    answer = zzgov.evaluate_json(run_command.request_bytes(case))
    assert list(run_command.faults(case, answer.encode())) == []


@pytest.mark.parametrize(("file", "case"), WITH_DICT, ids=names(WITH_DICT))
def test_dict(file, case):
    if "error" in case["response"]:
        with pytest.raises(zzgov.Error) as raised:
            zzgov.evaluate(case["request"])
        expected = case["response"]["error"]
        assert (raised.value.code, raised.value.path) == (expected["code"], expected["path"])
        assert all(word in raised.value.message for word in case.get("message_has", []))
    else:
        answer = zzgov.evaluate(case["request"])
        assert dumped(run_command.without_free_texts(answer)) == dumped(case["response"])


@pytest.mark.parametrize(("file", "case"), TYPED, ids=names(TYPED))
def test_typed(file, case):
    expected = case["response"]
    if "error" in expected:
        with pytest.raises(zzgov.Error) as raised:
            call(case["request"])
        assert (raised.value.code, raised.value.path) == (expected["error"]["code"], expected["error"]["path"])
    else:
        result = call(case["request"])
        if isinstance(result, zzgov.results.Result):
            assert fixed(result.to_dict()) == fixed(expected)
        assert members(result) == members(expected["result"])


def test_most_vectors_suit_the_typed_functions():
    """Those that do not are faults of the request's outer form, which a function's signature rules out."""
    assert len(TYPED) > 0.75 * len(WITH_DICT)
    assert {case["request"]["calculator"] for _, case in TYPED} == set(zzgov.calculators())


def test_same_bytes_as_the_command(request):
    """One batch of every request that fits a line, through ``zzgov eval --ndjson``."""
    command = request.config.getoption("--command")
    argv = [command] if command else [sys.executable, "-m", "zzgov"]
    requests = [run_command.request_bytes(case) for _, case in VECTORS if run_command.fits_a_line(case)]
    done = subprocess.run([*argv, "eval", "--ndjson"], input=b"\n".join(requests), capture_output=True, check=False)
    assert done.returncode == run_command.HAD_ERROR
    assert [zzgov.evaluate_json(text).encode() for text in requests] == done.stdout.splitlines(keepends=True)


def test_explanations_have_what_vectors_ask():
    asked = [case for _, case in TYPED if "explains" in case]
    assert asked
    for case in asked:
        result = call(case["request"])
        if not isinstance(result, zzgov.results.Result):
            continue
        steps = [vars(step) for step in result.explain()]
        for wanted in case["explains"]:
            assert any(wanted.items() <= step.items() for step in steps), (case["id"], wanted)
