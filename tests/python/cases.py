"""What several tests need: the vectors, a month of readings, requests by hand."""

import json
from decimal import Decimal
from pathlib import Path

import run_command

TESTS = Path(__file__).resolve().parent.parent

VECTORS = [(path.stem, case) for path in sorted((TESTS / "vectors").glob("*.json")) for case in run_command.load(path)]

AREA = {"name": "金水区", "pm25": 58, "pm10": 88, "pm25_improvement": "9", "pm10_improvement": "6"}
"""6 µg above the base of PM2.5: 5 × 100,000 + 1 × 200,000 yuan (ECO-05); better or equal in all else."""
BASE = {"pm25": 52, "pm25_improvement": 8, "pm10": 90, "pm10_improvement": 6}
AREA_YUAN = "700000.00"
STANDARDS = dict.fromkeys(
    [
        "licences_revoked",
        "explosives_disposed",
        "power_cut_and_equipment_removed",
        "shafts_sealed",
        "workers_resettled",
    ],
    True,
)
MINE = {"name": "一矿", "capacity_10kt": 21, "accepted_on": "2020-11-30", "standards": STANDARDS}
PROJECT = {"name": "一矿", "owner": "local", "investment_yuan": "23456700"}
BATCH = {"name": "一期", "mode": "SA", "stations": 100, "built_on": "2020-11-05", "provincial_reward_yuan": 2000}
RECORD = {"item": "5.2", "published_on": "2020-10-01"}


def exact(request):
    """A vector's request without floats."""
    return json.loads(dumped(request), parse_float=Decimal)


def dumped(value):
    """The JSON text that a vector's request is written as."""
    return run_command.compact(value)


def fixed(response):
    """A response without its free texts and the id, which typed functions do not send."""
    kept = run_command.without_free_texts(response)
    kept.pop("id", None)
    return kept
