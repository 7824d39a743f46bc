"""Rounding and the printed forms of numbers. All values are exact fractions."""

from fractions import Fraction
from math import floor

from contract_json import Fault

FEN_MAX = 2**63 - 1


def half_away(value):
    """To the nearest integer, ties away from zero."""
    rounded = floor(abs(value) + Fraction(1, 2))
    return rounded if value >= 0 else -rounded


def round_places(value, places, rounding):
    """`places` None leaves the value exact: the text of the law has no rounding rule (A-ECO-4)."""
    if places is None:
        return value
    scaled = value * 10**places
    # round() of a Fraction takes ties to the even neighbour.
    whole = round(scaled) if rounding == "half-even" else half_away(scaled)
    return Fraction(whole, 10**places)


def fen(yuan):
    return half_away(yuan * 100)


def yuan_text(amount_fen):
    return f"{amount_fen // 100}.{amount_fen % 100:02d}"


def decimal_text(value):
    """At most six digits after the point, ties to even, no trailing zeros, never "-0"."""
    millionths = round(value * 10**6)
    whole, part = divmod(abs(millionths), 10**6)
    digits = f"{whole}.{part:06d}".rstrip("0").rstrip(".")
    return "-" + digits if millionths < 0 else digits


def total_within(amounts_fen, path):
    """The sum of the elements at `path`, which must be an int64."""
    due = sum(amounts_fen)
    if due > FEN_MAX:
        raise Fault("overflow", path)
    return due


def total(values):
    """The exact sum, in pairs: denominators stay short for as long as possible."""
    values = list(values)
    while len(values) > 1:
        values = [sum(values[at:at + 2]) for at in range(0, len(values), 2)]
    return values[0]
