"""Python's values as the contract writes them: exactly, or not at all."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from ._errors import InvalidType, InvalidValue, LimitExceeded

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"

MAX_DEPTH = 64
"""Of the contract; also ends what holds itself."""


def to_json(value: object, path: str = "") -> bytes:
    """A JSON text in UTF-8. A lone surrogate stays one, for the library to refuse."""
    text = json.dumps(plain(value, path), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def plain(value: object, path: str = "", money: bool = False, depth: int = 1) -> Plain:
    """A value in JSON's own types; ``path`` is told where it cannot be had."""
    scalar = _scalar(value, path, money)
    if scalar is not _NO_SCALAR:
        return scalar  # type: ignore[return-value]
    if depth > MAX_DEPTH:
        raise LimitExceeded("nested too deep", path=path, expected=f"at most {MAX_DEPTH} levels")
    if isinstance(value, Mapping):
        return _object(value, path, money, depth)
    if isinstance(value, (list, tuple)) and not hasattr(value, "_asdict"):
        return [plain(item, f"{path}/{i}", money, depth + 1) for i, item in enumerate(value)]
    return plain(_opened(value, path), path, money, depth)


def _object(value: Mapping[Any, object], path: str, money: bool, depth: int) -> dict[str, Plain]:
    result: dict[str, Plain] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise InvalidType(f"{key!r} is no name", path=path, expected="a str for each name")
        # Awards are the one kind of money whose members are years.
        is_money = money or key.endswith("_yuan") or key.startswith("award.")
        result[key] = plain(item, f"{path}/{_escaped(key)}", is_money, depth + 1)
    return result


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _opened(value: object, path: str) -> object:
    """What is a mapping or a list in another dress."""
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        from dataclasses import fields

        return {f.name: getattr(value, f.name) for f in fields(value)}  # type: ignore[arg-type]
    as_dict = getattr(value, "_asdict", None)
    if as_dict is not None and not isinstance(value, type):
        return as_dict()
    if hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        return list(value)  # type: ignore[call-overload]
    raise _unknown(value, path)


def _unknown(value: object, path: str) -> InvalidType:
    return InvalidType(
        f"{type(value).__name__} is nothing the contract knows",
        path=path,
        expected="a dict, list, str, int, Decimal, date, bool or None",
    )


_NO_SCALAR = object()


def _scalar(value: object, path: str, money: bool) -> object:
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return _float(value, path, money)
    if isinstance(value, Decimal):
        return decimal_text(value, path)
    if isinstance(value, date):
        return day_text(value, path)
    if hasattr(value, "dtype") and getattr(value, "ndim", 1) == 0:
        return _scalar(of_numpy(value, path), path, money)
    if hasattr(value, "start_time") and hasattr(value, "freqstr"):
        return str(value)  # a pandas Period
    return _NO_SCALAR


def of_numpy(value: Any, path: str = "") -> object:
    """A scalar of NumPy, or an array without dimensions, as Python's own."""
    if getattr(value, "mask", False):
        raise InvalidValue("a masked value", path=path, expected="a value")
    kind = getattr(value.dtype, "kind", "?")
    if kind == "M":
        return _day_of_numpy(value, path)
    if kind in "fc" and value.dtype != "float64":
        raise InvalidType(
            f"a {value.dtype} is not the decimal that was measured",
            path=path,
            expected="float64, rounded to the digits that were measured, or Decimal, str or int",
        )
    if kind not in "biufUO":
        raise _unknown(value, path)
    return value.item()


def _day_of_numpy(value: Any, path: str) -> str:
    """A datetime64 of any unit; what is coarser than a day stays as coarse."""
    day = value.astype("datetime64[D]")
    if value != value:
        raise InvalidValue("NaT is no day", path=path, expected="a date")
    if day != value:
        raise InvalidValue(f"{value} is a moment, not a day", path=path, expected="a date, or midnight")
    return str(value if value.dtype in ("datetime64[M]", "datetime64[Y]") else day)


def _float(value: float, path: str, money: bool) -> int | str:
    if not math.isfinite(value):
        raise InvalidValue(f"{value!r} is no number", path=path, expected="a finite number")
    if money:
        text = float_text(value)
        raise InvalidType(
            "a float is no amount of money, for it cannot hold every fen",
            path=path,
            expected=f'Decimal("{text}"), "{text}" or an int',
        )
    return int(value) if value.is_integer() else float_text(value)


def float_text(value: float) -> str:
    """The shortest decimal that means this float, without an exponent."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")


def decimal_text(value: Decimal, path: str = "") -> str:
    """A Decimal as it stands, without an exponent."""
    if not value.is_finite():
        raise InvalidValue(f"{value} is no number", path=path, expected="a finite number")
    return format(value, "f")


def day_text(value: date, path: str = "") -> str:
    """A day; a moment only if it is midnight and of no time zone."""
    if isinstance(value, datetime):
        if value != value:
            raise InvalidValue("NaT is no day", path=path, expected="a date")
        if value.tzinfo is not None or value.time() != time.min or getattr(value, "nanosecond", False):
            raise InvalidValue(f"{value} is a moment, not a day", path=path, expected="a date, or midnight")
        value = value.date()
    return value.isoformat()


def month_text(value: object, path: str = "/input/month") -> Plain:
    """A month given as text, as its first day, or as a pandas Period."""
    text = plain(value, path)
    if isinstance(text, str) and len(text) == 10 and text.endswith("-01"):
        return text[:7]
    return text


def is_missing(value: Any) -> bool:
    """What frames have where there is nothing: None, NaN, NaT, NA."""
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, (float, date)) and value != value)
