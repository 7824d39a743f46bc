"""Rulebooks: values that compare, hash, patch and travel."""

import copy
import json
import multiprocessing
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from cases import BATCH, PROJECT

import zzgov

CHANGE = {"smart-mine": {"city_rate_percent": "12"}}
DEFAULT = zzgov.Rulebook.default()


def city_total(rulebook):
    return zzgov.smart_mine([PROJECT], rules=rulebook).city_total_yuan


def test_default():
    assert zzgov.Rulebook.default() is DEFAULT
    assert (DEFAULT.id, DEFAULT.version, DEFAULT.patched) == ("zhengzhou", "2020.9", False)
    assert repr(DEFAULT) == "<zzgov.Rulebook zhengzhou 2020.9>"
    assert DEFAULT.to_dict() == json.loads(DEFAULT.text)
    assert DEFAULT.diff(DEFAULT) == ""


def test_load(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(DEFAULT.text, encoding="utf-8")
    for rulebook in (zzgov.Rulebook.load(path), zzgov.Rulebook.load(str(path)), zzgov.Rulebook.loads(DEFAULT.text)):
        assert rulebook == DEFAULT
        assert hash(rulebook) == hash(DEFAULT)
        assert rulebook.diff(DEFAULT) == ""
    assert zzgov.Rulebook.loads(DEFAULT.text.encode()) == DEFAULT


def other():
    """A rulebook with 15 % in its text instead of 10 %."""
    tree = DEFAULT.to_dict()
    parameter = tree["regulations"]["smart-mine"]["parameters"]["city_rate_percent"]
    parameter["values"][0]["value"] = "15"
    return zzgov.Rulebook.loads(json.dumps(tree, ensure_ascii=False))


def test_another():
    assert other() != DEFAULT
    assert other() == other()
    assert not other().patched
    assert city_total(other()) == Decimal("3518505.00")
    assert "city_rate_percent" in DEFAULT.diff(other())


@pytest.mark.parametrize("path", ["nowhere.json", ".", "a\0b", "\udcff", Path("nowhere.json")])
def test_unreadable(path):
    with pytest.raises(zzgov.Unreadable):
        zzgov.Rulebook.load(path)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "null", "\ud800", b"\xff", "{" * 100, DEFAULT.text[:-5]], ids=repr)
def test_no_rulebooks(text):
    with pytest.raises(zzgov.Error):
        zzgov.Rulebook.loads(text)


@pytest.mark.parametrize("wrong", [None, 5, ["a"]])
def test_arguments_of_another_type(wrong):
    with pytest.raises(TypeError):
        zzgov.Rulebook.loads(wrong)
    with pytest.raises(TypeError):
        zzgov.Rulebook.load(wrong)
    with pytest.raises(TypeError):
        DEFAULT.patch(wrong)
    with pytest.raises(TypeError):
        DEFAULT.diff(wrong)
    with pytest.raises(TypeError):
        zzgov.Rulebook(wrong)


# --- patches -----------------------------------------------------------------------------------------


def test_patch():
    patched = DEFAULT.patch(CHANGE)
    assert patched.patched
    assert not DEFAULT.patched
    assert repr(patched).endswith("patched>")
    assert patched != DEFAULT
    assert patched == DEFAULT.patch(CHANGE)
    assert hash(patched) == hash(DEFAULT.patch(CHANGE))
    assert patched.diff(patched) == ""
    assert "12" in DEFAULT.diff(patched)
    assert (city_total(DEFAULT), city_total(patched)) == (Decimal("2345670.00"), Decimal("2814804.00"))


def test_patch_over_patch():
    """The second lies over the first; both ways to the same figures settle alike."""
    twice = DEFAULT.patch(CHANGE).patch({"smart-mine": {"city_rate_percent": 20}})
    assert city_total(twice) == Decimal("4691340.00")
    assert city_total(DEFAULT.patch(CHANGE).patch({"base-station-reward": {"ceiling_yuan": 4000}})) == Decimal(
        "2814804.00"
    )


def test_request_over_rulebook():
    """G5-01: a ceiling of 4,000 leaves 2,000 yuan of 3,000 only 1,000; a request's own what-if lies above."""
    rules = DEFAULT.patch({"base-station-reward": {"ceiling_yuan": 4000}})
    rows = [BATCH | {"provincial_reward_yuan": 3000}]
    assert zzgov.base_station_reward(rows, rules=rules).city_total_yuan == Decimal("100000.00")
    request = {"calculator": "base-station-reward", "input": {"batches": rows}}
    request["rules"] = {"base-station-reward": {"ceiling_yuan": "3500"}}
    assert zzgov.evaluate(request, rulebook=rules)["result"]["city_total_yuan"] == "50000.00"


@pytest.mark.parametrize(
    ("change", "kind", "path"),
    [
        ({"smart-mines": {}}, zzgov.UnknownField, "/rules/smart-mines"),
        ({"smart-mine": {"city_rate": 1}}, zzgov.UnknownField, "/rules/smart-mine/city_rate"),
        ({"smart-mine": {"city_rate_percent": "x"}}, zzgov.InvalidValue, "/rules/smart-mine/city_rate_percent"),
        ({"smart-mine": {"city_rate_percent": True}}, zzgov.InvalidType, "/rules/smart-mine/city_rate_percent"),
        ({"smart-mine": []}, zzgov.InvalidType, "/rules/smart-mine"),
        ({1: {}}, zzgov.InvalidType, "/rules"),
    ],
)
def test_bad_patches(change, kind, path):
    with pytest.raises(kind) as raised:
        DEFAULT.patch(change)
    assert raised.value.path == path


def test_empty_patch_changes_no_figure():
    for change in ({}, {"smart-mine": {}}):
        assert city_total(DEFAULT.patch(change)) == city_total(DEFAULT)
        assert not DEFAULT.patch(change).patched


def test_immutable():
    with pytest.raises(AttributeError):
        DEFAULT.id = "mine"
    with pytest.raises(AttributeError):
        DEFAULT.colour = "red"


# --- travelling ----------------------------------------------------------------------------------------

TRAVELLERS = {"default": DEFAULT, "patched": DEFAULT.patch(CHANGE).patch({}), "other": other().patch({})}


@pytest.mark.parametrize("name", TRAVELLERS)
def test_copies(name):
    rulebook = TRAVELLERS[name]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(rulebook, protocol)) == rulebook
    for again in (copy.copy(rulebook), copy.deepcopy(rulebook)):
        assert again == rulebook
        assert hash(again) == hash(rulebook)
        assert city_total(again) == city_total(rulebook)
        assert again.patched == rulebook.patched


def test_pickles_are_checked():
    """A pickle is text and patches; what is no rulebook is refused as everywhere."""
    restore, (text, _) = DEFAULT.patch(CHANGE).__reduce__()
    with pytest.raises(zzgov.InvalidRulebook):
        restore(text.replace("regulations", "regulation"), ())
    with pytest.raises(zzgov.UnknownField):
        restore(text, (b'{"smart-mines":{}}',))


def in_child(rulebook):
    result = zzgov.smart_mine([PROJECT], rules=rulebook)
    try:
        zzgov.smart_mine([PROJECT | {"owner": "nobody"}], rules=rulebook)
    except zzgov.InvalidValue as error:
        return os.getpid(), rulebook, result, error
    return None


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes(method):
    """Rulebooks, results and errors there and back."""
    rulebooks = list(TRAVELLERS.values())
    with multiprocessing.get_context(method).Pool(2) as pool:
        answers = pool.map(in_child, rulebooks)
    for rulebook, (process, again, result, error) in zip(rulebooks, answers, strict=True):
        assert process != os.getpid()
        assert again == rulebook
        assert result == zzgov.smart_mine([PROJECT], rules=rulebook)
        assert error.path == "/input/projects/0/owner"


def test_dask():
    """By processes, as a cluster would: arguments and results go through pickle."""
    import dask

    tasks = [dask.delayed(in_child)(rulebook) for rulebook in TRAVELLERS.values()]
    answers = dask.compute(*tasks, scheduler="processes", num_workers=1)
    assert [answer[1] for answer in answers] == list(TRAVELLERS.values())


def test_threads_patch_at_once():
    def patched(percent):
        rulebook = DEFAULT
        for _ in range(50):
            rulebook = DEFAULT.patch({"smart-mine": {"city_rate_percent": str(percent)}})
            assert rulebook == pickle.loads(pickle.dumps(rulebook))
        return city_total(rulebook)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(patched, range(1, 17)))
    assert found == [Decimal(234567) * percent for percent in range(1, 17)]
