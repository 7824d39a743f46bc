"""Bars of amounts, an element each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ._lang import Lang
from ._lists import calculators
from ._plot_pen import SHOWN, WHAT_IF, Pen, axes_of, money_axis, money_unit, named, pen_of, word
from .columns import FACTORS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._result import Result

_COLOURS = ("#1b4f72", "#7fb3d5", "#b9770e", "#f5cba7")
"""Of the reports: told apart also by the colour-blind and in grey print."""

_PARTS = {
    "coal-closure": ("award_yuan", "refund.amount_yuan"),
    "smart-mine": ("city_subsidy_yuan", "county_topup_yuan"),
    "base-station-reward": ("city_yuan", "provincial_yuan"),
}
"""Which amounts of an element make its bar."""


def _amount(record: Any, part: str) -> Decimal:
    """A part that is not there, such as the refund of a mine without a mining right, is no amount."""
    for name in part.split("."):
        record = getattr(record, name, None)
    return Decimal(0) if record is None else Decimal(record)


def _amounts(result: Result, records: Sequence[Any]) -> list[list[Decimal]]:
    """The parts, each with the amounts of all elements."""
    if result._of_calculator == "eco-compensation":
        return [[record.factors[i].amount_yuan for record in records] for i in range(len(FACTORS))]
    return [[_amount(record, part) for record in records] for part in _PARTS[result._of_calculator]]


def _titles(result: Result, lang: Lang) -> list[str]:
    calculator = result._of_calculator
    if calculator == "eco-compensation":
        return [word(calculator, f"base/{factor}", lang) for factor in FACTORS]
    return [word(calculator, f"{result._rows_are}/{part.replace('.', '/')}", lang) for part in _PARTS[calculator]]


def _heading(result: Result, lang: Lang, n: int) -> list[str]:
    parts = [calculators(lang)[result._of_calculator], getattr(result, "month", "")]
    if n > SHOWN:
        parts.append(f"共{n}项，列出最大的{SHOWN}项" if lang == "zh" else f"the {SHOWN} largest of {n:,}")
    return [*parts, WHAT_IF[lang] if result.patched else ""]


def bars(result: Result, ax: Axes | None, lang: Lang) -> Axes:
    """The largest elements, in the order of the input."""
    records: Sequence[Any] = getattr(result, str(result._rows_are))
    parts = _amounts(result, records)
    sums = [sum(amounts, Decimal(0)) for amounts in zip(*parts, strict=True)]
    shown = sorted(sorted(range(len(sums)), key=lambda i: -sums[i])[:SHOWN])
    pen = pen_of([named(record, i) for i, record in enumerate(records)], lang)
    ax = axes_of(ax, 8, 1.6 + 0.28 * len(shown))
    _draw(ax, [[float(part[i]) for i in shown] for part in parts], _titles(result, pen.lang))
    _scale(ax, [sums[i] for i in shown], pen)
    ax.set_yticks(range(len(shown)), [pen.names[i] for i in shown], **pen.style)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    pen.head(ax, _heading(result, pen.lang, len(sums)), columns=2)
    return ax


def _draw(ax: Axes, parts: list[list[float]], titles: list[str]) -> None:
    left = [0.0] * len(parts[0])
    for colour, title, widths in zip(_COLOURS, titles, parts, strict=False):
        ax.barh(range(len(left)), widths, left=left, color=colour, label=title, height=0.65)
        left = [a + b for a, b in zip(left, widths, strict=True)]


def _scale(ax: Axes, sums: list[Decimal], pen: Pen) -> None:
    """Each bar's sum stands at its end, in the unit of the axis."""
    largest = max(sums)
    scale, _ = money_unit(float(largest), pen.lang)
    for i, total in enumerate(sums):
        text = f"{total / scale:,.2f}" if total else "0"
        ax.annotate(text, (float(total), i), (4, 0), textcoords="offset points", va="center", fontsize="small")
    ax.set_xlim(0, float(largest) * 1.15 or 1)
    money_axis(ax.xaxis, float(largest), pen)
