"""The settlement of many months from raw readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from . import core
from ._column import (
    DOUBLES,
    MILLIONTHS,
    ColumnLike,
    new,
    refuse_masked,
    rows_of,
    same_kind,
    take,
    thread_count,
    with_row,
)
from ._errors import Error, InvalidType, InvalidValue
from ._months import month_number, only_month
from ._names import checked, one_of
from ._optional import installed, need
from ._rulebook import Rulebook
from ._values import is_missing

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ._calculators import Day, Rules

RATE_BASES = {"mean-of-rates": 1, "rate-of-means": 2}
"""ZzgovEcoRateBase."""

FACTORS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")


@dataclass(frozen=True, repr=False, eq=False)
class Settlement:
    """Amounts in fen of rows, groups and areas."""

    total_fen: Any
    """A row's sum, in the order of the input."""
    factors_fen: dict[str, NDArray[np.int64]]
    """A row's amounts by factor."""
    groups: Sequence[Any]
    """The labels of the groups, ascending."""
    group_total_fen: NDArray[np.int64]
    """The sum of each group, in the order of ``groups``."""
    areas: Sequence[Any] | None
    """The labels of the areas, ascending; None where none were given."""
    area_total_fen: NDArray[np.int64] | None
    """The sum of each area over all groups."""
    status: NDArray[np.uint8] | None
    """With ``errors="status"``: columns.STATUS of each row."""
    _job: dict[str, Any] = field(repr=False)
    _rulebook: Rulebook = field(repr=False)

    def __getstate__(self) -> dict[str, Any]:
        # The readings go along, for the bases come of them.
        np = need("numpy", "numpy")
        values = tuple(np.array(column) for column in self._job["values"])
        return {**vars(self), "_job": {**self._job, "values": values, "owners": None}}

    @property
    def base(self) -> dict[str, list[str | None]]:
        """The bases of each group by factor, as the contract writes decimals, in the order of ``groups``.

        None for a group that has none, because a row of it is bad.
        """
        return group_bases(self._rulebook, self._job)

    @property
    def sum_fen(self) -> int:
        """All of it."""
        return int(self.group_total_fen.sum())

    def to_frame(self) -> pd.DataFrame:
        """A row for each group: its label, bases and total."""
        pandas = need("pandas", "pandas")
        bases = {f"{name}_base": values for name, values in self.base.items()}
        frame: pd.DataFrame = pandas.DataFrame({"group": list(self.groups), **bases, "total_fen": self.group_total_fen})
        return frame

    def __repr__(self) -> str:
        n, groups = len(self.factors_fen["pm25"]), len(self.groups)
        return f"<zzgov.columns.Settlement of {n} rows in {groups} groups: {self.sum_fen} fen>"


def group_bases(rulebook: Rulebook, job: dict[str, Any]) -> dict[str, list[str | None]]:
    """Asked for by itself, for few need it."""
    texts = core.eco_panel_bases(rulebook._handle, job)
    return dict(zip(FACTORS, texts, strict=True))


# --- labels to numbers --------------------------------------------------------------------------------


def _codes(labels: Any, name: str) -> tuple[Any, Any]:
    """Numbers of the labels from 0, as uint32, and the labels in ascending order."""
    np = need("numpy", "numpy")
    refuse_masked(labels, name)
    values = np.asarray(_values(labels))
    if values.ndim != 1:
        raise InvalidType(f"{type(labels).__name__} is no column of labels", path=f"/{name}", expected="a label a row")
    if values.dtype.kind in "iu" and len(values) and values.min() >= 0 and values.max() < 4 * len(values) + 1024:
        return _codes_of_small(np, values)
    row = _first_missing(values)
    if row is not None:
        raise InvalidValue("no label", path=f"/{name}/{row}", expected="a label in every row")
    unique, codes = _unique(np, values, name)
    return codes.astype("uint32", copy=False), unique


def _values(labels: Any) -> Any:
    """As an array of NumPy; periods as text, for their numbers mean nothing."""
    if hasattr(labels, "iloc") and str(getattr(labels, "dtype", "")).startswith("period"):
        return labels.astype(str)
    if hasattr(labels, "to_pandas") and hasattr(labels, "null_count") and hasattr(labels, "type"):
        return labels.to_numpy(zero_copy_only=False)
    return labels.to_numpy() if hasattr(labels, "to_numpy") else labels


def _first_missing(values: Any) -> int | None:
    if values.dtype.kind in "fM":
        missing = values != values
        return int(missing.argmax()) if missing.any() else None
    if values.dtype.kind != "O":
        return None
    return next((row for row, value in enumerate(values) if is_missing(value)), None)


def _codes_of_small(np: Any, values: Any) -> tuple[Any, Any]:
    """Without sorting."""
    there = np.bincount(values) > 0
    return (np.cumsum(there, dtype="uint32") - np.uint32(1))[values], np.flatnonzero(there)


def _unique(np: Any, values: Any, name: str) -> tuple[Any, Any]:
    """By hashing where pandas is there, else by sorting all."""
    try:
        if values.dtype.kind in "OUST" and (pandas := installed("pandas")):
            codes, unique = pandas.factorize(values.astype(object), sort=True)
        else:
            unique, codes = np.unique(values, return_inverse=True)
    except TypeError:
        unique, codes = values, None
    if len({type(label) for label in unique}) > 1:  # pandas sorts these, too
        raise InvalidType("labels of several types", path=f"/{name}", expected="labels of one type")
    if codes is None:
        raise InvalidType(f"{type(unique[0]).__name__} has no order", path=f"/{name}", expected="labels to sort")
    return unique, codes


def _months(labels: Any, codes: Any, month: Day | None, rulebook: Rulebook) -> Any:
    """Whose rates hold: the group's own month where it is one."""
    np = need("numpy", "numpy")
    if month is None and getattr(labels, "dtype", None) is not None and labels.dtype.kind in "MUSO":
        own = [month_number(label, f"/group/{_first_row(codes, i)}") for i, label in enumerate(labels)]
        return np.array(own, dtype="int32")
    return np.full(len(labels), only_month(rulebook) if month is None else month_number(month), dtype="int32")


def _first_row(codes: Any, number: int) -> int:
    return int((codes == number).argmax())


def rate_base_number(rate_base: object) -> int:
    """ZzgovEcoRateBase of its name."""
    one_of(rate_base, RATE_BASES, "/rate_base")
    return RATE_BASES[str(rate_base)]


# --- the call -----------------------------------------------------------------------------------------


def _job(
    values: dict[str, Any], group: Any, area: Any, month: Any, rulebook: Rulebook, millionths: bool
) -> dict[str, Any]:
    kind = MILLIONTHS if millionths else DOUBLES
    columns = {name: take(value, name, kind) for name, value in values.items()}
    n = rows_of(columns)
    codes, groups = _codes(group, "group")
    area_codes, areas = _codes(area, "area") if area is not None else (None, None)
    for name, rows in (("group", codes), ("area", area_codes)):
        if rows is not None and len(rows) != n:
            raise InvalidValue(f"{len(rows)} rows", path=f"/{name}", expected=f"{n} rows, as the readings have")
    months = _months(groups, codes, month, rulebook)
    job = panel_job(kind, tuple(column.buffer for column in columns.values()), codes, months)
    return job | {
        "n_areas": len(areas) if areas is not None else 0,
        "areas": area_codes,
        "area_totals": new(len(areas)) if areas is not None else None,
        "labels": (groups, areas),
        "owners": columns,
    }


def panel_job(kind: int, values: tuple[Any, ...], codes: Any, months: Any) -> dict[str, Any]:
    """What the library is asked: readings as the contract orders them, each row's group, each group's month."""
    return {
        "n_rows": len(codes),
        "n_groups": len(months),
        "n_areas": 0,
        "type": kind,
        "values": values,
        "groups": codes,
        "months": months,
        "areas": None,
        "total": new(len(codes)),
        "factors": tuple(new(len(codes)) for _ in FACTORS),
        "group_totals": new(len(months)),
        "area_totals": None,
        "status": None,
        "threads": 1,
        "progress": None,
    }


def _named(error: Error, job: dict[str, Any], like: Any) -> Error:
    """A group is known by its first row and by its label."""
    head, _, number = error.path.rpartition("/")
    if head == "/months":
        error.path = f"/group/{_first_row(job['groups'], int(number))}"
        error.message = f"{error.message} (group {job['labels'][0][int(number)]})"
    return with_row(error, like)


@checked
def settle(
    group: ColumnLike,
    pm25: ColumnLike,
    pm10: ColumnLike,
    pm25_last_year: ColumnLike,
    pm10_last_year: ColumnLike,
    *,
    area: ColumnLike | None = None,
    rate_base: Literal["mean-of-rates", "rate-of-means"] = "mean-of-rates",
    month: Day | None = None,
    errors: Literal["raise", "status"] = "raise",
    returns: Literal["numpy", "same"] = "numpy",
    millionths: bool = False,
    rules: Rules | None = None,
    threads: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Settlement:
    """Settles all groups at once: exact bases and rates of each, amounts of each row (ECO-03 … ECO-09).

    ``group`` says which rows have a base in common, at most 1,000 a group: months ("2020-11", the first
    day of a month), or any other labels, whose rates are then those of ``month``. Rows may be in
    any order.

    >>> import numpy as np
    >>> done = settle(np.array(["2020-11", "2020-11"]), np.array([58.0, 46.0]), np.array([90.0, 90.0]),
    ...     np.array([58.0, 46.0]), np.array([90.0, 90.0]))
    >>> done.total_fen, done.base["pm25"]
    (array([70000000,        0]), ['52'])
    """
    from .columns import rulebook_of

    rates = rate_base_number(rate_base)
    one_of(errors, ("raise", "status"), "/errors")
    one_of(returns, ("numpy", "same"), "/returns")
    rulebook = rulebook_of(rules)
    values = {"pm25": pm25, "pm10": pm10, "pm25_last_year": pm25_last_year, "pm10_last_year": pm10_last_year}
    job = _job(values, group, area, month, rulebook, millionths)
    job.update(rate_base=rates, threads=thread_count(threads), progress=progress)
    if errors == "status":
        job["status"] = new(job["n_rows"], "B")
    try:
        core.eco_panel(rulebook._handle, job)
    except Error as error:
        raise _named(error, job, pm25) from None
    return _settlement(job, rulebook, pm25 if returns == "same" else None)


def _settlement(job: dict[str, Any], rulebook: Rulebook, like: Any) -> Settlement:
    groups, areas = job["labels"]
    return Settlement(
        total_fen=same_kind(job["total"], like, "total_fen"),
        factors_fen=dict(zip(FACTORS, job["factors"], strict=True)),
        groups=groups,
        group_total_fen=job["group_totals"],
        areas=areas,
        area_total_fen=job["area_totals"],
        status=job["status"],
        _job={**job, "progress": None},
        _rulebook=rulebook,
    )
