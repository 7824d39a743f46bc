"""Results as pandas frames."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from ._optional import need

if TYPE_CHECKING:
    import pandas as pd

    from .results import Result


def frame_of(result: Result) -> pd.DataFrame:
    """A row for each element; a result without elements is one row."""
    pandas: Any = need("pandas", "pandas")
    rows_are = result._rows_are
    records = [result] if rows_are is None else getattr(result, rows_are)
    frame: pd.DataFrame = pandas.DataFrame([_flat(record) for record in records])
    return frame


def _flat(record: Any, prefix: str = "") -> dict[str, object]:
    from .results import Result

    own = {f.name for f in fields(Result)} if isinstance(record, Result) else set()
    cells: dict[str, object] = {}
    for f in fields(record):
        if f.name not in own:
            cells.update(_cells(prefix + f.name.rstrip("_"), getattr(record, f.name), f.type))
    return cells


def _cells(name: str, value: Any, kind: object) -> dict[str, object]:
    """Factors are known by their names, other lists stay tuples; what is absent has its columns, too."""
    if is_dataclass(value):
        return _flat(value, name + ".")
    if isinstance(value, tuple) and value and hasattr(value[0], "factor"):
        return {k: v for item in value for k, v in _flat(item, item.factor + ".").items() if not k.endswith(".factor")}
    if value is None and (members := _members_of(kind)):
        return {f"{name}.{member}": None for member in members}
    return {name: value}


def _members_of(kind: object) -> list[str]:
    """Of an optional part: "Refund | None"."""
    from . import results

    part = getattr(results, str(kind).removesuffix(" | None"), None)
    return [f.name for f in fields(part)] if is_dataclass(part) else []
