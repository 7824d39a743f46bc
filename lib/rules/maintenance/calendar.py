#!/usr/bin/env python3
"""Make lib/rules/calendar.json: China's public holidays and make-up days.

    calendar.py           write lib/rules/calendar.json
    calendar.py --print   print it instead
    calendar.py --check   compare the file with what would be written;
                          exit status 1 if they differ

The days come from the PyPI package chinesecalendar (imported as
chinese_calendar), which carries the arrangements day by day but not the
notices they were taken from; those are in DOCUMENTS below.

A working day is a Monday to Friday that is not listed in "days_off", or a
Saturday or Sunday that is listed in "days_worked".
"""

import datetime
import json
import pathlib
import sys
from importlib import metadata

HERE = pathlib.Path(__file__).resolve().parent

# This file has the name of a module of the standard library: keep it from
# being imported in that module's place.
sys.path[:] = [entry for entry in sys.path
               if pathlib.Path(entry or ".").resolve() != HERE]

import chinese_calendar  # noqa: E402

PACKAGE = "chinesecalendar"
VERSION = "1.11.0"
TARGET = HERE.parent / "calendar.json"
FIRST_YEAR = 2007
LAST_YEAR = 2026
SATURDAY = 5

# The numbers of the notices that arrange the days of each year: the yearly
# notice of the General Office of the State Council
# (国务院办公厅关于…年部分节假日安排的通知), then any later notice that changed
# it, then the next year's notice where that one moves days of December.
DOCUMENTS = {
    # The notice for 2008 moves Saturday 29 and Monday 31 December 2007.
    2007: ["国办发明电〔2006〕49号", "国办发明电〔2007〕52号"],
    2008: ["国办发明电〔2007〕52号"],
    2009: ["国办发明电〔2008〕42号"],
    2010: ["国办发明电〔2009〕27号"],
    # The notice for 2012 moves Saturday 31 December 2011.
    2011: ["国办发明电〔2010〕40号", "国办发明电〔2011〕45号"],
    2012: ["国办发明电〔2011〕45号"],
    2013: ["国办发明电〔2012〕33号"],
    2014: ["国办发明电〔2013〕28号"],
    # 国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知:
    # 3 and 4 September off, Sunday 6 September worked.
    2015: ["国办发明电〔2014〕28号", "国发明电〔2015〕1号"],
    2016: ["国办发明电〔2015〕18号"],
    2017: ["国办发明电〔2016〕17号"],
    # The notice for 2019 moves Saturday 29 and Monday 31 December 2018.
    2018: ["国办发明电〔2017〕12号", "国办发明电〔2018〕15号"],
    # 国务院办公厅关于调整2019年劳动节假期安排的通知.
    2019: ["国办发明电〔2018〕15号", "国办发明电〔2019〕3号"],
    # 国务院办公厅关于延长2020年春节假期的通知: to Sunday 2 February.
    2020: ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"],
    2021: ["国办发明电〔2020〕27号"],
    2022: ["国办发明电〔2021〕11号"],
    2023: ["国办发明电〔2022〕16号"],
    2024: ["国办发明电〔2023〕7号"],
    2025: ["国办发明电〔2024〕12号"],
    2026: ["国办发明电〔2025〕7号"],
}


def days_of(year):
    """Every day of a year, ascending."""
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield day
        day += datetime.timedelta(days=1)


def year_entry(year):
    """The entry of one year: only days that differ from the plain week."""
    days_off = []
    days_worked = []
    for day in days_of(year):
        weekend = day.weekday() >= SATURDAY
        worked = chinese_calendar.is_workday(day)
        if weekend and worked:
            days_worked.append(day.isoformat())
        if not weekend and not worked:
            days_off.append(day.isoformat())
    return {"year": year, "document": "、".join(DOCUMENTS[year]),
            "days_off": days_off, "days_worked": days_worked}


def line(value):
    """One value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def year_block(entry):
    """The lines of one year, without the line end of the last."""
    return (f'    {{"year": {line(entry["year"])},\n'
            f'     "document": {line(entry["document"])},\n'
            f'     "days_off": {line(entry["days_off"])},\n'
            f'     "days_worked": {line(entry["days_worked"])}}}')


def calendar_text():
    """The whole file."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    blocks = ",\n".join(year_block(year_entry(year)) for year in years)
    return (f'{{\n  "first_day": "{FIRST_YEAR}-01-01",\n'
            f'  "last_day": "{LAST_YEAR}-12-31",\n'
            f'  "years": [\n{blocks}\n  ]\n}}\n')


def check(text):
    """Exit status: 0 if the file holds exactly this text, else 1."""
    if TARGET.is_file() and TARGET.read_bytes() == text.encode("utf-8"):
        print(f"{TARGET.name}: up to date")
        return 0
    print(f"{TARGET.name}: differs from what {pathlib.Path(__file__).name} "
          "makes", file=sys.stderr)
    return 1


def main(arguments):
    installed = metadata.version(PACKAGE)
    if installed != VERSION:
        print(f"needs {PACKAGE} {VERSION}, found {installed}",
              file=sys.stderr)
        return 2
    text = calendar_text()
    if arguments == []:
        TARGET.write_bytes(text.encode("utf-8"))
        return 0
    if arguments == ["--print"]:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return 0
    if arguments == ["--check"]:
        return check(text)
    print("usage: calendar.py [--print | --check]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
