"""Damage to good requests: each kind of fault that the contract names, in the values or in the text."""

import re
from copy import deepcopy

from emit import Members, Raw

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
           "coal", "eco-compensations", "month")
CALCULATORS = ("eco", "ECO-COMPENSATION", "eco-compensation ", "", "work-days", "workday", "\u0000", 5, True, [], {}, None)
IDS = ("", "\u0000", "x" * 1025, "é" * 513, True, [], {}, Raw("1.0"), Raw("1e3"), Raw("9223372036854775808"), Raw("-0.0"),
       Raw("-9223372036854775809"), Raw("9" * 5000), None, "x" * 1024)
WORDS = ("EN", "en ", "", "national ", "National", "half-down", "half-up", "provincial", "rate-of-means", "zh", "en\u0000")
INTEGERS = (Raw("7"), Raw("-1"), Raw("6"), Raw("1.0"), Raw("1e0"), "1", True, Raw("100000"), Raw("100001"), Raw("-0"), Raw("0.0"), [])
TIERS = ([], [{}], [None], [[]], [{"rate_yuan": "1"}] * 2, [{"up_to": "1", "rate_yuan": "1"}], {}, "x",
         [{"up_to": "1", "rate_yuan": "1"}] * 2 + [{"rate_yuan": "1"}], [{"up_to": "0", "rate_yuan": "1"}, {"rate_yuan": "1"}],
         [{"up_to": "2", "rate_yuan": "1"}, {"up_to": "1.9", "rate_yuan": "1"}, {"up_to": "1", "rate_yuan": "1"}],
         [{"up_to": "1", "rate_yuan": None}, {"rate_yuan": "1"}], [{"up_to": str(n), "rate_yuan": "1"} for n in range(1, 18)],
         [{"up_to": "1", "rate_yuan": "1.001"}, {"up_to": "1e9", "rate_yuan": "1"}], [{"rate_yuan": "-1"}],
         [{"up_to": str(n), "rate_yuan": "1"} for n in range(1, 16)] + [{"rate_yuan": "1", "x": None}])
MINIMAL_AREA = {"name": "n", "pm25": 1, "pm10": 1, "pm25_improvement": 1, "pm10_improvement": 1}
INSERTS = (b"\\ud800", b"\\udc00", b"\\uD83D\\uDE00", b"\\ud83d\\u0041", b"\\ud83dx", b"\\ud83d\\n", b"\\uDBFF\\uDBFF", b"\\u12g4",
           b"\\uD", b"\\u", b"\\", b"\\x", b"\\'", b"\\u0000", b"\x00", b"\x1f", b"\t", b"\x7f", b"\x80", b"\xc0\x80", b"\xc1\xbf",
           b"\xc2", b"\xc2\x80", b"\xe0\x80\x80", b"\xe0\x9f", b"\xe0\xa0\x80", b"\xed\x9f\xbf", b"\xed\xa0\x80", b"\xee\x80\x80",
           b"\xef\xbf\xbf", b"\xef\xbb\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f", b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf",
           b"\xf4\x90\x80\x80", b"\xf5\x80", b"\xfe", b"\xff", b"\xe4\xb8", b"\xe4\xb8\x22", b"\xf0\x9f\x98")
TOKENS = (b"01", b"-", b"1.", b"1.}", b".5", b"1e", b"1e+", b"-a", b"+1", b"00", b"0x1", b"nul", b"nulL", b"truee", b"True", b"fals",
          b"NaN", b"Infinity", b"-Infinity", b"'a'", b"\"", b"\"a", b"[", b"{", b"[1,]", b"{\"a\":1,}", b"{a:1}", b"{,}", b"[,]", b"[1 2]",
          b"{\"a\" 1}", b"{\"a\":}", b"//", b"/**/1", b"1 1", b"]", b"}", b",", b":", b"\x0b", b"\xc2\xa0", b"\xe3\x80\x80", b"1E5", b"-0.0e-0")
WHOLE_TEXTS = (b"", b" ", b"5", b"-0", b"null", b"true", b"\"x\"", b"[]", b"[1]", b"{}", b"{", b"[", b"}", b"\x00", b"\xef", b"\xef\xbb",
               b"\xef\xbb{}", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf{}", b"\xfe\xff", b"{}{}", b"{} x", b"{\"calculator\":null}",
               b"{\"id\":1,\"id\":2", b"[" * 65, b"[" * 64, b"[" * 64 + b"]" * 64, b"{\"a\":" * 65, b"[" * 64 + b"x", b"nullx")
NAME = re.compile(rb'"([^"\\]*)"[ \t\r]*:')


def pick(rng, choices):
    """One of the choices as a copy: later damage must not reach into the list."""
    return deepcopy(rng.choice(choices))


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


def damage_value(rng, value):
    """One random fault of the values; a request that is no longer an object stays as it is."""
    if isinstance(value, dict) and value:
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
    put_named(rng, value, lambda name: name.startswith(("pm25", "pm10", "rate_yuan", "up_to")), number)


def bad_date(rng, value):
    put_named(rng, value, lambda name: name in ("month", "from", "until", "from_month"), rng.choice(DATES))


def bad_integer(rng, value):
    put_named(rng, value, lambda name: name == "add" or name.endswith("_decimals"), pick(rng, INTEGERS))


def bad_word(rng, value):
    put_named(rng, value, lambda name: name in ("lang", "network", "rounding", "rate_base"), rng.choice(WORDS))


def bad_id(rng, value):
    value["id"] = pick(rng, IDS)


def bad_calculator(rng, value):
    value["calculator"] = pick(rng, CALCULATORS)


def other_calculator(rng, value):
    value["calculator"] = rng.choice(("eco-compensation", "workdays"))


def bad_root_member(rng, value):
    value[rng.choice(("explain", "lang", "options", "rules", "input"))] = pick(rng, JUNK)


def bad_options(rng, value):
    name = rng.choice(("rate_base", "concentration_decimals", "improvement_decimals", "rounding", "decimals"))
    value["options"] = {name: pick(rng, WORDS + INTEGERS)}


def bad_rules(rng, value):
    factor = rng.choice(("pm25", "pm25_improvement", "pm10", "pm10_improvement", "pm1"))
    patch = {factor + ".tiers": pick(rng, TIERS)}
    if rng.random() < 0.3:
        patch["pm25.tiers"] = pick(rng, TIERS)
    if rng.random() < 0.3:
        patch["from_month"] = rng.choice(DATES)
    value["rules"] = {rng.choice(("eco-compensation",) * 9 + ("eco", "workdays")): patch}


def areas_of(value):
    data = value.get("input")
    areas = data.get("areas") if isinstance(data, dict) else None
    return [area for area in areas if isinstance(area, dict)] if isinstance(areas, list) else []


def repeated_name(rng, value):
    areas = areas_of(value)
    if len(areas) > 1:
        first, later = rng.sample(areas, 2)
        later["name"] = first.get("name")


def rate_twice_or_never(rng, value):
    areas = areas_of(value)
    if areas:
        area, pollutant = rng.choice(areas), rng.choice(("pm25", "pm10"))
        names = [pollutant + "_last_year", pollutant + "_improvement"]
        if rng.random() < 0.5:
            area.update(dict.fromkeys(names, "1"))
        else:
            for name in names:
                area.pop(name, None)


def area_count(rng, value):
    if isinstance(value.get("input"), dict):
        areas = [{**MINIMAL_AREA, "name": f"n{index}"} for index in range(rng.choice((1000, 1001)))]
        value["input"]["areas"] = rng.choice(([], areas))


def workdays_members(rng, value):
    if isinstance(value.get("input"), dict) and "from" in value["input"]:
        value["input"].update(rng.choice(({"add": 1, "until": "2027-01-01"}, {"add": 1, "until": None}, {"add": None, "until": None},
                                          {"add": None, "until": "2007-01-01"}, {"add": None, "until": "2027-01-01"},
                                          {"from": "2006-12-31", "add": None, "until": "2199-12-31"})))


def rates_need_last_year(_rng, value):
    value["options"] = {"rate_base": "rate-of-means"}


VALUE_FAULTS = (junk, junk, junk_member, junk_member, removal, removal, null, unknown_member, unknown_member, bad_decimal, bad_decimal, bad_decimal,
                bad_date, bad_date, bad_integer, bad_word, bad_id, bad_calculator, other_calculator, bad_root_member, bad_options,
                bad_rules, bad_rules, bad_rules, repeated_name, repeated_name, rate_twice_or_never, rate_twice_or_never, area_count,
                workdays_members, workdays_members, rates_need_last_year)


def damage_text(rng, text):
    return rng.choice(TEXT_FAULTS)(rng, text)


def truncated(rng, text):
    return text[:rng.randint(0, len(text))]


def spliced(text, at, inserted, removed=0):
    return text[:at] + inserted + text[at + removed:]


def stray_byte(rng, text):
    byte = bytes([rng.choice((rng.randrange(256), *b'{}[],:"\\0-.eE'))])
    return spliced(text, rng.randint(0, len(text)), byte, rng.choice((0, 1)))


def lost_bytes(rng, text):
    return spliced(text, rng.randint(0, len(text)), b"", rng.choice((1, 1, 2, 5)))


def inside_string(rng, text):
    quotes = [at for at, byte in enumerate(text) if byte == ord('"')]
    return spliced(text, rng.choice(quotes) + 1, rng.choice(INSERTS)) if quotes else text


def in_place_of_value(rng, text):
    """A token before a value, or, where the value is a number or a literal, often in its place."""
    starts = [match.end() for match in NAME.finditer(text)]
    if not starts:
        return text
    at = rng.choice(starts)
    scalar = re.match(rb"[-0-9.a-z]*", text[at:])
    return spliced(text, at, rng.choice(TOKENS), scalar.end())


def before_member(rng, text, member):
    names = list(NAME.finditer(text))
    return spliced(text, rng.choice(names).start(), member + b",") if names else text


def repeated_member(rng, text):
    """The same name before itself, spelled with an escape in half of the cases."""
    names = [match for match in NAME.finditer(text) if match[1].isascii() and match[1]]
    if not names:
        return text
    chosen = rng.choice(names)
    name = chosen[1]
    if rng.random() < 0.5:
        name = b"\\u%04x" % name[0] + name[1:]
    return spliced(text, chosen.start(), b'"' + name + b'":' + rng.choice((b"1", b"null", b"[1,{}]", b"[1")) + b",")


def deep_member(rng, text):
    """About as deep as allowed; half of the cases are never closed."""
    depth = rng.randint(58, 66)
    if rng.random() < 0.5:
        deep = b"[" * depth + b"]" * depth * rng.randint(0, 1)
    else:
        deep = b'{"a/":' * depth + b"1" + b"}" * depth * rng.randint(0, 1)
    return before_member(rng, text, b'"deep":' + deep)


def bad_tail(rng, text):
    return text + rng.choice(TOKENS + INSERTS + (b"\x00", b"{}", b" \t x"))


def whole_text(rng, _text):
    return rng.choice(WHOLE_TEXTS)


TEXT_FAULTS = (truncated, truncated, stray_byte, stray_byte, stray_byte, lost_bytes, inside_string, inside_string, inside_string,
               in_place_of_value, in_place_of_value, repeated_member, repeated_member, repeated_member, deep_member, bad_tail,
               whole_text)
