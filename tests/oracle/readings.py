#!/usr/bin/env python3
"""Requests from real readings (tests/data), one a line: every month that has a month last year.

The readings are older than the rule, so each request sets `from_month`; cities stand for areas.
Each month is asked for under several readings of the law.
"""

import csv
import json
from pathlib import Path

READINGS = Path(__file__).resolve().parent.parent / "data" / "station-readings.csv"
OPTIONS = [
    {},
    {"rate_base": "rate-of-means"},
    {"improvement_decimals": 1, "concentration_decimals": 0},
    {"improvement_decimals": 1, "concentration_decimals": 1, "rounding": "half-up"},
]


def read() -> dict[str, dict[str, tuple[str, str]]]:
    months: dict[str, dict[str, tuple[str, str]]] = {}
    with READINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            months.setdefault(row["month"], {})[row["place"]] = (row["pm25"], row["pm10"])
    return months


def last_year(month: str) -> str:
    return f"{int(month[:4]) - 1:04d}{month[4:]}"


def areas(now: dict, before: dict) -> list[dict]:
    return [
        {
            "name": place,
            "pm25": now[place][0],
            "pm10": now[place][1],
            "pm25_last_year": before[place][0],
            "pm10_last_year": before[place][1],
        }
        for place in now
        if place in before
    ]


def main() -> None:
    months = read()
    for month in sorted(months):
        given = areas(months[month], months.get(last_year(month), {}))
        for options in OPTIONS if given else []:
            request = {
                "id": month,
                "calculator": "eco-compensation",
                "input": {"month": month, "areas": given},
                "options": options,
                "rules": {"eco-compensation": {"from_month": "2013-01"}},
                "explain": True,
            }
            print(json.dumps(request, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
