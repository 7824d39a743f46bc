"""Whole months, settled batch by batch for engines that bring them so."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import core
from ._column import DOUBLES, take
from ._errors import Error, InvalidValue
from ._months import month_number
from ._rulebook import Rulebook
from ._settle import panel_job

READINGS = ("pm25", "pm10", "pm25_last_year", "pm10_last_year")
"""In the order of the contract."""

MOST_ROWS = 1000
"""Of a month, as the contract has it."""


@functools.lru_cache(maxsize=4096)
def _number(label: object) -> int:
    if label is None:
        raise InvalidValue("a row without a month", path="/month", expected="YYYY-MM, or the first day of a month")
    return month_number(label)


def settle_groups(
    rulebook: Rulebook, months: Sequence[object], sizes: Any, readings: Mapping[str, Any], rate_base: int
) -> tuple[Any, ...]:
    """The four amounts of each row and their sum; rows of a group follow each other, ``sizes`` says how many do."""
    import numpy as np

    columns = {name: take(readings[name], name, DOUBLES) for name in READINGS}
    codes = np.repeat(np.arange(len(months), dtype=np.uint32), sizes)
    numbers = np.fromiter(map(_number, months), np.int32, len(months))
    job = panel_job(DOUBLES, tuple(column.buffer for column in columns.values()), codes, numbers)
    core.eco_panel(rulebook._handle, job | {"rate_base": rate_base})
    return (*job["factors"], job["total"])


def check_areas(areas: Any, sizes: Any) -> None:
    """Each row has an area, and none is twice in a group: it would count twice in the base."""
    import numpy as np
    import pyarrow as pa

    if areas.null_count:
        row = int(np.argmax(areas.is_null().to_numpy(zero_copy_only=False)))
        raise InvalidValue("a row without an area", path=f"/area/{row}", expected="an area in every row")
    codes = (pa.chunked_array([areas]) if isinstance(areas, pa.Array) else areas).combine_chunks().dictionary_encode()
    keys = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes) * len(codes.dictionary) + codes.indices.to_numpy()
    if (np.diff(np.sort(keys)) == 0).any():
        order = np.argsort(keys, kind="stable")
        row = int(order[1:][np.diff(keys[order]) == 0].min())
        raise InvalidValue("twice in its month", path=f"/area/{row}", expected="each area once a month")


def located(error: Error, row: Callable[[int], str], group: Callable[[int], str]) -> Error:
    """Numbers within a batch say nothing to anybody: a row and a month are known by their labels."""
    head, _, number = error.path.rpartition("/")
    if not number.isdigit():
        return error
    label = group(int(number)) if head == "/months" else row(int(number))
    place = {"/months": "/month", "/group": "/month"}.get(head, head)
    return type(error)(f"{error.message} ({label})", path=place, expected=error.expected, code=error.code)
