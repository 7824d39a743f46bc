"""What all results have: how they show and explain themselves."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, overload

from . import core
from ._evaluate import answered, evaluate_json
from ._lang import Lang, lang_code
from ._names import one_of
from ._rulebook import Rulebook

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Step:
    """One step of an explanation: a value, how it arose, and the article that says so."""

    subject: str | None
    provision: str
    document: str
    article: str
    label: str
    formula: str
    value: str
    unit: str


@dataclass(frozen=True)
class Notice:
    """A warning: what was computed all the same should be looked at."""

    code: str
    provision: str
    path: str
    message: str = field(compare=False)


class Explanation(Sequence[Step]):
    """The steps of a result; ``print`` shows them, a notebook shows them as a page."""

    __slots__ = ("_requests", "_rulebook", "_steps", "lang")

    def __init__(self, steps: Sequence[Step], request: str, rulebook: Rulebook, lang: Lang) -> None:
        self._steps = tuple(steps)
        self._requests = [request]
        self._rulebook = rulebook
        self.lang = lang

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        return self._steps[index]

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def _report(self, form: int) -> str:
        return core.report(self._rulebook._handle, self._requests, form, lang_code(self.lang))

    def __str__(self) -> str:
        return self._report(core.REPORT_TABLE).rstrip("\n")

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return self._report(core.REPORT_FRAGMENT)


@dataclass(frozen=True, repr=False)
class Result:
    """What all results have besides the members that the contract names."""

    _of_calculator: ClassVar[str]
    _rows_are: ClassVar[str | None] = None

    options: dict[str, Any] = field(kw_only=True, compare=False)
    """The effective ones, defaults included."""
    warnings: tuple[Notice, ...] = field(kw_only=True)
    """What should be looked at."""
    rulebook: Rulebook = field(kw_only=True)
    """The figures by which it was computed, what-ifs of this request not included."""
    patched: bool = field(kw_only=True)
    """Whether a what-if value had a part in it."""
    lang: Lang = field(kw_only=True, compare=False)
    """Language of the texts."""
    _request: str = field(kw_only=True, compare=False)
    _response: str = field(kw_only=True, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The whole response, as in the contract."""
        answer: dict[str, Any] = json.loads(self._response)
        return answer

    def to_json(self) -> str:
        """The response as ``zzgov eval`` prints it."""
        return self._response

    def explain(self, lang: Lang | None = None) -> Explanation:
        """Each figure's step: provision, document, article, formula, value."""
        asked: dict[str, Any] = json.loads(self._request)
        asked.update(explain=True, lang=lang or self.lang)
        request = json.dumps(asked, ensure_ascii=False)
        answer = answered(evaluate_json(request, rulebook=self.rulebook))
        steps = [Step(**step) for step in answer["explanation"]]
        return Explanation(steps, request, self.rulebook, lang or self.lang)

    def report(self, form: Literal["table", "csv", "html"] = "html", lang: Lang | None = None) -> str:
        """The library's report: an aligned table, CSV, or one HTML page to print or to mail."""
        one_of(form, _FORMS, "/form")
        return self._report(_FORMS[form], lang)

    def _report(self, form: int, lang: Lang | None = None) -> str:
        return core.report(self.rulebook._handle, [self._request], form, lang_code(lang or self.lang))

    def to_frame(self) -> pd.DataFrame:
        """A row for each element, nested members as ``pm25.amount_yuan``; decimals stay Decimal."""
        from ._frames import frame_of

        return frame_of(self)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the amounts, or the time line, and returns the Axes."""
        from . import plot

        axes: Axes = plot.result(self, ax=ax)
        return axes

    def __repr__(self) -> str:
        lines = self._report(core.REPORT_TABLE).splitlines()
        more = len(lines) - _SHOWN_LINES
        return "\n".join(
            lines[:_SHOWN_LINES] + [f"… and {more} more lines: print(result.report('table'))"] * (more > 0)
        )

    def _repr_html_(self) -> str:
        rows: tuple[object, ...] = getattr(self, self._rows_are) if self._rows_are else ()
        if len(rows) <= _SHOWN_ROWS:
            return self._report(core.REPORT_FRAGMENT)
        return f"<pre>{html.escape(repr(self))}</pre>"


_SHOWN_ROWS = 100
"""A notebook is no place for the steps of ten thousand mines."""
_SHOWN_LINES = 160
_FORMS = {"table": core.REPORT_TABLE, "csv": core.REPORT_CSV, "html": core.REPORT_HTML}
