"""The typed functions: figures by hand, options, and what a misspelt name is answered with."""

import inspect
from datetime import date
from decimal import Decimal

import pytest
from cases import AREA, BASE, BATCH, MINE, PROJECT, RECORD

import zzgov


def test_eco_compensation():
    """ECO-05: 6 µg above the base are 5 × 100,000 and 1 × 200,000 yuan; ECO-07: PM10 is below its base."""
    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    assert result.total_yuan == Decimal("700000.00")
    assert str(result.total_yuan) == "700000.00"
    assert result.areas[0].factors[0] == zzgov.results.Factor(
        "pm25", Decimal(58), Decimal(52), Decimal(6), Decimal("700000.00")
    )
    assert [factor.amount_yuan for factor in result.areas[0].factors[1:]] == [0, 0, 0]
    assert result.base.pm25 == zzgov.results.Base(Decimal(52), "given")
    assert result.month == "2020-11"
    assert not result.patched
    assert result.rulebook == zzgov.Rulebook.default()


def test_eco_compensation_computes_bases():
    """ECO-03: what is not given is the mean of the areas, of 58 and 46 it is 52."""
    rows = [
        {"name": name, "pm25": x, "pm10": 90, "pm25_last_year": x, "pm10_last_year": 90}
        for name, x in (("a", 58), ("b", 46))
    ]
    result = zzgov.eco_compensation(date(2020, 11, 1), rows)
    assert result.base.pm25 == zzgov.results.Base(Decimal(52), "computed")
    assert result.total_yuan == Decimal("700000.00")
    assert [warning.code for warning in result.warnings] == ["partial-city", "unknown-area", "unknown-area"]


def test_eco_compensation_options():
    """Rates of 60/50 and 40/80: -20 and 50 %, their mean 15 %; of the sums 100/130 it is 23.076923 %."""
    rows = [
        {"name": "a", "pm25": 60, "pm10": 1, "pm25_last_year": 50, "pm10_last_year": 1},
        {"name": "b", "pm25": 40, "pm10": 1, "pm25_last_year": 80, "pm10_last_year": 1},
    ]
    mean = zzgov.eco_compensation("2020-11", rows)
    sums = zzgov.eco_compensation("2020-11", rows, rate_base="rate-of-means")
    whole = zzgov.eco_compensation("2020-11", rows, rate_base="rate-of-means", improvement_decimals=0)
    found = [result.base.pm25_improvement.value for result in (mean, sums, whole)]
    assert found == [Decimal(15), Decimal("23.076923"), Decimal(23)]
    assert whole.options["improvement_decimals"] == 0


def test_eco_compensation_rounding():
    """A mean of 52.5 at no decimals: to even 52, half up 53 (A-ECO-4)."""
    rows = [
        {"name": n, "pm25": x, "pm10": 1, "pm25_improvement": 0, "pm10_improvement": 0}
        for n, x in (("a", 53), ("b", 52))
    ]
    for rounding, base in (("half-even", 52), ("half-up", 53)):
        result = zzgov.eco_compensation("2020-11", rows, concentration_decimals=0, rounding=rounding)
        assert result.base.pm25.value == base


def test_coal_closure():
    """COAL-01: 6 million yuan for a small mine accepted in 2020, 4 million in 2021."""
    result = zzgov.coal_closure([MINE, MINE | {"name": "二矿", "accepted_on": date(2021, 1, 1)}])
    assert [mine.award_yuan for mine in result.mines] == [Decimal("6000000.00"), Decimal("4000000.00")]
    assert result.award_total_yuan == Decimal("10000000.00")
    assert (result.mines[0].class_, result.mines[0].reasons, result.mines[0].refund) == ("small", (), None)


def test_coal_closure_options():
    """COAL-09: 200 % and 20 points are 220 %, times 1.2 they are 240 %; 300,000 t may count as small (A-COAL-1)."""
    given = MINE | {"replacement": {"ratio_percent": "200", "centralised_trading": True}}
    points, relative = zzgov.coal_closure([given]), zzgov.coal_closure([given], ratio_uplift="relative")
    assert points.mines[0].replacement == zzgov.results.Replacement(Decimal(220), Decimal("46.2"))
    assert relative.mines[0].replacement == zzgov.results.Replacement(Decimal(240), Decimal("50.4"))
    thirty = MINE | {"capacity_10kt": 30}
    assert zzgov.coal_closure([thirty]).mines[0].class_ == "large"
    assert zzgov.coal_closure([thirty], thirty_is_small=True).mines[0].class_ == "small"


def test_smart_mine():
    """SMART-03: 10 % of the investment, the county's top-up beside it."""
    result = zzgov.smart_mine([PROJECT | {"county_topup_yuan": 500000}])
    project = result.projects[0]
    assert (project.city_subsidy_yuan, project.total_yuan) == (Decimal("2345670.00"), Decimal("2845670.00"))
    assert (project.target_2025, project.smart_mine_accepted) == (None, None)


def test_base_station_reward():
    """G5-01: the province's 2,000 yuan, matched by as much, at 5,000 together at most."""
    result = zzgov.base_station_reward([BATCH, BATCH | {"name": "二期", "provincial_reward_yuan": 3000}])
    assert [batch.city_per_station_yuan for batch in result.batches] == [Decimal(2000), Decimal(2000)]
    assert result.combined_total_yuan == Decimal("900000.00")


def test_credit_list():
    """CRED-03: a commendation of 1 October 2020 lists the subject for a year."""
    result = zzgov.credit_list("某公司", [RECORD], "2021-03-01")
    assert (result.status, result.list_last_day, result.score) == ("red", date(2021, 10, 1), 120)
    assert result.records[0].last_day == date(2021, 10, 1)
    assert result.incentives == tuple(range(1, 9))
    assert zzgov.credit_list("某公司", [RECORD], date(2021, 10, 2)).status == "none"


def test_credit_timeline():
    """CRED-09 … 11: three, seven and seven working days."""
    result = zzgov.credit_timeline(notified_on="2020-09-30", verified_on=date(2020, 10, 21))
    assert result.objection_by == date(2020, 10, 12)
    assert result.answer_by is None
    assert result.publish_by == date(2020, 10, 30)


def test_workdays():
    assert zzgov.add_workdays("2020-09-30", 0) == date(2020, 9, 30)
    assert zzgov.workdays_between("2020-09-30", "2020-09-30") == 0
    with pytest.raises(zzgov.CalendarMissing):
        zzgov.add_workdays("2026-12-31", 1)
    with pytest.raises(zzgov.InvalidValue):
        zzgov.workdays_between("2020-10-12", "2020-09-30")


# --- rules and languages -------------------------------------------------------------------------------


def test_rules():
    """12 % instead of 10 %."""
    changes = {"smart-mine": {"city_rate_percent": "12"}}
    for rules in (changes, zzgov.Rulebook.default().patch(changes)):
        result = zzgov.smart_mine([PROJECT], rules=rules)
        assert result.city_total_yuan == Decimal("2814804.00")
        assert result.patched
    assert not zzgov.smart_mine([PROJECT], rules=zzgov.Rulebook.default()).patched


def test_rules_of_workdays_are_a_rulebook():
    assert zzgov.add_workdays("2020-09-30", 3, rules=zzgov.Rulebook.default()) == date(2020, 10, 12)
    with pytest.raises(zzgov.InvalidType, match="dict is no rulebook"):
        zzgov.add_workdays("2020-09-30", 3, rules={})
    with pytest.raises(zzgov.InvalidType, match="str is no rulebook"):
        zzgov.evaluate("{}", rulebook="mine")


@pytest.mark.parametrize("rules", ["smart-mine", 5, [1], {"smart-mine": 5}, {"smart-mine": {"city_rate_percent": "x"}}])
def test_bad_rules(rules):
    with pytest.raises(zzgov.InvalidInput) as raised:
        zzgov.smart_mine([PROJECT], rules=rules)
    assert raised.value.path.startswith("/rules")


def test_languages():
    english, chinese = (zzgov.smart_mine([PROJECT], lang=lang) for lang in ("en", "zh"))
    assert english == chinese
    assert "智能化" in repr(chinese)
    assert "智能化" not in repr(english)
    with pytest.raises(zzgov.InvalidValue, match="'de' is no language"):
        zzgov.smart_mine([PROJECT], lang="de")


# --- names -----------------------------------------------------------------------------------------------

FUNCTIONS = [
    zzgov.eco_compensation,
    zzgov.coal_closure,
    zzgov.smart_mine,
    zzgov.base_station_reward,
    zzgov.credit_list,
    zzgov.credit_timeline,
    zzgov.add_workdays,
    zzgov.workdays_between,
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_signatures(function):
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not inspect.Parameter.empty for parameter in signature.parameters.values())
    assert ">>>" in function.__doc__
    beyond = [p.name for p in signature.parameters.values() if p.default is not inspect.Parameter.empty]
    assert all(signature.parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in beyond)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_misspelt_argument(function):
    with pytest.raises(TypeError, match=rf'{function.__name__}\(\) has no argument "ruels"; did you mean "rules"\?'):
        function(ruels=None)


def test_misspelt_names():
    with pytest.raises(AttributeError, match='did you mean "eco_compensation"'):
        zzgov.eco_compensaton  # noqa: B018
    with pytest.raises(zzgov.UnknownCalculator, match='did you mean "eco-compensation"'):
        zzgov.evaluate({"calculator": "eco-compensaton", "input": {}})
    for call in (zzgov.schema, zzgov.example_csv):
        with pytest.raises(zzgov.UnknownCalculator):
            call("eco-compensaton")
        for broken in ("\0", "\ud800"):
            with pytest.raises(zzgov.InvalidValue):
                call(broken)
        with pytest.raises(TypeError):
            call(None)
    with pytest.raises(zzgov.UnknownField, match='did you mean "pm25"'):
        zzgov.eco_compensation("2020-11", [AREA | {"pm_25": 1}], base=BASE)
    with pytest.raises(zzgov.InvalidValue, match="mean-of-rates") as raised:
        zzgov.eco_compensation("2020-11", [AREA], base=BASE, rate_base="mean")
    assert raised.value.path == "/options/rate_base"


def test_arguments_that_are_missing():
    with pytest.raises(TypeError, match="missing"):
        zzgov.eco_compensation("2020-11")


# --- lists -------------------------------------------------------------------------------------------------


def test_lists():
    assert list(zzgov.calculators()) == list(zzgov.calculators("zh"))
    for calculator, title in zzgov.calculators("zh").items():
        assert not title.isascii()
        assert set(zzgov.schema(calculator)["properties"]) == {"input", "options", "result"}
        header, *rows = zzgov.example_csv(calculator, "zh").splitlines()
        assert header
        assert rows


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_examples_are_taken(tmp_path, lang):
    """What example_csv() gives is what the functions take."""
    calls = {
        "eco-compensation": lambda path: zzgov.eco_compensation("2020-11", path),
        "coal-closure": zzgov.coal_closure,
        "smart-mine": zzgov.smart_mine,
        "base-station-reward": zzgov.base_station_reward,
    }
    for calculator, call in calls.items():
        path = tmp_path / f"{calculator}.csv"
        path.write_text(zzgov.example_csv(calculator, lang))
        result = call(path)
        assert len(getattr(result, result._rows_are)) > 0


def test_example_of_credit_lists_has_many_subjects(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text(zzgov.example_csv("credit-list"))
    with pytest.raises(zzgov.InvalidInput, match=r"records.csv holds \d+ requests"):
        zzgov.credit_list(None, path, "2021-03-01")
