"""What a plot writes: words of the library, units of money, and a font that has the characters."""

from __future__ import annotations

import contextlib
import functools
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ._lang import Lang
from ._lists import calculators, schema
from ._optional import need

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

MONEY = {
    "en": ((1, "yuan"), (10**3, "thousand yuan"), (10**6, "million yuan")),
    "zh": ((1, "元"), (10**4, "万元"), (10**8, "亿元")),
}
WHAT_IF = {"en": "what-if, not the law", "zh": "假设情形，非现行规定"}
"""As the reports have it."""

SHOWN = 50
"""More rows cannot be read."""

# Simplified forms first; a Japanese font has most of the characters, in its own forms.
_FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei"),
    *("PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC"),
    *("Noto Serif CJK SC", "SimSun", "Songti SC", "Arial Unicode MS", "Noto Sans CJK JP"),
)

_SAMPLE = (*calculators("zh").values(), *(text for _, text in MONEY["zh"]))
"""A Japanese font lacks some of these."""

_REMEDY = (
    "install a Chinese font (Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install "
    "google-noto-sans-cjk-fonts; elsewhere https://fonts.google.com/noto/specimen/Noto+Sans+SC)"
)


# --- fonts -------------------------------------------------------------------------------------------


def wide(texts: Iterable[str]) -> frozenset[str]:
    """The characters of East Asia."""
    return frozenset(c for text in texts for c in text if ord(c) >= 0x2E80)


@functools.cache
def _characters(path: str) -> frozenset[str]:
    font_manager = need("matplotlib.font_manager", "plot")
    try:
        return wide(map(chr, font_manager.get_font(path).get_charmap()))
    except (OSError, RuntimeError):  # a font that FreeType cannot read
        return frozenset()


def _has(family: str, needed: frozenset[str]) -> bool:
    """Whether the font that matplotlib would take by itself will do."""
    font_manager = need("matplotlib.font_manager", "plot")
    try:
        path = font_manager.findfont(font_manager.FontProperties(family=family), fallback_to_default=False)
    except ValueError:
        return False
    return needed <= _characters(path)


def _files() -> dict[str, str]:
    """The installed families and a file of each; matplotlib's last resort has a box for any character."""
    entries = need("matplotlib.font_manager", "plot").fontManager.ttflist
    return {str(entry.name): str(entry.fname) for entry in entries if not entry.name.startswith("Last Resort")}


def _look_again() -> None:
    """matplotlib keeps a list of fonts, and does not see that one was installed since."""
    font_manager = need("matplotlib.font_manager", "plot")
    known = set(_files().values())
    for path in font_manager.findSystemFonts():
        if path not in known and _characters(path):
            with contextlib.suppress(OSError, RuntimeError, NotImplementedError):  # of bitmaps
                font_manager.fontManager.addfont(path)


def _family_with(needed: frozenset[str]) -> str | None:
    """One that is known to be good, or any other."""
    files = _files()
    known = (family for family in (*_FAMILIES, *files) if family in files)
    return next((family for family in known if needed <= _characters(files[family])), None)


def chinese_family(needed: frozenset[str]) -> str | None:
    """An installed family that has all these characters."""
    family = _family_with(needed)
    if family is None:
        _look_again()
        family = _family_with(needed)
    return family


@functools.cache
def _warn(message: str) -> None:
    """Once; whoever plots a year's months need not read it twelve times."""
    warnings.warn(message, UserWarning, stacklevel=5)


# --- the pen -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pen:
    """Language, names and font family of a plot."""

    lang: Lang
    names: tuple[str, ...]
    family: list[str]

    @property
    def style(self) -> dict[str, Any]:
        """For each text of the plot."""
        return {"fontfamily": self.family}

    def head(self, ax: Axes, parts: Iterable[str], columns: int) -> None:
        """Title and, below it, the legend: above the axes, where it hides nothing."""
        labels = [str(label) for label in ax.get_legend_handles_labels()[1]]
        text = {"family": pen_of(labels, self.lang).family, "size": "small"}
        ax.legend(prop=text, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), borderpad=0.2, ncols=columns)
        rows = -(-len(labels) // columns)
        ax.set_title(" · ".join(part for part in parts if part), pad=10 + 14 * rows, **self.style)


def pen_of(names: Sequence[str], lang: Lang) -> Pen:
    """A pen that can write these names; without a Chinese font one that puts numbers in their place."""
    import matplotlib

    own = [str(family) for family in matplotlib.rcParams["font.family"]]
    needed = wide([*names, *(_SAMPLE if lang == "zh" else ())])
    if not needed or any(_has(family, needed) for family in own):
        return Pen(lang, tuple(names), own)
    family = chinese_family(needed)
    if family is not None:
        return Pen(lang, tuple(names), [*own, family])
    return _without(names, own, lang, needed)


def _without(names: Sequence[str], own: list[str], lang: Lang, needed: frozenset[str]) -> Pen:
    """A font that has the words, if not each character of each name, is better than none."""
    common = chinese_family(wide(_SAMPLE))
    if common is not None:
        lacking = "".join(sorted(needed - _characters(_files()[common])))
        _warn(f"{common} lacks {lacking}, and no installed font has all the characters; {_REMEDY}")
        return Pen(lang, tuple(names), [*own, common])
    _warn(f"no installed font shows Chinese: names are shown as #1, #2 … and words in English; {_REMEDY}")
    return Pen("en", tuple(f"#{i}" if wide([name]) else name for i, name in enumerate(names, 1)), own)


# --- words -------------------------------------------------------------------------------------------


def word(calculator: str, path: str, lang: Lang) -> str:
    """What the schema calls a member of the result, without its unit and provision."""
    node: dict[str, Any] = schema(calculator, lang)["properties"]["result"]
    for name in path.split("/"):
        node = (node.get("items") or node)["properties"][name]
    text = re.sub(r" [\[(].*", "", node["description"])
    return text[:1].upper() + text[1:]


def named(record: Any, index: int) -> str:
    """The name or id of an element; a name that takes more than a third of the picture is cut."""
    name = getattr(record, "name", None) or getattr(record, "id", None) or f"#{index + 1}"
    return name if len(name) <= 24 else name[:23] + "…"


# --- axes --------------------------------------------------------------------------------------------


def axes_of(ax: Axes | None, width: float, height: float) -> Axes:
    """The caller's, or those of a new figure."""
    need("matplotlib", "plot")
    if ax is not None:
        return ax
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def money_unit(largest: float, lang: Lang) -> tuple[int, str]:
    """The largest unit in which it is not below ten."""
    return [unit for unit in MONEY[lang] if largest >= 10 * unit[0] or unit[0] == 1][-1]


def money_axis(axis: Axis, largest: float, pen: Pen, label: str = "") -> None:
    """The data stay yuan; ticks are told in a unit that can be read."""
    from matplotlib.ticker import FuncFormatter

    scale, unit = money_unit(largest, pen.lang)
    axis.set_major_formatter(FuncFormatter(lambda yuan, _: f"{yuan / scale:,.10g}"))
    axis.set_label_text(with_unit(label, unit, pen.lang) if label else unit, **pen.style)


def with_unit(label: str, unit: str, lang: Lang) -> str:
    """In brackets, as the reports have it."""
    return f"{label}（{unit}）" if lang == "zh" else f"{label} ({unit})"
