#!/usr/bin/env python3
"""Hand-worked cases for the oracle itself: the catalogue's examples, positions of faults, the order of faults.

Here those of `eco-compensation`, `workdays` and of every request; the others stand in the modules of `CASES`.
"""

import datetime
import json
import sys

import selftest_coal_smart_station
import selftest_credit
import workdays
from checks import evaluated, fault, result, same, text, warned
from contract_json import MAX_BYTES
from explanation import check_explanation, explained
from generate import requests
from generate_good import NAMES
from oracle import answer, evaluate
from responses import Malformed, normalise, text_faults

CITY = {"pm25": "52", "pm25_improvement": "8.0", "pm10": "90", "pm10_improvement": "6.0"}
ON_BASE = {"name": "金水区", "pm25": "52", "pm10": "90", "pm25_improvement": "8", "pm10_improvement": "6"}
ECO_RULES = "/rules/eco-compensation"
CASES = (selftest_coal_smart_station, selftest_credit)

# ECO-05 .. ECO-08: factor, base, value -> amount in yuan, from the catalogue's examples.
AMOUNTS = (
    ("pm25", "52", "58", "700000.00"), ("pm25", "52", "57", "500000.00"), ("pm25", "52", "57.1", "520000.00"),
    ("pm25", "52", "52", "0.00"), ("pm25", "52", "49", "0.00"), ("pm25", "52", "52.1", "10000.00"),
    ("pm25_improvement", "8.0", "4.9", "485000.00"), ("pm25_improvement", "8.0", "5.0", "450000.00"),
    ("pm25_improvement", "8.0", "8.0", "0.00"), ("pm25_improvement", "-2.0", "-4.5", "375000.00"),
    ("pm10", "90", "97", "450000.00"), ("pm10", "90", "102", "950000.00"), ("pm10", "90", "95", "250000.00"),
    ("pm10", "90", "95.1", "260000.00"), ("pm10", "90", "90", "0.00"),
    ("pm10_improvement", "6.0", "1.0", "700000.00"), ("pm10_improvement", "6.0", "3.0", "300000.00"),
    ("pm10_improvement", "6.0", "2.9", "320000.00"),
)

# Text -> line and column of the first byte with which it can no longer be JSON; None where another fault is found.
POSITIONS = (
    (b"", 1, 1), (b"  ", 1, 3), (b"nul", 1, 4), (b"nulL", 1, 4), (b"nullx", 1, 5), (b"True", 1, 1), (b"01", 1, 2), (b"-", 1, 2),
    (b"-a", 1, 2), (b"-01", 1, 3), (b"1.}", 1, 3), (b"1.", 1, 3), (b"1e+", 1, 4), (b"1e+x", 1, 4), (b"1.5.", 1, 4), (b"+1", 1, 1),
    (b"[1,]", 1, 4), (b"[1 2]", 1, 4), (b"[", 1, 2), (b"[,", 1, 2), (b"{,", 1, 2), (b'{"a" 1', 1, 6), (b'{"a":}', 1, 6),
    (b'{"a":1,}', 1, 8), (b"{}x", 1, 3), (b"{} \n x", 2, 2), (b"[1,\r\n\n  ?", 3, 3), (b'"\n"', 1, 2), (b'\n"a\x1f', 2, 3),
    (b'"\\x"', 1, 3), (b'"\\u12g4"', 1, 6), (b'"\\udc00"', 1, 5), (b'"\\uDbff"', 1, 8), (b'"\\ud83dA"', 1, 8),
    (b'"\\ud83d\\n"', 1, 9), (b'"\\ud83d\\u0041"', 1, 10), (b'"\\ud83d\\ud83d"', 1, 11), (b'"\\ud7ff"', None, None),
    (b'"\\ud83d\\ude00', 1, 14), (b'"\x80', 1, 2), (b'"\xc0\x80', 1, 2), (b'"\xc2"', 1, 3), (b'"\xe0\x80', 1, 3),
    (b'"\xed\xa0', 1, 3), (b'"\xf0\x8f', 1, 3), (b'"\xf4\x90', 1, 3), (b'"\xf5', 1, 2), (b'"\xe4\xb8"', 1, 4),
    (b'"\xf0\x9f\x98', 1, 5), (b"\xef\xbb", 1, 3), (b"\xef\xbb{", 1, 3), (b"\xef\xbb\xbf?", 1, 1), (b"\xef\xbb\xbf\n?", 2, 1),
    (b"\xef\xbb\xbf\xef\xbb\xbf{}", 1, 1), (b"{}\x00", 1, 3), (b'{"a":1,"a"', None, None),
)


def eco(areas=(ON_BASE,), base=None, month="2020-11", **others):
    data = {"month": month, "areas": list(areas), "base": CITY if base is None else base}
    return {"calculator": "eco-compensation", "input": data, **others}


def work(**data):
    return {"calculator": "workdays", "input": data}


def factor_amounts(shown, index=0):
    return {factor["factor"]: factor["amount_yuan"] for factor in shown["areas"][index]["factors"]}


def test_amounts():
    for factor, base, value, wanted in AMOUNTS:
        shown = result(eco([{**ON_BASE, factor: value}], {**CITY, factor: base}))
        same(factor_amounts(shown)[factor], wanted, (factor, base, value))
        same(shown["total_yuan"], wanted, "the other factors are on their base")
    shown = result(eco([{**ON_BASE, "pm25": "58", "pm10": "88", "pm25_improvement": "4.9", "pm10_improvement": "3.0"}]))
    same(shown["total_yuan"], "1485000.00", "ECO-09")


def test_rates_and_bases():
    two = [{"name": name, "pm25": now, "pm10": now, "pm25_last_year": last, "pm10_last_year": last}
           for name, now, last in (("一", "30", "40"), ("二", "72", "80"))]
    shown = result(eco(two, {}))
    same(shown["base"]["pm25_improvement"], {"value": "17.5", "source": "computed"}, "A-ECO-5 R1")
    same(factor_amounts(shown, 1)["pm25_improvement"], "2025000.00", "A-ECO-5 R1")
    shown = result(eco(two, {}, options={"rate_base": "rate-of-means"}))
    same(shown["base"]["pm25_improvement"]["value"], "15", "A-ECO-5 R2")
    same(factor_amounts(shown, 1)["pm25_improvement"], "1150000.00", "A-ECO-5 R2")
    rates = [{**ON_BASE, "name": "三"}, {**ON_BASE, "pm25": "52"}]
    for area, last, now in zip(rates, ("60", "58"), ("57", "52")):
        del area["pm25_improvement"]
        area.update(pm25=now, pm25_last_year=last)
    base = {**CITY, "pm25_improvement": "10.344828"}
    same(result(eco(rates, base))["areas"][1]["factors"][1]["value"], "10.344828", "ECO-04")
    shown = result(eco([rates[0]], {**CITY, "pm25_improvement": "10.3"}, options={"improvement_decimals": 1}))
    same(factor_amounts(shown)["pm25_improvement"], "1255000.00", "ECO-04 with R2: 5.3 points")


def test_rounding():
    areas = [{**ON_BASE, "name": str(number), "pm25": figure} for number, figure in enumerate(("0.000001", "0"))]
    same(result(eco(areas, {}))["base"]["pm25"]["value"], "0", "5e-7 to even")
    areas[1]["pm25"] = "0.000002"
    same(result(eco(areas, {}))["base"]["pm25"]["value"], "0.000002", "1.5e-6 to even")
    for rounding, wanted in (("half-even", "-2"), ("half-up", "-3")):
        areas = [{**ON_BASE, "name": name, "pm25_improvement": figure} for name, figure in (("a", "-2"), ("b", "-3"))]
        shown = result(eco(areas, {}, options={"improvement_decimals": 0, "rounding": rounding}))
        same(shown["base"]["pm25_improvement"]["value"], wanted, "mean -2.5")
    tiny = [{**ON_BASE, "name": str(n), "pm25_improvement": "-0.000001" if n == 0 else "-0"} for n in range(3)]
    same(result(eco(tiny, {}))["base"]["pm25_improvement"]["value"], "0", "never -0")
    patch = {"eco-compensation": {"pm25.tiers": [{"rate_yuan": "1"}]}}
    for figure, wanted in (("52.005", "0.01"), ("52.004999", "0.00"), ("52.015", "0.02")):
        shown = evaluated(eco([{**ON_BASE, "pm25": figure}], rules=patch))
        same((factor_amounts(shown["result"])["pm25"], shown["rulebook"]["patched"]), (wanted, True), "half a fen")


def test_overflow():
    first = {"name": "a", "pm25": "92233.720368", "pm10": "0", "pm25_improvement": 0, "pm10_improvement": 0}
    for rest, wanted in (("547758.07", "92233720368547758.07"), ("547758.08", None)):
        patch = {"eco-compensation": {"pm25.tiers": [{"rate_yuan": "1000000000000"}], "pm10.tiers": [{"rate_yuan": rest}]}}
        request = eco([first, {**first, "name": "b", "pm25": "0", "pm10": "1"}], dict.fromkeys(CITY, 0), rules=patch)
        if wanted is None:
            fault(request, "overflow", "/input/areas")
        else:
            same(result(request)["total_yuan"], wanted, "the largest total")


def test_warnings():
    request = eco([{**ON_BASE, "name": "区"}, {**ON_BASE, "network": "provincial"}], {"pm25": "52"})
    same(warned(request),
         [("partial-city", "/input/areas"), ("unknown-area", "/input/areas/0/name"), ("wrong-network", "/input/areas/1/network")],
         "warnings")
    same(evaluated(eco([ON_BASE]))["warnings"], [], "all bases given")


def test_positions():
    for request, line, column in POSITIONS:
        shown = json.loads(answer(request))["error"]
        same((shown.get("line"), shown.get("column")), (line, column), request)
    fault(b'{"a":1,"\\u0061"', "duplicate-field", "/a")
    fault(b'{"x":[0,{"a~/b":1,"a~/b":', "duplicate-field", "/x/1/a~0~1b")
    fault(b"[" * 65, "limit-exceeded", "/0" * 64)
    fault(b"[" * 64, "invalid-json", "")
    fault(b'{"a":' * 65, "limit-exceeded", "/a" * 64)
    fault(b"[" * 64 + b"]" * 64, "invalid-type", "")
    fault(b'{"a":1,"a":' + b"[" * 65, "duplicate-field", "/a")
    fault(b"?" + b" " * MAX_BYTES, "limit-exceeded", "")
    fault(b"\xef\xbb\xbf" + b" " * MAX_BYTES, "invalid-json", "")


def test_fault_order():
    area = {"name": "a", "pm25": True, "x": 1}
    fault({"zz": 1, "calculator": 5, "id": []}, "unknown-field", "/zz")
    fault({"calculator": 5, "id": []}, "missing-field", "")
    fault({"calculator": "eco", "id": [], "input": 1}, "unknown-calculator", "/calculator")
    fault(eco([area], month=5, id=[]), "invalid-type", "/id")
    fault(eco([area], month=5), "invalid-type", "/input/month")
    fault(eco([area]), "unknown-field", "/input/areas/0/x")
    fault(eco([{"name": "", "pm25": 1}]), "missing-field", "/input/areas/0")
    fault(eco([{**ON_BASE, "pm25_improvement": "1e1", "pm10_last_year": "0"}]), "invalid-value", "/input/areas/0/pm10_last_year")
    fault(eco([ON_BASE, ON_BASE], {"x": None}), "unknown-field", "/input/base/x")
    fault(eco([{**ON_BASE, "pm10_last_year": 1}, ON_BASE]), "invalid-value", "/input/areas/0/pm10_improvement")
    fault(eco([ON_BASE, ON_BASE], lang="EN"), "invalid-value", "/lang")
    fault(eco([ON_BASE, {"name": "金水区", "pm25": 1, "pm10": 1}]), "invalid-value", "/input/areas/1/name")
    fault(eco([{"name": "a", "pm25": 1, "pm10": 1}], month="2020-09"), "missing-field", "/input/areas/0")
    fault(eco(base={"pm25": 1}, options={"rate_base": "rate-of-means"}), "missing-field", "/input/areas/0")
    fault(eco(month="2020-09"), "not-in-force", "/input/month")
    same(result(eco(month="2020-09", rules={"eco-compensation": {"from_month": "2020-09"}}))["month"], "2020-09", "what if")
    fault(eco([]), "invalid-value", "/input/areas")
    fault(eco([None] * 1001), "limit-exceeded", "/input/areas")
    fault(eco([None]), "invalid-type", "/input/areas/0")


def test_rule_faults():
    def patched(tiers, **others):
        return eco(rules={"eco-compensation": {"pm10.tiers": tiers}}, **others)
    rate = {"rate_yuan": "1"}
    path = ECO_RULES + "/pm10.tiers"
    fault(patched([{"up_to": "1"}]), "missing-field", path + "/0")
    fault(patched([{"up_to": "1", **rate}]), "invalid-value", path + "/0/up_to")
    fault(patched([rate, rate]), "invalid-value", path + "/0/up_to")
    fault(patched([{"up_to": "2", **rate}, {"up_to": "2.0", **rate}, rate]), "invalid-value", path + "/1/up_to")
    fault(patched([{"up_to": "1000000000.000001", **rate}, rate]), "invalid-value", path + "/0/up_to")
    fault(patched([rate, rate], month="2020-09"), "invalid-value", path + "/0/up_to")
    fault(patched([{"rate_yuan": "1.001"}]), "invalid-value", path + "/0/rate_yuan")
    fault(patched([rate] * 17), "limit-exceeded", path)
    fault(eco(rules={"eco": None}), "unknown-field", "/rules/eco")
    same(evaluated(patched(None))["rulebook"]["patched"], False, "null is absent")


def test_ids():
    for given, shown in ((b'"a"', "a"), (b"-0", 0), (b"9223372036854775807", 2**63 - 1)):
        same(evaluated(b'{"x":1,"id":' + given + b"}").get("id"), shown, given)
    for given in (b'""', b"null", b"1.0", b"9223372036854775808", b"[]", b'"\\u0000"', b"9" * 5000):
        assert "id" not in evaluated(b'{"x":1,"id":' + given + b"}"), given
    assert "id" not in evaluated(eco([], id=1) | {"input": {"month": "2020-11", "areas": [1] * 1001}})


def test_workdays():
    for start, count, wanted in (("2020-09-25", 3, "2020-09-29"), ("2020-09-30", 3, "2020-10-12"), ("2020-10-01", 0, "2020-10-01"),
                                 ("2026-12-31", 0, "2026-12-31"), ("2026-12-30", 1, "2026-12-31")):
        same(result(work(**{"from": start, "add": count}))["last_day"], wanted, "CAL-01")
    for start, until, wanted in (("2020-09-30", "2020-10-12", 3), ("2020-10-12", "2020-10-12", 0)):
        same(result(work(**{"from": start, "until": until}))["working_days"], wanted, "CAL-01")
    fault(work(**{"from": "2026-12-31", "add": 1}), "calendar-missing", "/input/add")
    fault(work(**{"from": "2027-01-01", "add": 0}), "calendar-missing", "/input/from")
    fault(work(**{"from": "2006-12-31", "until": "2027-01-01"}), "calendar-missing", "/input/from")
    fault(work(**{"from": "2026-12-31", "until": "2027-01-01"}), "calendar-missing", "/input/until")
    fault(work(**{"from": "2027-01-02", "until": "2027-01-01"}), "invalid-value", "/input/until")
    fault(work(**{"from": "2020-01-01", "add": 1, "until": "2019-01-01"}), "invalid-value", "/input/until")
    fault(work(**{"from": "2020-01-01"}), "missing-field", "/input")


def test_holidays():
    """The State Council's notices for 2020 .. 2022: days off as ranges, weekend days worked."""
    off = ("2020-01-01 2020-01-01 2020-01-24 2020-02-02 2020-04-04 2020-04-06 2020-05-01 2020-05-05 2020-06-25 2020-06-27 "
           "2020-10-01 2020-10-08 2021-01-01 2021-01-03 2021-02-11 2021-02-17 2021-04-03 2021-04-05 2021-05-01 2021-05-05 "
           "2021-06-12 2021-06-14 2021-09-19 2021-09-21 2021-10-01 2021-10-07 2022-01-01 2022-01-03 2022-01-31 2022-02-06 "
           "2022-04-03 2022-04-05 2022-04-30 2022-05-04 2022-06-03 2022-06-05 2022-09-10 2022-09-12 2022-10-01 2022-10-07").split()
    worked = ("2020-01-19 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10 2021-02-07 2021-02-20 2021-04-25 2021-05-08 "
              "2021-09-18 2021-09-26 2021-10-09 2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09").split()
    ranges = list(zip(off[::2], off[1::2]))
    for number in range((datetime.date(2022, 12, 31) - datetime.date(2020, 1, 1)).days + 1):
        day = datetime.date(2020, 1, 1) + datetime.timedelta(number)
        holiday = any(first <= day.isoformat() <= last for first, last in ranges)
        wanted = day.isoformat() in worked or (day.weekday() < 5 and not holiday)
        same(day in workdays.working_days(), wanted, day)


def test_responses():
    assert "expected" not in normalise(b'{"error":{"code":"a","path":"","message":"m","expected":"e"}}\n')
    same(normalise(b'{"id":"\\u000a\\u001F","explanation":[]}\n'), '{"id":"\\n\\u001f"}', "forms of an escape")
    for broken in (b"{}", b"{} \n", b"{}\n\n", b'{"a":1,"a":1}\n', b'{"a":"\\u0041"}\n', b"[]\n", b'{"a": 1}\n', b'{"a":"\xff"}\n'):
        try:
            normalise(broken)
        except Malformed:
            continue
        raise AssertionError(broken)
    same(len(text_faults({"error": {"code": "a", "path": ""}, "warnings": [{"code": "a"}]})), 2, "missing messages")


def test_explanation():
    request = text(eco(explain=True))
    response, asked = evaluate(request)
    assert asked and explained(response, request)["0.00"] == 6 and explained(response, request)["2020-11"] == 1
    steps = [{"subject": None, "provision": "ECO-09", "document": "d", "article": "a", "label": "l", "formula": "f", "value": value,
              "unit": "u"} for value in explained(response, request).elements()]
    assert check_explanation({**response, "explanation": steps}, request), "amounts of an area need its name as subject"
    for step in steps:
        step["subject"] = "金水区"
    whole = steps + [{**step, "subject": None} for step in steps]
    same(check_explanation({**response, "explanation": whole}, request), [], "all there")
    assert check_explanation({**response, "explanation": [dict(reversed(step.items())) for step in whole]}, request), "order of members"


def test_generator():
    assert list(requests(7, 50)) == list(requests(7, 50))
    assert not any(b"\n" in line for line in requests(3, 300, bad=1.0))
    errors = [evaluated(line)["error"]["code"] for line in requests(5, 500, bad=0.0) if "error" in evaluated(line)]
    assert set(errors) <= {"not-in-force", "overflow", "calendar-missing"}, set(errors)
    for name in NAMES:
        shown = {evaluated(line).get("calculator") for line in requests(5, 20, bad=0.0, names=[name])}
        assert shown <= {name, None}, shown


def main():
    places = [globals(), *map(vars, CASES)]
    tests = [test for place in places for name, test in place.items() if name.startswith("test_")]
    for test in tests:
        test()
    print(f"{len(tests)} tests passed")


if __name__ == "__main__":
    try:
        main()
    except workdays.CalendarUnavailable as missing:
        sys.exit(str(missing))
