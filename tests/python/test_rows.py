"""Rows as people have them: what a frame or a file may hold, and how a fault in it is told."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from cases import AREA, BASE, MINE, PROJECT, RECORD, STANDARDS

import zzgov

OTHER = AREA | {"name": "中原区", "pm25": 53}
# 700,000 and, 1 µg above the base, 100,000 yuan (ECO-05).
YUAN = Decimal("800000.00")


@pytest.fixture
def frame():
    return pd.DataFrame([AREA, OTHER], index=["first", "second"])


def settle(rows, **options):
    return zzgov.eco_compensation("2020-11", rows, base=BASE, **options)


def fault(rows, kind=zzgov.InvalidInput, **options):
    with pytest.raises(kind) as raised:
        settle(rows, **options)
    return str(raised.value)


# --- kinds of rows -------------------------------------------------------------------------------------


class OnlyCapsule:
    """Any library's table that speaks Arrow."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


ARROW = pa.Table.from_pylist([AREA, OTHER])


@pytest.mark.parametrize(
    "rows",
    [
        [AREA, OTHER],
        (AREA, OTHER),
        (row for row in [AREA, OTHER]),
        {"a": AREA, "b": OTHER}.values(),
        pd.DataFrame([AREA, OTHER]),
        pd.DataFrame([AREA, OTHER]).convert_dtypes(),
        pd.DataFrame([AREA, OTHER]).convert_dtypes(dtype_backend="pyarrow"),
        pd.DataFrame([AREA, OTHER]).astype({"name": "category"}),
        pd.DataFrame([AREA, OTHER]).set_index(["name", "pm25"], drop=False),
        pl.DataFrame([AREA, OTHER]),
        ARROW,
        ARROW.to_batches()[0],
        pa.concat_tables([ARROW.slice(0, 1), ARROW.slice(1, 1)]),
        OnlyCapsule(ARROW),
    ],
    ids=lambda rows: type(rows).__name__,
)
def test_taken(rows):
    assert settle(rows).total_yuan == YUAN


def test_relation_of_duckdb():
    areas = ARROW
    assert settle(duckdb.sql("SELECT * FROM areas")).total_yuan == YUAN
    assert len(areas) == 2


@pytest.mark.parametrize(
    "rows",
    [None, AREA, 5, b"areas.csv", pl.LazyFrame([AREA]), pd.Series([1.0]), pl.Series([1.0]), open, np.ones((2, 2))],
    ids=lambda rows: type(rows).__name__,
)
def test_refused(rows):
    with pytest.raises(zzgov.InvalidType) as raised:
        settle(rows)
    assert raised.value.path.startswith("/input/areas")


def test_open_file_is_no_path(tmp_path):
    path = tmp_path / "areas.csv"
    path.write_text("name\n")
    with path.open() as file:
        assert "path" in fault(file)


def test_no_rows():
    for rows in ([], pd.DataFrame(columns=list(AREA)), pl.DataFrame(schema=list(AREA)), ARROW.slice(0, 0)):
        assert fault(rows).startswith("/input/areas: 0 elements")
    assert "no known header" in fault(pd.DataFrame())
    nothing = pd.DataFrame({"item": [], "published_on": []})
    assert zzgov.credit_list("某公司", nothing, "2021-03-01").records == ()


# --- a file ----------------------------------------------------------------------------------------------

CSV = "区县,PM2.5,PM10月均浓度,PM2.5改善率,PM10改善率\n金水区,58,88,9,6\n中原区,{},88,9,6\n"


def test_file(tmp_path):
    path = tmp_path / "十一月.csv"
    path.write_text(CSV.format(53), encoding="gb18030")
    assert settle(path).total_yuan == settle(str(path)).total_yuan == YUAN


def test_fault_in_a_file(tmp_path):
    path = tmp_path / "areas.csv"
    path.write_text(CSV.format("5e1"))
    told = fault(path)
    assert told.startswith("areas.csv: line 3, column 2 (PM2.5): ")
    assert '"5e1"' in told
    path.write_text(CSV.format(53).replace("中原区", "金水区"))
    assert "areas.csv: line 3, column 1 (区县): " in fault(path)


@pytest.mark.parametrize("path", ["nowhere.csv", ".", "a\0b.csv", "\udcff.csv", Path("nowhere.csv")])
def test_unreadable_file(path):
    told = fault(path, zzgov.Unreadable)
    assert "cannot be read" in told


def test_file_with_several_months(tmp_path):
    path = tmp_path / "months.csv"
    path.write_text("month,name,pm25,pm10,pm25_improvement,pm10_improvement\n2020-11,a,1,1,1,1\n2020-12,b,1,1,1,1\n")
    with pytest.raises(zzgov.InvalidInput, match=r"months.csv holds 2 requests") as raised:
        zzgov.eco_compensation(None, path, base=BASE)
    assert "settle_frame" in raised.value.expected


# --- how a fault is told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-1, '"-1"'),
        ("abc", '"abc"'),
        (True, '"true"'),
        (float("nan"), "is empty, but needed"),
        (None, "is empty, but needed"),
        (pd.NA, "is empty, but needed"),
        (1e-7, '"0.0000001"'),
        (b"58", "nothing a table holds"),
        ({"a": 1}, "nothing a table holds"),
        (np.float32(58.1), "float32"),
        (pd.Timestamp("2020-11-01 10:00"), "is a moment"),
    ],
)
def test_row_is_told_by_its_label(frame, value, words):
    frame["pm25"] = pd.Series([58, value], index=frame.index, dtype=object)
    told = fault(frame)
    assert told.startswith("the frame: row 'second', column ")
    assert "pm25" in told
    assert words in told


@pytest.mark.parametrize("name", ["金\0水区", "\ud800"])
def test_broken_texts_in_a_frame(frame, name):
    told = fault(frame.assign(name=pd.Series(["金水区", name], index=frame.index, dtype=object)), zzgov.InvalidValue)
    assert told.startswith("the frame: row 'second', column name: a text holds ")
    for subject in ("a\0", "\ud800"):
        with pytest.raises(zzgov.InvalidInput):
            zzgov.credit_list(subject, pd.DataFrame([RECORD]), "2021-03-01")


def test_labels_of_several_levels(frame):
    frame = frame.assign(pm25=[58, -1]).set_index(["name", "pm10"], drop=False)
    assert "row ('中原区', 88)" in fault(frame)


def test_labels_stand_where_cells_have_line_breaks(frame):
    frame = frame.assign(name=["金\n水\r\n区", "中原区"], pm25=[58, -1])
    assert "row 'second'" in fault(frame)
    frame.columns = [*frame.columns[:-1], "PM10\n改善率"]
    assert "row 'second'" in fault(frame)


def test_fault_that_shows_in_the_whole(frame):
    told = fault(frame.assign(name="金水区"))
    assert told.startswith("/input/areas/1/name: the frame: row 'second', column 1 (name): ")


def test_fault_outside_of_the_frame(frame):
    assert fault(frame, concentration_decimals=7).startswith("/options/concentration_decimals: ")
    assert "the frame" not in fault(frame, concentration_decimals=7)


def test_all_faults_at_once(frame):
    told = fault(frame.assign(pm25=[-1, "abc"]))
    assert "row 'first'" in told
    assert "row 'second'" in told


def test_headers(frame):
    told = fault(frame.rename(columns={"pm25": "pm2.50"}), zzgov.UnknownField)
    assert '"pm2.50"' in told
    assert "line" not in told
    assert "--ignore" not in told
    assert "one is enough" in fault(pd.concat([frame, frame[["pm25"]]], axis=1), zzgov.DuplicateField)
    levels = pd.MultiIndex.from_tuples([(name, "") for name in frame.columns])
    assert "no known header" in fault(frame.set_axis(levels, axis=1))
    assert "25" in fault(frame.rename(columns={"pm25": 25}))


def test_a_row_without_anything_is_not_passed_over(frame):
    frame.loc["third"] = None
    assert "row 'third' holds nothing" in fault(frame)


def test_signs_that_separate_cells_elsewhere(frame):
    """A header with semicolons does not make them the separator, nor does a cell end at one."""
    frame = frame.rename(columns={"name": "区县"}).assign(备注="a;b\tc,d")
    assert settle(frame).total_yuan == YUAN
    assert "holds nothing" not in fault(frame.rename(columns={"备注": ";;;;;;;;"}), zzgov.UnknownField)


# --- cells -------------------------------------------------------------------------------------------------


def mines(**cells):
    return pd.DataFrame([{k: v for k, v in MINE.items() if k != "standards"} | STANDARDS | cells])


@pytest.mark.parametrize(
    "days",
    [
        [date(2020, 7, 1), date(2020, 7, 2)],
        ["2020-07-01", "2020-07-02"],
        np.array(["2020-07-01", "2020-07-02"], dtype="datetime64[D]"),
        (pd.Timestamp("2020-07-01"),),
        "2020-07-01;2020-07-02",
        pd.Timestamp("2020-07-01"),
    ],
    ids=repr,
)
def test_lists_of_days(days):
    given = mines(decided_on=pd.Timestamp("2020-06-01"), accidents_on=[days] if isinstance(days, list) else None)
    given["accidents_on"] = pd.Series([days], dtype=object)
    assert zzgov.coal_closure(given).mines[0].reasons == ("accident-during-closure",)


def test_columns_of_days():
    records = pd.DataFrame({"item": ["5.2"], "published_on": pd.to_datetime(["2020-10-01"])})
    assert zzgov.credit_list("某公司", records, "2021-03-01").status == "red"
    assert zzgov.credit_list("某公司", pl.from_pandas(records), "2021-03-01").status == "red"
    with pytest.raises(zzgov.InvalidValue, match=r"row 0, column published_on: .* is a moment"):
        zzgov.credit_list("某公司", records.assign(published_on=pd.Timestamp("2020-10-01 08:00")), "2021-03-01")


def test_rows_and_frames_agree_on_days():
    result = zzgov.credit_list("某公司", [RECORD], date(2021, 3, 1))
    assert result == zzgov.credit_list({"name": "某公司"}, pd.DataFrame([RECORD]), pd.Timestamp("2021-03-01"))


# --- money in a frame ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist])
@pytest.mark.parametrize("amount", [23456700.0, 0.1])
def test_float_column_is_no_money(frame, amount):
    with pytest.raises(zzgov.InvalidType, match="column investment_yuan: floats are no amounts of money"):
        zzgov.smart_mine(frame([PROJECT | {"investment_yuan": amount}]))


def test_float_column_is_no_money_under_another_name():
    rows = pd.DataFrame({"项目名称": ["一矿"], "企业隶属": ["地方"], "项目总投资(万元)": [2345.67]})
    with pytest.raises(zzgov.InvalidType, match="项目总投资"):
        zzgov.smart_mine(rows)
    rows["项目总投资(万元)"] = "2345.67"
    assert zzgov.smart_mine(rows).city_total_yuan == Decimal("2345670.00")


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist])
def test_exact_columns_of_money(frame):
    for amount in (Decimal("23456700.10"), "23456700.10"):
        result = zzgov.smart_mine(frame([PROJECT | {"investment_yuan": amount}]))
        assert result.city_total_yuan == Decimal("2345670.01")


def test_missing_amounts_make_floats_of_integers():
    """What pandas does on its own; Int64 keeps whole yuan whole."""
    rows = pd.DataFrame([PROJECT | {"county_topup_yuan": 500000}, PROJECT | {"name": "二矿"}])
    with pytest.raises(zzgov.InvalidType, match="floats are no amounts") as raised:
        zzgov.smart_mine(rows)
    assert re.search("Int64", raised.value.expected)
    result = zzgov.smart_mine(rows.astype({"county_topup_yuan": "Int64"}))
    assert result.county_total_yuan == Decimal("500000.00")


def test_readings_beside_money_may_be_floats():
    result = zzgov.smart_mine(pd.DataFrame([PROJECT | {"capacity_10kt": 90.0, "severe_hazard": np.True_}]))
    assert result.projects[0].target_2025 == "smart-faces"
