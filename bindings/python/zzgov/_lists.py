"""What there is: calculators, their schemas, sample tables."""

from __future__ import annotations

import json
from typing import Any

from . import core
from ._lang import Lang, lang_code


def calculators(lang: Lang = "en") -> dict[str, str]:
    """The calculators and their titles.

    >>> calculators()["workdays"]
    'Working days'
    """
    lines = core.list_calculators(lang_code(lang)).splitlines()
    return dict(line.split("\t", 1) for line in lines)


def schema(calculator: str, lang: Lang = "en") -> dict[str, Any]:
    """The JSON Schema (2020-12) of a calculator's input, options and result."""
    result: dict[str, Any] = json.loads(core.schema(calculator, lang_code(lang)))
    return result


def example_csv(calculator: str, lang: Lang = "en") -> str:
    """A small spreadsheet to begin with."""
    return core.table_example(calculator, lang_code(lang))
