"""Plots: what is drawn, in which font, and what is left alone. Figures are worked out by hand from the articles."""

import json
import sys
import warnings
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.dates
import pytest
from matplotlib import font_manager, pyplot

import zzgov
from zzgov import _plot_pen

matplotlib.use("Agg")

BASE = {"pm25": "52", "pm25_improvement": "8.0", "pm10": "90", "pm10_improvement": "6.0"}
AREAS = [
    {"name": "金水区", "pm25": "58", "pm10": "88", "pm25_improvement": "4.9", "pm10_improvement": "3.0"},
    {"name": "二七区", "pm25": "50", "pm10": "93", "pm25_improvement": "9.1", "pm10_improvement": "6.5"},
]
RECORDS: list[dict[str, object]] = [
    {"id": "c", "item": "5.2", "published_on": "2020-10-15"},
    {"id": "b", "item": "6.5", "published_on": "2021-03-01", "refuses_to_correct": True},
]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    pyplot.close("all")


def eco(lang: Any = "en", **more: Any) -> zzgov.results.EcoCompensation:
    return zzgov.eco_compensation("2020-11", AREAS, base=BASE, lang=lang, **more)


def drawn(ax: Any) -> None:
    """Renders it, so that a lacking character would be warned of."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.canvas.draw()


def widths(ax: Any) -> list[list[float]]:
    return [[bar.get_width() for bar in container] for container in ax.containers]


def points(ax: Any) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in ax.lines[0].get_xydata()]


def day_of(x: float) -> date:
    day: date = matplotlib.dates.num2date(x).date()  # type: ignore[no-untyped-call]
    return day


def words(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def legend(ax: Any) -> list[str]:
    found = ax.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


# --- bars --------------------------------------------------------------------------------------------


def test_bars_of_areas() -> None:
    ax = eco().plot()
    drawn(ax)
    # 第四条: 5 × 100000 + 1 × 200000; 3 × 150000 + 0.1 × 350000; 3 × 50000; 3 × 100000
    assert widths(ax) == [[700000, 0], [485000, 0], [0, 150000], [300000, 0]]
    assert [bar.get_x() for bar in ax.containers[3]] == [1185000, 150000]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["金水区", "二七区"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "the first area is on top"
    assert words(ax) == ["1,485.00", "150.00"]
    assert ax.get_xlabel() == "thousand yuan"
    assert ax.get_title() == "Ambient-air eco-compensation · 2020-11"
    assert legend(ax) == [
        "PM2.5 concentration",
        "PM2.5 improvement rate",
        "PM10 concentration",
        "PM10 improvement rate",
    ]


def test_in_chinese_amounts_are_in_wan() -> None:
    ax = eco("zh").plot()
    drawn(ax)
    assert words(ax) == ["148.50", "15.00"]
    assert ax.get_xlabel() == "万元"
    assert ax.xaxis.get_major_formatter()(1000000.0) == "100"
    assert ax.get_title() == "环境空气质量生态补偿 · 2020-11"


def test_language_may_be_another() -> None:
    assert zzgov.plot.result(eco("en"), lang="zh").get_xlabel() == "万元"
    with pytest.raises(ValueError, match="lang"):
        zzgov.plot.result(eco(), lang="de")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yuan", "lang", "unit"),
    [
        (9999.99, "en", "yuan"),
        (10000, "en", "thousand yuan"),
        (9999999, "en", "thousand yuan"),
        (10000000, "en", "million yuan"),
        (99999, "zh", "元"),
        (100000, "zh", "万元"),
        (999999999, "zh", "万元"),
        (1000000000, "zh", "亿元"),
        (0, "zh", "元"),
    ],
)
def test_units(yuan: float, lang: Any, unit: str) -> None:
    assert _plot_pen.money_unit(yuan, lang)[1] == unit


def test_bars_of_the_other_systems() -> None:
    standards = dict.fromkeys(
        (
            "licences_revoked",
            "explosives_disposed",
            "power_cut_and_equipment_removed",
            "shafts_sealed",
            "workers_resettled",
        ),
        True,
    )
    right = {
        "cancelled": True,
        "merged": False,
        "price_paid_yuan": "5000000",
        "reserves_priced_10kt": "400",
        "reserves_remaining_10kt": "100",
    }
    mine = {"name": "一矿", "capacity_10kt": 21, "accepted_on": "2020-11-30", "standards": standards}
    coal = zzgov.coal_closure([mine, {**mine, "name": "二矿", "mineral_right": right}]).plot()
    # 奖励600万元; the price of 500万元 for a quarter of the reserves
    assert widths(coal) == [[6000000, 6000000], [0, 1250000]]
    assert legend(coal) == ["Award", "Refund"]
    smart = zzgov.smart_mine(
        [{"name": "一矿", "owner": "local", "investment_yuan": "23456700", "county_topup_yuan": "500000"}]
    ).plot()
    assert widths(smart) == [[2345670], [500000]]  # 10 %
    reward = zzgov.base_station_reward(
        [{"name": "一期", "mode": "SA", "stations": 100, "built_on": "2020-11-05", "provincial_reward_yuan": 3000}]
    ).plot()
    assert widths(reward) == [[200000], [300000]]  # 5000 − 3000
    for ax in (coal, smart, reward):
        drawn(ax)


def test_no_amount_at_all() -> None:
    ax = zzgov.eco_compensation("2020-11", AREAS[1:], base={**BASE, "pm10": "93"}).plot()
    drawn(ax)
    assert words(ax) == ["0"]
    assert ax.get_xlim() == (0, 1)


def test_the_largest_of_many() -> None:
    batches = [
        {"name": f"b{i}", "mode": "SA", "stations": i, "built_on": "2020-11-05", "provincial_reward_yuan": 2000}
        for i in range(60)
    ]
    ax = zzgov.base_station_reward(batches).plot()
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [f"b{i}" for i in range(10, 60)], "in the order of the input"
    assert "the 50 largest of 60" in ax.get_title()
    assert "largest" not in zzgov.base_station_reward(batches[:50]).plot().get_title()


def test_a_long_name_is_cut() -> None:
    batch = {"name": "很" * 40, "mode": "SA", "stations": 1, "built_on": "2020-11-05"}
    (label,) = zzgov.base_station_reward([batch]).plot().get_yticklabels()
    assert label.get_text() == "很" * 23 + "…"


def test_a_what_if_is_marked() -> None:
    rules = {"smart-mine": {"city_rate_percent": "20"}}
    project = [{"name": "一矿", "owner": "local", "investment_yuan": "1000000"}]
    assert zzgov.smart_mine(project, rules=rules).plot().get_title() == "Smart coal mines · what-if, not the law"
    assert "假设情形，非现行规定" in zzgov.smart_mine(project, rules=rules, lang="zh").plot().get_title()
    patched = zzgov.Rulebook.default().patch(rules)
    assert "what-if" in zzgov.smart_mine(project, rules=patched).plot().get_title()
    assert "what-if" not in zzgov.smart_mine(project).plot().get_title()


def test_only_results_are_drawn() -> None:
    with pytest.raises(TypeError, match="dict is no result"):
        zzgov.plot.result({"total_yuan": "1.00"})  # type: ignore[arg-type]


# --- axes and settings -------------------------------------------------------------------------------


def test_axes_in_and_out() -> None:
    figure, (left, right) = pyplot.subplots(1, 2)
    assert eco().plot(ax=left) is left
    assert eco().plot(left) is left
    assert zzgov.plot.schedule(ax=right) is right
    assert pyplot.get_fignums() == [figure.number], "no other figure is made"


def test_settings_stay() -> None:
    before = dict(matplotlib.rcParams)
    eco("zh").plot()
    zzgov.plot.schedule(lang="zh")
    assert dict(matplotlib.rcParams) == before


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for draw in (zzgov.plot.schedule, eco().plot):
        with pytest.raises(ImportError, match=r'pip install "zzgov\[plot\]"'):
            draw()


# --- fonts -------------------------------------------------------------------------------------------


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    latin = [
        entry for entry in font_manager.fontManager.ttflist if entry.name.startswith(("DejaVu Sans", "Last Resort"))
    ]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    _plot_pen._warn.cache_clear()
    yield
    _plot_pen._warn.cache_clear()


@pytest.mark.usefixtures("no_chinese_font")
def test_without_a_chinese_font() -> None:
    with pytest.warns(UserWarning, match="fonts-noto-cjk"):
        ax = eco("zh").plot()
    drawn(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["#1", "#2"]
    assert ax.get_xlabel() == "thousand yuan"
    assert ax.get_title().startswith("Ambient-air")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = zzgov.plot.schedule(lang="zh")
    drawn(again)
    assert legend(again) == ["PM2.5 monthly concentration (ECO-05)"]
    file = zzgov.credit_list("甲公司", [{**RECORDS[0], "id": "记录"}, RECORDS[1]], "2021-02-28").plot()
    drawn(file)
    assert [label.get_text() for label in file.get_yticklabels()] == ["list", "#1", "b · 6.5"]
    assert file.get_title() == "Credit records, red list and black list"


@pytest.mark.usefixtures("no_chinese_font")
def test_english_needs_no_chinese_font() -> None:
    batch = {"name": "first", "mode": "SA", "stations": 1, "built_on": "2020-11-05"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = zzgov.base_station_reward([batch]).plot()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["first"]


def test_a_font_of_the_caller_is_kept() -> None:
    family = _plot_pen.chinese_family(frozenset("元"))
    assert family is not None, "the tests need a Chinese font"
    with matplotlib.rc_context({"font.family": [family]}):
        assert eco("zh").plot().title.get_fontfamily() == [family]
    assert eco("zh").plot().title.get_fontfamily()[1:] == [family]


def test_a_font_that_was_installed_since_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    family = _plot_pen.chinese_family(frozenset("郑"))
    latin = [
        entry for entry in font_manager.fontManager.ttflist if entry.name.startswith(("DejaVu Sans", "Last Resort"))
    ]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    assert _plot_pen.chinese_family(frozenset("郑")) == family


def test_a_character_that_no_font_has() -> None:
    batch = {"name": "\U000e0fff" + "矿", "mode": "SA", "stations": 1, "built_on": "2020-11-05"}
    _plot_pen._warn.cache_clear()
    with pytest.warns(UserWarning, match="no installed font has all"):
        ax = zzgov.base_station_reward([batch], lang="zh").plot()
    assert ax.get_xlabel() == "元", "the words stay Chinese"


# --- schedules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "corners"),
    [
        ("pm25", [(0, 0), (5, 500000), (10, 1500000)]),
        ("pm25_improvement", [(0, 0), (3, 450000), (6, 1500000)]),
        ("pm10", [(0, 0), (5, 250000), (10, 750000)]),
        ("pm10_improvement", [(0, 0), (3, 300000), (6, 900000)]),
    ],
)
def test_curve_of_a_schedule(factor: str, corners: list[tuple[float, float]]) -> None:
    ax = zzgov.plot.schedule(factor)
    drawn(ax)
    assert points(ax) == corners


def test_words_of_a_schedule() -> None:
    ax = zzgov.plot.schedule("pm25_improvement")
    assert ax.get_xlabel() == "How much worse than the base (percentage points)"
    assert ax.get_ylabel() == "Deduction (thousand yuan)"
    assert legend(ax) == ["PM2.5 improvement rate (ECO-06 郑政办〔2020〕45号 第四条第2项)"]
    assert words(ax) == [
        "3 percentage points: 450,000 yuan",
        "150,000 yuan per point",
        "350,000 yuan per point",
    ]
    chinese = zzgov.plot.schedule(lang="zh")
    assert (chinese.get_xlabel(), chinese.get_ylabel()) == ("劣于基数的幅度（µg/m³）", "扣款金额（万元）")
    assert words(chinese) == ["5 µg/m³：500,000元", "每µg/m³ 100,000元", "每µg/m³ 200,000元"]


@pytest.mark.parametrize(("up_to", "last"), [(5, (5, 500000)), ("5.5", (5.5, 600000)), (3, (3, 300000))])
def test_where_a_curve_ends(up_to: Any, last: tuple[float, float]) -> None:
    curve = points(zzgov.plot.schedule(up_to=up_to))
    assert curve[-1] == last
    assert len(curve) == (3 if last[0] > 5 else 2)


def test_what_a_schedule_refuses() -> None:
    with pytest.raises(ValueError, match='did you mean "pm25"'):
        zzgov.plot.schedule("pm2.5")
    for up_to in (0, -1):
        with pytest.raises(ValueError, match="above 0"):
            zzgov.plot.schedule(up_to=up_to)
    with pytest.raises(TypeError, match='did you mean "month"'):
        zzgov.plot.schedule(moth="2020-11")  # type: ignore[call-arg]
    with pytest.raises(zzgov.NotInForce):
        zzgov.plot.schedule(month="2020-09")


def test_schedules_in_the_same_axes() -> None:
    ax = zzgov.plot.schedule("pm25")
    zzgov.plot.schedule("pm10_improvement", ax=ax, up_to=20, label="without an article")
    drawn(ax)  # also the Chinese words of the first
    assert ax.get_xlabel() == "How much worse than the base (µg/m³; percentage points)"
    assert len(legend(ax)) == 2
    assert words(ax) == []
    assert ax.get_xlim()[1] >= 20
    assert ax.get_ylim()[1] >= 3700000


def test_a_what_if_schedule() -> None:
    tiers = [{"up_to": 2, "rate_yuan": 50000}, {"up_to": "4.5", "rate_yuan": "60000"}, {"up_to": None, "rate_yuan": 0}]
    ax = zzgov.plot.schedule(rules={"eco-compensation": {"pm25.tiers": tiers}})
    assert points(ax) == [(0, 0), (2, 100000), (4.5, 250000), (9, 250000)]
    assert legend(ax)[0].endswith("· what-if, not the law")
    named = zzgov.plot.schedule(rules={"eco-compensation": {"pm25.tiers": tiers}}, label="三档")
    assert legend(named) == ["三档 · what-if, not the law"], "also under another name"
    other = zzgov.plot.schedule("pm10", rules={"eco-compensation": {"pm25.tiers": tiers}})
    assert "what-if" not in legend(other)[0], "its own tiers are the law's"
    one = zzgov.plot.schedule(rules={"eco-compensation": {"pm25.tiers": [{"up_to": None, "rate_yuan": 1000}]}})
    assert points(one) == [(0, 0), (10, 10000)]


def changed_in_2022() -> zzgov.Rulebook:
    book = zzgov.Rulebook.default().to_dict()
    values = book["regulations"]["eco-compensation"]["parameters"]["pm25.tiers"]["values"]
    tiers = [{"up_to": "5", "rate_yuan": "120000"}, {"up_to": None, "rate_yuan": "240000"}]
    values[-1]["until"] = "2021-12-31"
    values.append({**values[-1], "from": "2022-01-01", "until": None, "article": "第九条", "value": tiers})
    return zzgov.Rulebook.loads(json.dumps(book))


@pytest.mark.parametrize(
    ("month", "at_edge", "article"),
    [("2021-12", 500000, "第四条第1项"), ("2022-01", 600000, "第九条"), (date(2022, 1, 1), 600000, "第九条")],
)
def test_a_schedule_that_changes_with_time(month: Any, at_edge: float, article: str) -> None:
    rules = changed_in_2022()
    ax = zzgov.plot.schedule(month=month, rules=rules)
    assert points(ax)[1] == (5, at_edge)
    assert article in legend(ax)[0]
    with pytest.raises(zzgov.MissingField, match="month"):
        zzgov.plot.schedule(rules=rules)


# --- time lines --------------------------------------------------------------------------------------


def spans(ax: Any, row: int) -> list[tuple[date, date]]:
    """First and last days of the bars of a row."""
    bars = [bar for container in ax.containers for bar in container]
    found = [(bar.get_x(), bar.get_width()) for bar in bars if round(bar.get_y() + bar.get_height() / 2) == row]
    return [(day_of(x), day_of(x + width - 1)) for x, width in found]


def test_time_line_of_a_subject() -> None:
    ax = zzgov.credit_list("甲公司", RECORDS, "2021-02-28").plot()
    drawn(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["list", "c · 5.2", "b · 6.5"]
    # 公示12个月; the red listing ends before the black one; 36 months without a repair
    assert spans(ax, 1) == [(date(2020, 10, 15), date(2021, 10, 15))]
    assert spans(ax, 2) == [(date(2021, 3, 1), date(2024, 3, 1))]
    assert spans(ax, 0) == [(date(2020, 10, 15), date(2021, 2, 28)), (date(2021, 3, 1), date(2024, 3, 1))]
    assert set(legend(ax)) == {"day that is asked about 2021-02-28", "record is shown", "red list", "black list"}
    assert "甲公司" in ax.get_title()
    assert day_of(points(ax)[0][0]) == date(2021, 2, 28)


def test_a_repaired_record() -> None:
    repair = dict.fromkeys(
        ("corrected", "effects_removed", "pledge", "completion_report", "training", "credit_report"), True
    )
    days = {"department_checked_on": "2021-05-01", "site_checked_on": "2021-05-01"}
    record = {**RECORDS[1], "repair": {**repair, **days}}
    ax = zzgov.credit_list("甲公司", [record], "2021-03-01", lang="zh").plot()
    drawn(ax)
    # its longest period, dashed, and the shortest of six months
    assert spans(ax, 1) == [(date(2021, 3, 1), date(2024, 3, 1)), (date(2021, 3, 1), date(2021, 9, 1))]
    assert spans(ax, 0) == [(date(2021, 3, 1), date(2021, 9, 1))]
    assert {"至最长公示期限届满", "公示期间", "黑名单"} < set(legend(ax))


def test_listed_again() -> None:
    records = [RECORDS[0], {"item": "5.2", "published_on": "2022-05-01"}]
    assert spans(zzgov.credit_list("甲公司", records, "2021-03-01").plot(), 0) == [
        (date(2020, 10, 15), date(2021, 10, 15)),
        (date(2022, 5, 1), date(2023, 5, 1)),
    ]


def test_a_subject_without_records() -> None:
    ax = zzgov.credit_list("甲公司", [], "2021-03-01").plot()
    drawn(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["list"]
    assert ax.get_xlim()[1] - ax.get_xlim()[0] >= 14


def test_many_records() -> None:
    first = date(2020, 10, 1)
    records = [{"item": "5.2", "published_on": first + timedelta(days=i)} for i in range(60)]
    ax = zzgov.credit_list("甲公司", records, "2020-12-31").plot()
    assert len(ax.get_yticks()) == 51
    assert "the 50 latest of 60" in ax.get_title()
    assert [label.get_text() for label in ax.get_yticklabels()][1] == "#11 · 5.2"
    # then only from the day that is asked about to the last day of the list
    assert spans(ax, 0) == [(date(2020, 12, 31), date(2021, 11, 29))]


def test_deadlines() -> None:
    result = zzgov.credit_timeline(notified_on="2020-09-30", verified_on="2020-10-21")
    ax = result.plot()
    drawn(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Last day to object", "Last day to publish"]
    assert spans(ax, 0) == [(date(2020, 9, 30), date(2020, 10, 12))]
    assert words(ax) == ["2020-10-12", "2020-10-30"]
    # 1 to 8 October were off, Saturday 10 was worked
    assert [day_of(x) for x, _ in points(ax)] == [date(2020, 10, 9), date(2020, 10, 10), date(2020, 10, 12)]


def test_a_deadline_of_no_days() -> None:
    rules = {"credit-timeline": {"objection_workdays": 0}}
    ax = zzgov.credit_timeline(notified_on="2020-09-30", rules=rules).plot()
    drawn(ax)
    assert spans(ax, 0) == [(date(2020, 9, 30), date(2020, 9, 30))]
    assert "what-if" in ax.get_title()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_files(tmp_path: Path, kind: str) -> None:
    ax: Any = eco("zh").plot()
    ax.figure.savefig(tmp_path / f"month.{kind}")
    assert (tmp_path / f"month.{kind}").stat().st_size > 5000
