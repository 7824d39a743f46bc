"""Random requests of the right form. Most have a result; some meet an overflow or a missing calendar."""

import datetime

from emit import Raw
from generate_coal import coal_request
from generate_credit import credit_request, timeline_request
from generate_eco import eco_request
from generate_rules import PATCHES, add_foreign_rules
from generate_smart import smart_request
from generate_station import station_request
from generate_values import chance


def workdays_request(rng):
    start = datetime.date(2007, 1, 1) + datetime.timedelta(rng.randint(0, 7304))
    if chance(rng, 0.1):
        start = datetime.date.fromisoformat(rng.choice(("2007-01-01", "2026-12-31", "2026-12-30", "2006-12-31",
                                                        "2027-01-01", "2020-02-29", "1900-01-01", "2199-12-31")))
    data = {"from": start.isoformat()}
    if chance(rng, 0.6):
        data["add"] = rng.choice((0, 1, 2, 3, 7, 20, rng.randint(0, 300), rng.randint(0, 6000), Raw("-0"), 100_000))
    else:
        until = start + datetime.timedelta(rng.choice((0, 1, 2, rng.randint(0, 40), rng.randint(0, 5000))))
        data["until"] = min(until, datetime.date(2199, 12, 31)).isoformat()
    if chance(rng, 0.05):
        data["until" if "add" in data else "add"] = None
    request = {"calculator": "workdays", "input": data}
    if chance(rng, 0.05):
        request["options"] = rng.choice(({}, None))
    return request


def request_id(rng):
    return rng.choice(("m-17", "", "区/~\"\\", "x" * 1024, 0, -1, 2**63 - 1, -2**63, Raw("-0"), None, "\u0001", "😀",
                       rng.randint(-10**9, 10**9)))


GENERATORS = {
    "eco-compensation": eco_request,
    "coal-closure": coal_request,
    "smart-mine": smart_request,
    "base-station-reward": station_request,
    "credit-list": credit_request,
    "credit-timeline": timeline_request,
    "workdays": workdays_request,
}
NAMES = tuple(GENERATORS)
# How often each is asked for when several are.
WEIGHTS = {"eco-compensation": 3, "credit-list": 3, "credit-timeline": 1, "workdays": 1}


def good_request(rng, names=NAMES):
    chosen = rng.choices(names, [WEIGHTS.get(name, 2) for name in names])[0]
    request = GENERATORS[chosen](rng)
    if chance(rng, 0.06):
        add_foreign_rules(rng, request, [name for name in names if name in PATCHES])
    if chance(rng, 0.6):
        request["id"] = request_id(rng) or "m-1"
    if chance(rng, 0.3):
        request["explain"] = chance(rng, 0.8)
    if chance(rng, 0.2):
        request["lang"] = rng.choice(("en", "zh", "zh", None))
    if chance(rng, 0.5):
        members = list(request.items())
        rng.shuffle(members)
        request = dict(members)
    return request
