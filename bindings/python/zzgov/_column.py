"""Columns of other libraries as buffers, without a copy."""

from __future__ import annotations

import operator
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, TypeAlias, runtime_checkable

from . import core
from ._errors import Error, InvalidType, InvalidValue
from ._optional import installed
from ._values import of_numpy

DOUBLES, MILLIONTHS = 1, 2
"""ZzgovColumnType."""
MAX_THREADS = 1024


@runtime_checkable
class ArrowColumn(Protocol):
    """A column of polars, pyarrow, or anything else of Arrow's."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


ColumnLike: TypeAlias = Any
"""An array of NumPy, a pandas or polars series, a pyarrow array, or anything with the buffer protocol."""
ScalarLike: TypeAlias = "int | float | str | Decimal"


@dataclass(frozen=True)
class Column:
    """A buffer, its number of values, and what keeps it alive."""

    buffer: Any
    n: int
    is_scalar: bool
    owner: object = None


def take(value: ColumnLike | ScalarLike, name: str, kind: int) -> Column:
    """A column, or one value for all rows."""
    if value is None or isinstance(value, (bool, bytes, bytearray, list, tuple)):
        raise _no_column(value, name, kind)
    if isinstance(value, (int, float, str, Decimal)) or _is_zero_dimensional(value):
        return _scalar(value, name, kind)
    if hasattr(value, "iloc") and hasattr(value, "dtype"):
        return _pandas(value, name, kind)
    refuse_masked(value, name)
    try:
        view = memoryview(value)
    except TypeError:
        view = None
    except ValueError as error:
        raise InvalidType(f"{error}", path=f"/{name}", expected=_expected(kind)) from None
    return _arrow(value, name, kind) if view is None else _buffer(view, name, kind)


def _is_zero_dimensional(value: Any) -> bool:
    return hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0


def _expected(kind: int) -> str:
    what = "float64" if kind == DOUBLES else "int64 millionths"
    return f"a column of {what} (NumPy, pandas, polars, Arrow, or the buffer protocol)"


def _no_column(value: object, name: str, kind: int) -> InvalidType:
    remedy = "; numpy.array(…) makes one of a list" if isinstance(value, (list, tuple)) else ""
    return InvalidType(f"{type(value).__name__} is no column", path=f"/{name}", expected=_expected(kind) + remedy)


def refuse_masked(value: Any, name: str) -> None:
    """A masked array of NumPy lends its values without the mask."""
    if hasattr(value, "mask") and hasattr(value, "filled"):
        masked = memoryview(value.mask).tolist() if getattr(value.mask, "ndim", 0) == 1 else []
        if any(masked):
            raise InvalidValue("a masked value", path=f"/{name}/{masked.index(True)}", expected="a value in every row")


# --- one value -----------------------------------------------------------------------------------------


def _scalar(value: Any, name: str, kind: int) -> Column:
    if _is_zero_dimensional(value):
        value = of_numpy(value, f"/{name}")
    if kind == DOUBLES:
        return Column(array("d", [_double(value, name)]), 1, True)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(f"{value!r} is no count of millionths", path=f"/{name}", expected="an int")
    if not -(2**63) <= value < 2**63:
        raise InvalidValue(f"{value} is beyond int64", path=f"/{name}", expected="±10⁹ times 10⁶")
    return Column(array("q", [value]), 1, True)


_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?", re.ASCII)


def _double(value: Any, name: str) -> float:
    """Of the decimal that is written, for a float would hide further digits."""
    if isinstance(value, float):
        return float(value)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool) or not _DECIMAL.fullmatch(text) or abs(Decimal(text)) > 10**9:
        raise InvalidValue(
            f"{value!r}", path=f"/{name}", expected="a decimal within ±10⁹, at most 6 digits after the point"
        )
    return float(text)


# --- many ----------------------------------------------------------------------------------------------


def _wrong(found: str, name: str, kind: int) -> InvalidType:
    remedy = {
        ("int64", DOUBLES): "these are whole µg/m³: .astype('float64'); these are millionths: millionths=True",
        ("float64", MILLIONTHS): "without millionths=True, or (x * 1000000).round().astype('int64')",
        ("float32", DOUBLES): "as float64, rounded to the digits that were measured: .astype('float64').round(1)",
        ("object", DOUBLES): ".astype('float64')",
        ("int32", DOUBLES): ".astype('float64')",
        ("big-endian", DOUBLES): ".astype('float64')",
        ("unaligned", DOUBLES): ".copy()",
        ("unaligned", MILLIONTHS): ".copy()",
    }.get((found, kind), "another type has to be converted")
    return InvalidType(f"{found} values", path=f"/{name}", expected=f"{_expected(kind)}; {remedy}")


_NAMES = {
    "d": "float64",
    "f": "float32",
    "l": "int64",
    "q": "int64",
    "i": "int32",
    "O": "object",
    "?": "bool",
    "=d": "unaligned",
    "=q": "unaligned",
}
_ARROW_NAMES = {"f": "float32", "g": "float64", "l": "int64", "i": "int32", "b": "bool", "dictionary": "dictionary"}


def _buffer(view: memoryview, name: str, kind: int, owner: object = None) -> Column:
    if view.ndim != 1:
        raise InvalidType(f"{view.ndim} dimensions", path=f"/{name}", expected="one dimension")
    if view.format not in (("d",) if kind == DOUBLES else ("l", "q")):
        found = _NAMES.get(view.format, f'"{view.format}"')
        raise _wrong("big-endian" if view.format.startswith(">") else found, name, kind)
    return Column(view, view.shape[0] if view.shape else 0, False, owner)


def _pandas(series: Any, name: str, kind: int) -> Column:
    dtype = str(series.dtype)
    if series.isna().any() and not dtype.startswith("float"):
        row = series.index[int(series.isna().to_numpy().argmax())]
        raise InvalidValue(f"row {row!r} holds nothing", path=f"/{name}", expected="a value in every row")
    if dtype in ("Float64", "Int64", "double[pyarrow]", "int64[pyarrow]"):
        series = series.astype("float64" if dtype[0] in "Fd" else "int64")
    values = series.to_numpy(copy=False)
    if values.dtype.kind not in "fiu":
        raise _wrong(dtype, name, kind)
    return _buffer(memoryview(values), name, kind, values)


def _arrow(value: Any, name: str, kind: int) -> Column:
    if not hasattr(value, "__arrow_c_stream__") and not hasattr(value, "__arrow_c_array__"):
        raise _no_column(value, name, kind)
    chunks = core.arrow_chunks(value)
    done = 0
    for form, n, first_null, _, _ in chunks:
        if form != ("g" if kind == DOUBLES else "l"):
            raise _wrong(_ARROW_NAMES.get(form, f'Arrow "{form}"'), name, kind)
        if first_null >= 0:
            raise InvalidValue("a null", path=f"/{name}/{done + first_null}", expected="a value in every row")
        done += n
    return _joined(chunks, done, "d" if kind == DOUBLES else "q")


def _joined(chunks: Sequence[tuple[str, int, int, object, memoryview]], n: int, form: str) -> Column:
    """One chunk stays where it is; several are put together."""
    if len(chunks) == 1 and n:
        _, _, _, owner, data = chunks[0]
        values: Any = data
        return Column(values.cast(form), n, False, (owner, data))
    whole = array(form)
    for _, _, _, _, data in chunks:
        whole.frombytes(data)
    return Column(memoryview(whole), n, False)


def thread_count(threads: Any) -> int:
    """How many may work, the caller's own included."""
    if isinstance(threads, bool) or not hasattr(threads, "__index__"):
        raise InvalidType(f"{threads!r}", path="/threads", expected="an int")
    n = operator.index(threads)
    if not 1 <= n <= MAX_THREADS:
        raise InvalidValue(f"{n}", path="/threads", expected=f"1 … {MAX_THREADS}")
    return n


def rows_of(columns: dict[str, Column]) -> int:
    """The number of rows that they agree in."""
    lengths = {name: column.n for name, column in columns.items() if not column.is_scalar}
    if not lengths:
        raise InvalidType("each column is one value", path="", expected="at least one column of rows")
    first, n = next(iter(lengths.items()))
    for name, length in lengths.items():
        if length != n:
            raise InvalidValue(f"{length} rows", path=f"/{name}", expected=f"{n} rows, as {first} has")
    return n


# --- out -----------------------------------------------------------------------------------------------


def new(n: int, form: str = "q") -> Any:
    """Zeros to be filled: an array of NumPy, or without it one of Python's own."""
    np = installed("numpy")
    if np is not None:
        return np.zeros(n, {"q": "int64", "B": "uint8", "I": "uint32", "i": "int32"}[form])
    return array(form, bytes(n * array(form).itemsize))


def output(out: Any, n: int) -> Any:
    """The caller's own, checked."""
    if out is None:
        return new(n)
    try:
        view = memoryview(out)
    except TypeError:
        raise InvalidType(f"{type(out).__name__}", path="/out", expected="an int64 array") from None
    if view.readonly or view.ndim != 1 or view.format not in ("l", "q") or not view.c_contiguous:
        raise InvalidType("this cannot be written to", path="/out", expected="a writable contiguous int64 array")
    if len(view) != n:
        raise InvalidValue(f"{len(view)} rows", path="/out", expected=f"{n} rows")
    return out


def same_kind(values: Any, like: Any, name: str) -> Any:
    """The amounts as the input was: a series of pandas or polars, an array of Arrow."""
    module = type(like).__module__.partition(".")[0]
    if module == "pandas":
        import pandas

        return pandas.Series(values, index=like.index, name=name)
    if module == "polars":
        import polars

        return polars.Series(name, values)
    if module == "pyarrow":
        import pyarrow

        return pyarrow.array(values)
    return values


def with_row(error: Error, like: Any) -> Error:
    """Names the row by the label that a pandas series gives it."""
    row = error.path.rsplit("/", 1)[-1]
    if row.isdigit() and hasattr(like, "index") and hasattr(like, "iloc"):
        error.message = f"{error.message} (row {like.index[int(row)]!r})"
    return error
