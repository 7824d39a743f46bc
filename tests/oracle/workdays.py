"""`workdays`: counting working days (CAL-01) with the holidays of the PyPI package chinesecalendar.

The package, not the library's own table, so that an error of that table shows.
"""

import datetime
from bisect import bisect_right
from functools import cache

from contract_json import Fault
from decode import Field, date, integer, object_of

try:
    import chinese_calendar
except ImportError:
    chinese_calendar = None

FIRST, LAST = datetime.date(2007, 1, 1), datetime.date(2026, 12, 31)

decode = object_of([
    Field("from", date, required=True),
    Field("add", integer(0, 100_000)),
    Field("until", date),
])
OPTIONS = []
DEFAULTS = {}


class CalendarUnavailable(Exception):
    """The package with the holidays is not installed."""


@cache
def working_days():
    """All working days of the calendar, ascending."""
    if chinese_calendar is None:
        raise CalendarUnavailable("needs the Python package chinesecalendar==1.11.0")
    span = (FIRST + datetime.timedelta(days) for days in range((LAST - FIRST).days + 1))
    return [day for day in span if chinese_calendar.is_workday(day)]


def check(data, _options, _rules):
    if data["add"] is not None and data["until"] is not None:
        raise Fault("invalid-value", "/input/until")
    if data["add"] is None and data["until"] is None:
        raise Fault("missing-field", "/input")
    if data["until"] is not None and data["until"] < data["from"]:
        raise Fault("invalid-value", "/input/until")


def require_covered(day, path):
    if not FIRST <= day <= LAST:
        raise Fault("calendar-missing", path)


def compute(data, _options, _rules):
    require_covered(data["from"], "/input/from")
    if data["until"] is None:
        return {"last_day": add_days(data["from"], data["add"], "/input/add").isoformat()}, []
    require_covered(data["until"], "/input/until")
    return {"working_days": bisect_right(working_days(), data["until"]) - bisect_right(working_days(), data["from"])}, []


def add_days(start, count, path):
    """Counting begins the day after the start day (A-CAL-1); no days to add leave the start day."""
    if count == 0:
        return start
    position = bisect_right(working_days(), start) + count - 1
    if position >= len(working_days()):
        raise Fault("calendar-missing", path)
    return working_days()[position]


def explained(result, _given):
    return [(None, result["last_day"])] if "last_day" in result else []
