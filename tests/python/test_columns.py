"""Columns: what is taken without a copy, what is refused and how, and what comes back."""

import array
import ctypes
import datetime
import json
import tracemalloc
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import zzgov

columns = zzgov.columns

PM25, PM10 = np.array([58.0, 52.0]), np.array([88.0, 90.0])
BETTER = np.array([9.0, 8.0])
BASES = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}
FEN = [70_000_000, 0]
"""6 µg above the base: 5 × 100,000 and 1 × 200,000 yuan (ECO-05)."""


def deducted(pm25=PM25, **options):
    return columns.eco_compensation(pm25, PM10, BETTER, BETTER, **BASES | options)


def read_only(values):
    values = values.copy()
    values.flags.writeable = False
    return values


def frozen_bytes(values):
    return memoryview(values.tobytes()).cast("d")


GOOD = {
    "numpy": PM25,
    "read-only": read_only(PM25),
    "strided": np.array([58.0, 0, 52, 0])[::2],
    "backwards": np.array([52.0, 58.0])[::-1],
    "of a record": np.array([(1, 58), (2, 52)], dtype=[("id", "i8"), ("pm25", "f8")])["pm25"],
    "a column of a matrix": np.array([[58.0, 1], [52, 1]])[:, 0],
    "nothing masked": np.ma.array(PM25, mask=[False, False]),
    "array": array.array("d", PM25),
    "memoryview": memoryview(PM25),
    "bytes as doubles": frozen_bytes(PM25),
    "pandas": pd.Series(PM25, index=["a", "b"]),
    "pandas, a column": pd.DataFrame({"a": PM25, "b": PM10})["a"],
    "pandas nullable": pd.Series(PM25, dtype="Float64"),
    "pandas with arrow": pd.Series(PM25, dtype="double[pyarrow]"),
    "pandas sparse": pd.Series(pd.arrays.SparseArray(PM25)),
    "pandas categories": pd.Series(PM25, dtype="category"),
    "polars": pl.Series(PM25),
    "polars in chunks": pl.concat([pl.Series([58.0]), pl.Series([52.0])], rechunk=False),
    "pyarrow": pa.array(PM25),
    "pyarrow in chunks": pa.chunked_array([[58.0], [], [52.0]]),
    "pyarrow slice": pa.array([None, 58.0, 52.0, None]).slice(1, 2),
}


@pytest.mark.parametrize("name", GOOD)
def test_taken(name):
    assert deducted(GOOD[name]).tolist() == FEN
    amounts, status = deducted(GOOD[name], errors="status")
    assert (amounts.tolist(), status.tolist()) == (FEN, [0, 0])


NO_COLUMNS = {
    "list": [58.0, 52.0],
    "tuple": (58.0, 52.0),
    "none": None,
    "true": True,
    "bytes": b"12345678" * 2,
    "bytearray": bytearray(16),
    "generator": (x for x in PM25),
    "set": {58.0},
    "object": object(),
    "float32": PM25.astype("f4"),
    "float16": PM25.astype("f2"),
    "long double": PM25.astype("g"),
    "int64": PM25.astype("i8"),
    "int32": PM25.astype("i4"),
    "big-endian": PM25.astype(">f8"),
    "unaligned": np.frombuffer(b"\0" + PM25.tobytes(), dtype="f8", offset=1),
    "packed records": np.zeros(2, dtype=[("id", "i4"), ("pm25", "f8")])["pm25"],
    "objects": PM25.astype(object),
    "booleans": np.array([True, False]),
    "complex": PM25.astype(complex),
    "days": np.array(["2020-11-01"] * 2, dtype="M8[D]"),
    "texts": np.array(["58", "52"]),
    "records": np.zeros(2, dtype=[("a", "f8")]),
    "two dimensions": np.ones((2, 2)),
    "no dimension, text": np.array("58x"),
    "ctypes": (ctypes.c_int64 * 2)(58, 52),
    "array of int64": array.array("q", [58, 52]),
    "array of float32": array.array("f", [58, 52]),
    "pandas int64": pd.Series([58, 52]),
    "pandas float32": pd.Series(PM25, dtype="float32"),
    "pandas Decimal": pd.Series([Decimal(58), Decimal(52)]),
    "pandas days": pd.Series(pd.to_datetime(["2020-11-01"] * 2)),
    "pandas frame": pd.DataFrame({"a": PM25}),
    "polars int64": pl.Series([58, 52]),
    "polars float32": pl.Series(PM25, dtype=pl.Float32),
    "polars Decimal": pl.Series([Decimal(58), Decimal(52)]),
    "polars texts": pl.Series(["58", "52"]),
    "polars frame": pl.DataFrame({"a": PM25}),
    "pyarrow decimal": pa.array([Decimal(58), Decimal(52)]),
    "pyarrow dictionary": pa.array(PM25).dictionary_encode(),
    "pyarrow nulls": pa.nulls(2),
    "pyarrow table": pa.table({"a": PM25}),
}


@pytest.mark.parametrize("name", NO_COLUMNS)
def test_no_columns(name):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(NO_COLUMNS[name])
    assert raised.value.path == "/pm25"
    assert raised.value.expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("int64", "millionths=True"),
        ("int64", ".astype('float64')"),
        ("float32", ".round(1)"),
        ("list", "numpy.array"),
        ("objects", ".astype('float64')"),
        ("big-endian", ".astype('float64')"),
        ("packed records", ".copy()"),
    ],
)
def test_how_to_convert(name, words):
    with pytest.raises(zzgov.InvalidType) as raised:
        deducted(NO_COLUMNS[name])
    assert words in raised.value.expected


def test_unaligned_memory():
    """Whoever says "d" of it."""
    with pytest.raises(zzgov.InvalidValue, match="not aligned"):
        deducted(memoryview(b"\0" + PM25.tobytes())[1:].cast("d"))


def test_dictionary_is_not_its_indices():
    """Indices of int64 look like millionths."""
    indices = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int64()), pa.array([58_000_000, 52_000_000]))
    with pytest.raises(zzgov.InvalidType, match="dictionary"):
        millionths(pm25=indices)


@pytest.mark.parametrize(
    ("column", "path", "words"),
    [
        (np.array([58, np.nan]), "/pm25/1", "nan"),
        (np.array([58, -np.inf]), "/pm25/1", "inf"),
        (np.array([58, 52.1234567]), "/pm25/1", "52.1234566"),
        (np.array([58, 1e10]), "/pm25/1", "10000000000"),
        (np.ma.array(PM25, mask=[False, True]), "/pm25/1", "masked"),
        (pd.Series([58, np.nan], index=["a", "b"]), "/pm25/1", "row 'b'"),
        (pd.Series([58, None], index=["a", "b"], dtype="Float64"), "/pm25", "row 'b' holds nothing"),
        (pd.Series([58, None], dtype="double[pyarrow]"), "/pm25", "row 1 holds nothing"),
        (pl.Series([58.0, None]), "/pm25/1", "null"),
        (pa.chunked_array([[58.0], [None]]), "/pm25/1", "null"),
        (pa.array([None, 58.0, None]).slice(1), "/pm25/1", "null"),
    ],
)
def test_missing_values_are_told_by_row(column, path, words):
    with pytest.raises(zzgov.InvalidValue) as raised:
        deducted(column)
    assert raised.value.path == path
    assert words in str(raised.value)


def test_status():
    """A bad row has no amount and a reason, the others have theirs."""
    values = np.array([58, np.nan, 1e10, 52.1234567, 58, 9e8])
    rates = {"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": "1000000000"}]}}
    other = np.full(6, 90.0)
    amounts, status = columns.eco_compensation(values, other, other, other, **BASES, errors="status", rules=rates)
    names = [columns.STATUS[number] for number in status]
    assert names == ["good", "not-a-number", "out-of-range", "not-millionths", "good", "overflow"]
    assert amounts.tolist() == [600_000_000_000, 0, 0, 0, 600_000_000_000, 0]
    assert (amounts.dtype, status.dtype) == (np.int64, np.uint8)
    with pytest.raises(zzgov.AmountOverflow):
        columns.eco_compensation(values[5:], other[5:], other[5:], other[5:], **BASES, rules=rates)


# --- bases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "base", [52, 52.0, "52", Decimal("52"), np.float64(52), np.int64(52), np.array(52.0), "52.000000"]
)
def test_one_value_for_all_rows(base):
    assert deducted(pm25_base=base).tolist() == FEN


def test_columns_of_bases():
    assert deducted(pm25_base=np.array([52.0, 46.0])).tolist() == [70_000_000, 70_000_000]
    assert deducted(pm25_base=pl.Series([52.0, 46.0])).tolist() == [70_000_000, 70_000_000]
    one = {name: np.array([value], dtype="f8") for name, value in BASES.items()}
    assert columns.eco_compensation(PM25[:1], PM10[:1], BETTER[:1], BETTER[:1], **one).tolist() == FEN[:1]


@pytest.mark.parametrize(
    "base",
    [
        *[None, True, np.bool_(True), [52], b"52", 1j, np.float32(52), np.ma.masked, pd.NA, pd.NaT],
        *["", "x", " 52", "5e1", "5_2", "٥٢", "052", ".5", "+52", "52.0000001", Decimal("52.0000001"), Decimal("NaN")],
        *[10**12, np.datetime64("2020-11-01"), np.timedelta64(52), datetime.date(2020, 11, 1), np.ones(3)],
    ],
    ids=repr,
)
def test_no_bases(base):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(pm25_base=base)
    assert raised.value.path == "/pm25_base"


@pytest.mark.parametrize("base", [float("nan"), float("inf"), 52.1234567])
def test_no_bases_told_with_a_row(base):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(pm25_base=base)
    assert raised.value.path == "/pm25_base/0"


def test_one_value_in_place_of_a_column():
    assert columns.eco_compensation(PM25, 88, 9.0, "9", **BASES).tolist() == FEN
    with pytest.raises(zzgov.InvalidType, match="each column is one value"):
        columns.eco_compensation(58, 88, 9, 9, **BASES)


def test_rows_agree():
    with pytest.raises(zzgov.InvalidValue, match="3 rows") as raised:
        deducted(pm25_base=np.ones(3))
    assert raised.value.expected == "2 rows, as pm25 has"
    with pytest.raises(zzgov.InvalidValue):
        deducted(PM25[:1])


@pytest.mark.parametrize("nothing", [PM25[:0], pa.chunked_array([], pa.float64()), pl.Series([], dtype=pl.Float64)])
def test_no_rows(nothing):
    found = columns.eco_compensation(nothing, nothing, nothing, nothing, **BASES, threads=4)
    assert (found.shape, found.dtype) == ((0,), np.int64)
    found = columns.eco_compensation(nothing, nothing, nothing, nothing, **BASES | {"pm25_base": nothing})
    assert found.shape == (0,)


# --- millionths ----------------------------------------------------------------------------------------


def millionths(**changes):
    whole = {name: (x * 1e6).astype("i8") for name, x in (("pm25", PM25), ("pm10", PM10), ("better", BETTER))}
    given = {
        "pm25": whole["pm25"],
        "pm10": whole["pm10"],
        "pm25_improvement": whole["better"],
        "pm10_improvement": whole["better"],
        **{name: value * 1_000_000 for name, value in BASES.items()},
    }
    return columns.eco_compensation(**given | changes, millionths=True).tolist()


def test_millionths():
    assert millionths() == FEN
    assert millionths(pm25=array.array("q", [58_000_000, 52_000_000])) == FEN
    assert millionths(pm25=pl.Series([58_000_000, 52_000_000])) == FEN
    assert millionths(pm25=pd.Series([58_000_000, 52_000_000], dtype="Int64")) == FEN
    assert millionths(pm25_base=np.int64(52_000_000)) == FEN


@pytest.mark.parametrize("base", [52.0, "52", True, Decimal(52), None, 2**63, np.float64(52)], ids=repr)
def test_no_millionths(base):
    with pytest.raises(zzgov.InvalidInput) as raised:
        millionths(pm25_base=base)
    assert raised.value.path == "/pm25_base"


def test_columns_that_are_no_millionths():
    for column in (PM25, PM25.astype("u8"), PM25.astype("i4"), pl.Series([58, None], dtype=pl.Int64)):
        with pytest.raises(zzgov.InvalidInput):
            millionths(pm25=column)


# --- out -----------------------------------------------------------------------------------------------


def test_out():
    out = np.full(2, -1)
    assert deducted(out=out) is out
    assert out.tolist() == FEN
    plain = array.array("q", [-1, -1])
    assert deducted(out=plain) is plain
    assert plain.tolist() == FEN
    part = np.full(4, -1)
    assert deducted(out=part[1:3]).base is part
    assert part.tolist() == [-1, *FEN, -1]


@pytest.mark.parametrize(
    "out",
    [
        np.zeros(3, "i8"),
        np.zeros(2),
        np.zeros(2, "u8"),
        np.zeros(2, ">i8"),
        np.zeros((2, 1), "i8"),
        np.zeros(4, "i8")[::2],
        read_only(np.zeros(2, "i8")),
        bytearray(16),
        array.array("d", [0, 0]),
        [0, 0],
        pd.Series([0, 0]),
        "out",
        1,
    ],
    ids=repr,
)
def test_no_out(out):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(out=out)
    assert raised.value.path == "/out"


def test_out_is_no_column():
    """What is written must not be read as well, in whatever direction or distance."""
    memory = np.array([58.0, 52, 0, 0])
    before = memory.copy()
    for column, out in ((memory[:2], memory[:2]), (memory[:2], memory[1:3]), (memory[1::-1], memory[1:3])):
        with pytest.raises(zzgov.InvalidValue, match="shares memory") as raised:
            deducted(column, out=out.view("i8"))
        assert raised.value.path == "/out"
        assert memory.tolist() == before.tolist()
    assert deducted(memory[:2], out=memory[2:].view("i8")).tolist() == FEN


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (PM25, np.ndarray),
        (array.array("d", PM25), np.ndarray),
        (pd.Series(PM25, index=["a", "b"]), pd.Series),
        (pl.Series(PM25), pl.Series),
        (pa.array(PM25), pa.Int64Array),
        (pa.chunked_array([PM25]), pa.Int64Array),
    ],
)
def test_same_kind(column, kind):
    assert type(deducted(column)) is np.ndarray
    found = deducted(column, returns="same")
    assert isinstance(found, kind)
    assert list(found) == FEN or found.to_pylist() == FEN
    if isinstance(found, pd.Series):
        assert list(found.index) == ["a", "b"]
        assert found.name == "total_fen"


def test_factors():
    factors = columns.eco_compensation_factors(PM25, PM10 + 3, BETTER - 2, BETTER, **BASES)
    assert list(factors) == list(columns.FACTORS)
    assert factors["pm25"].tolist() == FEN
    # 7 and 6 against 8: 150,000 yuan a point (ECO-06); 91 and 93 against 90: 50,000 yuan a µg (ECO-07).
    assert factors["pm25_improvement"].tolist() == [15_000_000, 30_000_000]
    assert factors["pm10"].tolist() == [5_000_000, 15_000_000]
    whole = columns.eco_compensation(PM25, PM10 + 3, BETTER - 2, BETTER, **BASES)
    assert sum(factors.values()).tolist() == whole.tolist()


def test_nothing_is_copied():
    """A page that the call writes to is seen through the same memory; a large column costs no second one."""
    n = 1_000_000
    pm25, out = np.full(n, 58.0), np.zeros(n, "i8")
    tracemalloc.start()
    columns.eco_compensation(pm25, 88, 9, 9, **BASES, out=out)
    columns.eco_compensation(pa.array(pm25), 88, 9, 9, **BASES, out=out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < n
    assert out[0] == out[-1] == FEN[0]


# --- other arguments -----------------------------------------------------------------------------------


def test_month():
    assert deducted(month="2020-10").tolist() == FEN
    assert deducted(month=datetime.date(2199, 12, 1)).tolist() == FEN
    with pytest.raises(zzgov.NotInForce) as raised:
        deducted(month="2020-09")
    assert raised.value.path == "/month"


@pytest.mark.parametrize("month", ["x", "2020-13", "2200-01", "2020-11-02", True, 202011, datetime.date(2020, 11, 2)])
def test_no_months(month):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(month=month)
    assert raised.value.path == "/month"


def test_rules():
    changes = {"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": "1"}]}}
    for rules in (changes, zzgov.Rulebook.default().patch(changes)):
        assert deducted(rules=rules).tolist() == [600, 0]
    assert deducted(rules={}).tolist() == FEN
    with pytest.raises(zzgov.InvalidType):
        deducted(rules="mine")


def test_month_is_needed_where_rates_change():
    tree = zzgov.Rulebook.default().to_dict()
    tiers = tree["regulations"]["eco-compensation"]["parameters"]["pm25.tiers"]["values"]
    tiers.append({**tiers[0], "from": "2021-01-01", "value": [{"up_to": None, "rate_yuan": "1"}]})
    tiers[0]["until"] = "2020-12-31"
    changing = zzgov.Rulebook.loads(json.dumps(tree, ensure_ascii=False))
    with pytest.raises(zzgov.MissingField) as raised:
        deducted(rules=changing)
    assert raised.value.path == "/month"
    assert deducted(rules=changing, month="2020-12").tolist() == FEN
    assert deducted(rules=changing, month="2021-01").tolist() == [600, 0]


@pytest.mark.parametrize("threads", [0, -1, 1025, 2**40, 10**30, 2.0, "2", None, True])
def test_no_threads(threads):
    with pytest.raises(zzgov.InvalidInput) as raised:
        deducted(threads=threads)
    assert raised.value.path == "/threads"


@pytest.mark.parametrize("threads", [1, 2, np.int64(3), 1024])
def test_threads(threads):
    pm25 = np.tile(PM25, 200_000)
    found = columns.eco_compensation(pm25, 88, 9, 9, **BASES, threads=threads)
    assert found.tolist() == FEN * 200_000


def test_other_words():
    for name, word in (("errors", "ignore"), ("returns", "list"), ("errors", None), ("returns", [])):
        with pytest.raises(zzgov.InvalidValue) as raised:
            deducted(**{name: word})
        assert raised.value.path == f"/{name}"
    with pytest.raises(TypeError, match='did you mean "threads"'):
        deducted(treads=2)
    with pytest.raises(TypeError):
        deducted(progress=5)


def test_progress_counts_rows():
    seen = []
    n = 10_000_000
    columns.eco_compensation(np.broadcast_to(58.0, n), 88, 9, 9, **BASES, progress=seen.append)
    assert seen == sorted(set(seen))
    assert len(seen) > 2
    assert seen[-1] == n


def test_progress_may_raise():
    def stop(done):
        raise KeyError(done)

    with pytest.raises(KeyError):
        columns.eco_compensation(np.full(3_000_000, 58.0), 88, 9, 9, **BASES, progress=stop)


def test_kernel():
    assert columns.kernel() in ("avx512", "avx2", "plain")
    assert {"columns", "settle", "eco_compensation"} - set(dir(columns)) == {"columns"}
