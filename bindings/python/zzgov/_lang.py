"""Languages of the texts for people."""

from __future__ import annotations

from typing import Literal, TypeAlias

from . import core
from ._errors import InvalidValue

Lang: TypeAlias = Literal["en", "zh"]


def lang_code(lang: str) -> int:
    """The library's number of a language."""
    if lang not in ("en", "zh"):
        raise InvalidValue(f"{lang!r} is no language of the library", path="/lang", expected='"en" or "zh"')
    return core.LANG_ZH if lang == "zh" else core.LANG_EN
