"""The first ten minutes with the package: what a user tries, and what must happen."""

import json
import pickle
import re
import subprocess
import sys
from datetime import datetime
from decimal import Decimal

import duckdb
import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from cases import AREA, BASE

import zzgov

mpl.use("Agg")


@pytest.fixture
def readings():
    """Three months of two areas."""
    months = ["2020-10", "2020-11", "2020-12"]
    rng = np.random.default_rng(2020)
    return pd.DataFrame(
        {
            "month": [month for month in months for _ in range(2)],
            "name": ["金水区", "中原区"] * 3,
            **{name: rng.integers(300, 1500, 6) / 10 for name in ("pm25", "pm10", "pm25_last_year", "pm10_last_year")},
        },
        index=range(100, 106),
    )


def test_import_without_a_warning():
    """It loads nothing heavy; what it takes beside Python's own start is measured, not tested."""
    code = "import zzgov; zzgov.eco_compensation; zzgov.evaluate('{}')"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.rstrip().endswith('MissingField: "calculator" is missing')


def test_three_lines():
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    assert result.total_yuan == Decimal("700000.00")
    assert repr(result.total_yuan) == "Decimal('700000.00')"


def test_alone_in_a_cell():
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    page = result._repr_html_()
    for words in ("金水区", "700,000.00", "郑政办〔2020〕45号"):
        assert words in page
    assert re.search(r"金水区 +700,000\.00", repr(result))


def test_explained_in_both_languages():
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    for lang, words in (("en", "PM2.5 monthly concentration"), ("zh", "月均浓度")):
        text = str(result.explain(lang=lang))
        assert words in text
        assert "5 × 100000 + 1 × 200000" in text


@pytest.mark.parametrize(
    "bad", [None, True, datetime.now(), float("nan"), "58\0"], ids=["None", "True", "now", "NaN", "NUL"]
)
def test_refused_by_name(bad):
    for name in ("pm25", "name", "network", "pm25_improvement"):
        if bad is None and name == "network":
            continue
        with pytest.raises(zzgov.Error) as raised:
            zzgov.eco_compensation("2020-11", [AREA | {name: bad}], base=BASE)
        assert name in f"{raised.value.path} {raised.value.message}"


def test_arrays_in_an_array_out():
    x = np.array([58.0, 52.0])
    bases = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}
    found = zzgov.columns.eco_compensation(x, x, x, x, **bases)
    assert isinstance(found, np.ndarray)
    assert found.dtype == np.int64


def test_one_corpus_through_every_door(readings):
    """Request, typed function, command, columns, panel, frames of three libraries, SQL: identical fen."""
    month = "2020-11"
    rows = readings[readings["month"] == month]
    typed = zzgov.eco_compensation(month, rows.drop(columns="month"))
    text = typed._request
    answer = zzgov.evaluate(text)
    command = subprocess.run(
        [sys.executable, "-m", "zzgov", "eval"], input=text, capture_output=True, text=True, check=True
    )
    assert command.stdout == typed.to_json() == zzgov.evaluate_json(text)
    expected = [int(area.total_yuan * 100) for area in typed.areas]
    assert [int(Decimal(area["total_yuan"]) * 100) for area in answer["result"]["areas"]] == expected

    values = {name: rows[name] for name in ("pm25", "pm10", "pm25_last_year", "pm10_last_year")}
    assert zzgov.columns.settle(rows["month"], **values).total_fen.tolist() == expected
    for frame in (rows, pl.from_pandas(rows), pa.Table.from_pandas(rows)):
        assert list(map(int, map(str, zzgov.settle_frame(frame)["total_fen"]))) == expected
    settled = zzgov.settle_frame(pa.Table.from_pandas(rows))
    total = duckdb.sql("SELECT sum(total_fen) FROM settled").fetchall()[0]
    assert total == (settled["total_fen"].to_pandas().sum(),) == (sum(expected),)


def test_identical_explanations():
    request = {
        "calculator": "eco-compensation",
        "input": {"month": "2020-11", "areas": [AREA], "base": BASE},
        "explain": True,
    }
    steps = zzgov.evaluate(request)["explanation"]
    typed = zzgov.eco_compensation("2020-11", [AREA], base=BASE).explain()
    assert [vars(step) for step in typed] == steps
    command = subprocess.run(
        [sys.executable, "-m", "zzgov", "eval"], input=json.dumps(request), capture_output=True, text=True, check=True
    )
    assert json.loads(command.stdout)["explanation"] == steps


def test_frame_in_frame_out(readings):
    found = zzgov.settle_frame(readings, name="name")
    assert list(found.index) == list(readings.index)
    by_month = found.groupby("month")["total_fen"].sum()
    for month, rows in readings.groupby("month"):
        assert by_month[month] == zzgov.eco_compensation(month, rows.drop(columns="month")).total_yuan * 100


def test_plot():
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    axes = result.plot()
    assert result.plot(ax=axes) is axes
    assert "yuan" in axes.get_xlabel() + axes.get_ylabel()


def test_without_matplotlib(monkeypatch):
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r'pip install "zzgov\[plot\]"'):
        result.plot()


def test_without_pandas(monkeypatch):
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r'pip install "zzgov\[pandas\]"'):
        result.to_frame()


def test_pickle():
    rulebook = zzgov.Rulebook.default()
    assert pickle.loads(pickle.dumps(rulebook)) == rulebook
