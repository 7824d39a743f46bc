"""One function for each calculator. What is computed, and by which article, the steps of the result say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from . import _rows
from ._errors import Error
from ._evaluate import answered, evaluate_json
from ._lang import Lang, lang_code
from ._names import checked
from ._rows import Rows
from ._rulebook import Rulebook
from ._values import month_text, plain

if TYPE_CHECKING:
    from .results import (
        BaseStationReward,
        CoalClosure,
        CreditList,
        CreditTimeline,
        EcoCompensation,
        Result,
        SmartMine,
    )

    R = TypeVar("R", bound=Result)

Decimalish: TypeAlias = "Decimal | str | int | float"
Day: TypeAlias = "date | str"
Rules: TypeAlias = "Rulebook | Mapping[str, Mapping[str, object]]"
"""A rulebook, or what-if values over the library's own."""


def _frame(rules: Rules | None, lang: str, options: dict[str, object], given: dict[str, object]) -> dict[str, Any]:
    """A request without its rows."""
    frame: dict[str, Any] = {"input": {k: plain(v, f"/input/{k}") for k, v in given.items() if v is not None}}
    frame["options"] = {k: plain(v, f"/options/{k}") for k, v in options.items()}
    if rules is not None and not isinstance(rules, Rulebook):
        frame["rules"] = plain(rules, "/rules")
    frame["lang"] = lang
    return frame


def _answer(kind: type[R], text: str, table: _rows.Table | None, rules: Rules | None, lang: Lang) -> R:
    from . import results

    rulebook = rules if isinstance(rules, Rulebook) else Rulebook.default()
    lang_code(lang)
    try:
        return results.read(kind, text, evaluate_json(text, rulebook=rulebook), rulebook, lang)
    except Error as error:
        raise (table.placed(error) if table else error) from None


def _settle(
    kind: type[R], rows: Rows, given: dict[str, object], options: dict[str, object], rules: Rules | None, lang: Lang
) -> R:
    member = str(kind._rows_are)
    frame = _frame(rules, lang, options, given)
    text, table = _rows.read(kind._of_calculator, member, rows, frame)
    return _answer(kind, text, table, rules, lang)


@checked
def eco_compensation(
    month: Day,
    areas: Rows,
    *,
    base: Mapping[str, Decimalish | None] | None = None,
    rate_base: Literal["mean-of-rates", "rate-of-means"] = "mean-of-rates",
    concentration_decimals: int | None = None,
    improvement_decimals: int | None = None,
    rounding: Literal["half-even", "half-up"] = "half-even",
    rules: Rules | None = None,
    lang: Lang = "en",
) -> EcoCompensation:
    """A month's deductions for air quality (环境空气质量生态补偿, 郑政办〔2020〕45号).

    Each area has ``name``, ``pm25`` and ``pm10`` (µg/m³) and for both either ``…_last_year`` (µg/m³) or
    ``…_improvement`` (percentage points, positive is cleaner), optionally ``network``. ``base`` gives
    the city's bases; what it leaves out is the mean of the areas.

    >>> result = eco_compensation("2020-11", [{"name": "金水区", "pm25": 58, "pm10": 88,
    ...     "pm25_improvement": "9", "pm10_improvement": "6"}],
    ...     base={"pm25": 52, "pm25_improvement": 8, "pm10": 90, "pm10_improvement": 6})
    >>> result.total_yuan
    Decimal('700000.00')
    """
    from .results import EcoCompensation

    options: dict[str, object] = {
        "rate_base": rate_base,
        "concentration_decimals": concentration_decimals,
        "improvement_decimals": improvement_decimals,
        "rounding": rounding,
    }
    given: dict[str, object] = {"month": None if month is None else month_text(month), "base": base}
    return _settle(EcoCompensation, areas, given, options, rules, lang)


@checked
def coal_closure(
    mines: Rows,
    *,
    ratio_uplift: Literal["points", "relative"] = "points",
    thirty_is_small: bool = False,
    rules: Rules | None = None,
    lang: Lang = "en",
) -> CoalClosure:
    """Awards and refunds for closed coal mines (煤矿关闭退出, 郑政文〔2020〕103号).

    Each mine has ``name``, ``capacity_10kt`` (10,000 tonnes a year), ``accepted_on`` and ``standards``,
    and what else the contract names.

    >>> standards = dict.fromkeys(["licences_revoked", "explosives_disposed",
    ...     "power_cut_and_equipment_removed", "shafts_sealed", "workers_resettled"], True)
    >>> coal_closure([{"name": "一矿", "capacity_10kt": 21, "accepted_on": date(2020, 11, 30),
    ...     "standards": standards}]).award_total_yuan
    Decimal('6000000.00')
    """
    from .results import CoalClosure

    options: dict[str, object] = {"ratio_uplift": ratio_uplift, "thirty_is_small": thirty_is_small}
    return _settle(CoalClosure, mines, {}, options, rules, lang)


@checked
def smart_mine(projects: Rows, *, rules: Rules | None = None, lang: Lang = "en") -> SmartMine:
    """Subsidies for smart-mine projects (煤矿智能化建设, 郑政办〔2020〕44号).

    Each project has ``name``, ``owner`` (provincial, central, local, other) and ``investment_yuan``.

    >>> smart_mine([{"name": "一矿", "owner": "local", "investment_yuan": "23456700"}]).city_total_yuan
    Decimal('2345670.00')
    """
    from .results import SmartMine

    return _settle(SmartMine, projects, {}, {}, rules, lang)


@checked
def base_station_reward(batches: Rows, *, rules: Rules | None = None, lang: Lang = "en") -> BaseStationReward:
    """Rewards for stand-alone 5G base stations (5G基站建设奖励, 郑政办〔2020〕42号).

    Each batch has ``name``, ``mode`` (SA, NSA), ``stations`` and ``built_on``, and ``provincial_reward_yuan``
    where it is known.

    >>> base_station_reward([{"name": "一期", "mode": "SA", "stations": 100,
    ...     "built_on": "2020-11-05", "provincial_reward_yuan": 2000}]).city_total_yuan
    Decimal('200000.00')
    """
    from .results import BaseStationReward

    return _settle(BaseStationReward, batches, {}, {}, rules, lang)


@checked
def credit_list(
    subject: str | Mapping[str, str | None],
    records: Rows,
    as_of: Day,
    *,
    rules: Rules | None = None,
    lang: Lang = "en",
) -> CreditList:
    """A subject's red or black listing on a day (信用红黑名单, 郑政办〔2020〕41号).

    The subject is a name, or ``{"name": …, "unified_code": …}``; each record has ``item`` ("5.1" … "6.9")
    and ``published_on``, and what else the contract names.

    >>> credit_list("某公司", [{"item": "5.2", "published_on": "2020-10-01"}], "2021-03-01").status
    'red'
    """
    from .results import CreditList

    given: dict[str, object] = {"subject": {"name": subject} if isinstance(subject, str) else subject, "as_of": as_of}
    return _settle(CreditList, records, given, {}, rules, lang)


@checked
def credit_timeline(
    *,
    notified_on: Day | None = None,
    objection_received_on: Day | None = None,
    verified_on: Day | None = None,
    rules: Rules | None = None,
    lang: Lang = "en",
) -> CreditTimeline:
    """Last days to object, to answer and to publish (异议与公示期限, 郑政办〔2020〕41号).

    >>> credit_timeline(notified_on="2020-09-30").objection_by
    datetime.date(2020, 10, 12)
    """
    from .results import CreditTimeline

    given: dict[str, object] = {
        "notified_on": notified_on,
        "objection_received_on": objection_received_on,
        "verified_on": verified_on,
    }
    frame = _frame(rules, lang, {}, given)
    text = json.dumps({"calculator": "credit-timeline", **frame}, ensure_ascii=False)
    return _answer(CreditTimeline, text, None, rules, lang)


# --- working days ------------------------------------------------------------------------------------


def _workdays(given: dict[str, object], rulebook: Rulebook | None) -> dict[str, Any]:
    request = {"calculator": "workdays", "input": {k: plain(v, f"/input/{k}") for k, v in given.items()}}
    result: dict[str, Any] = answered(evaluate_json(json.dumps(request), rulebook=rulebook))["result"]
    return result


@checked
def add_workdays(day: Day, n: int, *, rules: Rulebook | None = None) -> date:
    """The n-th working day after a day (CAL-01), by the State Council's calendar.

    >>> add_workdays("2020-09-30", 3)
    datetime.date(2020, 10, 12)
    """
    return date.fromisoformat(_workdays({"from": day, "add": n}, rules)["last_day"])


@checked
def workdays_between(start: Day, until: Day, *, rules: Rulebook | None = None) -> int:
    """The working days from one day to another, the first not counted, the last counted (CAL-01).

    >>> workdays_between("2020-09-30", "2020-10-12")
    3
    """
    n: int = _workdays({"from": start, "until": until}, rules)["working_days"]
    return n
