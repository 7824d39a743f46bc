"""zzgov: the computable provisions of the Zhengzhou government gazette of September 2020.

Amounts are exact to the fen, each figure names its article.

>>> import zzgov
>>> zzgov.add_workdays("2020-09-30", 3)
datetime.date(2020, 10, 12)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._calculators import (
    add_workdays,
    base_station_reward,
    coal_closure,
    credit_list,
    credit_timeline,
    eco_compensation,
    smart_mine,
    workdays_between,
)
from ._errors import (
    AmountOverflow,
    CalendarMissing,
    Cancelled,
    DuplicateField,
    Error,
    InternalError,
    InvalidInput,
    InvalidJSON,
    InvalidRulebook,
    InvalidType,
    InvalidValue,
    LimitExceeded,
    MissingField,
    NotInForce,
    UnknownCalculator,
    UnknownField,
    Unreadable,
)
from ._evaluate import evaluate, evaluate_json
from ._lists import calculators, example_csv, schema
from ._rulebook import Rulebook
from ._versions import __version__, show_versions, versions

if TYPE_CHECKING:
    from . import columns, plot, results
    from ._settle_frame import settle_frame

__all__ = [
    "AmountOverflow",
    "CalendarMissing",
    "Cancelled",
    "DuplicateField",
    "Error",
    "InternalError",
    "InvalidInput",
    "InvalidJSON",
    "InvalidRulebook",
    "InvalidType",
    "InvalidValue",
    "LimitExceeded",
    "MissingField",
    "NotInForce",
    "Rulebook",
    "UnknownCalculator",
    "UnknownField",
    "Unreadable",
    "__version__",
    "add_workdays",
    "base_station_reward",
    "calculators",
    "coal_closure",
    "columns",
    "credit_list",
    "credit_timeline",
    "eco_compensation",
    "evaluate",
    "evaluate_json",
    "example_csv",
    "plot",
    "results",
    "schema",
    "settle_frame",
    "show_versions",
    "smart_mine",
    "versions",
    "workdays_between",
]

# What needs other packages, or takes longer to import, is imported when it is first used.
_LATER = ("columns", "plot", "results", "duckdb", "spark")


def _later(name: str) -> Any:
    import importlib

    if name in _LATER:
        return importlib.import_module(f"{__name__}.{name}")
    if name == "settle_frame":
        from ._settle_frame import settle_frame

        return settle_frame
    return None


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        found = _later(name)
        if found is None:
            from ._names import hint

            raise AttributeError(f'zzgov has no "{name}"{hint(name, __all__)}')
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return __all__
