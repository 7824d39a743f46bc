"""What Python's values mean to the contract, and which are refused."""

import collections
import dataclasses
import enum
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from cases import AREA, AREA_YUAN, BASE, MINE, PROJECT

import zzgov


def deducted(**changes):
    return zzgov.eco_compensation("2020-11", [AREA | changes], base=BASE).total_yuan


class Reading(enum.IntEnum):
    HIGH = 58


class Text(str):
    pass


# 0.1 µg above 6 costs 0.1 × 200,000 yuan more (ECO-05).
@pytest.mark.parametrize(
    ("value", "yuan"),
    [
        (58, AREA_YUAN),
        ("58", AREA_YUAN),
        (58.0, AREA_YUAN),
        (Decimal("58"), AREA_YUAN),
        (Decimal("5.8E1"), AREA_YUAN),
        (58.1, "720000.00"),
        (Decimal("58.10"), "720000.00"),
        (np.float64(58.1), "720000.00"),
        (np.array(58.1), "720000.00"),
        (np.int64(58), AREA_YUAN),
        (np.uint8(58), AREA_YUAN),
        (np.str_("58"), AREA_YUAN),
        (Text("58"), AREA_YUAN),
        (Reading.HIGH, AREA_YUAN),
        (0.1 + 0.2, None),
        (-0.0, "0.00"),
    ],
)
def test_readings(value, yuan):
    if yuan is None:
        with pytest.raises(zzgov.InvalidValue, match=r"0\.30000000000000004"):
            deducted(pm25=value)
    else:
        assert deducted(pm25=value) == Decimal(yuan)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, zzgov.InvalidType),
        (np.bool_(True), zzgov.InvalidType),
        (float("nan"), zzgov.InvalidValue),
        (float("-inf"), zzgov.InvalidValue),
        (Decimal("NaN"), zzgov.InvalidValue),
        (Decimal("sNaN"), zzgov.InvalidValue),
        (Decimal("Infinity"), zzgov.InvalidValue),
        (pd.NaT, zzgov.InvalidValue),
        (pd.NA, zzgov.InvalidType),
        (np.ma.masked, zzgov.InvalidValue),
        (np.datetime64("NaT"), zzgov.InvalidValue),
        (np.float32(58.1), zzgov.InvalidType),
        (np.float16(58.1), zzgov.InvalidType),
        (np.longdouble(58), zzgov.InvalidType),
        (np.complex128(58), zzgov.InvalidType),
        (np.timedelta64(58), zzgov.InvalidType),
        (np.ones((2, 2)), zzgov.InvalidType),
        (58j, zzgov.InvalidType),
        (Fraction(58), zzgov.InvalidType),
        (timedelta(58), zzgov.InvalidType),
        (time(), zzgov.InvalidType),
        (b"58", zzgov.InvalidType),
        ({58}, zzgov.InvalidType),
        ((i for i in [58]), zzgov.InvalidType),
        (object(), zzgov.InvalidType),
        (dict, zzgov.InvalidType),
        ([58], zzgov.InvalidType),
        ({"a": 58}, zzgov.InvalidType),
        (datetime(2020, 11, 1, 12), zzgov.InvalidValue),
        (date(2020, 11, 1), zzgov.InvalidValue),
        ("5\0" + "8", zzgov.InvalidValue),
        ("٥٨", zzgov.InvalidValue),
        (" 58", zzgov.InvalidValue),
        ("5_8", zzgov.InvalidValue),
        ("5.8e1", zzgov.InvalidValue),
        ("", zzgov.InvalidValue),
        (10**30, zzgov.InvalidValue),
        (-1, zzgov.InvalidValue),
        (1e-7, zzgov.InvalidValue),
        (Decimal("58.0000000"), zzgov.InvalidValue),
    ],
    ids=repr,
)
def test_no_readings(value, kind):
    with pytest.raises(kind) as raised:
        deducted(pm25=value)
    assert raised.value.path.startswith("/input/areas/0/pm25")


def test_none_is_absent():
    with pytest.raises(zzgov.MissingField, match="pm25"):
        deducted(pm25=None)
    assert deducted(network=None) == Decimal(AREA_YUAN)


def test_lone_surrogate_is_no_text():
    with pytest.raises(zzgov.InvalidJSON):
        deducted(name="\ud800")


# --- money -------------------------------------------------------------------------------------------


# A tenth (SMART-03).
@pytest.mark.parametrize("value", ["23456700", 23456700, Decimal("23456700.00"), np.int64(23456700)])
def test_money(value):
    assert zzgov.smart_mine([PROJECT | {"investment_yuan": value}]).city_total_yuan == Decimal("2345670.00")


@pytest.mark.parametrize("value", [23456700.0, np.float64(0.1), 1e22])
def test_float_is_no_money(value):
    with pytest.raises(zzgov.InvalidType, match="float is no amount of money") as raised:
        zzgov.smart_mine([PROJECT | {"investment_yuan": value}])
    replacement = raised.value.expected.split(",")[0]
    assert isinstance(raised.value, TypeError)
    assert eval(replacement) == Decimal(str(value))


def test_float_is_no_money_in_rules_either():
    rules = zzgov.Rulebook.default()
    with pytest.raises(zzgov.InvalidType, match="money"):
        rules.patch({"coal-closure": {"award.small": {"2020": 6000000.0}}})
    with pytest.raises(zzgov.InvalidType, match="money"):
        rules.patch({"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": 1.5}]}})
    assert rules.patch({"smart-mine": {"city_rate_percent": 10.5}}).patched


# --- days ----------------------------------------------------------------------------------------------

FIRST = date(2020, 11, 1)


@pytest.mark.parametrize(
    "month",
    [
        "2020-11",
        "2020-11-01",
        FIRST,
        datetime(2020, 11, 1),
        pd.Timestamp("2020-11-01"),
        pd.Period("2020-11", "M"),
        np.datetime64("2020-11"),
        np.datetime64("2020-11-01", "ns"),
    ],
    ids=repr,
)
def test_months(month):
    assert zzgov.eco_compensation(month, [AREA], base=BASE).month == "2020-11"


MOMENTS = [
    datetime(2020, 11, 1, 0, 0, 0, 1),
    datetime(2020, 11, 1, tzinfo=UTC),
    pd.Timestamp("2020-11-01", tz="Asia/Shanghai"),
    pd.Timestamp("2020-11-01 00:00:00.000000001"),
    np.datetime64("2020-11-01T00:00:00.000000001", "ns"),
    np.datetime64("2020-11-01T12", "h"),
    pd.NaT,
    np.datetime64("NaT", "D"),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=repr)
def test_moments_are_neither_months_nor_days(moment):
    with pytest.raises(zzgov.InvalidValue) as raised:
        zzgov.eco_compensation(moment, [AREA], base=BASE)
    assert raised.value.path == "/input/month"
    with pytest.raises(zzgov.InvalidValue) as raised:
        zzgov.add_workdays(moment, 1)
    assert raised.value.path == "/input/from"


@pytest.mark.parametrize("month", ["2020-11-02", date(2020, 11, 2), "2020-1", "２０２０-11", 2020, b"2020-11", True])
def test_no_months(month):
    with pytest.raises(zzgov.InvalidInput) as raised:
        zzgov.eco_compensation(month, [AREA], base=BASE)
    assert raised.value.path == "/input/month"


@pytest.mark.parametrize(
    "day",
    ["2020-09-30", date(2020, 9, 30), datetime(2020, 9, 30), pd.Timestamp("2020-09-30"), np.datetime64("2020-09-30")],
)
def test_days(day):
    # The National Day holiday runs from 1 to 8 October; 9, 10 (worked in exchange) and 12 are working days.
    assert zzgov.add_workdays(day, 3) == date(2020, 10, 12)
    assert zzgov.workdays_between(day, "2020-10-12") == 3


@pytest.mark.parametrize("day", ["2020-9-30", "2020-09-31", np.datetime64("2020-09"), pd.Period("2020-09", "M"), 44104])
def test_no_days(day):
    with pytest.raises(zzgov.InvalidInput):
        zzgov.add_workdays(day, 3)


@pytest.mark.parametrize("n", [True, "3", 3.5, Decimal(3), None, -1, 100_001, 10**30, np.float32(3)])
def test_no_counts(n):
    with pytest.raises(zzgov.InvalidInput):
        zzgov.add_workdays("2020-09-30", n)


# --- things with members ---------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    name: str
    pm25: float
    pm10: float
    pm25_improvement: str
    pm10_improvement: str
    network: str | None = None


class Counted(Area):
    count = 0


NamedArea = collections.namedtuple("NamedArea", AREA)


@pytest.mark.parametrize("row", [Area(**AREA), Counted(**AREA), NamedArea(**AREA), collections.OrderedDict(AREA)])
def test_rows_of_many_dresses(row):
    assert zzgov.eco_compensation("2020-11", [row], base=BASE).total_yuan == Decimal(AREA_YUAN)


@pytest.mark.parametrize("row", [Area, NamedArea, None, 1, "row", [1], (1, 2)], ids=repr)
def test_no_rows(row):
    with pytest.raises(zzgov.InvalidType) as raised:
        zzgov.eco_compensation("2020-11", [row], base=BASE)
    assert raised.value.path.startswith("/input/areas/0")


def test_what_holds_itself_ends():
    loop = {}
    loop["input"] = loop
    with pytest.raises(zzgov.LimitExceeded):
        zzgov.evaluate(loop)
    turns = []
    turns.append(turns)
    with pytest.raises(zzgov.LimitExceeded):
        zzgov.coal_closure([MINE | {"accidents_on": turns}])


def test_names_of_members_are_texts():
    with pytest.raises(zzgov.InvalidType, match="1 is no name"):
        zzgov.evaluate({1: 2})
    with pytest.raises(zzgov.UnknownField) as raised:
        zzgov.evaluate({"calculator": "workdays", "input": {"a/b~c": 1}})
    assert raised.value.path == "/input/a~1b~0c"


def test_arrays_are_lists():
    days = np.array(["2020-07-01", "2020-07-02"], dtype="datetime64[D]")
    given = MINE | {"decided_on": "2020-06-01", "accidents_on": days}
    assert zzgov.coal_closure([given]).mines[0].reasons == ("accident-during-closure",)
    with pytest.raises(zzgov.InvalidValue) as raised:
        zzgov.coal_closure([given | {"accidents_on": np.ma.array(days, mask=[False, True])}])
    assert raised.value.path == "/input/mines/0/accidents_on/1"
