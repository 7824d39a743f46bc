"""Damage to the values of good requests: each kind of fault that the contract names."""

import re

from emit import Members, Raw
from generate_bad_systems import bad_rules, own_fault, pick

JUNK = (True, False, None, [], {}, [[]], [None], {"a": 1}, "", "x", "\u0000", "a\u0000b", 0, 1, -1, Raw("1.0"), Raw("1e0"),
        Raw("-0"), Raw("12345678901234567890"), Raw("9" * 5000), Raw("1E+2"), "null", "1", "x" * 1024, "é" * 512 + "x", Raw("0.1"))
DECIMALS = ("1e2", "1E-2", "+1", "01", "-01", "1.", ".5", "-", "", " 1", "1 ", "1\n", "1,5", "1_0", "1", "٣", "½", "0x1", "1.1234567",
            "1.0000000", "123456789.1234567", "1234567890.123456", "999999999.999999", "0000000000000001", "1000000000000000",
            "100000", "100000.000001", "100001", "99999.999999", "-0", "-0.0", "-0.000001", "0", "0.000000", "100", "100.000001",
            "-1000000", "-1000000.000001", "nan", "Infinity", "1\u0000", "--1", "1.2.3", "1000000000", "1000000000.000001",
            "1000000000000", "1000000000000.01", "1000000000000.00", "0.001", "0.01", "0.10")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
DATES = ("2020-11", "2020-00", "2020-13", "1899-12", "1900-01", "2199-12", "2200-01", "2020-1", "2020-11-01", "2020-09", "0000-01",
         "2021-02-29", "2020-02-29", "2020-02-30", "2020-00-10", "2020-04-31", "1900-02-29", "1899-12-31", "2200-01-01", "2020-1-1",
         "20201101", "2020/11/01", " 2020-11-01", "2020-11-01 ", "2020-11-01T00:00", "-2020-11", "+020-11", "２０２０-11", "",
         "2006-12-31", "2007-01-01", "2026-12-31", "2027-01-01", "2020-09-30\u0000")
UNKNOWN = ("extra", "", "a/b", "a~b", "~1/~0", "PM25", "pm25 ", "id", "tiers", "name", "\u0000", "区", "pm2.5", "Id", "\"", "\n",
           "coal", "eco-compensations", "month", "2020", "mine", "subject", "repair", "standards", "award.small")
CALCULATORS = ("eco", "coal", "coal_closure", "smart", "base-station", "credit", "Credit-List",
               "ECO-COMPENSATION", "eco-compensation ", "", "work-days", "workday", "\u0000", 5, True, [], {}, None)
IDS = ("", "\u0000", "x" * 1025, "é" * 513, True, [], {}, Raw("1.0"), Raw("1e3"), Raw("9223372036854775808"), Raw("-0.0"),
       Raw("-9223372036854775809"), Raw("9" * 5000), None, "x" * 1024)
WORDS = ("EN", "en ", "", "national ", "National", "half-down", "half-up", "provincial", "rate-of-means", "zh", "en\u0000",
         "SA", "sa", "NSA ", "5.2", "6.0", "6.10", "local", "Local", "pass", "not_submitted", "points", "relative", "percent")
WORD_MEMBERS = ("lang", "network", "rounding", "rate_base", "ratio_uplift", "owner", "mode", "item", "coal-face", "control-video")
INTEGERS = (Raw("7"), Raw("-1"), Raw("6"), Raw("1.0"), Raw("1e0"), "1", True, Raw("100000"), Raw("100001"), Raw("-0"), Raw("0.0"), [],
            Raw("10000000"), Raw("10000001"), Raw("1200"), Raw("1201"), Raw("1000000"), Raw("1000001"))
DATE_MEMBERS = ("month", "from", "from_month", "as_of", "built_from")
INTEGER_MEMBERS = ("add", "stations", "start", "black")
DECIMAL_MEMBERS = ("_yuan", "_10kt", "_percent", "_years", "up_to")


def slot(rng, value):
    """A random place of a request: its container and the key in it, shallow places more often."""
    key = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
    inner = value[key]
    if isinstance(inner, (dict, list)) and inner and not isinstance(inner, Members) and rng.random() < 0.7:
        return slot(rng, inner)
    return value, key


def slots_named(value, wanted):
    """All places whose member name is wanted."""
    if isinstance(value, list):
        return [found for inner in value for found in slots_named(inner, wanted)]
    if not isinstance(value, dict):
        return []
    found = [(value, name) for name in value if wanted(name)]
    return found + [place for inner in value.values() for place in slots_named(inner, wanted)]


def put_named(rng, value, wanted, replacement):
    places = slots_named(value, wanted)
    if places:
        container, name = rng.choice(places)
        container[name] = replacement


def damage_value(rng, value, names):
    """One random fault of the values; a request that is no longer an object stays as it is."""
    if isinstance(value, dict) and value:
        if rng.random() < 0.5:
            rng.choice(NAMED_FAULTS)(rng, value, names)
        else:
            rng.choice(VALUE_FAULTS)(rng, value)
    return value


def junk(rng, value):
    container, key = slot(rng, value)
    container[key] = pick(rng, JUNK)


def junk_member(rng, value):
    put_named(rng, value, lambda _name: True, pick(rng, JUNK))


def removal(rng, value):
    container, key = slot(rng, value)
    if not isinstance(container, dict) or len(container) > 1:
        del container[key]


def null(rng, value):
    container, key = slot(rng, value)
    container[key] = None


def unknown_member(rng, value):
    container = value if rng.random() < 0.3 else slot(rng, value)[0]
    if isinstance(container, dict):
        members = list(container.items())
        members.insert(rng.randint(0, len(members)), (rng.choice(UNKNOWN), rng.choice((None, 1, "x", {"y": 1}, [Raw("1e9")]))))
        container.clear()
        container.update(members)


def bad_decimal(rng, value):
    text = rng.choice(DECIMALS)
    number = Raw(text) if NUMBER.fullmatch(text) and rng.random() < 0.5 else text
    put_named(rng, value, lambda name: name.startswith(("pm25", "pm10")) or name.endswith(DECIMAL_MEMBERS), number)


def bad_date(rng, value):
    put_named(rng, value, lambda name: name in DATE_MEMBERS or name.endswith(("until", "_on")), rng.choice(DATES))


def bad_integer(rng, value):
    put_named(rng, value, lambda name: name in INTEGER_MEMBERS or name.endswith(("_decimals", "_workdays")), pick(rng, INTEGERS))


def bad_word(rng, value):
    put_named(rng, value, lambda name: name in WORD_MEMBERS, rng.choice(WORDS))


def bad_id(rng, value):
    value["id"] = pick(rng, IDS)


def bad_calculator(rng, value):
    value["calculator"] = pick(rng, CALCULATORS)


def other_calculator(rng, value, names):
    value["calculator"] = rng.choice(names)


def bad_root_member(rng, value):
    value[rng.choice(("explain", "lang", "options", "rules", "input"))] = pick(rng, JUNK)


def bad_options(rng, value):
    name = rng.choice(("rate_base", "concentration_decimals", "improvement_decimals", "rounding", "decimals", "ratio_uplift",
                       "thirty_is_small"))
    value["options"] = {name: pick(rng, WORDS + INTEGERS)}


VALUE_FAULTS = (junk, junk, junk_member, junk_member, removal, removal, null, unknown_member, unknown_member, bad_decimal, bad_decimal,
                bad_decimal, bad_date, bad_date, bad_integer, bad_word, bad_id, bad_calculator, bad_root_member, bad_options)
NAMED_FAULTS = (bad_rules, bad_rules, bad_rules, bad_rules, bad_rules, other_calculator, own_fault, own_fault, own_fault, own_fault)
