"""Memory stays flat over many calls: of answers, of errors, of columns, of rulebooks."""

import gc

import numpy as np
import pyarrow as pa
import pytest
from cases import AREA, BASE, PROJECT

import zzgov

GROWTH = 8 << 20
"""Bytes that may stay for other reasons: arenas, caches. A leak of 100 bytes a call would be more."""
COLUMN = np.array([58.0, 52.0])
ARROW = pa.chunked_array([[58.0], [52.0]])
BASES = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def refused(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("nothing was raised")


RULES = zzgov.Rulebook.default().text
CALLS = {
    "text": (1, lambda: zzgov.evaluate_json('{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}')),
    "text at fault": (1, lambda: zzgov.evaluate_json('{"calculator":"workdays"}')),
    "no JSON": (1, lambda: refused(zzgov.InvalidJSON, lambda: zzgov.evaluate(b"{"))),
    "typed": (4, lambda: zzgov.eco_compensation("2020-11", [AREA], base=BASE)),
    "typed at fault": (4, lambda: refused(zzgov.InvalidValue, lambda: zzgov.smart_mine([PROJECT | {"owner": "x"}]))),
    "columns": (4, lambda: zzgov.columns.eco_compensation(COLUMN, 88, 9, 9, **BASES)),
    "columns at fault": (
        4,
        lambda: refused(zzgov.InvalidValue, lambda: zzgov.columns.eco_compensation(-COLUMN * 1e9, 88, 9, 9, **BASES)),
    ),
    "arrow": (8, lambda: zzgov.columns.eco_compensation(ARROW, 88, 9, 9, **BASES)),
    "settle": (16, lambda: zzgov.columns.settle(["2020-11"] * 2, COLUMN, COLUMN, COLUMN, COLUMN)),
    "patch": (8, lambda: zzgov.Rulebook.default().patch({"smart-mine": {"city_rate_percent": 12}})),
    "patch at fault": (
        8,
        lambda: refused(zzgov.UnknownField, lambda: zzgov.Rulebook.default().patch({"smart-mine": {"rate": 12}})),
    ),
    "rulebook": (128, lambda: zzgov.Rulebook.loads(RULES)),
    "report": (32, lambda: zzgov.smart_mine([PROJECT])._repr_html_()),
}
"""A call, and of how many one is made."""


@pytest.mark.parametrize("name", CALLS)
def test_flat(name, is_long):
    share, call = CALLS[name]
    calls = (1_000_000 if is_long else 100_000) // share
    for _ in range(calls // 20):
        call()
    gc.collect()
    before = resident()
    for _ in range(calls):
        call()
    gc.collect()
    assert resident() - before < GROWTH


def test_a_leak_would_be_seen():
    kept, before = [], resident()
    for _ in range(100_000):
        kept.append(bytes(100))
    assert resident() - before > GROWTH
    assert len(kept) == 100_000


def test_handles_are_given_back():
    """Half a megabyte of rulebook each: a thousand at once would show, one after the other they do not."""
    before = resident()
    for _ in range(300):
        rulebook = zzgov.Rulebook.loads(RULES)
    assert resident() - before < 4 * GROWTH
    assert rulebook == zzgov.Rulebook.default()
