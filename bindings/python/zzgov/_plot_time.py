"""Time lines of credit records and of their deadlines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from ._calculators import add_workdays
from ._evaluate import evaluate
from ._lang import Lang
from ._lists import calculators
from ._optional import need
from ._plot_pen import SHOWN, WHAT_IF, Pen, axes_of, named, pen_of, word
from .results import CreditList, CreditTimeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ._result import Result

# The colours and words of the reports.
_SHOWN, _LISTS = "#7fb3d5", {"black": "#212121", "red": "#c0392b"}
_TODAY = "#b9770e"
_WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "black": "black list",
        "red": "red list",
        "list": "list",
        "shown": "record is shown",
        "longest": "until the end of its longest period",
        "as_of": "day that is asked about",
        "days": "working days counted",
    },
    "zh": {
        "black": "黑名单",
        "red": "红名单",
        "list": "名单",
        "shown": "公示期间",
        "longest": "至最长公示期限届满",
        "as_of": "查询日期",
        "days": "所计工作日",
    },
}
_DAY = timedelta(days=1)
_LEAST_DAYS = 14
"""Of fewer the axis would show hours."""
_LAST = date(2199, 12, 31)
"""Of the contract."""


def time_line(result: Result, ax: Axes | None, lang: Lang) -> Axes:
    """By the kind of the result."""
    if isinstance(result, CreditTimeline):
        return _deadlines(result, ax, lang)
    assert isinstance(result, CreditList)
    return _records(result, ax, lang)


# --- records and lists -------------------------------------------------------------------------------


def _listings(result: CreditList, starts: list[date]) -> Iterator[tuple[str, date, date]]:
    """(list, first day, last day): the library is asked on each day on which its answer may change."""
    listing = [i for i, r in enumerate(result.records) if r.black_listable or r.grade == "trust"]
    if len(listing) > SHOWN:  # then only what is known without asking
        if result.list_last_day is not None:
            yield result.status, result.as_of, result.list_last_day
        return
    ends = {result.records[i].last_day + _DAY for i in listing}
    days = sorted({starts[i] for i in listing} | {day for day in ends if day <= _LAST})
    for first, following in zip_longest(days, days[1:]):
        status, last = _status(result, first)
        if last is not None:
            yield status, first, last if following is None else min(last, following - _DAY)


def _joined(listings: Iterable[tuple[str, date, date]]) -> list[tuple[str, date, date]]:
    """One listing after another on the same list is one bar."""
    joined: list[tuple[str, date, date]] = []
    for status, first, last in listings:
        if joined and joined[-1][0] == status and first <= joined[-1][2] + _DAY:
            joined[-1] = (status, joined[-1][1], last)
        else:
            joined.append((status, first, last))
    return joined


def _status(result: CreditList, day: date) -> tuple[str, date | None]:
    request: dict[str, Any] = json.loads(result._request)
    request["input"]["as_of"] = day.isoformat()
    answer = evaluate(request, rulebook=result.rulebook)["result"]
    last = answer["list_last_day"]
    return answer["status"], None if last is None else date.fromisoformat(last)


def _records(result: CreditList, ax: Axes | None, lang: Lang) -> Axes:
    """A row for the lists, and one for each record."""
    request: dict[str, Any] = json.loads(result._request)
    starts = [date.fromisoformat(record["published_on"]) for record in request["input"]["records"]]
    shown = sorted(sorted(range(len(starts)), key=lambda i: result.records[i].last_day, reverse=True)[:SHOWN])
    ids = [f"{named(record, i)} · {record.item}" for i, record in enumerate(result.records)]
    subject: str = request["input"]["subject"]["name"]
    pen = pen_of([*ids, subject], lang)
    ax = axes_of(ax, 8, 2 + 0.35 * len(shown))
    for row, i in enumerate(shown, 1):
        record = result.records[i]
        if record.last_day < record.longest_end:
            _span(ax, row, starts[i], record.longest_end, pen, "longest", fill=False, edgecolor=_SHOWN, linestyle="--")
        _span(ax, row, starts[i], record.last_day, pen, "shown", color=_SHOWN)
    for status, first, last in _joined(_listings(result, starts)):
        _span(ax, 0, first, last, pen, status, color=_LISTS[status])
    _mark_day(ax, result.as_of, pen)
    ax.set_yticks(range(len(shown) + 1), [_WORDS[pen.lang]["list"], *(pen.names[i] for i in shown)], **pen.style)
    ax.set_ylim(len(shown) + 0.6, -0.6)
    about = [subject] if subject in pen.names else []
    _finish(ax, result, pen, [*about, _how_many(len(shown), len(starts), pen.lang)])
    return ax


def _how_many(n_shown: int, n: int, lang: Lang) -> str:
    if n_shown == n:
        return ""
    return f"共{n}条，列出最晚的{n_shown}条" if lang == "zh" else f"the {n_shown} latest of {n:,}"


def _span(ax: Axes, row: int, first: date, last: date, pen: Pen, what: str, **style: Any) -> None:
    """Both days included; each kind is in the legend once."""
    label = _WORDS[pen.lang][what]
    known = ax.get_legend_handles_labels()[1]
    days = (last - first).days + 1
    ax.barh(row, days, left=_number(first), height=0.6, label="_" if label in known else label, **style)


def _number(day: date) -> float:
    return float(need("matplotlib.dates", "plot").date2num(day))


def _mark_day(ax: Axes, day: date, pen: Pen) -> None:
    label = f"{_WORDS[pen.lang]['as_of']} {day}"
    ax.axvline(_number(day) + 0.5, color=_TODAY, linewidth=1.5, label=label)


def _finish(ax: Axes, result: Result, pen: Pen, about: list[str], right: float = 0.03) -> None:
    """Dates in figures, in either language; ``right`` is the room behind the last day."""
    dates = need("matplotlib.dates", "plot")
    months, moments = ["%Y", "%Y-%m"], ["%H:%M"] * 3
    locator = dates.AutoDateLocator()
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        dates.ConciseDateFormatter(
            locator,
            formats=[*months, "%m-%d", *moments],
            zero_formats=["", "%Y", "%m-%d", *moments],
            offset_formats=["", "", "%Y", *moments],
        )
    )
    first, last = ax.dataLim.intervalx
    least = max(0.0, _LEAST_DAYS - (last - first)) / 2
    ax.set_xlim(first - least - 0.03 * (last - first), last + least + right * (last - first))
    title = calculators(pen.lang)[result._of_calculator]
    pen.head(ax, [title, *about, WHAT_IF[pen.lang] if result.patched else ""], columns=3)


# --- deadlines ---------------------------------------------------------------------------------------

_PERIODS = {
    "objection_by": "notified_on",
    "answer_by": "objection_received_on",
    "publish_by": "verified_on",
}
"""Which day each period begins with; it is not counted itself."""


def _counted(first: date, last: date, result: CreditTimeline) -> list[date]:
    """The working days of a period."""
    days: list[date] = []
    while not days or days[-1] < last:
        days.append(add_workdays(first, len(days) + 1, rules=result.rulebook))
    return days


def _deadlines(result: CreditTimeline, ax: Axes | None, lang: Lang) -> Axes:
    """A row for each period: the days from the first to the last, and the working days among them."""
    given: dict[str, Any] = json.loads(result._request)["input"]
    periods = {
        end: (date.fromisoformat(given[start]), last)
        for end, start in _PERIODS.items()
        if (last := getattr(result, end)) is not None
    }
    pen = pen_of([], lang)
    ax = axes_of(ax, 8, 1.8 + 0.5 * len(periods))
    for row, (first, last) in enumerate(periods.values()):
        _draw_period(ax, row, first, last, result, pen)
    words = [word("credit-timeline", end, pen.lang) for end in periods]
    ax.set_yticks(range(len(periods)), words, **pen.style)
    ax.set_ylim(len(periods) - 0.4, -0.6)
    _finish(ax, result, pen, [], right=0.2)
    return ax


def _draw_period(ax: Axes, row: int, first: date, last: date, result: CreditTimeline, pen: Pen) -> None:
    left, right = _number(first), _number(last) + 1
    ax.barh(row, right - left, left=left, height=0.5, color=_SHOWN)
    days = _counted(first, last, result) if last > first else []
    label = _WORDS[pen.lang]["days"] if row == 0 else "_"
    ax.plot([_number(day) + 0.5 for day in days], [row] * len(days), "o", color="#1b4f72", markersize=4, label=label)
    ax.annotate(f"{last}", (right, row), (4, 0), textcoords="offset points", va="center", fontsize="small")
