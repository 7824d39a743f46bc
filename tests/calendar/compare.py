#!/usr/bin/env python3
"""Compare lib/rules/calendar.json day by day with two independent packages.

For every day from 2007-01-01 to 2026-12-31: is it a working day by the file,
by the PyPI package holidays, and by the PyPI package chinesecalendar? Each
day on which the file and a package disagree is printed. Exit status 1 if
there is one, or if nothing was compared.

    compare.py [FILE]     FILE instead of lib/rules/calendar.json
"""

import datetime
import json
import pathlib
import sys

import chinese_calendar
import holidays

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALENDAR = ROOT / "lib" / "rules" / "calendar.json"
FIRST_DAY = datetime.date(2007, 1, 1)
LAST_DAY = datetime.date(2026, 12, 31)
SATURDAY = 5


def days():
    """Every day that is compared."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        yield day
        day += datetime.timedelta(days=1)


def listed(calendar, key):
    """The days of one of the two lists, all years together."""
    return {datetime.date.fromisoformat(text)
            for year in calendar["years"] for text in year[key]}


def form_errors(calendar):
    """What the file breaks of its own form."""
    if calendar["first_day"] != FIRST_DAY.isoformat():
        yield f"first_day is {calendar['first_day']}"
    if calendar["last_day"] != LAST_DAY.isoformat():
        yield f"last_day is {calendar['last_day']}"
    years = [year["year"] for year in calendar["years"]]
    if years != list(range(FIRST_DAY.year, LAST_DAY.year + 1)):
        yield f"years are {years}"
    for year in calendar["years"]:
        yield from year_errors(year)


def year_errors(year):
    """What one year breaks: order, year, kind of weekday, document."""
    if not year["document"]:
        yield f"{year['year']}: no document"
    for key, weekend in (("days_off", False), ("days_worked", True)):
        if year[key] != sorted(set(year[key])):
            yield f"{year['year']}: {key} is not ascending"
        for text in year[key]:
            day = datetime.date.fromisoformat(text)
            if day.year != year["year"]:
                yield f"{year['year']}: {text} is of another year"
            if (day.weekday() >= SATURDAY) != weekend:
                yield f"{year['year']}: {text} does not belong in {key}"


def file_judge(calendar):
    """Is a day a working day by the file?"""
    days_off = listed(calendar, "days_off")
    days_worked = listed(calendar, "days_worked")

    def is_working_day(day):
        if day.weekday() >= SATURDAY:
            return day in days_worked
        return day not in days_off
    return is_working_day


def word(working):
    return "working day" if working else "day off"


def compare(by_file, name, by_package):
    """Print the days on which the two differ; the counts same, different."""
    passed = failed = 0
    for day in days():
        ours, theirs = by_file(day), by_package(day)
        if ours == theirs:
            passed += 1
        else:
            failed += 1
            print(f"{day}: {word(ours)} by the file, "
                  f"{word(theirs)} by {name}")
    print(f"{name}: {passed + failed} days compared, {failed} differ")
    return passed, failed


def main(arguments):
    path = pathlib.Path(arguments[0]) if arguments else CALENDAR
    calendar = json.loads(path.read_text(encoding="utf-8"))
    china = holidays.China(years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    by_file = file_judge(calendar)
    errors = list(form_errors(calendar))
    for error in errors:
        print(error)
    passed, failed = 0, len(errors)
    for name, by_package in (("holidays", china.is_working_day),
                             ("chinesecalendar", chinese_calendar.is_workday)):
        same, different = compare(by_file, name, by_package)
        passed += same
        failed += different
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
