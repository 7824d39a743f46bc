"""Columns: amounts in fen for many rows at once, exact, at the speed of memory.

Columns hold float64 (µg/m³ and percentage points; a float means the decimal with at most six
digits after the point that is nearest to it, anything else is refused) or, with
``millionths=True``, int64 counts of millionths.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, overload

from . import core
from ._column import (
    DOUBLES,
    MILLIONTHS,
    ColumnLike,
    ScalarLike,
    new,
    output,
    rows_of,
    same_kind,
    take,
    thread_count,
    with_row,
)
from ._errors import Error
from ._months import month_number, only_month
from ._names import checked, one_of
from ._rulebook import Rulebook
from ._settle import Settlement, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ._calculators import Day, Rules

    Fen = NDArray[np.int64]
    Status = NDArray[np.uint8]

__all__ = ["FACTORS", "STATUS", "Settlement", "eco_compensation", "eco_compensation_factors", "kernel", "settle"]

FACTORS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")
"""The factors, in the order of the contract."""

STATUS = ("good", "not-a-number", "out-of-range", "not-millionths", "overflow", "group-spoilt")
"""What the numbers of a status mean."""


def kernel() -> str:
    """The instruction set in use: "avx512", "avx2" or "plain"."""
    return core.columns_kernel()


def rulebook_of(rules: Rules | None) -> Rulebook:
    """A rulebook, or what-if values over the library's own."""
    if rules is None or isinstance(rules, Rulebook):
        return rules or Rulebook.default()
    return Rulebook.default().patch(rules)


def _job(
    values: dict[str, Any], month: Day | None, rulebook: Rulebook, millionths: bool, threads: int, progress: object
) -> dict[str, Any]:
    kind = MILLIONTHS if millionths else DOUBLES
    columns = {name: take(value, name, kind) for name, value in values.items()}
    buffers = [column.buffer for column in columns.values()]
    return {
        "n_rows": rows_of(columns),
        "month": only_month(rulebook) if month is None else month_number(month),
        "type": kind,
        "values": tuple(buffers[:4]),
        "bases": tuple(buffers[4:]),
        "total": None,
        "factors": (None, None, None, None),
        "status": None,
        "threads": thread_count(threads),
        "progress": progress,
        "owners": columns,
    }


def _run(rulebook: Rulebook, job: dict[str, Any], like: Any) -> None:
    try:
        core.eco_columns(rulebook._handle, job)
    except Error as error:
        raise with_row(error, like) from None


def _named(**columns: Any) -> dict[str, Any]:
    """In the order of the library: factors, then their bases."""
    return {name: columns[name] for name in (*FACTORS, *(f"{factor}_base" for factor in FACTORS))}


@overload
def eco_compensation(
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_improvement: ColumnLike,
    pm10_improvement: ColumnLike,
    *,
    pm25_base: ColumnLike | ScalarLike,
    pm10_base: ColumnLike | ScalarLike,
    pm25_improvement_base: ColumnLike | ScalarLike,
    pm10_improvement_base: ColumnLike | ScalarLike,
    month: Day | None = ...,
    out: Fen | None = ...,
    errors: Literal["raise"] = ...,
    returns: Literal["numpy"] = ...,
    millionths: bool = ...,
    rules: Rules | None = ...,
    threads: int = ...,
    progress: Callable[[int], object] | None = ...,
) -> Fen: ...
@overload
def eco_compensation(
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_improvement: ColumnLike,
    pm10_improvement: ColumnLike,
    *,
    pm25_base: ColumnLike | ScalarLike,
    pm10_base: ColumnLike | ScalarLike,
    pm25_improvement_base: ColumnLike | ScalarLike,
    pm10_improvement_base: ColumnLike | ScalarLike,
    month: Day | None = ...,
    out: Fen | None = ...,
    errors: Literal["status"],
    returns: Literal["numpy"] = ...,
    millionths: bool = ...,
    rules: Rules | None = ...,
    threads: int = ...,
    progress: Callable[[int], object] | None = ...,
) -> tuple[Fen, Status]: ...
@overload
def eco_compensation(
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_improvement: ColumnLike,
    pm10_improvement: ColumnLike,
    *,
    pm25_base: ColumnLike | ScalarLike,
    pm10_base: ColumnLike | ScalarLike,
    pm25_improvement_base: ColumnLike | ScalarLike,
    pm10_improvement_base: ColumnLike | ScalarLike,
    month: Day | None = ...,
    out: Fen | None = ...,
    errors: Literal["raise", "status"] = ...,
    returns: Literal["same"],
    millionths: bool = ...,
    rules: Rules | None = ...,
    threads: int = ...,
    progress: Callable[[int], object] | None = ...,
) -> Any: ...
@checked
def eco_compensation(
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_improvement: ColumnLike,
    pm10_improvement: ColumnLike,
    *,
    pm25_base: ColumnLike | ScalarLike,
    pm10_base: ColumnLike | ScalarLike,
    pm25_improvement_base: ColumnLike | ScalarLike,
    pm10_improvement_base: ColumnLike | ScalarLike,
    month: Day | None = None,
    out: Fen | None = None,
    errors: Literal["raise", "status"] = "raise",
    returns: Literal["numpy", "same"] = "numpy",
    millionths: bool = False,
    rules: Rules | None = None,
    threads: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Any:
    """Total deductions in fen, a row each (ECO-05 … ECO-09).

    Values are columns, bases columns or one value. Nothing is copied; other threads of Python run
    meanwhile. ``errors="status"`` gives amounts and a status (``STATUS``) for each row instead of
    raising at the first bad one. ``returns="same"`` gives a series of pandas or polars, or an Arrow
    array, as ``pm25`` is one. ``month`` is needed only where the rulebook's rates change with time.

    >>> import numpy as np
    >>> one = np.array([58.0, 52.0])
    >>> eco_compensation(one, one + 30, one / 100 + 8, one / 100 + 8, pm25_base=52, pm10_base=90,
    ...     pm25_improvement_base=8, pm10_improvement_base=6)
    array([70000000,        0])
    """
    one_of(errors, ("raise", "status"), "/errors")
    one_of(returns, ("numpy", "same"), "/returns")
    rulebook = rulebook_of(rules)
    job = _job(
        _named(**{k: v for k, v in locals().items() if k.startswith("pm")}),
        month,
        rulebook,
        millionths,
        threads,
        progress,
    )
    job["total"] = total = output(out, job["n_rows"])
    job["status"] = status = new(job["n_rows"], "B") if errors == "status" else None
    _run(rulebook, job, pm25)
    answer = same_kind(total, pm25, "total_fen") if returns == "same" else total
    return (answer, status) if errors == "status" else answer


@checked
def eco_compensation_factors(
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_improvement: ColumnLike,
    pm10_improvement: ColumnLike,
    *,
    pm25_base: ColumnLike | ScalarLike,
    pm10_base: ColumnLike | ScalarLike,
    pm25_improvement_base: ColumnLike | ScalarLike,
    pm10_improvement_base: ColumnLike | ScalarLike,
    month: Day | None = None,
    millionths: bool = False,
    rules: Rules | None = None,
    threads: int = 1,
) -> dict[str, Fen]:
    """The amounts of each factor, by ``FACTORS``; their sum is what eco_compensation() gives."""
    rulebook = rulebook_of(rules)
    job = _job(
        _named(**{k: v for k, v in locals().items() if k.startswith("pm")}), month, rulebook, millionths, threads, None
    )
    job["factors"] = tuple(new(job["n_rows"]) for _ in FACTORS)
    _run(rulebook, job, pm25)
    return dict(zip(FACTORS, job["factors"], strict=True))


def __dir__() -> list[str]:
    return __all__
