"""Results: how they compare, show and explain themselves."""

import copy
import dataclasses
import json
import pickle
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from cases import AREA, BASE, BATCH, MINE, PROJECT, RECORD
from check_html import Page

import zzgov

CALLS = {
    "eco": lambda **o: zzgov.eco_compensation("2020-11", [AREA, AREA | {"name": "乙"}], base=BASE, **o),
    "coal": lambda **o: zzgov.coal_closure([MINE], **o),
    "smart": lambda **o: zzgov.smart_mine([PROJECT], **o),
    "station": lambda **o: zzgov.base_station_reward([BATCH], **o),
    "credit": lambda **o: zzgov.credit_list("某公司", [RECORD], "2021-03-01", **o),
    "timeline": lambda **o: zzgov.credit_timeline(notified_on="2020-09-30", **o),
}


@pytest.fixture(params=CALLS)
def call(request):
    return CALLS[request.param]


def test_equal_by_value(call):
    one, other = call(), call()
    assert one == other
    assert hash(one) == hash(other)
    assert one == call(lang="zh")
    assert one != call(rules={"smart-mine": {"city_rate_percent": "10"}})
    assert one != "anything else"
    assert len({one, other}) == 1


def test_copies(call):
    one = call()
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert other.to_json() == one.to_json()
        assert repr(other) == repr(one)


def test_frozen(call):
    result = call()
    for name in ("options", "totl_yuan", "lang"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(result, name, 1)


def test_back_to_the_contract(call):
    result = call()
    assert result.to_dict() == json.loads(result.to_json())
    assert list(result.to_dict()) == ["calculator", "rulebook", "options", "result", "warnings"]
    assert result.to_json() == zzgov.evaluate_json(result._request)
    assert result.options == result.to_dict()["options"]


# --- explanations --------------------------------------------------------------------------------------


def test_same_steps_in_both_languages(call):
    english, chinese = call().explain(), call().explain(lang="zh")
    assert len(english) > 0
    assert english.lang == "en"
    assert chinese.lang == call(lang="zh").explain().lang == "zh"
    for one, other in zip(english, chinese, strict=True):
        assert (one.subject, one.provision, one.document, one.article, one.value) == (
            other.subject,
            other.provision,
            other.document,
            other.article,
            other.value,
        )
    assert str(english) != str(chinese)


def test_each_step_is_printed(call):
    for lang in ("en", "zh"):
        steps = call().explain(lang=lang)
        for step in steps:
            assert step.label in str(steps)
            assert step.article in str(steps)
    assert repr(steps) == str(steps)


def test_explanation_is_a_sequence():
    steps = CALLS["eco"]().explain()
    assert steps[0] == next(iter(steps))
    assert steps[-1:] == tuple(steps)[-1:]
    assert steps[0] in steps
    with pytest.raises(IndexError):
        steps[len(steps)]
    assert list(pickle.loads(pickle.dumps(steps))) == list(copy.deepcopy(steps)) == list(steps)


def test_explains_by_the_rules_it_was_computed_by():
    rulebook = zzgov.Rulebook.default().patch({"smart-mine": {"city_rate_percent": "12"}})
    for rules in (rulebook, {"smart-mine": {"city_rate_percent": "12"}}):
        result = CALLS["smart"](rules=rules)
        assert any(step.value == "2814804.00" for step in result.explain())
        assert "2,814,804.00" in repr(result)


def test_languages_of_explanations():
    with pytest.raises(zzgov.InvalidValue):
        CALLS["eco"]().explain(lang="de")


# --- shown ---------------------------------------------------------------------------------------------


def width(text):
    from wcwidth import wcswidth

    return wcswidth(text)


def test_plain_text_is_aligned(call):
    """Lines of a table are no longer than the rule above it, counted as a terminal does."""
    for lang in ("en", "zh"):
        lines = repr(call(lang=lang)).splitlines()
        for number, line in enumerate(lines):
            if set(line) == {"─"}:
                body = lines[number + 1 :]
                rows = body[: body.index("")] if "" in body else body
                assert max(map(width, rows)) <= width(line)


def test_notebook_page(call):
    for lang, written in (("en", "en"), ("zh", "zh-CN")):
        page = Page(call(lang=lang)._repr_html_())
        assert page.faults == []
        assert page.seen[0] == "section"
        assert page.attributes["section"]["lang"] == written
        assert not {"html", "head", "body", "script", "link", "iframe", "meta"} & set(page.seen)


def test_notebook_page_of_an_explanation(call):
    page = Page(call().explain()._repr_html_())
    assert page.faults == []
    shown = "".join(page.texts.values())
    assert all(step.article in shown for step in call().explain())


def test_texts_are_escaped():
    name = '<script>alert("1")</script>&amp;\'</section>'
    result = zzgov.eco_compensation("2020-11", [AREA | {"name": name}], base=BASE)
    for text in (result._repr_html_(), result.explain()._repr_html_(), result.report("html")):
        page = Page(text)
        assert page.faults == []
        assert "script" not in page.seen
        assert name in "".join(page.texts.values())


def test_many_rows_are_cut_short():
    many = zzgov.base_station_reward([BATCH | {"name": f"第{i}批"} for i in range(1000)])
    assert len(repr(many).splitlines()) <= 161
    assert repr(many).endswith("print(result.report('table'))")
    assert many._repr_html_().startswith("<pre>")
    assert len(many.report("table").splitlines()) > 1000


def test_reports(call):
    result = call()
    assert result.report("table") == repr(result) + "\n"
    assert result.report("csv").count("\n") >= 2
    assert result.report().startswith("<!DOCTYPE html>")
    assert '<html lang="zh-CN">' in result.report(lang="zh")
    with pytest.raises(zzgov.InvalidValue, match="pdf"):
        result.report("pdf")


# --- frames ----------------------------------------------------------------------------------------------


def test_frame_of_areas():
    frame = CALLS["eco"]().to_frame()
    assert list(frame["name"]) == ["金水区", "乙"]
    assert list(frame.columns[:2]) == ["name", "pm25.value"]
    assert list(frame["pm25.amount_yuan"]) == [Decimal("700000.00")] * 2
    assert all(type(value) is Decimal for value in frame["total_yuan"])
    assert frame["total_yuan"].sum() == CALLS["eco"]().total_yuan


def test_frame_has_columns_for_what_is_absent():
    priced = {
        "mineral_right": {
            "cancelled": True,
            "merged": False,
            "price_paid_yuan": "5000000",
            "reserves_priced_10kt": "400",
            "reserves_remaining_10kt": "100",
        }
    }
    one = zzgov.coal_closure([MINE]).to_frame()
    two = zzgov.coal_closure([MINE, MINE | {"name": "二矿"} | priced]).to_frame()
    assert list(one.columns) == list(two.columns)
    assert two["refund.amount_yuan"][1] == Decimal("1250000.00")
    assert two["refund.amount_yuan"][0] is None
    assert "refund" not in two.columns
    assert "class" in two.columns


def test_frame_of_a_result_without_rows():
    frame = CALLS["timeline"]().to_frame()
    assert frame.shape == (1, 3)
    assert frame["objection_by"][0] == date(2020, 10, 12)
    assert list(CALLS["credit"]().to_frame()["last_day"]) == [date(2021, 10, 1)]
    empty = zzgov.credit_list("某公司", [], "2021-03-01").to_frame()
    assert len(empty) == 0
    assert isinstance(empty, pd.DataFrame)


def test_types_of_members(call):
    """Decimal with two places for yuan, days as date, lists as tuples."""
    seen = []

    def walk(name, value):
        if dataclasses.is_dataclass(value) and not isinstance(value, zzgov.Rulebook):
            for f in dataclasses.fields(value):
                walk(f.name, getattr(value, f.name))
        elif isinstance(value, tuple):
            for item in value:
                walk(name, item)
        elif name.endswith("_yuan"):
            seen.append(name)
            assert type(value) is Decimal
            assert value.as_tuple().exponent == -2
        elif name.endswith(("_by", "_day", "_end", "as_of")):
            seen.append(name)
            assert value is None or type(value) is date

    walk("", call())
    assert seen
