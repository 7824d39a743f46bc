"""Panels and frames of readings: labels of all kinds, faults by row, frames as they came."""

import datetime
import pickle
import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import zzgov

columns = zzgov.columns

MONTHS = ["2020-11", "2020-11", "2020-12", "2020-12"]
PM25, PM10 = np.array([58.0, 46.0, 60.0, 40.0]), np.array([90.0, 90.0, 80.0, 100.0])
LAST25, LAST10 = np.array([58.0, 46.0, 50.0, 50.0]), np.array([90.0, 90.0, 90.0, 90.0])
# November: the base is 52, 6 µg above it cost 700,000 yuan; nothing else differs.
# December: 10 µg above 50 cost 1,500,000; a rate of -20 under a mean of 0 costs 3 × 150,000 and 17 × 350,000;
# PM10 of 100 is 10 above 90: 750,000; its rate of -11.11… under 0 costs 300,000 and 8.11… × 200,000.
FEN = [70_000_000, 0, 790_000_000, 75_000_000 + 30_000_000 + 162_222_222]
READINGS = (PM25, PM10, LAST25, LAST10)


def settled(group=MONTHS, readings=READINGS, **options):
    return columns.settle(group, *readings, **options)


def with_pm25(column):
    return (column, *READINGS[1:])


DAYS = [datetime.date(2020, 11, 1)] * 2 + [datetime.date(2020, 12, 1)] * 2
GROUPS = {
    "list": MONTHS,
    "numpy texts": np.array(MONTHS),
    "numpy objects": np.array(MONTHS, dtype=object),
    "numpy months": np.array(MONTHS, dtype="M8[M]"),
    "numpy days": np.array(DAYS, dtype="M8[D]"),
    "numpy nanoseconds": np.array(DAYS, dtype="M8[ns]"),
    "dates": DAYS,
    "numbers": np.array([0, 0, 1, 1]),
    "unsigned": np.array([3, 3, 7, 7], dtype="u1"),
    "negative": np.array([-5, -5, 2, 2]),
    "far apart": np.array([0, 0, 10**15, 10**15]),
    "floats": np.array([0.0, 0.0, 1.5, 1.5]),
    "booleans": np.array([False, False, True, True]),
    "backwards": np.array([1, 1, 0, 0])[::-1],
    "pandas": pd.Series(MONTHS, index=list("wxyz")),
    "pandas arrow": pd.Series(MONTHS, dtype="string[pyarrow]"),
    "pandas categories": pd.Series(MONTHS, dtype="category"),
    "pandas periods": pd.Series(pd.PeriodIndex(MONTHS, freq="M")),
    "pandas timestamps": pd.Series(pd.to_datetime(MONTHS)),
    "pandas Int64": pd.Series([0, 0, 1, 1], dtype="Int64"),
    "polars": pl.Series(MONTHS),
    "polars dates": pl.Series(DAYS),
    "polars categories": pl.Series(MONTHS, dtype=pl.Categorical),
    "pyarrow": pa.array(MONTHS),
    "pyarrow chunks": pa.chunked_array([MONTHS[:1], MONTHS[1:]]),
    "pyarrow dictionary": pa.array(MONTHS).dictionary_encode(),
    "pyarrow dates": pa.array(DAYS),
}


@pytest.mark.parametrize("name", GROUPS)
def test_groups(name):
    done = settled(GROUPS[name])
    assert done.total_fen.tolist() == FEN
    assert done.group_total_fen.tolist() == [sum(FEN[:2]), sum(FEN[2:])]
    assert len(done.groups) == 2
    assert done.sum_fen == sum(FEN)
    assert settled(GROUPS[name], month="2021-01").total_fen.tolist() == FEN


def test_any_order():
    order = np.array([3, 0, 2, 1])
    done = settled(np.array(MONTHS)[order], [column[order] for column in READINGS])
    assert done.total_fen.tolist() == np.array(FEN)[order].tolist()
    assert list(done.groups) == ["2020-11", "2020-12"]


NO_GROUPS = {
    "nothing": (None, "/group"),
    "a text": ("2020-11", "/group"),
    "a set": ({1, 2, 3, 4}, "/group"),
    "a generator": ((x for x in MONTHS), "/group"),
    "pairs": ([("a", 1)] * 4, "/group"),
    "three": (MONTHS[:3], "/group"),
    "mixed": (np.array(["2020-11", 1, "b", "b"], dtype=object), "/group"),
    "none": (["2020-11", None, "2020-12", "2020-12"], "/group/1"),
    "nan": (np.array([1, np.nan, 2, 2]), "/group/1"),
    "NaT": (np.array(["2020-11-01", "NaT", "2020-12-01", "2020-12-01"], dtype="M8[D]"), "/group/1"),
    "masked": (np.ma.array([1, 1, 2, 2], mask=[0, 1, 0, 0]), "/group/1"),
    "pandas none": (pd.Series(["2020-11", None, "2020-12", "2020-12"]), "/group/1"),
    "pandas NA": (pd.Series([1, None, 2, 2], dtype="Int64"), "/group/1"),
    "pandas no category": (pd.Series(["2020-11", None, "2020-12", "2020-12"], dtype="category"), "/group/1"),
    "pandas no period": (pd.Series(pd.PeriodIndex(["2020-11", None, "2020-12", "2020-12"], freq="M")), "/group/1"),
    "polars null": (pl.Series(["2020-11", None, "2020-12", "2020-12"]), "/group/1"),
    "polars null number": (pl.Series([1, None, 2, 2]), "/group/1"),
    "pyarrow null": (pa.array(["2020-11", None, "2020-12", "2020-12"]), "/group/1"),
}


@pytest.mark.parametrize("name", NO_GROUPS)
def test_no_groups(name):
    group, path = NO_GROUPS[name]
    for options in ({}, {"month": "2020-11"}):
        with pytest.raises(zzgov.InvalidInput) as raised:
            settled(group if name != "a generator" else (x for x in MONTHS), **options)
        assert raised.value.path == path


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        (["2020-11", "2020-11", "north", "north"], zzgov.InvalidValue),
        (["2020-11", "2020-11", "2020-12 ", "2020-12 "], zzgov.InvalidValue),
        (["2020-11", "2020-11", "2020-13", "2020-13"], zzgov.InvalidValue),
        (["2020-11", "2020-11", "2200-01", "2200-01"], zzgov.InvalidValue),
        (["2020-11", "2020-11", "2020-09", "2020-09"], zzgov.NotInForce),
        ([b"2020-11", b"2020-11", b"2020-12", b"2020-12"], zzgov.InvalidType),
        (np.array(["2020-11-01", "2020-11-01", "2020-12-02", "2020-12-02"], dtype="M8[D]"), zzgov.InvalidValue),
        (
            np.array(["2020-11-01T00", "2020-11-01T00", "2020-12-01T01", "2020-12-01T01"], dtype="M8[h]"),
            zzgov.InvalidValue,
        ),
        (pd.Series(pd.to_datetime(MONTHS, utc=True)), zzgov.InvalidValue),
    ],
)
def test_labels_that_are_no_months(group, kind):
    """Told by the first row of the group."""
    with pytest.raises(kind) as raised:
        settled(group)
    assert raised.value.path in ("/group/0", "/group/2")


def test_month_before_the_rule():
    with pytest.raises(zzgov.NotInForce, match=r"2020-09 is before the rule.*\(group north\)"):
        settled(["north", "north", "south", "south"], month="2020-09")


def test_areas():
    done = settled(area=pl.Series(["b", "a", "b", "a"]))
    assert list(done.areas) == ["a", "b"]
    assert done.area_total_fen.tolist() == [FEN[1] + FEN[3], FEN[0] + FEN[2]]
    assert settled().areas is settled().area_total_fen is None
    for area, path in ((["a", None, "b", "b"], "/area/1"), (["a"], "/area")):
        with pytest.raises(zzgov.InvalidInput) as raised:
            settled(area=area)
        assert raised.value.path == path


def test_factors():
    done = settled()
    assert list(done.factors_fen) == list(columns.FACTORS)
    assert done.factors_fen["pm25"].tolist() == [70_000_000, 0, 150_000_000, 0]
    assert sum(done.factors_fen.values()).tolist() == FEN


def test_rate_of_means():
    """Of 100 against 130 the rate is 300/13 %; by the mean of -20 and 50 it is 15 %."""
    readings = (np.array([60.0, 40.0]), np.array([1.0, 1.0]), np.array([50.0, 80.0]), np.array([1.0, 1.0]))
    group = ["2020-11", "2020-11"]
    mean = settled(group, readings).factors_fen["pm25_improvement"]
    sums = settled(group, readings, rate_base="rate-of-means").factors_fen["pm25_improvement"]
    # 35 points: 3 × 150,000 and 32 × 350,000; 43 1/13 points: 3 × 150,000 and 40 1/13 × 350,000 yuan.
    assert mean.tolist() == [1_165_000_000, 0]
    assert sums.tolist() == [45_000_000 + 1_400_000_000 + 2_692_308, 0]


# --- faults ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "path", "words"),
    [
        (np.array([58, np.nan, 1, 1]), "/pm25/1", "nan"),
        (np.array([58, -1.0, 1, 1]), "/pm25/1", "-1"),
        (np.array([58, 100001.0, 1, 1]), "/pm25/1", "100001"),
        (pd.Series([58, np.nan, 1, 1], index=list("wxyz")), "/pm25/1", "row 'x'"),
        (pl.Series([58, None, 1, 1], dtype=pl.Float64), "/pm25/1", "null"),
        (np.array([58, 1, 1, 1]), "/pm25", "int64"),
    ],
)
def test_bad_readings(column, path, words):
    with pytest.raises(zzgov.InvalidInput) as raised:
        settled(readings=with_pm25(column))
    assert raised.value.path == path
    assert words in str(raised.value)


def test_last_year_is_not_zero():
    with pytest.raises(zzgov.InvalidValue) as raised:
        settled(readings=(PM25, PM10, np.array([58, 0.0, 1, 1]), LAST10))
    assert raised.value.path == "/pm25_last_year/1"


def test_a_bad_row_spoils_its_group():
    done = settled(readings=with_pm25(np.array([58, np.nan, 60, 40])), errors="status")
    assert [columns.STATUS[n] for n in done.status] == ["group-spoilt", "not-a-number", "good", "good"]
    assert done.total_fen.tolist() == [0, 0, *FEN[2:]]
    assert settled().status is None


def test_a_group_has_a_thousand_rows():
    n = 1000
    readings = [pd.Series(np.full(n + 1, 50.0), index=range(7, n + 8))] * 4
    assert settled(np.zeros(n, "i8"), [column[:n] for column in readings]).sum_fen == 0
    with pytest.raises(zzgov.LimitExceeded, match=r"row 1007") as raised:
        settled(np.zeros(n + 1, "i8"), readings)
    assert raised.value.path == "/group/1000"


@pytest.mark.parametrize(
    "options", [{"rate_base": "mean"}, {"rate_base": []}, {"errors": "skip"}, {"returns": "list"}, {"threads": 0}]
)
def test_other_words(options):
    with pytest.raises(zzgov.InvalidValue) as raised:
        settled(**options)
    assert raised.value.path == f"/{next(iter(options))}"


def test_no_rows():
    done = settled([], [np.array([])] * 4)
    assert (done.sum_fen, len(done.groups), done.total_fen.tolist()) == (0, 0, [])


def test_millionths():
    whole = [(column * 1_000_000).astype("i8") for column in READINGS]
    assert settled(readings=whole, millionths=True).total_fen.tolist() == FEN
    with pytest.raises(zzgov.InvalidType):
        settled(millionths=True)


@pytest.mark.parametrize(
    ("column", "kind"),
    [(pd.Series(PM25, index=list("wxyz")), pd.Series), (pl.Series(PM25), pl.Series), (pa.array(PM25), pa.Array)],
)
def test_same_kind(column, kind):
    total = settled(readings=with_pm25(column), returns="same").total_fen
    assert isinstance(total, kind)
    assert list(total) == FEN or total.to_pylist() == FEN
    assert type(settled(readings=with_pm25(column)).total_fen) is np.ndarray


def test_progress():
    seen = []
    n = 4_300_000
    group = np.arange(n) // 16
    settled(group, [np.broadcast_to(50.0, n)] * 4, progress=seen.append)
    assert seen == sorted(set(seen))
    assert seen[-1] == n
    with pytest.raises(ZeroDivisionError):
        settled(progress=lambda n: 1 / 0)


def test_shown_short():
    assert repr(settled()) == f"<zzgov.columns.Settlement of 4 rows in 2 groups: {sum(FEN)} fen>"


def test_readings_stay_as_they_were():
    before = [column.copy() for column in READINGS]
    settled()
    assert all((one == other).all() for one, other in zip(before, READINGS, strict=True))


# --- frames ------------------------------------------------------------------------------------------------

AMOUNTS = ["pm25_fen", "pm25_improvement_fen", "pm10_fen", "pm10_improvement_fen", "total_fen"]


@pytest.fixture
def frame():
    named = {"month": MONTHS, "name": ["金水区", "中原区"] * 2}
    readings = dict(zip(("pm25", "pm10", "pm25_last_year", "pm10_last_year"), READINGS, strict=True))
    return pd.DataFrame(named | readings, index=list("wxyz"))


def test_pandas(frame):
    found = zzgov.settle_frame(frame, name="name")
    assert isinstance(found, pd.DataFrame)
    assert list(found.index) == list("wxyz")
    assert list(found.columns) == [*frame.columns, *AMOUNTS]
    assert list(found["total_fen"]) == FEN
    assert found["total_fen"].dtype == np.int64
    assert list(found[AMOUNTS[:-1]].sum(axis=1)) == FEN
    pd.testing.assert_frame_equal(found[frame.columns], frame)
    assert AMOUNTS[0] not in frame.columns


def test_polars(frame):
    found = zzgov.settle_frame(pl.from_pandas(frame), name="name")
    assert isinstance(found, pl.DataFrame)
    assert found.columns == [*frame.columns, *AMOUNTS]
    assert found["total_fen"].to_list() == FEN
    assert found["total_fen"].dtype == pl.Int64


@pytest.mark.parametrize("kind", [pa.Table, pa.RecordBatch])
def test_pyarrow(frame, kind):
    found = zzgov.settle_frame(kind.from_pandas(frame, preserve_index=False), name="name")
    assert isinstance(found, kind)
    assert found.schema.names == [*frame.columns, *AMOUNTS]
    assert found.column("total_fen").to_pylist() == FEN


def test_again(frame):
    """Amounts of an earlier run are replaced."""
    for data in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        once = zzgov.settle_frame(data)
        twice = zzgov.settle_frame(once)
        assert list(twice["total_fen"]) == list(once["total_fen"])
        names = list(getattr(twice, "column_names", getattr(twice, "columns", None)))
        assert len(set(names)) == len(names) == once.shape[1]


@pytest.mark.parametrize(
    "headers",
    [
        ["月份", "区县", "PM2.5", "PM10月均浓度", "去年同期PM2.5", "去年同期PM10"],
        ["月份", "区县", "PM2.5（μg/m³）", "pm10", "PM2.5去年同期", "上年同期PM10(µg/m³)"],
        ["Month", "Area", "PM 2.5", "PM-10", "PM2.5 last year", "pm10_last_year"],
    ],
)
def test_headers(frame, headers):
    frame.columns = headers
    found = zzgov.settle_frame(frame, month=headers[0], name=headers[1])
    assert list(found["total_fen"]) == FEN
    assert list(found.columns[: len(headers)]) == headers


def test_headers_of_the_librarys_own_example(tmp_path):
    for lang in ("en", "zh"):
        path = tmp_path / "example.csv"
        path.write_text(zzgov.example_csv("eco-compensation", lang), encoding="utf-8")
        data = pd.read_csv(path, encoding="utf-8-sig")
        readings = data.select_dtypes("number").astype("float64")
        found = zzgov.settle_frame(readings, month="2020-11")
        assert found["total_fen"].sum() == zzgov.eco_compensation("2020-11", path).total_yuan * 100


def test_one_month_for_all(frame):
    found = zzgov.settle_frame(frame.drop(columns="month"), month="2020-11")
    rows = frame.drop(columns="month").assign(name=list("abcd"))
    assert found["total_fen"].sum() == zzgov.eco_compensation("2020-11", rows).total_yuan * 100


@pytest.mark.parametrize(
    ("change", "options", "kind", "words"),
    [
        (lambda f: f.drop(columns="pm10"), {}, zzgov.MissingField, "no column is pm10"),
        (lambda f: f.rename(columns={"pm25": "pm_2"}), {}, zzgov.MissingField, "no column is pm25"),
        (lambda f: f.assign(**{"PM2.5": 1.0}), {}, zzgov.DuplicateField, "two columns are pm25"),
        (lambda f: pd.concat([f, f[["pm25"]]], axis=1), {}, zzgov.DuplicateField, "two columns are pm25"),
        (lambda f: pd.concat([f, f[["month"]]], axis=1), {}, zzgov.DuplicateField, "month is the name of 2 columns"),
        (lambda f: f, {"month": "mont"}, zzgov.MissingField, 'did you mean "month"'),
        (lambda f: f, {"month": None}, zzgov.MissingField, "no column is None"),
        (lambda f: f.set_index("month"), {}, zzgov.MissingField, "no column is month"),
        (lambda f: f, {"name": "nam"}, zzgov.MissingField, 'did you mean "name"'),
        (lambda f: f.assign(name="金水区"), {"name": "name"}, zzgov.InvalidValue, "金水区 twice in 2020-11 (row 'x')"),
        (lambda f: f.assign(month=["2020-11", None, "2020-12", "2020-12"]), {}, zzgov.InvalidValue, "/group/1"),
        (lambda f: f.assign(pm25=[58, np.nan, 1, 1]), {}, zzgov.InvalidValue, "row 'x'"),
        (lambda f: f.assign(pm25=[58, 1, 1, 1]), {}, zzgov.InvalidType, ".astype('float64')"),
        (lambda f: f.astype({"pm25": object}), {}, zzgov.InvalidType, "object"),
        (lambda f: f.to_dict(), {}, zzgov.InvalidType, "dict is no frame"),
        (lambda f: None, {}, zzgov.InvalidType, "NoneType is no frame"),
        (lambda f: f["pm25"], {}, zzgov.InvalidType, "Series is no frame"),
        (lambda f: pl.from_pandas(f).lazy(), {}, zzgov.InvalidType, "LazyFrame is no frame"),
    ],
)
def test_frames_that_are_refused(frame, change, options, kind, words):
    with pytest.raises(kind) as raised:
        zzgov.settle_frame(change(frame), **options)
    assert words in str(raised.value)


def test_names_twice_in_polars(frame):
    data = pl.from_pandas(frame.assign(name="金水区"))
    with pytest.raises(zzgov.InvalidValue, match="金水区 twice in 2020-11") as raised:
        zzgov.settle_frame(data, name="name")
    assert raised.value.path == "/name/1"


def test_nullable_frames(frame):
    typed = frame.astype(dict.fromkeys(["pm25", "pm10", "pm25_last_year", "pm10_last_year"], "Float64"))
    assert list(zzgov.settle_frame(typed)["total_fen"]) == FEN
    assert list(zzgov.settle_frame(frame.set_index(["month", "name"], drop=False))["total_fen"]) == FEN
    assert list(zzgov.settle_frame(frame.iloc[:0]).columns) == [*frame.columns, *AMOUNTS]


def test_any_table_of_arrow(frame):
    class Capsule:
        def __arrow_c_stream__(self, requested_schema=None):
            return pa.Table.from_pandas(frame).__arrow_c_stream__(requested_schema)

    assert zzgov.settle_frame(Capsule()).column("total_fen").to_pylist() == FEN


def test_bar(frame, capsys):
    assert list(zzgov.settle_frame(frame, progress=True)["total_fen"]) == FEN
    assert "4/4" in capsys.readouterr().err
    assert list(zzgov.settle_frame(frame)["total_fen"]) == FEN
    assert capsys.readouterr().err == ""


def test_bar_without_tqdm(frame, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r'pip install "zzgov\[all\]"'):
        zzgov.settle_frame(frame, progress=True)


def test_rules_of_frames(frame):
    rules = {"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": 1}]}}
    assert list(zzgov.settle_frame(frame, rules=rules)["pm25_fen"]) == [600, 0, 1000, 0]


def test_pickle_of_a_settlement():
    done = settled(readings=with_pm25(pd.Series(PM25)), area=["a", "b"] * 2)
    again = pickle.loads(pickle.dumps(done))
    assert again.total_fen.tolist() == done.total_fen.tolist()
    assert again.area_total_fen.tolist() == done.area_total_fen.tolist()
    assert repr(again) == repr(done)


@pytest.mark.parametrize("with_pandas", [True, False])
def test_labels_are_sorted_alike(monkeypatch, with_pandas):
    """With pandas, by which labels are hashed, and without."""
    if not with_pandas:
        monkeypatch.setitem(sys.modules, "pandas", None)
    for labels in (["b", "b", "a", "a"], ["2", "2", "10", "10"], ["é", "é", "中", "中"]):
        done = settled(labels, month="2020-11")
        assert list(done.groups) == sorted(set(labels))
        assert done.total_fen.tolist() == FEN
    for labels in ([1j, 1j, 2j, 2j], ["a", "a", 1, 1], [DAYS[0], DAYS[0], "b", "b"]):
        with pytest.raises(zzgov.InvalidType) as raised:
            settled(np.array(labels, dtype=object), month="2020-11")
        assert raised.value.path == "/group"
