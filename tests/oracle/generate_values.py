"""What all generators of requests share: names, figures and days near a boundary, and how they are spelled."""

import datetime
from decimal import Decimal

from emit import Raw

STRANGE_NAMES = ("Area 51", "区", "a/b~c", "\u2028", "quote\"back\\slash", "tab\there", "😀岗", "x" * 40, "\x01\x1f\x7f",
                 " 金水区", "金水", "/", "\ufeff", "\ud7ff\ue000", "\U0010ffff", "é", "e\u0301")
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)


def chance(rng, share):
    return rng.random() < share


def plain(number, zeros=0):
    """A Decimal as the contract wants it, with zeros after the point."""
    text = format(number, "f")
    return text + ("." if zeros and "." not in text else "") + "0" * zeros


def spelled(rng, number, places=6):
    room = places + min(0, number.as_tuple().exponent)
    text = plain(number, rng.choice((0, 0, 0, min(1, room), min(2, room))))
    return text if chance(rng, 0.5) else Raw(text)


def clamp(number, low, high):
    return min(max(number, Decimal(low)), Decimal(high))


def random_decimal(rng, low, high, places):
    return Decimal(rng.randint(low * 10**places, high * 10**places)).scaleb(-places)


def near(rng, number, low, high, places=6):
    """The number or one unit of some digit beside it, within the range that the contract allows."""
    step = rng.choice((0, 0, 1, -1))
    return clamp(number if step == 0 else number + Decimal(step).scaleb(-rng.randint(0, places)), low, high)


def days_from(day, days):
    """So many days later, within the years of the contract."""
    return min(max(day + datetime.timedelta(days), FIRST_DAY), LAST_DAY)


def day_near(rng, days):
    """One of the days, or the day before or after it."""
    return days_from(rng.choice(days), rng.choice((0, 0, 0, 1, -1)))


def any_day(rng, first_year=1900, last_year=2199):
    first = datetime.date(first_year, 1, 1)
    return days_from(first, rng.randint(0, (datetime.date(last_year, 12, 31) - first).days))


def element_name(rng, kind, index):
    """Names need not be unique."""
    return rng.choice(STRANGE_NAMES) if chance(rng, 0.15) else f"{kind}{index if chance(rng, 0.95) else 0}"


def element_count(rng):
    return rng.choice((1, 1, 2, 3, rng.randint(1, 12), rng.randint(1, 30)))


def spell(rng, value, places=6):
    """Figures and days as the contract wants them; money has two digits after the point at most."""
    if isinstance(value, Decimal):
        return spelled(rng, value, places)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [spell(rng, inner, places) for inner in value]
    if isinstance(value, dict):
        return {name: spell(rng, inner, 2 if is_money(name) else places) for name, inner in value.items()}
    return value


def is_money(name):
    return name.endswith("_yuan") or name.startswith("award.")


def element(rng, required, optional):
    """The members of an element, at times in another order or with null for an absent one."""
    members = list(required.items()) + list(optional.items())
    if chance(rng, 0.3):
        rng.shuffle(members)
    return spell(rng, dict(members))


def optional_members(rng, candidates, share):
    """Some of the members: each is given, absent or, rarely, null."""
    return {name: None if chance(rng, 0.04) else value for name, value in candidates.items() if chance(rng, share)}


def in_force(patch, name, value):
    """The parameter of the request, or today's."""
    return value if patch.get(name) is None else patch[name]
