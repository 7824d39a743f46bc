"""The rows of vectors as frames: the same result whatever holds them."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from cases import VECTORS, exact, fixed
from typed_calls import ROWS, call, is_for_typed

MARKS = ("-", "/", "无", "N/A")
"""What a spreadsheet has in a cell of text where there is nothing."""


def flat(row, prefix=""):
    """A row of a spreadsheet: nested members by their path, what is absent left out."""
    cells = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells.update(flat(value, f"{prefix}{name}."))
        elif value not in (None, []):
            cells[prefix + name] = value
    return cells


def rows_of(request):
    return [flat(row) for row in request["input"][ROWS[request["calculator"]]]]


def texts(rows):
    return [text for row in rows for text in row.values() if isinstance(text, str)]


def suits_a_table(request):
    """A table has rows, reads names without blanks around them, and takes some words for marks of nothing."""
    rows = rows_of(request) if request["calculator"] in ROWS else []
    return bool(rows) and all(rows) and all(text == text.strip() and text not in MARKS for text in texts(rows))


CASES = [
    (case["id"], exact(case["request"]), case["response"])
    for _, case in VECTORS
    if "request" in case and "error" not in case["response"] and is_for_typed(exact(case["request"]))
    if suits_a_table(exact(case["request"]))
]


def as_pandas(rows):
    return pd.DataFrame(rows, index=[f"row-{i}" for i in range(len(rows))])


def as_pandas_with_arrow(rows):
    return pa.Table.from_pylist(whole(rows)).to_pandas(types_mapper=pd.ArrowDtype)


def as_polars(rows):
    return pl.DataFrame(whole(rows), infer_schema_length=None)


def as_pyarrow(rows):
    """In two chunks, from the middle of a longer table."""
    table = pa.Table.from_pylist(whole(rows))
    longer = pa.concat_tables([table.slice(0, 1), table, table.slice(0, 1)])
    return longer.slice(1, len(rows))


def whole(rows):
    """One type a column: vectors write a number now as a text, now as a number."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    mixed = {name for name in names if len({type(row[name]) for row in rows if name in row}) > 1}
    return [
        {name: str(row[name]) if name in mixed and name in row else row.get(name) for name in names} for row in rows
    ]


@pytest.mark.parametrize("frame", [as_pandas, as_pandas_with_arrow, as_polars, as_pyarrow])
@pytest.mark.parametrize(("name", "request_", "expected"), CASES, ids=[case[0] for case in CASES])
def test_frame(frame, name, request_, expected):
    rows = rows_of(request_)
    result = call(request_, frame(rows))
    assert fixed(result.to_dict()) == fixed(expected)


def test_most_vectors_are_there():
    assert len(CASES) > 250
    assert {request["calculator"] for _, request, _ in CASES} == set(ROWS)
