"""Months as the library counts them: year times twelve, plus the month less one."""

from __future__ import annotations

import functools
import json
import re
from typing import Any

from ._errors import InvalidValue, MissingField
from ._rulebook import Rulebook
from ._values import month_text


def month_number(month: object, path: str = "/month") -> int:
    """Of "2020-11", of the first day of a month, or of a pandas Period."""
    text = month_text(month, path)
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII) if isinstance(text, str) else None
    if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2199:
        raise InvalidValue(
            f"{str(month)!r} is no month", path=path, expected="YYYY-MM, or the first day of a month, 1900 … 2199"
        )
    return int(found[1]) * 12 + int(found[2]) - 1


@functools.lru_cache(maxsize=64)
def only_month(rulebook: Rulebook) -> int:
    """The first month of eco-compensation, if its figures never change; else the month has to be said."""
    parameters: dict[str, Any] = rulebook.to_dict()["regulations"]["eco-compensation"]["parameters"]
    if any(len(parameter["values"]) > 1 for parameter in parameters.values()):
        raise MissingField("the rulebook's rates change with time", path="/month", expected="month=…")
    first = parameters["from_month"]["values"][-1]["value"]
    for patch in rulebook._patches:
        first = json.loads(patch).get("eco-compensation", {}).get("from_month", first)
    return month_number(first)
