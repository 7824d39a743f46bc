"""The curve of a tier schedule."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ._errors import InvalidValue
from ._lang import Lang
from ._lists import calculators
from ._months import month_number
from ._plot_pen import WHAT_IF, Pen, axes_of, money_axis, pen_of, with_unit, word
from ._rulebook import Rulebook
from ._values import plain
from .columns import FACTORS, eco_compensation_factors

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._calculators import Day, Decimalish

_UNITS: dict[Lang, tuple[str, str]] = {"en": ("µg/m³", "percentage points"), "zh": ("µg/m³", "个百分点")}
_ONE: dict[Lang, tuple[str, str]] = {"en": ("µg/m³", "point"), "zh": ("µg/m³", "个百分点")}

_GID = "zzgov-words"


class Schedule:
    """The tiers of a factor, and where they are written."""

    def __init__(self, rulebook: Rulebook, factor: str, month: Day | None, label: str | None) -> None:
        book = rulebook.to_dict()
        regulation = book["regulations"]["eco-compensation"]
        parameter = regulation["parameters"][f"{factor}.tiers"]
        value = _in_force(parameter["values"], month)
        document = next(d["number"] for d in book["documents"] if d["key"] == value["document"])
        self.rulebook, self.factor, self.month, self.label = rulebook, factor, month, label
        self.provision: str = parameter["provision"]
        self.titles: dict[Lang, str] = next(p["title"] for p in regulation["provisions"] if p["id"] == self.provision)
        self.source = f"{document} {value['article']}"
        what_if = _what_if(rulebook, f"{factor}.tiers")
        self.patched = what_if is not None
        self.tiers: list[dict[str, Any]] = what_if or value["value"]

    @property
    def is_rate(self) -> bool:
        """Whether it is about percentage points, of which more is cleaner."""
        return self.factor.endswith("_improvement")

    @property
    def edges(self) -> list[Decimal]:
        """Where a tier ends."""
        return [Decimal(str(tier["up_to"])) for tier in self.tiers if tier["up_to"] is not None]

    def yuan(self, excesses: Sequence[Decimal]) -> list[Decimal]:
        """What they cost, as the library computes it."""
        sign = -1 if self.is_rate else 1
        none = array("q", bytes(8 * len(excesses)))
        values: dict[str, Any] = dict.fromkeys(FACTORS, none)
        values[self.factor] = array("q", [sign * int(excess.scaleb(6)) for excess in excesses])
        bases: dict[str, Any] = {f"{name}_base": 0 for name in FACTORS}
        fen = eco_compensation_factors(**values, **bases, month=self.month, millionths=True, rules=self.rulebook)
        return [Decimal(int(amount)).scaleb(-2) for amount in fen[self.factor]]


def _in_force(values: list[dict[str, Any]], month: Day | None) -> dict[str, Any]:
    """The last that has begun; the first also counts before its day. The columns refuse what is not in force."""
    if month is None:
        return values[0]
    begun = [value for value in values if month_number(value["from"][:7]) <= month_number(month)]
    return begun[-1] if begun else values[0]


def _what_if(rulebook: Rulebook, parameter: str) -> list[dict[str, Any]] | None:
    found = None
    for patch in rulebook._patches:
        found = json.loads(patch).get("eco-compensation", {}).get(parameter) or found
    return found


# --- drawing -----------------------------------------------------------------------------------------


def _end(schedule: Schedule, up_to: Decimalish | None) -> Decimal:
    if up_to is None:
        return 2 * max(schedule.edges, default=Decimal(5))
    end = Decimal(str(plain(up_to, "/up_to")))
    if end <= 0:
        raise InvalidValue(f"{up_to!r}", path="/up_to", expected="a number above 0")
    return end


def draw(schedule: Schedule, up_to: Decimalish | None, lang: Lang, ax: Axes | None) -> Axes:
    """Straight lines between the edges, for so the law has it."""
    end = _end(schedule, up_to)
    corners = [Decimal(0), *(edge for edge in schedule.edges if edge < end), end]
    amounts = schedule.yuan(corners)
    ax = axes_of(ax, 8, 4.5)
    pen = pen_of([schedule.label or schedule.source], lang)
    is_first = not ax.lines
    for text in [text for text in ax.texts if text.get_gid() == _GID]:
        text.remove()
    label = _label(schedule, pen)
    (line,) = ax.plot([float(c) for c in corners], [float(a) for a in amounts], label=label)
    _mark_edges(ax, corners[1:-1], amounts[1:-1], line.get_color())
    if is_first:  # the words of several curves would lie upon each other
        _name_edges(ax, schedule, corners[1:-1], amounts[1:-1], pen)
        _name_rates(ax, schedule, corners, amounts, pen)
    pen.head(ax, [calculators(pen.lang)["eco-compensation"]], columns=1)
    _label_axes(ax, schedule.is_rate, pen)
    return ax


def _label(schedule: Schedule, pen: Pen) -> str:
    """The provision with its article, if there is a font for it, or the caller's own."""
    what_if = f" · {WHAT_IF[pen.lang]}" if schedule.patched else ""
    if schedule.label is not None:
        return f"{pen.names[0]}{what_if}"
    cited = [schedule.provision, *(name for name in pen.names if name == schedule.source)]
    return f"{with_unit(schedule.titles[pen.lang], ' '.join(cited), pen.lang)}{what_if}"


def _mark_edges(ax: Axes, edges: list[Decimal], amounts: list[Decimal], colour: Any) -> None:
    for edge, amount in zip(edges, amounts, strict=True):
        ax.axvline(float(edge), color=colour, linestyle=":", linewidth=0.8)
        ax.plot(float(edge), float(amount), "o", color=colour)


def _beside(ax: Axes, x: float, y: float, text: str, pen: Pen) -> None:
    ax.annotate(text, (x, y), (8, -12), textcoords="offset points", fontsize="small", gid=_GID, **pen.style)


def _name_edges(ax: Axes, schedule: Schedule, edges: list[Decimal], amounts: list[Decimal], pen: Pen) -> None:
    for edge, amount in zip(edges, amounts, strict=True):
        at = f"{_short(edge)} {_UNITS[pen.lang][schedule.is_rate]}"
        text = f"{at}：{_short(amount)}元" if pen.lang == "zh" else f"{at}: {_short(amount)} yuan"
        _beside(ax, float(edge), float(amount), text, pen)


def _name_rates(ax: Axes, schedule: Schedule, corners: list[Decimal], amounts: list[Decimal], pen: Pen) -> None:
    """Each tier's rate stands beside the middle of its line."""
    for i, tier in enumerate(schedule.tiers[: len(corners) - 1]):
        x, y = (float(ends[i] + ends[i + 1]) / 2 for ends in (corners, amounts))
        rate, of = _short(Decimal(str(tier["rate_yuan"]))), _ONE[pen.lang][schedule.is_rate]
        _beside(ax, x, y, f"每{of} {rate}元" if pen.lang == "zh" else f"{rate} yuan per {of}", pen)


def _short(value: Decimal) -> str:
    """With commas, without zeros behind the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _label_axes(ax: Axes, is_rate: bool, pen: Pen) -> None:
    """Two schedules in the same axes may have different units."""
    label = word("eco-compensation", "areas/factors/excess", pen.lang)
    unit = _UNITS[pen.lang][is_rate]
    before = ax.get_xlabel()
    if unit not in before:
        before = with_unit(label, unit, pen.lang) if not before else f"{before[:-1]}; {unit}{before[-1]}"
    ax.set_xlabel(before, **pen.style)
    ax.set_xlim(left=0, auto=True)
    ax.set_ylim(bottom=0, auto=True)
    money_axis(ax.yaxis, ax.get_ylim()[1], pen, word("eco-compensation", "areas/factors/amount_yuan", pen.lang))
