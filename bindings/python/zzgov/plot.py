"""Plots with matplotlib: bars of amounts, time lines of credit records, the schedules of the law.

Each function takes an Axes and returns it; without one it makes a figure. Nothing is shown, and no
setting of matplotlib is changed. Amounts are drawn in yuan; the ticks tell them in 万元 or millions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import InvalidType, InvalidValue
from ._lang import Lang, lang_code
from ._names import checked, hint
from ._optional import need
from ._result import Result
from .columns import FACTORS, rulebook_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._calculators import Day, Decimalish, Rules

__all__ = ["result", "schedule"]


@checked
def result(result: Result, ax: Axes | None = None, *, lang: Lang | None = None) -> Axes:
    """Draws a result: a bar for each area, mine, project or batch, or the time line of a subject.

    Of more than fifty elements the fifty with the largest amounts, or the latest days, are shown, and
    the title says so. Texts are in the result's own language unless ``lang`` names another.
    """
    need("matplotlib", "plot")
    if not isinstance(result, Result):
        raise InvalidType(f"{type(result).__name__} is no result", path="/result", expected="what a calculator gave")
    lang = result.lang if lang is None else lang
    lang_code(lang)
    if result._of_calculator.startswith("credit-"):
        from ._plot_time import time_line

        return time_line(result, ax, lang)
    from ._plot_bars import bars

    return bars(result, ax, lang)


@checked
def schedule(
    factor: str = "pm25",
    *,
    month: Day | None = None,
    rules: Rules | None = None,
    up_to: Decimalish | None = None,
    label: str | None = None,
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draws what an excess over the base costs by one factor, with the edges of its tiers (ECO-05 … ECO-08).

    ``factor`` is one of ``columns.FACTORS``; the curve ends at ``up_to``, by itself at twice the last
    edge. ``month`` is needed only where the rulebook's rates change with time. Several schedules may
    go into the same axes; ``label`` is what the legend calls one in place of its provision.
    """
    need("matplotlib", "plot")
    lang_code(lang)
    if factor not in FACTORS:
        message = f"{factor!r} is no factor{hint(str(factor), FACTORS)}"
        raise InvalidValue(message, path="/factor", expected=", ".join(FACTORS))
    from ._plot_schedule import Schedule, draw

    return draw(Schedule(rulebook_of(rules), factor, month, label), up_to, lang, ax)


def __dir__() -> list[str]:
    return __all__
