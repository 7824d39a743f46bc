"""A frame of readings in, the same frame with amounts out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ._column import with_row
from ._errors import DuplicateField, InvalidValue, MissingField
from ._names import checked, hint
from ._optional import need
from ._rows import opened
from ._settle import FACTORS, Settlement, settle

if TYPE_CHECKING:
    from ._calculators import Rules

Frame = TypeVar("Frame")

HEADERS = {
    "pm25": ("pm25", "PM2.5", "PM2.5月均浓度"),
    "pm10": ("pm10", "PM10月均浓度"),
    "pm25_last_year": ("pm25_last_year", "去年同期PM2.5", "PM2.5去年同期", "上年同期PM2.5"),
    "pm10_last_year": ("pm10_last_year", "去年同期PM10", "PM10去年同期", "上年同期PM10"),
}
"""What the columns may be called; case, blanks and a unit in brackets make no difference."""

AMOUNTS = (*(f"{factor}_fen" for factor in FACTORS), "total_fen")
"""The columns that are added."""


def _plain(header: object) -> str:
    return re.sub(r"[\s_.\-]|[(（].*[)）]$", "", str(header)).casefold()


def _find(names: list[str], member: str) -> str:
    known = {_plain(header) for header in HEADERS[member]}
    found = [name for name in names if _plain(name) in known]
    if len(found) > 1:
        raise DuplicateField(f"two columns are {member}: {found[0]}, {found[1]}", expected="one")
    if not found:
        raise MissingField(f"no column is {member}{hint(member, names)}", expected=" or ".join(HEADERS[member]))
    return found[0]


def _check_names(data: Any, months: Any, name: str) -> None:
    """An area twice in a month would count twice in the base."""
    seen = set()
    for row, key in enumerate(zip(months, data[name], strict=True)):
        if key in seen:
            error = InvalidValue(
                f"{key[1]} twice in {key[0]}", path=f"/{name}/{row}", expected="each area once a month"
            )
            raise with_row(error, data)
        seen.add(key)


def _only(names: list[str], name: str) -> str:
    """A name that is there once."""
    if names.count(name) > 1:
        raise DuplicateField(f"{name} is the name of {names.count(name)} columns", expected="one")
    if name not in names:
        raise MissingField(f"no column is {name}{hint(name, names)}", expected="a column of the frame")
    return name


class _Bar:
    """A bar of tqdm's; it is told how many rows are done."""

    def __init__(self, n: int) -> None:
        self.bar = need("tqdm.auto", "all").tqdm(total=n, unit=" rows")

    def __call__(self, n_done: int) -> None:
        self.bar.update(n_done - self.bar.n)

    def close(self) -> None:
        self.bar.close()


@checked
def settle_frame(
    frame: Frame,
    *,
    month: str = "month",
    name: str | None = None,
    rate_base: Literal["mean-of-rates", "rate-of-means"] = "mean-of-rates",
    rules: Rules | None = None,
    threads: int = 1,
    progress: bool = False,
) -> Frame:
    """Adds to a frame of readings what each row has deducted, in fen.

    The frame (pandas, polars or pyarrow) has columns pm25, pm10, pm25_last_year and pm10_last_year,
    or their Chinese headers. ``month`` is the column that says which rows are settled together, or
    one month for all ("2020-11"); ``name``, the column of the areas, lets a name that is twice in a
    month be refused. Added are ``pm25_fen`` … ``total_fen``, in place of columns of that name; index
    and order stay. A bar (tqdm) shows the ``progress``.

    >>> import pandas as pd
    >>> readings = pd.DataFrame({"month": ["2020-11"] * 2, "pm25": [58.0, 46.0], "pm10": [90.0, 90.0],
    ...     "pm25_last_year": [58.0, 46.0], "pm10_last_year": [90.0, 90.0]})
    >>> list(settle_frame(readings)["total_fen"])
    [70000000, 0]
    """
    data: Any = opened(frame)
    names = [str(n) for n in (data.column_names if hasattr(data, "column_names") else data.columns)]
    n = len(data)
    group = data[_only(names, month)] if month in names else _one_month(month, n, names)
    if name is not None:
        _check_names(data, group, _only(names, name))
    columns = {member: data[_find(names, member)] for member in HEADERS}
    bar = _Bar(n) if progress else None
    try:
        done = settle(group, **columns, rate_base=rate_base, rules=rules, threads=threads, progress=bar)
        if bar:
            bar(n)
    finally:
        if bar:
            bar.close()
    result: Frame = _with_amounts(data, done)
    return result


def _one_month(month: str, n: int, names: list[str]) -> Any:
    if not re.fullmatch(r"\d{4}-\d{2}", str(month)):
        raise MissingField(
            f"no column is {month}{hint(str(month), names)}", path="/month", expected="a column, or a month YYYY-MM"
        )
    numpy = need("numpy", "numpy")
    return numpy.full(n, str(month))


def _with_amounts(data: Any, done: Settlement) -> Any:
    amounts = dict(zip(AMOUNTS, (*done.factors_fen.values(), done.total_fen), strict=True))
    if hasattr(data, "with_columns"):
        polars = need("polars", "all")
        return data.with_columns([polars.Series(name, values) for name, values in amounts.items()])
    if hasattr(data, "append_column"):
        pyarrow = need("pyarrow", "arrow")
        data = data.select([name for name in data.column_names if name not in amounts])
        for name, values in amounts.items():
            data = data.append_column(name, pyarrow.array(values))
        return data
    return data.assign(**amounts)
