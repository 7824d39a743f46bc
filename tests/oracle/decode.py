"""From JSON values to checked ones, with the contract's order of faults inside one object or array.

A decoder is a function (value, path) that returns the checked value or raises a Fault.
"""

import datetime
import re
from fractions import Fraction

from contract_json import Fault, Number, child

DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.([0-9]+))?", re.ASCII)
INTEGER = re.compile(r"-?[0-9]+", re.ASCII)
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
MAX_DIGITS = 15
MAX_NAME_BYTES = 1024
# Beyond every range of the contract; longer digits need not be converted.
MAX_INTEGER_TEXT = 20


class Field:
    """One member of an object: its name, its decoder, whether it must be there."""

    def __init__(self, name, decoder, required=False):
        self.name, self.decoder, self.required = name, decoder, required


def check_members(value, path, fields):
    """Unknown members in the order of the text, then missing ones; null counts as missing."""
    if not isinstance(value, dict):
        raise Fault("invalid-type", path)
    known = {field.name for field in fields}
    for name in value:
        if name not in known:
            raise Fault("unknown-field", child(path, name))
    if any(field.required and value.get(field.name) is None for field in fields):
        raise Fault("missing-field", path)


def decode_member(value, path, field):
    inner = value.get(field.name)
    return None if inner is None else field.decoder(inner, child(path, field.name))


def object_of(fields):
    def decode(value, path):
        check_members(value, path, fields)
        return {field.name: decode_member(value, path, field) for field in fields}
    return decode


def array_of(element, minimum, maximum):
    def decode(value, path):
        if not isinstance(value, list):
            raise Fault("invalid-type", path)
        if len(value) > maximum:
            raise Fault("limit-exceeded", path)
        if len(value) < minimum:
            raise Fault("invalid-value", path)
        return [element(inner, child(path, index)) for index, inner in enumerate(value)]
    return decode


def decimal(low, high, low_excluded=False, places=6):
    def decode(value, path):
        if not isinstance(value, (str, Number)):
            raise Fault("invalid-type", path)
        number = parse_decimal(value if isinstance(value, str) else value.raw, places)
        if number is None or not low <= number <= high or (low_excluded and number == low):
            raise Fault("invalid-value", path)
        return number
    return decode


def parse_decimal(text, places):
    match = DECIMAL.fullmatch(text)
    if match is None or len(match[3] or "") > places:
        return None
    if sum(character.isdigit() for character in text) > MAX_DIGITS:
        return None
    return Fraction(text)


def money(low=0, high=10**12):
    return decimal(low, high, places=2)


def integer(low, high):
    def decode(value, path):
        if not isinstance(value, Number):
            raise Fault("invalid-type", path)
        number = parse_integer(value.raw)
        if number is None or not low <= number <= high:
            raise Fault("invalid-value", path)
        return number
    return decode


def parse_integer(text):
    return int(text) if len(text) <= MAX_INTEGER_TEXT and INTEGER.fullmatch(text) else None


def boolean(value, path):
    if not isinstance(value, bool):
        raise Fault("invalid-type", path)
    return value


def string(value, path):
    if not isinstance(value, str):
        raise Fault("invalid-type", path)
    if "\0" in value:
        raise Fault("invalid-value", path)
    return value


def name(value, path):
    if not 1 <= len(string(value, path).encode("utf-8")) <= MAX_NAME_BYTES:
        raise Fault("invalid-value", path)
    return value


def word(*words):
    def decode(value, path):
        if string(value, path) not in words:
            raise Fault("invalid-value", path)
        return value
    return decode


def date(value, path):
    day = parse_date(string(value, path))
    if day is None:
        raise Fault("invalid-value", path)
    return day


def month(value, path):
    """A month stays a text: texts of this form sort by time."""
    if parse_date(string(value, path) + "-01") is None:
        raise Fault("invalid-value", path)
    return value


def parse_date(text):
    match = DATE.fullmatch(text)
    if match is None or not 1900 <= int(match[1]) <= 2199:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def identifier(value, path):
    """A request's id: a text, or an integer of 64 bits."""
    if isinstance(value, Number):
        return integer(-2**63, 2**63 - 1)(value, path)
    return name(value, path)
