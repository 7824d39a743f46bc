"""What the calculators answer: frozen records with the contract's names, in Python's types.

Amounts and other decimals are ``Decimal``, days are ``date``, months stay text ("2020-11").
"""

from __future__ import annotations

import typing
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from ._evaluate import answered
from ._lang import Lang
from ._result import Explanation, Notice, Result, Step
from ._rulebook import Rulebook

__all__ = [
    "Base",
    "BaseStationReward",
    "Bases",
    "ClosedMine",
    "CoalClosure",
    "CreditList",
    "CreditRecord",
    "CreditTimeline",
    "EcoArea",
    "EcoCompensation",
    "Explanation",
    "Factor",
    "NationalFund",
    "Notice",
    "Refund",
    "Repair",
    "Replacement",
    "Result",
    "SmartMine",
    "SmartProject",
    "StationBatch",
    "Step",
]

# --- eco-compensation -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Base:
    """A city's base and whether it was given or computed."""

    value: Decimal
    source: Literal["given", "computed"]


@dataclass(frozen=True)
class Bases:
    """The bases of the four factors."""

    pm25: Base
    pm25_improvement: Base
    pm10: Base
    pm10_improvement: Base


@dataclass(frozen=True)
class Factor:
    """One factor of an area: how much worse than the base, and what that costs."""

    factor: str
    value: Decimal
    base: Decimal
    excess: Decimal
    amount_yuan: Decimal


@dataclass(frozen=True)
class EcoArea:
    """What an area has deducted."""

    name: str
    factors: tuple[Factor, ...]
    total_yuan: Decimal


@dataclass(frozen=True, repr=False)
class EcoCompensation(Result):
    """A month's deductions (ECO-01 … ECO-09)."""

    _of_calculator = "eco-compensation"
    _rows_are = "areas"

    month: str
    base: Bases
    areas: tuple[EcoArea, ...]
    total_yuan: Decimal


# --- coal-closure -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Refund:
    """Refund of the price of a mining right (COAL-11)."""

    eligible: bool
    amount_yuan: Decimal


@dataclass(frozen=True)
class Replacement:
    """Capacity replacement (COAL-08, COAL-09)."""

    ratio_percent: Decimal
    quota_10kt: Decimal


@dataclass(frozen=True)
class NationalFund:
    """Access to the national fund (COAL-07)."""

    may_apply: bool


@dataclass(frozen=True)
class ClosedMine:
    """What a closed mine gets."""

    name: str
    class_: Literal["small", "large"]
    eligible: bool
    reasons: tuple[str, ...]
    award_yuan: Decimal
    refund: Refund | None
    replacement: Replacement | None
    national_fund: NationalFund | None


@dataclass(frozen=True, repr=False)
class CoalClosure(Result):
    """Awards and refunds for closed coal mines (COAL-01, 04, 06 … 09, 11)."""

    _of_calculator = "coal-closure"
    _rows_are = "mines"

    mines: tuple[ClosedMine, ...]
    award_total_yuan: Decimal
    refund_total_yuan: Decimal


# --- smart-mine -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SmartProject:
    """What a smart-mine project gets."""

    name: str
    route: Literal["city", "provincial-rule"]
    city_subsidy_yuan: Decimal
    county_topup_yuan: Decimal
    total_yuan: Decimal
    central_budget_route: Literal["national", "via-city"]
    target_2025: Literal["demonstration", "smart-faces", "mechanised", "gap"] | None
    hazard_target: bool
    smart_mine_accepted: bool | None


@dataclass(frozen=True, repr=False)
class SmartMine(Result):
    """Subsidies for smart-mine projects (SMART-01, 03 … 05)."""

    _of_calculator = "smart-mine"
    _rows_are = "projects"

    projects: tuple[SmartProject, ...]
    city_total_yuan: Decimal
    county_total_yuan: Decimal


# --- base-station-reward ----------------------------------------------------------------------------


@dataclass(frozen=True)
class StationBatch:
    """What a batch of base stations gets."""

    name: str
    city_per_station_yuan: Decimal
    combined_per_station_yuan: Decimal
    city_yuan: Decimal
    provincial_yuan: Decimal
    combined_yuan: Decimal
    reasons: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class BaseStationReward(Result):
    """Rewards for 5G base stations (G5-01)."""

    _of_calculator = "base-station-reward"
    _rows_are = "batches"

    batches: tuple[StationBatch, ...]
    city_total_yuan: Decimal
    provincial_total_yuan: Decimal
    combined_total_yuan: Decimal


# --- credit ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Repair:
    """Repair of a credit record (CRED-13 … CRED-15)."""

    may_apply: bool
    repaired: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class CreditRecord:
    """A record's grade and publicity period."""

    id: str | None
    item: str
    grade: Literal["trust", "general", "serious"]
    black_listable: bool
    live: bool
    shortest_end: date
    longest_end: date
    last_day: date
    repair: Repair | None


@dataclass(frozen=True, repr=False)
class CreditList(Result):
    """A subject's red or black listing (CRED-03 … 06, 13 … 18, 20)."""

    _of_calculator = "credit-list"
    _rows_are = "records"

    as_of: date
    status: Literal["black", "red", "none"]
    list_last_day: date | None
    score: int
    records: tuple[CreditRecord, ...]
    incentives: tuple[int, ...]
    sanctions: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class CreditTimeline(Result):
    """Last days to object, to answer and to publish (CRED-09 … CRED-11)."""

    _of_calculator = "credit-timeline"

    objection_by: date | None
    answer_by: date | None
    publish_by: date | None


# --- out of a response -------------------------------------------------------------------------------

_hints: dict[type, dict[str, Any]] = {}


def _hints_of(kind: type) -> dict[str, Any]:
    if kind not in _hints:
        hints = typing.get_type_hints(kind)
        own = {f.name for f in fields(kind)} - {f.name for f in fields(Result)}
        _hints[kind] = {name: hint for name, hint in hints.items() if name in own}
    return _hints[kind]


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if hint is Decimal:
        return Decimal(value)
    if hint is date:
        return date.fromisoformat(value)
    if typing.get_origin(hint) is tuple:
        return tuple(_read(typing.get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and issubclass(hint, _RECORDS):
        return hint(**_members(hint, value))
    options = [h for h in typing.get_args(hint) if h is not type(None)]
    return _read(options[0], value) if len(options) == 1 and _is_optional(hint) else value


def _is_optional(hint: Any) -> bool:
    return type(None) in typing.get_args(hint)


def _members(kind: type, value: dict[str, Any]) -> dict[str, Any]:
    """Optional parts that the contract leaves out are None; ``class`` is a word of Python's own."""
    return {name: _read(hint, value.get(name.rstrip("_"))) for name, hint in _hints_of(kind).items()}


_RECORDS = (
    Base,
    Bases,
    Factor,
    EcoArea,
    Refund,
    Replacement,
    NationalFund,
    ClosedMine,
    SmartProject,
    StationBatch,
    Repair,
    CreditRecord,
)

R = TypeVar("R", bound=Result)


def read(kind: type[R], request: str, response: str, rulebook: Rulebook, lang: Lang) -> R:
    """The record of a response."""
    answer = answered(response)
    return kind(
        **_members(kind, answer["result"]),
        options=answer["options"],
        warnings=tuple(Notice(**warning) for warning in answer["warnings"]),
        rulebook=rulebook,
        patched=answer["rulebook"]["patched"],
        lang=lang,
        _request=request,
        _response=response,
    )


def __dir__() -> list[str]:
    return __all__
