"""What goes wrong, as exceptions: one tree, each with the contract's code, the path and what was expected."""

from __future__ import annotations

from collections.abc import Callable

from . import core


class Error(Exception):
    """Any fault that the library reports.

    ``code`` is the contract's name of the fault (``"invalid-value"``), ``path`` a JSON Pointer to what
    is at fault, ``expected`` what should stand there (None where there is nothing to say),
    ``message`` the fault in words. ``line`` and ``column`` are places in a text, 0 where there are none.
    """

    code: str = "internal"

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        expected: str | None = None,
        line: int = 0,
        column: int = 0,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.expected = expected
        self.line = line
        self.column = column
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        expected = f" (expected {self.expected})" if self.expected else ""
        return f"{place}{self.message}{expected}"

    def __reduce__(self) -> tuple[Callable[..., Error], tuple[object, ...]]:
        return _again, (type(self), self.message, self.path, self.expected, self.line, self.column, self.code)


def _again(
    kind: type[Error], message: str, path: str, expected: str | None, line: int, column: int, code: str
) -> Error:
    return kind(message, path=path, expected=expected, line=line, column=column, code=code)


class InvalidInput(Error, ValueError):
    """A request that cannot be answered as it stands."""

    code: str = "invalid-value"


class InvalidJSON(InvalidInput):
    """A text that is no JSON; ``line`` and ``column`` (in bytes, from 1) say where."""

    code: str = "invalid-json"


class LimitExceeded(InvalidInput):
    """Too long, too deep or too many."""

    code: str = "limit-exceeded"


class DuplicateField(InvalidInput):
    """A member twice in one object."""

    code: str = "duplicate-field"


class UnknownCalculator(InvalidInput, LookupError):
    """A calculator that does not exist; the message names the nearest."""

    code: str = "unknown-calculator"


class UnknownField(InvalidInput, LookupError):
    """A member that does not exist; the message names the nearest."""

    code: str = "unknown-field"


class MissingField(InvalidInput):
    """A member that is required."""

    code: str = "missing-field"


class InvalidType(InvalidInput, TypeError):
    """A value of another type than is allowed, such as a float where money stands."""

    code: str = "invalid-type"


class InvalidValue(InvalidInput):
    """A value out of its range or not of its form."""

    code: str = "invalid-value"


class NotInForce(Error, LookupError):
    """A day or month before the provision."""

    code: str = "not-in-force"


class CalendarMissing(Error, LookupError):
    """A working day outside of the calendar of the rulebook."""

    code: str = "calendar-missing"


class AmountOverflow(Error, OverflowError):
    """A sum beyond what fits."""

    code: str = "overflow"


class InvalidRulebook(Error, ValueError):
    """A rulebook that is none; ``path``, ``line`` and ``column`` say where."""

    code: str = "invalid-rulebook"


class Unreadable(Error, OSError):
    """A file or table that cannot be read."""

    code: str = "unreadable"

    def __str__(self) -> str:
        return Error.__str__(self)


class Cancelled(Error):
    """Work that a progress function asked to stop."""

    code: str = "cancelled"


class InternalError(Error, RuntimeError):
    """A fault of the library; please report it."""

    code: str = "internal"


KINDS: dict[str, type[Error]] = {
    kind.code: kind
    for kind in (
        InvalidJSON,
        LimitExceeded,
        DuplicateField,
        UnknownCalculator,
        UnknownField,
        MissingField,
        InvalidType,
        InvalidValue,
        NotInForce,
        CalendarMissing,
        AmountOverflow,
        InvalidRulebook,
        Unreadable,
        Cancelled,
        InternalError,
    )
}


def error_of(answer: dict[str, object]) -> Error:
    """The exception of a response's member ``error``."""
    code = str(answer["code"])
    expected = answer.get("expected")
    line, column = answer.get("line", 0), answer.get("column", 0)
    return KINDS.get(code, InternalError)(
        str(answer["message"]),
        path=str(answer["path"]),
        expected=None if expected is None else str(expected),
        line=line if isinstance(line, int) else 0,
        column=column if isinstance(column, int) else 0,
        code=code,
    )


def _from_core(
    code: str | None,
    path: str | None,
    message: str | None,
    message_zh: str | None,
    expected: str | None,
    expected_zh: str | None,
    line: int,
    column: int,
) -> Error:
    code = code or "internal"
    kind = InvalidValue if code == "invalid-argument" else KINDS.get(code, InternalError)
    return kind(message or code, path=path or "", expected=expected, line=line, column=column, code=code)


core.set_error_factory(_from_core)
