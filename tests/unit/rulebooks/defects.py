"""The table of defects: a name, how a good rulebook gets it, the path at fault, words of the message.

The paths name parts of the built-in rulebook; its calendar covers 2007 to 2026.
"""

from layout import Pairs

ECO = "/regulations/eco-compensation"
TIERS = ECO + "/parameters/pm25.tiers"
FROM_MONTH = ECO + "/parameters/from_month"
CREDIT = "/regulations/credit-list/parameters"
SMART_RATE = "/regulations/smart-mine/parameters/city_rate_percent"
AREAS = ECO + "/parameters/areas"
YEAR_2020 = "/calendar/years/13"


# --- edits -------------------------------------------------------------------------------------------------------------

def holder(rulebook, path):
    """The container of what a path names, and its name or index there."""
    *names, last = (name.replace("~1", "/").replace("~0", "~") for name in path[1:].split("/"))
    for name in names:
        rulebook = rulebook[int(name)] if isinstance(rulebook, list) else rulebook[name]
    return rulebook, int(last) if isinstance(rulebook, list) else last


def put(path, value):
    def edit(rulebook):
        container, name = holder(rulebook, path)
        container[name] = value
    return edit


def drop(path):
    def edit(rulebook):
        container, name = holder(rulebook, path)
        del container[name]
    return edit


def insert(path, value):
    """Into an array, before the element that a path names."""
    def edit(rulebook):
        container, index = holder(rulebook, path)
        container.insert(index, value)
    return edit


def again(path, index):
    """An element once more, at another index of its array."""
    def edit(rulebook):
        container, first = holder(rulebook, path)
        container.insert(index, container[first])
    return edit


def rename(path, new):
    def edit(rulebook):
        container, name = holder(rulebook, path)
        pairs = [(new if key == name else key, value) for key, value in container.items()]
        container.clear()
        container.update(pairs)
    return edit


def swap(path, other):
    def edit(rulebook):
        first, name = holder(rulebook, path)
        second, other_name = holder(rulebook, other)
        first[name], second[other_name] = second[other_name], first[name]
    return edit


def root_twice(name):
    def edit(rulebook):
        return Pairs([*rulebook.items(), (name, rulebook[name])])
    return edit


def twice(path):
    """A member of an inner object once more behind the others."""
    def edit(rulebook):
        container, name = holder(rulebook, path)
        outer, outer_name = holder(rulebook, path.rpartition("/")[0])
        outer[outer_name] = Pairs([*container.items(), (name, container[name])])
    return edit


def value(rate, first, last=None):
    """A value of a tier list."""
    return {"from": first, "until": last, "document": "DOC-45B", "article": "a", "value": [tier(None, rate)]}


def tier(up_to, rate="1"):
    return {"up_to": up_to, "rate_yuan": rate}


def periods(*values):
    return put(TIERS + "/values", list(values))


def tiers(*list_of_tiers):
    return put(TIERS + "/values/0/value", list(list_of_tiers))


def year(number):
    return {"year": number, "document": "d", "days_off": [], "days_worked": []}


def nested(depth):
    result = []
    for _ in range(depth - 1):
        result = [result]
    return result


# --- defects of the content --------------------------------------------------------------------------------------------

DEFECTS = [
    # The whole.
    ("an array", lambda rulebook: [rulebook], "", ["array"]),
    ("unknown key", put("/regulaton", {}), "/regulaton", ['"regulaton"']),
    ("unknown key that is null", put("/extra~1~0", None), "/extra~1~0", ["extra/~"]),
    ("duplicate key", root_twice("id"), "/id", ['"id"', "twice"]),
    ("duplicate key inside", twice(TIERS + "/unit"), TIERS + "/unit", ['"unit"', "twice"]),
    ("format 2", put("/format", 2), "/format", ["2"]),
    ("format as text", put("/format", "1"), "/format", ["string", "integer"]),
    ("no format", drop("/format"), "", ['"format"', "missing"]),
    ("no id", drop("/id"), "", ['"id"', "missing"]),
    ("empty id", put("/id", ""), "/id", ["1 … 4096"]),
    ("id that is too long", put("/id", "x" * 4097), "/id", ["1 … 4096"]),
    ("id with U+0000", put("/id", "a\0b"), "/id", ["U+0000"]),
    ("version as number", put("/version", 2020), "/version", ["number", "string"]),
    ("version null", put("/version", None), "", ['"version"', "missing"]),
    ("title as text", put("/title", "t"), "/title", ["string", "object"]),
    ("title without Chinese", drop("/title/zh"), "/title", ['"zh"', "missing"]),
    ("too deep", put("/title", nested(64)), "/title" + "/0" * 63, ["64"]),
    # Documents.
    ("no documents", drop("/documents"), "", ['"documents"', "missing"]),
    ("documents as object", put("/documents", {}), "/documents", ["object", "array"]),
    ("empty documents", put("/documents", []), "/documents", ["0"]),
    ("unknown document key", put("/documents/0/date", "2020-01-01"), "/documents/0/date", ['"date"']),
    ("document without number", drop("/documents/1/number"), "/documents/1", ['"number"', "missing"]),
    ("document twice", again("/documents/0", 1), "/documents/1/key", ["twice"]),
    ("bad day of issue", put("/documents/0/issued_on", "2020-02-30"), "/documents/0/issued_on", ["2020-02-30", "YYYY-MM-DD"]),
    ("day of issue without zeros", put("/documents/0/issued_on", "2020-8-27"), "/documents/0/issued_on", ["2020-8-27"]),
    ("day in force beyond 2199", put("/documents/1/in_force_from", "2200-01-01"), "/documents/1/in_force_from", ["2200-01-01"]),
    # Calendar.
    ("no calendar", drop("/calendar"), "", ['"calendar"', "missing"]),
    ("calendar backwards", put("/calendar/last_day", "2006-12-31"), "/calendar/last_day", ["2006-12-31"]),
    ("calendar begins later than its days off", put("/calendar/first_day", "2007-01-02"), "/calendar/years/0/days_off/0", ["2007-01-01"]),
    ("years out of order", swap("/calendar/years/0", "/calendar/years/1"), "/calendar/years/0/year", ["2008", "2007"]),
    ("a year missing inside", drop("/calendar/years/5"), "/calendar/years", ["19", "20"]),
    ("a year replaced", put(YEAR_2020 + "/year", 2021), YEAR_2020 + "/year", ["2021", "2020"]),
    ("a year too many", insert("/calendar/years/20", year(2027)), "/calendar/years", ["21", "20"]),
    ("no years", put("/calendar/years", []), "/calendar/years", ["0"]),
    ("year as text", put(YEAR_2020 + "/year", "2020"), YEAR_2020 + "/year", ["string"]),
    ("year without document", drop(YEAR_2020 + "/document"), YEAR_2020, ['"document"', "missing"]),
    ("year without days worked", drop(YEAR_2020 + "/days_worked"), YEAR_2020, ['"days_worked"', "missing"]),
    ("weekend day off", insert(YEAR_2020 + "/days_off/1", "2020-01-04"), YEAR_2020 + "/days_off/1", ["2020-01-04"]),
    ("weekday worked", insert(YEAR_2020 + "/days_worked/0", "2020-01-02"), YEAR_2020 + "/days_worked/0", ["2020-01-02"]),
    ("days off not ascending", swap(YEAR_2020 + "/days_off/0", YEAR_2020 + "/days_off/1"), YEAR_2020 + "/days_off/1", ["2020-01-01"]),
    ("day worked twice", again(YEAR_2020 + "/days_worked/0", 1), YEAR_2020 + "/days_worked/1", ["2020-01-19"]),
    ("day off of another year", insert(YEAR_2020 + "/days_off/0", "2019-12-31"), YEAR_2020 + "/days_off/0", ["2019-12-31"]),
    ("day off that does not exist", put(YEAR_2020 + "/days_off/0", "2020-02-30"), YEAR_2020 + "/days_off/0", ["2020-02-30"]),
    ("days off as text", put(YEAR_2020 + "/days_off", "2020-01-01"), YEAR_2020 + "/days_off", ["string", "array"]),
    ("day off null", put(YEAR_2020 + "/days_off/0", None), YEAR_2020 + "/days_off/0", ["null"]),
    # Regulations.
    ("regulations as array", put("/regulations", []), "/regulations", ["array", "object"]),
    ("unknown regulation", put("/regulations/eco-compensatoin", {}), "/regulations/eco-compensatoin", ['"eco-compensation"']),
    ("missing regulation", drop("/regulations/workdays"), "/regulations", ['"workdays"', "missing"]),
    ("regulation as text", put("/regulations/workdays", "x"), "/regulations/workdays", ["string", "object"]),
    ("regulation without title", drop(ECO + "/title"), ECO, ['"title"', "missing"]),
    ("no provisions", put(ECO + "/provisions", []), ECO + "/provisions", ["0"]),
    ("provision twice", again(ECO + "/provisions/0", 3), ECO + "/provisions/3/id", ['"ECO-01"', "twice"]),
    ("provision that the library cites", drop(ECO + "/provisions/8"), ECO + "/provisions", ['"ECO-09"', "missing"]),
    ("provision of an unknown document", put(ECO + "/provisions/2/document", "DOC-99"), ECO + "/provisions/2/document", ['"DOC-99"']),
    ("provision without article", drop(ECO + "/provisions/2/article"), ECO + "/provisions/2", ['"article"', "missing"]),
    ("parameters as array", put(ECO + "/parameters", []), ECO + "/parameters", ["array", "object"]),
    ("unknown parameter", put(ECO + "/parameters/pm25.tier", {}), ECO + "/parameters/pm25.tier", ['"pm25.tiers"']),
    ("missing parameter", drop(TIERS), ECO + "/parameters", ['"pm25.tiers"', "missing"]),
    ("renamed parameter", rename(FROM_MONTH, "from_moon"), ECO + "/parameters/from_moon", ['"from_month"']),
    ("parameter where there is none", put("/regulations/workdays/parameters/days", {}), "/regulations/workdays/parameters/days", ['"days"']),
    # Parameters.
    ("missing unit", drop(TIERS + "/unit"), TIERS, ['"unit"', "missing"]),
    ("unit null", put(TIERS + "/unit", None), TIERS, ['"unit"', "missing"]),
    ("unit as number", put(TIERS + "/unit", 1), TIERS + "/unit", ["number", "string"]),
    ("missing provision", drop(TIERS + "/provision"), TIERS, ['"provision"', "missing"]),
    ("unknown provision", put(TIERS + "/provision", "ECO-99"), TIERS + "/provision", ['"ECO-99"']),
    ("provision of another regulation", put(TIERS + "/provision", "CAL-01"), TIERS + "/provision", ['"CAL-01"']),
    ("missing upper edge", drop(TIERS + "/upper_edge"), TIERS, ['"upper_edge"', "missing"]),
    ("upper edge excluded", put(TIERS + "/upper_edge", "exclude"), TIERS + "/upper_edge", ["exclude", '"included"']),
    ("upper edge of a month", put(FROM_MONTH + "/upper_edge", "included"), FROM_MONTH + "/upper_edge", ['"upper_edge"']),
    ("upper edge of areas", put(AREAS + "/upper_edge", "included"), AREAS + "/upper_edge", ['"upper_edge"']),
    ("unknown key of a parameter", put(TIERS + "/notes", "x"), TIERS + "/notes", ['"note"']),
    ("empty note", put(AREAS + "/note", ""), AREAS + "/note", ["1 … 4096"]),
    ("no values", put(TIERS + "/values", []), TIERS + "/values", ["0"]),
    ("values as object", put(TIERS + "/values", {}), TIERS + "/values", ["object", "array"]),
    # Values and their periods.
    ("missing document", drop(TIERS + "/values/0/document"), TIERS + "/values/0", ['"document"', "missing"]),
    ("unknown document", put(TIERS + "/values/0/document", "DOC-45"), TIERS + "/values/0/document", ['"DOC-45"']),
    ("missing article", drop(TIERS + "/values/0/article"), TIERS + "/values/0", ['"article"', "missing"]),
    ("missing first day", drop(TIERS + "/values/0/from"), TIERS + "/values/0", ['"from"', "missing"]),
    ("missing value", drop(TIERS + "/values/0/value"), TIERS + "/values/0", ['"value"', "missing"]),
    ("value null", put(TIERS + "/values/0/value", None), TIERS + "/values/0", ['"value"', "missing"]),
    ("bad first day", put(TIERS + "/values/0/from", "2020-13-01"), TIERS + "/values/0/from", ["2020-13-01", "YYYY-MM-DD"]),
    ("first day as number", put(TIERS + "/values/0/from", 20201001), TIERS + "/values/0/from", ["number"]),
    ("empty last day", put(TIERS + "/values/0/until", ""), TIERS + "/values/0/until", ["YYYY-MM-DD"]),
    ("period backwards", put(TIERS + "/values/0/until", "2020-09-30"), TIERS + "/values/0/until", ["2020-10-01", "2020-09-30"]),
    ("gap", periods(value("1", "2020-10-01", "2020-12-31"), value("2", "2021-01-02")), TIERS + "/values/1/from", ["2021-01-02", "2021-01-01"]),
    ("overlap", periods(value("1", "2020-10-01", "2020-12-31"), value("2", "2020-12-31")), TIERS + "/values/1/from", ["2020-12-31", "2021-01-01"]),
    ("value behind an open one", periods(value("1", "2020-10-01"), value("2", "2021-01-01")), TIERS + "/values/1/from", ["2021-01-01"]),
    ("last day where no request has a day", put(SMART_RATE + "/values/0/until", "2025-12-31"), SMART_RATE + "/values", ["smart-mine"]),
    ("values in the wrong order", periods(value("2", "2021-01-01"), value("1", "2020-10-01", "2020-12-31")), TIERS + "/values/1/from", ["2020-10-01"]),
    # What the values are.
    ("tiers as object", put(TIERS + "/values/0/value", {}), TIERS + "/values/0/value", ["object", "array"]),
    ("no tiers", tiers(), TIERS + "/values/0/value", ["0"]),
    ("seventeen tiers", tiers(*(tier(str(i)) for i in range(1, 17)), tier(None)), TIERS + "/values/0/value", ["17", "16"]),
    ("tiers in the wrong order", tiers(tier("5"), tier("4"), tier(None)), TIERS + "/values/0/value/1/up_to", ["4", "5"]),
    ("equal tiers", tiers(tier("5"), tier("5.0"), tier(None)), TIERS + "/values/0/value/1/up_to", ["5"]),
    ("open tier inside", tiers(tier(None), tier(None)), TIERS + "/values/0/value/0/up_to", ["last"]),
    ("last tier closed", tiers(tier("5"), tier("6")), TIERS + "/values/0/value/1/up_to", ["last", "null"]),
    ("tier up to zero", tiers(tier("0"), tier(None)), TIERS + "/values/0/value/0/up_to", ["0", "> 0"]),
    ("tier without rate", tiers({"up_to": None}), TIERS + "/values/0/value/0", ['"rate_yuan"', "missing"]),
    ("rate below zero", tiers(tier(None, "-1")), TIERS + "/values/0/value/0/rate_yuan", ["-1"]),
    ("rate of three digits after the point", tiers(tier(None, "1.001")), TIERS + "/values/0/value/0/rate_yuan", ["1.001"]),
    ("rate as truth", tiers(tier(None, True)), TIERS + "/values/0/value/0/rate_yuan", ["boolean"]),
    ("unknown key of a tier", tiers({"upto": "5", "rate_yuan": "1"}, tier(None)), TIERS + "/values/0/value/0/upto", ['"up_to"']),
    ("month that does not exist", put(FROM_MONTH + "/values/0/value", "2020-13"), FROM_MONTH + "/values/0/value", ["2020-13", "YYYY-MM"]),
    ("month as day", put(FROM_MONTH + "/values/0/value", "2020-10-01"), FROM_MONTH + "/values/0/value", ["2020-10-01"]),
    ("area without network", drop(AREAS + "/values/0/value/3/network"), AREAS + "/values/0/value/3", ['"network"', "missing"]),
    ("area twice", again(AREAS + "/values/0/value/0", 5), AREAS + "/values/0/value/5/name", ["郑州航空港区", "twice"]),
    ("item of a credit record twice", put(CREDIT + "/items/values/0/value/3/item", "5.1"), CREDIT + "/items/values/0/value/3/item", ["twice"]),
    ("an item of a credit record too few", drop(CREDIT + "/items/values/0/value/3"), CREDIT + "/items/values/0/value", ["11", "12"]),
    ("sanctions out of order", swap(CREDIT + "/sanctions/values/0/value/0", CREDIT + "/sanctions/values/0/value/1"), CREDIT + "/sanctions/values/0/value/1/number", ["1"]),
    ("terms backwards", put(CREDIT + "/terms_months/values/0/value/serious", [7, 6]), CREDIT + "/terms_months/values/0/value/serious/1", ["6"]),
    ("amount of no year", put("/regulations/coal-closure/parameters/award.small/values/0/value/20", "1"), "/regulations/coal-closure/parameters/award.small/values/0/value/20", ['"20"']),
    ("unknown network", put(AREAS + "/values/0/value/3/network", "nationl"), AREAS + "/values/0/value/3/network", ["nationl", '"national"']),
]

# --- defects of the text: the line of the first byte with which it can no longer be JSON -------------------------------

TEXT_DEFECTS = [
    ("empty file", lambda text: b"", 1, ["end of text"]),
    ("blank file", lambda text: b"\n \n", 3, ["end of text"]),
    ("text after the end", lambda text: b'{"format": 1}\n\nx', 3, ["'x'"]),
    ("a second rulebook", lambda text: b"{}\n{}", 2, ["'{'"]),
    ("cut short", lambda text: text[:12], 2, ["end of text"]),
    ("comma at the end", lambda text: b'{"format": 1,\n}', 2, ["'}'"]),
    ("comma missing", lambda text: text.replace(b'"format": 1,', b'"format": 1', 1), 3, ["'\"'"]),
    ("comment", lambda text: b"{\n// x\n}", 2, ["'/'"]),
    ("broken UTF-8", lambda text: b'{"id":\n"\xff"}', 2, ["0xFF"]),
    ("UTF-16", lambda text: "{}".encode("utf-16"), 1, ["0xFF"]),
    ("two byte order marks", lambda text: b"\xef\xbb\xbf\xef\xbb\xbf{}", 1, ["0xEF"]),
    ("line feed in a text", lambda text: b'{"id": "\n"}', 1, ["0x0A"]),
]

# --- what is allowed ---------------------------------------------------------------------------------------------------

GOOD = [
    ("the built-in one, laid out anew", lambda rulebook: None),
    ("two values without gap", periods(value("1", "2020-10-01", "2020-12-31"), value("2", "2021-01-01"))),
    ("a value that ends", periods(value("1", "2020-10-01", "2020-12-31"))),
    ("a value of one day", periods(value("1", "2020-10-01", "2020-10-01"), value("2", "2020-10-02"))),
    ("a note", put(TIERS + "/note", "x")),
    ("null as absence", put(TIERS + "/note", None)),
    ("sixteen tiers", tiers(*(tier(str(i)) for i in range(1, 16)), tier(None))),
    ("numbers in place of texts", tiers(tier(5, 100000), tier(None, 200000))),
    ("another document", insert("/documents/0", {"key": "K", "number": "n", "title": {"en": "e", "zh": "z"},
                                                 "issued_on": "1900-01-01", "in_force_from": "2199-12-31"})),
    ("a calendar that ends earlier", put("/calendar/last_day", "2026-12-30")),
]
