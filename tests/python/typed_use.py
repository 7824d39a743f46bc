"""What users write, for mypy --strict and pyright: nothing here is Any, and each wrong use is a fault of its line.

Not run; ``assert_type`` and the ignored faults are for the checkers, which must also say that an ignored fault is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import numpy as np
import pandas as pd
import polars as pl
from matplotlib.axes import Axes
from numpy.typing import NDArray

import zzgov
from zzgov.results import (
    Base,
    BaseStationReward,
    CoalClosure,
    CreditList,
    CreditTimeline,
    EcoCompensation,
    Factor,
    Step,
)

AREA = {"name": "金水区", "pm25": 58, "pm10": 88, "pm25_improvement": "9", "pm10_improvement": Decimal(6)}


@dataclass
class Area:
    name: str
    pm25: float
    pm10: float


def eco(table: pd.DataFrame, other: pl.DataFrame) -> Decimal:
    result = zzgov.eco_compensation("2020-11", [AREA], base={"pm25": 52, "pm10": "90.0"}, rate_base="rate-of-means")
    assert_type(result, EcoCompensation)
    assert_type(result.total_yuan, Decimal)
    assert_type(result.areas[0].factors[0], Factor)
    assert_type(result.base.pm25, Base)
    assert_type(result.base.pm25.value, Decimal)
    assert_type(result.month, str)
    assert_type(result.to_dict(), dict[str, Any])
    assert_type(result.to_json(), str)
    assert_type(result.to_frame(), pd.DataFrame)
    assert_type(result.plot(), Axes)
    assert_type(result.explain(lang="zh")[0], Step)
    assert_type([step.article for step in result.explain()], list[str])
    assert_type(zzgov.eco_compensation(date(2020, 11, 1), table), EcoCompensation)
    assert_type(zzgov.eco_compensation("2020-11", other, rules={"eco-compensation": {}}), EcoCompensation)
    assert_type(zzgov.eco_compensation("2020-11", Path("readings.csv"), lang="zh"), EcoCompensation)
    assert_type(zzgov.eco_compensation("2020-11", [Area("a", 1, 2)]), EcoCompensation)
    return result.total_yuan


def others() -> None:
    assert_type(zzgov.coal_closure("mines.csv", ratio_uplift="relative"), CoalClosure)
    assert_type(zzgov.coal_closure([]).mines[0].refund is None, bool)
    assert_type(zzgov.base_station_reward([]), BaseStationReward)
    assert_type(zzgov.credit_list("某公司", [], date(2021, 3, 1)), CreditList)
    assert_type(zzgov.credit_timeline(notified_on="2020-09-30"), CreditTimeline)
    assert_type(zzgov.credit_timeline(notified_on="2020-09-30").objection_by, date | None)
    assert_type(zzgov.add_workdays("2020-09-30", 3), date)
    assert_type(zzgov.workdays_between(date(2020, 9, 30), "2020-10-12"), int)
    assert_type(zzgov.evaluate({"calculator": "workdays", "input": {}}), dict[str, Any])
    assert_type(zzgov.evaluate_json(b"{}"), str)


def rulebooks() -> str:
    rules = zzgov.Rulebook.default().patch({"smart-mine": {"city_rate_percent": Decimal("12.5")}})
    assert_type(rules, zzgov.Rulebook)
    assert_type(zzgov.smart_mine([], rules=rules).patched, bool)
    assert_type(zzgov.Rulebook.load(Path("rules.json")).version, str)
    return rules.diff(zzgov.Rulebook.default())


def columns(x: NDArray[np.float64], frame: pd.DataFrame) -> None:
    fen = zzgov.columns.eco_compensation(
        x, x, x, x, pm25_base=52, pm10_base="90.5", pm25_improvement_base=Decimal(8), pm10_improvement_base=x
    )
    assert_type(fen, NDArray[np.int64])
    amounts, status = zzgov.columns.eco_compensation(
        x, x, x, x, pm25_base=52, pm10_base=90, pm25_improvement_base=8, pm10_improvement_base=6, errors="status"
    )
    assert_type(amounts, NDArray[np.int64])
    assert_type(status, NDArray[np.uint8])
    done = zzgov.columns.settle(["2020-11"], x, x, x, x, area=frame["name"], threads=2, progress=print)
    assert_type(done.group_total_fen, NDArray[np.int64])
    assert_type(done.base, dict[str, list[str | None]])
    assert_type(done.sum_fen, int)
    assert_type(zzgov.settle_frame(frame, name="name", progress=True), pd.DataFrame)
    assert_type(zzgov.plot.schedule("pm25", lang="zh"), Axes)


def errors() -> Sequence[str | None]:
    try:
        zzgov.evaluate("{}")
    except zzgov.Error as error:
        assert_type(error.code, str)
        assert_type(error.path, str)
        assert_type(error.line, int)
        return [error.expected]
    return []


def faults(x: NDArray[np.float64]) -> None:
    """Each line is refused; a checker that warns of needless ignores proves it."""
    zzgov.eco_compensation("2020-11")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    zzgov.eco_compensation("2020-11", [AREA], None)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    zzgov.eco_compensation("2020-11", 5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    zzgov.eco_compensation("2020-11", [AREA], rate_base="mean")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    zzgov.smart_mine([], lang="de")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    zzgov.smart_mine([]).city_totl_yuan  # type: ignore[attr-defined]  # pyright: ignore  # noqa: B018
    zzgov.smart_mine([]).city_total_yuan = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    zzgov.add_workdays("2020-09-30", "3")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    zzgov.columns.settle(["2020-11"], x, x, x, x, errors="skip")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
