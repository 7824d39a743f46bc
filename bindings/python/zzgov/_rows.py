"""Rows as people have them: dicts, dataclasses, frames of pandas or polars, Arrow tables, a path to a CSV."""

from __future__ import annotations

import bisect
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
from ._errors import Error, InvalidInput, InvalidType, InvalidValue
from ._files import read_file
from ._optional import need
from ._values import Plain, day_text, decimal_text, float_text, is_missing, of_numpy, plain


@runtime_checkable
class ArrowTable(Protocol):
    """A pandas or polars frame, a pyarrow table, or any other table of Arrow's."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


Rows: TypeAlias = "Iterable[object] | ArrowTable | str | os.PathLike[str]"
"""What a calculator takes for its rows."""


class Table:
    """A spreadsheet or frame, and where in it a fault lies."""

    def __init__(self, calculator: str, text: bytes, frame: str, source: str, rows: FrameRows | None = None) -> None:
        self.source = source
        self.rows = rows
        try:
            self.handle = core.table_read_csv(calculator, text, frame, ())
        except Error as error:
            raise self._again(error, error.message) from None

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
        """ "line 5, column 3 (PM2.5)"; None for what is not of the table."""
        return core.table_locate(self.handle, 0, pointer, core.LANG_EN)

    def column(self, pointer: str) -> int | None:
        """The number of the column, from 0, that a member comes from."""
        found = re.search(r"column (\d+)", self.place(pointer) or "")
        return int(found[1]) - 1 if found else None

    def _again(self, error: Error, message: str) -> Error:
        """An error of the table in words of Python: rows by label, no option of the command."""
        message = re.sub(r"; --ignore passes over it| \(--ignore passes over it\)", "", message)
        return type(error)(
            f"{self.source}: {self.rows.named(message) if self.rows else message}",
            path=error.path,
            expected=error.expected,
            line=error.line,
            column=error.column,
            code=error.code,
        )

    def placed(self, error: Error) -> Error:
        """The same error with the place in the table, if it lies there."""
        place = self.place(error.path)
        return self._again(error, f"{place}: {error.message}") if place else error


class FrameRows:
    """The rows of a frame as lines of a CSV, for messages to name them."""

    def __init__(self, labels: Sequence[object]) -> None:
        self.labels = labels
        self.lines: list[int] = []

    def named(self, message: str) -> str:
        """Labels in place of lines; the line of the headers goes without saying."""
        return re.sub(r"\bline (\d+)(, |: )?", self._label, message)

    def _label(self, found: re.Match[str]) -> str:
        row = bisect.bisect_right(self.lines, int(found[1])) - 1
        return f"row {self.labels[row]!r}{found[2] or ''}" if row >= 0 else ""


def read(calculator: str, member: str, rows: Rows, frame: dict[str, Any]) -> tuple[str, Table | None]:
    """The JSON text of a request: the frame with the rows in ``input.<member>``."""
    if isinstance(rows, (str, os.PathLike)):
        return _of_file(calculator, os.fspath(rows), frame)
    if is_frame(rows) or hasattr(rows, "__arrow_c_stream__"):
        return _of_frame(calculator, member, rows, frame)
    if isinstance(rows, (Mapping, bytes)) or hasattr(rows, "read") or not isinstance(rows, Iterable):
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
    table = Table(calculator, read_file(path), _given(frame), os.path.basename(path))
    return _with_lang(table, frame), table


# --- frames ------------------------------------------------------------------------------------------


def is_frame(data: object) -> bool:
    """Of pandas, polars or pyarrow; a LazyFrame of polars has no rows yet."""
    return hasattr(data, "column_names") or (
        (hasattr(data, "iloc") or hasattr(data, "get_columns")) and hasattr(data, "columns")
    )


def opened(data: object, path: str = "") -> Any:
    """A frame as it is, any other table of Arrow's as one of pyarrow's."""
    if is_frame(data):
        return data
    try:
        if hasattr(data, "__arrow_c_stream__"):
            return need("pyarrow", "arrow").table(data)
    except (TypeError, ValueError):
        pass
    raise InvalidType(f"{type(data).__name__} is no frame", path=path, expected="a frame of pandas, polars or Arrow")


def _of_frame(calculator: str, member: str, data: Any, frame: dict[str, Any]) -> tuple[str, Table | None]:
    names, columns, labels = _columns(opened(data, f"/input/{member}"))
    if names and not labels:
        return json.dumps({"calculator": calculator, **frame, "input": {**frame["input"], member: []}}), None
    rows = FrameRows(labels)
    text = _as_csv(names, columns, rows)
    table = Table(calculator, text, _given(frame), "the frame", rows)
    request = _with_lang(table, frame)
    _refuse_float_money(table, names, columns, json.loads(request)["input"], "/input")
    return request, table


def _columns(data: Any) -> tuple[list[str], list[list[object]], list[object]]:
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


def _as_csv(names: list[str], columns: list[list[object]], rows: FrameRows) -> bytes:
    """Everything quoted, so that no text is taken for a separator."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    line = 2 + _breaks(names)
    for row, label in enumerate(rows.labels):
        cells = [_cell(column[row], name, label) for name, column in zip(names, columns, strict=True)]
        if not any(cells):
            raise InvalidValue(f"the frame: row {label!r} holds nothing", expected="values in every row")
        writer.writerow(cells)
        rows.lines.append(line)
        line += 1 + _breaks(cells)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _breaks(cells: list[str]) -> int:
    """Lines that a row has besides its own."""
    return sum(len(re.findall(r"\r\n|\r|\n", cell)) for cell in cells)


def _cell(value: Any, name: str, label: object) -> str:
    try:
        return "" if is_missing(value) else _text(value)
    except Error as error:
        error.message = f"the frame: row {label!r}, column {name}: {error.message}"
        raise


def _text(value: Any) -> str:
    if hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0 and not isinstance(value, (float, str)):
        value = of_numpy(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, int) or hasattr(value, "freqstr"):
        return str(value)
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) == 1:
        return ";".join(_text(item) for item in value)
    raise InvalidType(f"{value!r} is nothing a table holds", expected="text, a number, a date or a truth value")


def _sound(text: str) -> str:
    """What no file of text holds is told here, where the row is known."""
    if "\0" in text:
        raise InvalidValue("a text holds U+0000", expected="text")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValue("a text holds half a character", expected="Unicode") from None
    return text


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
                    expected="Decimal, text or whole yuan as integers (missing ones, too: Int64 in pandas)",
                )
