"""Rows as people have them: dicts, dataclasses, frames of pandas or polars, Arrow tables, a path to a CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeAlias, runtime_checkable

from . import core
from ._errors import Error, InvalidInput, InvalidType, MissingField
from ._values import Plain, day_text, decimal_text, float_text, plain


@runtime_checkable
class ArrowTable(Protocol):
    """A pandas or polars frame, a pyarrow table, or any other table of Arrow's."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


Rows: TypeAlias = "Iterable[object] | ArrowTable | str | os.PathLike[str]"
"""What a calculator takes for its rows."""


class Table:
    """A spreadsheet or frame, and where in it a fault lies."""

    def __init__(self, calculator: str, text: bytes, frame: str, source: str, labels: Sequence[object] | None) -> None:
        self.source = source
        self.labels = labels
        try:
            self.handle = core.table_read_csv(calculator, text, frame, ())
        except Error as error:
            raise self._placed(error, None) from None

    @property
    def request(self) -> str:
        """The one request that it holds."""
        n = core.table_get_n_requests(self.handle)
        if n != 1:
            raise InvalidInput(
                f"{self.source} holds {n} requests (months, or subjects and days)",
                expected="one; settle_frame() settles many months",
            )
        return core.table_get_request(self.handle, 0)

    def place(self, pointer: str) -> str | None:
        """ "line 5, column 3 (PM2.5)", or the row of a frame; None for what is not of the table."""
        place = core.table_locate(self.handle, 0, pointer, core.LANG_EN)
        return self._row_of(place) if place else None

    def column(self, pointer: str) -> int | None:
        """The number of the column, from 0, that a member comes from."""
        place = core.table_locate(self.handle, 0, pointer, core.LANG_EN)
        found = re.search(r"column (\d+)", place or "")
        return int(found[1]) - 1 if found else None

    def _row_of(self, text: str) -> str:
        if self.labels is None:
            return text
        labels = self.labels

        def row(found: re.Match[str]) -> str:
            index = int(found[1]) - 2
            return f"row {labels[index]!r}" if 0 <= index < len(labels) else found[0]

        return re.sub(r"\bline (\d+)", row, text)

    def _placed(self, error: Error, pointer: str | None) -> Error:
        place = self.place(pointer) if pointer else None
        message = f"{place}: {error.message}" if place else self._row_of(error.message)
        return type(error)(
            f"{self.source}: {message}",
            path=error.path,
            expected=error.expected,
            line=error.line,
            column=error.column,
            code=error.code,
        )

    def placed(self, error: Error) -> Error:
        """The same error with the place in the table."""
        return self._placed(error, error.path)


def read(calculator: str, member: str, rows: Rows, frame: dict[str, Any]) -> tuple[str, Table | None]:
    """The JSON text of a request: the frame with the rows in ``input.<member>``."""
    if isinstance(rows, (str, os.PathLike)):
        return _of_file(calculator, os.fspath(rows), frame)
    if hasattr(rows, "columns") or hasattr(rows, "column_names"):
        return _of_frame(calculator, rows, frame)
    if isinstance(rows, Mapping) or not isinstance(rows, Iterable) or isinstance(rows, bytes):
        raise InvalidType(
            f"{type(rows).__name__} is no list of rows",
            path=f"/input/{member}",
            expected="a list of dicts or dataclasses, a frame, or a path to a CSV",
        )
    request = {"calculator": calculator, **frame}
    request["input"] = {**frame["input"], member: plain(list(rows), f"/input/{member}")}
    return json.dumps(request, ensure_ascii=False), None


def _given(frame: dict[str, Any]) -> str:
    """A table holds what the call leaves open."""
    given = {k: v for k, v in frame.items() if k != "input" and v}
    given["input"] = {k: v for k, v in frame["input"].items() if v is not None}
    given.pop("lang", None)
    return json.dumps(given, ensure_ascii=False)


def _with_lang(table: Table, frame: dict[str, Any]) -> str:
    request = json.loads(table.request)
    request["lang"] = frame["lang"]
    return json.dumps(request, ensure_ascii=False)


def _of_file(calculator: str, path: str, frame: dict[str, Any]) -> tuple[str, Table]:
    with open(path, "rb") as file:
        text = file.read()
    table = Table(calculator, text, _given(frame), os.path.basename(path), None)
    return _with_lang(table, frame), table


# --- frames ------------------------------------------------------------------------------------------


def _of_frame(calculator: str, data: Any, frame: dict[str, Any]) -> tuple[str, Table]:
    names, columns, labels = _opened(data)
    text = _as_csv(names, columns, labels)
    table = Table(calculator, text, _given(frame), "the frame", labels)
    request = _with_lang(table, frame)
    _refuse_float_money(table, names, columns, json.loads(request)["input"], "/input")
    return request, table


def _opened(data: Any) -> tuple[list[str], list[list[object]], list[object]]:
    """Headers, columns of Python values, and the rows' labels."""
    if hasattr(data, "column_names"):
        names = [str(name) for name in data.column_names]
        columns = [data.column(i).to_pylist() for i in range(len(names))]
    elif hasattr(data, "to_dicts"):
        names = [str(name) for name in data.columns]
        columns = [series.to_list() for series in data.get_columns()]
    else:
        names = [str(name) for name in data.columns]
        columns = [list(data.iloc[:, i]) for i in range(len(names))]
        return names, columns, list(data.index)
    return names, columns, list(range(len(columns[0]) if columns else 0))


def _as_csv(names: list[str], columns: list[list[object]], labels: list[object]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row, label in enumerate(labels):
        writer.writerow([_cell(column[row], name, label) for name, column in zip(names, columns, strict=True)])
    return out.getvalue().encode("utf-8", "surrogatepass")


def _is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, (float, date)) and value != value)


def _cell(value: Any, name: str, label: object) -> str:
    if _is_missing(value):
        return ""
    if hasattr(value, "dtype") and not isinstance(value, (float, str)):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, (str, int)):
        return str(value)
    try:
        return ";".join(day_text(day) for day in (value if isinstance(value, (list, tuple)) else [value]))
    except (AttributeError, Error):
        return _other_cell(value, name, label)


def _other_cell(value: object, name: str, label: object) -> str:
    if hasattr(value, "freqstr"):
        return str(value)
    raise InvalidType(
        f"the frame: row {label!r}, column {name}: {value!r} is nothing a table holds",
        expected="text, a number, a date or a truth value",
    )


def _refuse_float_money(table: Table, names: list[str], columns: list[list[object]], value: Plain, path: str) -> None:
    """Each member whose name ends in _yuan, wherever it comes from."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        here = f"{path}/{key}"
        if isinstance(item, (dict, list)):
            _refuse_float_money(table, names, columns, item, here)
        elif str(key).endswith("_yuan"):
            index = table.column(here)
            if index is not None and any(isinstance(v, float) and v == v for v in columns[index]):
                raise InvalidType(
                    f"the frame: column {names[index]}: floats are no amounts of money",
                    path=here,
                    expected='Decimal, text or whole yuan: df[name].astype("int64"), or .map(str)',
                )


def require_rows(rows: object, member: str) -> None:
    """None is no list."""
    if rows is None:
        raise MissingField(f'"{member}" is required', path="/input", expected=f"{member}")
