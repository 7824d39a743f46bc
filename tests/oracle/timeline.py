"""`credit-timeline`: last days before and after black-listing, 郑政办〔2020〕41号 第十一条 (CRED-09 .. 11)."""

from contract_json import Fault
from decode import Field, date, object_of
from workdays import add_days, require_covered

# The day that starts a period, the day that ends it, the parameter with its working days.
PERIODS = (
    ("notified_on", "objection_by", "objection_workdays"),
    ("objection_received_on", "answer_by", "answer_workdays"),
    ("verified_on", "publish_by", "publish_workdays"),
)

decode = object_of([Field(start, date) for start, _end, _length in PERIODS])
OPTIONS = []
DEFAULTS = {}


def check(data, _options, _rules):
    if all(day is None for day in data.values()):
        raise Fault("missing-field", "/input")


def last_day(start, length, path):
    require_covered(start, path)
    return add_days(start, length, path).isoformat()


def compute(data, _options, rules):
    parameters = rules["credit-timeline"]
    result = {end: None if data[start] is None else last_day(data[start], parameters[length], "/input/" + start)
              for start, end, length in PERIODS}
    return result, []


def explained(result, _given):
    return list(dict.fromkeys((None, day) for day in result.values() if day is not None))
