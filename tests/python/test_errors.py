"""One tree of errors: what a caller may catch, and what an error says."""

import builtins
import copy
import pickle

import pytest
from cases import AREA, BASE, MINE

import zzgov

LEAVES = {
    zzgov.InvalidJSON: ("invalid-json", ValueError),
    zzgov.LimitExceeded: ("limit-exceeded", ValueError),
    zzgov.DuplicateField: ("duplicate-field", ValueError),
    zzgov.UnknownCalculator: ("unknown-calculator", LookupError),
    zzgov.UnknownField: ("unknown-field", LookupError),
    zzgov.MissingField: ("missing-field", ValueError),
    zzgov.InvalidType: ("invalid-type", TypeError),
    zzgov.InvalidValue: ("invalid-value", ValueError),
    zzgov.NotInForce: ("not-in-force", LookupError),
    zzgov.CalendarMissing: ("calendar-missing", LookupError),
    zzgov.AmountOverflow: ("overflow", OverflowError),
    zzgov.InvalidRulebook: ("invalid-rulebook", ValueError),
    zzgov.Unreadable: ("unreadable", OSError),
    zzgov.Cancelled: ("cancelled", Exception),
    zzgov.InternalError: ("internal", RuntimeError),
}


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_tree(kind):
    code, builtin = LEAVES[kind]
    assert issubclass(kind, zzgov.Error)
    assert issubclass(kind, builtin)
    assert kind("fault").code == code
    assert kind.__module__.startswith("zzgov")
    assert issubclass(kind, zzgov.InvalidInput) == (code in INPUT_CODES)


INPUT_CODES = {
    "invalid-json",
    "limit-exceeded",
    "duplicate-field",
    "unknown-calculator",
    "unknown-field",
    "missing-field",
    "invalid-type",
    "invalid-value",
}


def raised_by(call):
    with pytest.raises(zzgov.Error) as raised:
        call()
    return raised.value


def evaluated(**request):
    return lambda: zzgov.evaluate(request)


# Each code through the door that users take.
@pytest.mark.parametrize(
    ("kind", "call", "path"),
    [
        (zzgov.InvalidJSON, lambda: zzgov.evaluate('{"a": 1,}'), ""),
        (zzgov.LimitExceeded, lambda: zzgov.evaluate("[" * 65), "/0" * 64),
        (zzgov.DuplicateField, lambda: zzgov.evaluate('{"a": 1, "a": 2}'), "/a"),
        (zzgov.UnknownCalculator, evaluated(calculator="tax", input={}), "/calculator"),
        (zzgov.UnknownField, evaluated(calculator="workdays", input={"form": "2020-01-01"}), "/input/form"),
        (zzgov.MissingField, evaluated(calculator="workdays", input={}), "/input"),
        (zzgov.InvalidType, evaluated(calculator="workdays", input={"from": 1, "add": 1}), "/input/from"),
        (zzgov.InvalidValue, evaluated(calculator="workdays", input={"from": "x", "add": 1}), "/input/from"),
        (zzgov.NotInForce, lambda: zzgov.eco_compensation("2020-09", [AREA], base=BASE), "/input/month"),
        (zzgov.CalendarMissing, lambda: zzgov.add_workdays("2006-12-31", 1), "/input/from"),
        (zzgov.InvalidRulebook, lambda: zzgov.Rulebook.loads("{}"), None),
        (zzgov.Unreadable, lambda: zzgov.Rulebook.load("nowhere.json"), None),
        (zzgov.Unreadable, lambda: zzgov.coal_closure("nowhere.csv"), ""),
    ],
)
def test_leaves(kind, call, path):
    error = raised_by(call)
    assert type(error) is kind
    assert error.message
    assert path is None or error.path == path


def test_overflow():
    """10^12 yuan a µg times 100,000 µg are more than int64 fen hold."""
    rules = {"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": "1000000000000"}]}}
    error = raised_by(lambda: zzgov.eco_compensation("2020-11", [AREA | {"pm25": 100000}], base=BASE, rules=rules))
    assert type(error) is zzgov.AmountOverflow
    assert error.path == "/input/areas"


def test_broadly_and_narrowly():
    with pytest.raises(ValueError, match="pm25"):
        zzgov.eco_compensation("2020-11", [AREA | {"pm25": "x"}], base=BASE)
    with pytest.raises(LookupError):
        zzgov.eco_compensation("2020-09", [AREA], base=BASE)
    with pytest.raises(TypeError):
        zzgov.evaluate_json({"calculator": "workdays"})
    with pytest.raises(zzgov.Error):
        zzgov.evaluate_json(None)
    with pytest.raises(zzgov.Error):
        zzgov.calculators("de")


def test_what_an_error_says():
    error = raised_by(lambda: zzgov.eco_compensation("2020-11", [AREA | {"pm25": "100000.1"}], base=BASE))
    assert error.code == "invalid-value"
    assert error.path == "/input/areas/0/pm25"
    assert error.expected == "decimal, 0 … 100000"
    assert "100000.1" in error.message
    assert str(error) == f"{error.path}: {error.message} (expected {error.expected})"
    assert (error.line, error.column) == (0, 0)
    assert error.__cause__ is None


def test_place_in_a_text():
    """Lines and columns count from 1, columns in bytes: 金 has three."""
    error = raised_by(lambda: zzgov.evaluate('{"id":\n "金",x'))
    assert (error.line, error.column) == (2, 8)


def test_place_in_a_rulebook(tmp_path):
    path, text = tmp_path / "rules.json", zzgov.Rulebook.default().text
    path.write_text(text.replace('"rate_yuan"', '"rate_yaun"', 1))
    error = raised_by(lambda: zzgov.Rulebook.load(path))
    assert type(error) is zzgov.InvalidRulebook
    assert error.line == text[: text.index('"rate_yuan"')].count("\n") + 1
    assert error.path.endswith("/rate_yaun")
    assert 'did you mean "rate_yuan"?' in error.message


@pytest.mark.parametrize("kind", [zzgov.Error, zzgov.InvalidInput, *LEAVES], ids=lambda kind: kind.__name__)
def test_copies(kind):
    error = kind("fault", path="/a", expected="b", line=1, column=2, code="c")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is kind
        assert vars(again) == vars(error)
        assert str(again) == str(error) == "/a: fault (expected b)"


def test_traceback_is_short():
    """No second exception behind the one that tells the fault."""
    error = raised_by(lambda: zzgov.coal_closure([MINE | {"capacity_10kt": -1}]))
    assert error.__suppress_context__ or error.__context__ is None


def test_none_is_a_builtin():
    for kind in LEAVES:
        assert not hasattr(builtins, kind.__name__)
