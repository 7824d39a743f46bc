"""Properties: columns, panels and typed functions against exact fractions and against each other."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import columns as oracle
import numpy as np
import panel
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzgov

MILLION = 10**6
RATE_BASES = {"mean-of-rates": panel.MEAN_OF_RATES, "rate-of-means": panel.RATE_OF_MEANS}
NAMES = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")


def decimals(least, most):
    """Millionths, most of them with one digit, as readings have."""
    digits = st.sampled_from([1, 10, 10**5, MILLION])
    return st.builds(lambda unit, n: n // unit * unit, digits, st.integers(least * MILLION, most * MILLION))


readings = decimals(0, 200) | decimals(0, 100_000)
points = decimals(-100, 100) | decimals(-1_000_000, 100)
last_year = st.one_of(decimals(1, 200), st.integers(1, 100_000 * MILLION))


def text(millionths):
    return format(Decimal(millionths) / MILLION, "f")


def fractions(column):
    return [Fraction(x, MILLION) for x in column]


def as_doubles(column):
    return np.array([x / MILLION for x in column], dtype="f8")


def patched(law):
    """The tiers of a law of the oracle as a what-if."""
    values = {}
    for name, (edges, rates) in zip(oracle.PARAMETERS, law, strict=True):
        values[f"{name}.tiers"] = [
            {"up_to": edge and oracle.decimal_text(edge), "rate_yuan": Decimal(rate) / 100}
            for edge, rate in zip(edges, rates, strict=True)
        ]
    return {"eco-compensation": values}


LAWS = [(oracle.LAW, None), (oracle.PATCH, zzgov.Rulebook.default().patch(patched(oracle.PATCH)))]
by_law = pytest.mark.parametrize(("law", "rules"), LAWS, ids=["law", "what-if"])


# --- columns -------------------------------------------------------------------------------------------

rows_with_bases = st.lists(
    st.tuples(*[st.tuples(kind, kind) for kind in (readings, points, readings, points)]), min_size=1, max_size=40
)


def in_columns(rows):
    """Eight columns of millionths by argument's name."""
    found = {}
    for factor, name in enumerate(NAMES):
        found[name] = [row[factor][0] for row in rows]
        found[f"{name}_base"] = [row[factor][1] for row in rows]
    return found


@by_law
@given(rows=rows_with_bases)
def test_columns(law, rules, rows):
    expected = [
        oracle.expected_row(law, [(oracle.GOOD, Fraction(x, MILLION)) for pair in row for x in pair])[1] for row in rows
    ]
    doubles = {name: as_doubles(column) for name, column in in_columns(rows).items()}
    whole = {name: np.array(column, dtype="i8") for name, column in in_columns(rows).items()}
    total = zzgov.columns.eco_compensation(**doubles, rules=rules)
    assert total.tolist() == [row[-1] for row in expected]
    assert zzgov.columns.eco_compensation(**whole, rules=rules, millionths=True).tolist() == total.tolist()
    factors = zzgov.columns.eco_compensation_factors(**doubles, rules=rules)
    assert [list(row) for row in zip(*(factors[name].tolist() for name in NAMES), strict=True)] == [
        row[:4] for row in expected
    ]


@given(row=st.tuples(readings, points, readings, points), bases=st.tuples(readings, points, readings, points))
def test_columns_and_typed_function(row, bases):
    area = {"name": "金水区", **{name: text(x) for name, x in zip(NAMES, row, strict=True)}}
    base = {name: text(x) for name, x in zip(NAMES, bases, strict=True)}
    result = zzgov.eco_compensation("2020-11", [area], base=base)
    fen = zzgov.columns.eco_compensation(
        **{name: as_doubles([x]) for name, x in zip(NAMES, row, strict=True)},
        **{f"{name}_base": x for name, x in base.items()},
    )
    assert result.total_yuan == Decimal(int(fen[0])) / 100
    assert result.total_yuan == sum(factor.amount_yuan for factor in result.areas[0].factors)


@given(x=st.floats() | decimals(-(10**9), 10**9).map(lambda n: n / MILLION))
def test_which_doubles_are_taken(x):
    status, _ = oracle.meant(x)
    one = np.array([x])
    _, found = zzgov.columns.eco_compensation(
        one, one, one, one, pm25_base=0, pm10_base=0, pm25_improvement_base=0, pm10_improvement_base=0, errors="status",
        rules={"eco-compensation": {f"{name}.tiers": [{"up_to": None, "rate_yuan": 1}] for name in NAMES}},
    )  # fmt: skip
    assert found[0] == status


@given(x=st.floats(0, 100_000), name=st.sampled_from(["pm25", "pm10"]))
def test_a_float_is_its_shortest_decimal(x, name):
    """A typed function takes it as the decimal that repr() shows, if it has six digits at most after the point."""
    area = {"name": "a", "pm25": 0, "pm10": 0, "pm25_improvement": 0, "pm10_improvement": 0} | {name: x}
    shown = Decimal(repr(x))
    fits = shown == round(shown, 6) and len(format(shown, "f").replace(".", "").lstrip("0")) <= 15
    if fits:
        result = zzgov.eco_compensation("2020-11", [area], base=dict.fromkeys(NAMES, 0))
        factor = result.areas[0].factors[NAMES.index(name)]
        assert factor.value == shown
    else:
        with pytest.raises(zzgov.InvalidValue):
            zzgov.eco_compensation("2020-11", [area])


# --- panels --------------------------------------------------------------------------------------------

panels = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("pqr"), st.tuples(readings, last_year, readings, last_year)),
    min_size=1,
    max_size=30,
)


def settled(law, rows, rate_base):
    """Bases and amounts of groups, and the amounts of rows, in fractions."""
    bases, amounts = {}, [None] * len(rows)
    for group in sorted({row[0] for row in rows}):
        members = [number for number, row in enumerate(rows) if row[0] == group]
        values = [fractions(rows[number][2]) for number in members]
        bases[group] = panel.bases(values, rate_base)
        for number, own in zip(members, values, strict=True):
            amounts[number] = panel.deductions(law, own, bases[group])
    return bases, amounts


@by_law
@pytest.mark.parametrize("rate_base", RATE_BASES)
@given(rows=panels)
def test_settle(law, rules, rate_base, rows):
    bases, amounts = settled(law, rows, RATE_BASES[rate_base])
    group, area = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    whole = [np.array([row[2][i] for row in rows], dtype="i8") for i in (0, 2, 1, 3)]
    for columns, millionths in (([as_doubles(column) for column in whole], False), (whole, True)):
        done = zzgov.columns.settle(
            group, *columns, area=area, rate_base=rate_base, month="2020-11", rules=rules, millionths=millionths
        )
        assert done.total_fen.tolist() == [row[-1] for row in amounts]
        for factor, name in enumerate(NAMES):
            assert done.factors_fen[name].tolist() == [row[factor] for row in amounts]
        assert list(done.groups) == list(bases)
        for label, total in zip(done.groups, done.group_total_fen, strict=True):
            assert total == sum(row[-1] for row, member in zip(amounts, group, strict=True) if member == label)
        for label, total in zip(done.areas, done.area_total_fen, strict=True):
            assert total == sum(row[-1] for row, member in zip(amounts, area, strict=True) if member == label)
        assert done.sum_fen == sum(row[-1] for row in amounts)


@pytest.mark.parametrize("rate_base", RATE_BASES)
@given(rows=st.lists(st.tuples(readings, last_year, readings, last_year), min_size=1, max_size=8))
def test_settle_and_typed_function(rate_base, rows):
    areas = [
        {"name": f"a{i}", "pm25": text(a), "pm25_last_year": text(b), "pm10": text(c), "pm10_last_year": text(d)}
        for i, (a, b, c, d) in enumerate(rows)
    ]
    result = zzgov.eco_compensation("2020-11", areas, rate_base=rate_base)
    columns = [np.array([row[i] for row in rows], dtype="i8") for i in (0, 2, 1, 3)]
    done = zzgov.columns.settle(["2020-11"] * len(rows), *columns, rate_base=rate_base, millionths=True)
    assert [Decimal(int(fen)) / 100 for fen in done.total_fen] == [area.total_yuan for area in result.areas]
    assert done.sum_fen == result.total_yuan * 100


# --- the other calculators -------------------------------------------------------------------------------


def fen(amount):
    """Half away from zero, once."""
    return Decimal(math.floor(amount * 100 + Fraction(1, 2))) / 100


@given(st.integers(0, 10**12).map(lambda n: Decimal(n) / 100))
def test_smart_mine(investment):
    """SMART-03: a tenth, of any amount to the fen."""
    project = {"name": "a", "owner": "local", "investment_yuan": investment}
    assert zzgov.smart_mine([project]).city_total_yuan == fen(Fraction(investment) / 10)


@given(st.integers(0, 10**7), st.integers(0, 10**6).map(lambda n: Decimal(n) / 100))
def test_base_station_reward(stations, provincial):
    """G5-01: as much as the province gives, both together at most 5,000 yuan a station."""
    batch = {
        "name": "a",
        "mode": "SA",
        "stations": stations,
        "built_on": "2020-11-05",
        "provincial_reward_yuan": provincial,
    }
    result = zzgov.base_station_reward([batch])
    each = max(Decimal(0), min(provincial, 5000 - provincial))
    assert result.city_total_yuan == each * stations
    assert result.provincial_total_yuan == provincial * stations
    assert result.combined_total_yuan == result.city_total_yuan + result.provincial_total_yuan


@given(st.dates(date(2007, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_workdays_there_and_back(day, n):
    """The n-th working day after a day is n working days away, and none lies between it and the one before."""
    last = zzgov.add_workdays(day, n)
    assert zzgov.workdays_between(day, last) == n
    assert n == 0 or zzgov.add_workdays(day, n - 1) < last
