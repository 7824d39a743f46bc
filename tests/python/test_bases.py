"""The bases of a settlement: as the contract writes them, to the digit."""

import doctest
import pickle
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_against_fractions import RATE_BASES, last_year, readings, text

import zzgov
from zzgov import _settle


def settled(rate_base="mean-of-rates"):
    """November: PM2.5 of 58 and 46 as last year; December: 60 and 41 after 50 and 80, PM10 as last year."""
    return zzgov.columns.settle(
        ["2020-11", "2020-11", "2020-12", "2020-12"],
        np.array([58.0, 46.0, 60.0, 41.0]),
        np.array([90.0, 90.0, 90.0, 91.0]),
        np.array([58.0, 46.0, 50.0, 80.0]),
        np.array([90.0, 90.0, 90.0, 91.0]),
        rate_base=rate_base,
    )


def test_by_hand():
    """The mean of -20 and 48.75 % is 14.375; of 101 against 130 the rate is 22.307692… %."""
    assert settled().base == {
        "pm25": ["52", "50.5"],
        "pm25_improvement": ["0", "14.375"],
        "pm10": ["90", "90.5"],
        "pm10_improvement": ["0", "0"],
    }
    assert settled("rate-of-means").base["pm25_improvement"] == ["0", "22.307692"]


@pytest.mark.parametrize("rate_base", RATE_BASES)
@given(rows=st.lists(st.tuples(readings, last_year, readings, last_year), min_size=1, max_size=8), n=st.integers(1, 3))
def test_as_the_other_door(rate_base, rows, n):
    """Each group's bases are those of a request with its rows."""
    groups = [rows[i::n] for i in range(n) if rows[i::n]]
    labels = [i for i, group in enumerate(groups) for _ in group]
    columns = [np.array([row[i] for group in groups for row in group], dtype="i8") for i in (0, 2, 1, 3)]
    done = zzgov.columns.settle(np.array(labels), *columns, rate_base=rate_base, millionths=True)
    assert list(done.base) == list(zzgov.columns.FACTORS)
    for number, group in enumerate(groups):
        areas = [
            {"name": f"a{i}", "pm25": text(a), "pm25_last_year": text(b), "pm10": text(c), "pm10_last_year": text(d)}
            for i, (a, b, c, d) in enumerate(group)
        ]
        request = {"calculator": "eco-compensation", "input": {"month": "2020-11", "areas": areas}}
        request["options"] = {"rate_base": rate_base}
        expected = zzgov.evaluate(request)["result"]["base"]
        found = {factor: values[number] for factor, values in done.base.items()}
        assert found == {factor: base["value"] for factor, base in expected.items()}


def test_frame_of_groups():
    frame = settled().to_frame()
    assert list(frame.columns) == [
        *["group", "pm25_base", "pm25_improvement_base", "pm10_base", "pm10_improvement_base", "total_fen"]
    ]
    assert list(frame["group"]) == ["2020-11", "2020-12"]
    assert list(frame["pm25_improvement_base"].map(Decimal)) == [0, Decimal("14.375")]
    assert frame["total_fen"].sum() == settled().sum_fen


def test_bases_travel():
    assert pickle.loads(pickle.dumps(settled())).base == settled().base


def test_no_groups():
    done = zzgov.columns.settle([], *[np.array([])] * 4)
    assert done.base == {factor: [] for factor in zzgov.columns.FACTORS}


def test_example():
    assert doctest.testmod(_settle).failed == 0


def test_a_spoilt_group_has_none():
    nan = np.array([58.0, np.nan, 60.0, 41.0])
    other = np.array([90.0, 90.0, 90.0, 91.0])
    done = zzgov.columns.settle(["2020-11", "2020-11", "2020-12", "2020-12"], nan, other, other, other, errors="status")
    assert done.base["pm25"] == [None, "50.5"]
    assert list(done.to_frame()["pm10_base"].isna()) == [True, False]
