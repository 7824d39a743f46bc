"""`smart-mine`: subsidies and targets of smart coal mines, 郑政办〔2020〕44号 (SMART-01, 03 .. 05)."""

from contract_json import Fault
from decode import Field, array_of, boolean, decimal, money, name, object_of, word
from numbers_out import fen, total_within, yuan_text

# 四: the six items of the acceptance.
ITEMS = ("coal-face", "heading-face", "haulage-drainage-power", "ventilation-gas", "control-video", "platform-network")

PROJECT = object_of([
    Field("name", name, required=True),
    Field("owner", word("provincial", "central", "local", "other"), required=True),
    Field("investment_yuan", money(), required=True),
    Field("county_topup_yuan", money()),
    Field("capacity_10kt", decimal(0, 10**6, low_excluded=True)),
    Field("remaining_years", decimal(0, 1000)),
    Field("severe_hazard", boolean),
    Field("acceptance", object_of([Field(item, word("pass", "fail", "not-submitted"), required=True) for item in ITEMS])),
])

decode = object_of([Field("projects", array_of(PROJECT, 1, 10_000), required=True)])
OPTIONS = []
DEFAULTS = {}


def check(data, _options, rules):
    """What depends on other members, project by project."""
    for index, project in enumerate(data["projects"]):
        path = f"/input/projects/{index}"
        if project["county_topup_yuan"] is not None and project["owner"] != "local":
            raise Fault("invalid-value", path + "/county_topup_yuan")
        if is_big(project, rules["smart-mine"]) and project["remaining_years"] is None:
            raise Fault("missing-field", path)


def is_big(project, parameters):
    return project["capacity_10kt"] is not None and project["capacity_10kt"] >= parameters["demonstration_from_10kt"]


def target(project, parameters):
    """SMART-01; a big mine with a short life has no target by its capacity (A-SMART-1 R1)."""
    if project["capacity_10kt"] is None:
        return None
    if is_big(project, parameters):
        return "demonstration" if project["remaining_years"] >= parameters["demonstration_years"] else "gap"
    return "smart-faces" if project["capacity_10kt"] >= parameters["smart_from_10kt"] else "mechanised"


def accepted(acceptance):
    """SMART-05: all six items together."""
    return None if acceptance is None else all(outcome == "pass" for outcome in acceptance.values())


def project_result(project, parameters):
    """SMART-03: only provincial companies are carved out (A-SMART-4 R1); the county's part is what it gives."""
    provincial = project["owner"] == "provincial"
    city = 0 if provincial else fen(project["investment_yuan"] * parameters["city_rate_percent"] / 100)
    county = fen(project["county_topup_yuan"] or 0)
    return city, county, {
        "name": project["name"],
        "route": "provincial-rule" if provincial else "city",
        "city_subsidy_yuan": yuan_text(city),
        "county_topup_yuan": yuan_text(county),
        "total_yuan": yuan_text(city + county),
        "central_budget_route": "national" if project["owner"] == "central" else "via-city",
        "target_2025": target(project, parameters),
        "hazard_target": bool(project["severe_hazard"]),
        "smart_mine_accepted": accepted(project["acceptance"]),
    }


def compute(data, _options, rules):
    projects = [project_result(project, rules["smart-mine"]) for project in data["projects"]]
    result = {
        "projects": [project[2] for project in projects],
        "city_total_yuan": yuan_text(total_within((project[0] for project in projects), "/input/projects")),
        "county_total_yuan": yuan_text(total_within((project[1] for project in projects), "/input/projects")),
    }
    return result, warnings(result)


def warnings(result):
    """A project's own warning stands before the one of its owner: a parent before its children."""
    found = []
    for index, project in enumerate(result["projects"]):
        path = f"/input/projects/{index}"
        if project["target_2025"] == "gap":
            found.append({"code": "gap", "provision": "SMART-01", "path": path})
        if project["route"] == "provincial-rule":
            found.append({"code": "provincial-rule", "provision": "SMART-03", "path": path + "/owner"})
    return found


def explained(result, _given):
    shown = ("route", "city_subsidy_yuan", "county_topup_yuan", "total_yuan", "central_budget_route", "target_2025")
    pairs = [(None, result["city_total_yuan"]), (None, result["county_total_yuan"])]
    pairs += [(project["name"], project[member]) for project in result["projects"] for member in shown
              if project[member] is not None]
    return list(dict.fromkeys(pairs))
