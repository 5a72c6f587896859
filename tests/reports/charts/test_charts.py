"""Charts: what their specifications hold, and what stands in the drawings."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Months, Numerals
from mithaq.reports.charts import look as looks
from mithaq.reports.charts.bars import chart_states, chart_weeks
from mithaq.reports.charts.days import Measure, Tally, chart_days
from mithaq.reports.charts.look import COLOURS, Chart, Look, find_ticks, thin
from mithaq.reports.charts.render import FOLDER, write_pdf, write_png, write_svg
from mithaq.reports.charts.slippage import Course, Given, chart_roadmap, chart_slippage
from mithaq.reports.wording import PDI, RLI, Lang

AR, EN = Look(Lang.AR, Numerals.ARABIC), Look(Lang.EN)
LNA, GNA = "الجيش الوطني", "قوات الوفاق"
TALLIES = [
    Tally("2020-06-01", LNA, 1, 3, 3),
    Tally("2020-06-01", GNA, 0, 1, 1),
    Tally("2020-06-04", GNA, 2, 2, 2),
]
ELECTION = Course(
    "انتخابات رئاسية",
    (
        Given("2020-11-13", "2021-12-24"),
        Given("2021-12-22", "2022-01-24"),
        Given(None, "2022-06", current=True),
    ),
)


def list_texts(chart: Chart) -> list[str]:
    root = ET.fromstring(write_svg(chart))
    return [(text.text or "").strip(RLI + PDI) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def list_layers(chart: Chart) -> list[dict]:
    return list(chart.spec["vconcat"][-1]["layer"])


@pytest.mark.parametrize(
    "chart",
    [
        chart_days(TALLIES, AR),
        chart_days([], AR),
        chart_days([Tally("2020-06-01", "", 2, 4, 7)], EN, Measure.KILLED),
        chart_slippage(ELECTION, AR),
        chart_slippage(Course("x", ()), EN),
        chart_roadmap([ELECTION, Course("بلا موعد", ())], AR),
        chart_roadmap([], EN),
        chart_states([("مقبول", 3), ("مرفوض", 0)], AR),
        chart_weeks([(LNA, 3, 5)], AR),
    ],
    ids=lambda chart: chart.title,
)
def test_each_chart_is_drawn_the_same_each_time_with_title_and_description(chart: Chart) -> None:
    drawn = write_svg(chart)
    assert drawn == write_svg(chart)
    root = ET.fromstring(drawn)
    assert [child.tag.rpartition("}")[2] for child in root[:2]] == ["title", "desc"]
    assert (root[0].text, root[1].text) == (chart.title, chart.text)
    assert root.get("role") == "img"
    assert "Noto Sans Arabic" in drawn


def test_arabic_words_stay_whole_words_of_text() -> None:
    texts = list_texts(chart_days(TALLIES, AR))
    assert {LNA, GNA, "الحوادث", "١ يونيو ٢٠٢٠", "٣ يونيو"} <= set(texts)


def test_time_and_numbers_begin_where_reading_begins() -> None:
    for look, side in ((AR, "right"), (EN, "left")):
        bar = list_layers(chart_days(TALLIES, look))[0]["encoding"]
        assert bar["x"]["scale"]["reverse"] is look.is_rtl
        assert bar["y"]["axis"]["orient"] == side
        assert bar["x"]["scale"]["domain"] == ["2020-06-01", "2020-06-02", "2020-06-03", "2020-06-04"]


def test_lines_reach_from_the_least_to_the_greatest_figure() -> None:
    layers = list_layers(chart_days(TALLIES, EN))
    assert [layer["mark"]["type"] for layer in layers] == ["bar", "rule", "tick", "tick"]
    assert layers[1]["data"]["values"] == [{"when": "2020-06-01", "low": 1, "high": 4}]
    sure = [Tally("2020-06-01", LNA, 3, 3, 3)]
    assert [layer["mark"]["type"] for layer in list_layers(chart_days(sure, EN))] == ["bar"]


def test_the_smallest_groups_are_counted_as_one() -> None:
    many = [Tally("2020-06-01", f"g{number}", 0, 20 - number, 20 - number) for number in range(12)]
    texts = list_texts(chart_days(many, EN))
    assert "Others" in texts
    assert "g6" in texts
    assert "g7" not in texts
    assert chart_days(many, EN).spec["vconcat"][0]["height"] == 20 * 3


@pytest.mark.parametrize(
    ("times", "between"),
    [
        (["2020-11", "2021-02"], ["2020-11", "2020-12", "2021-01", "2021-02"]),
        (["2019", "2021"], ["2019", "2020", "2021"]),
        (["2020-02-28", "2020-03-01"], ["2020-02-28", "2020-02-29", "2020-03-01"]),
        (["2010-01-01", "2020-01-01"], ["2010-01-01", "2020-01-01"]),
    ],
)
def test_times_between_are_shown_empty(times: list[str], between: list[str]) -> None:
    chart = chart_days([Tally(when, "x", 1, 1, 1) for when in times], EN)
    assert list_layers(chart)[0]["encoding"]["x"]["scale"]["domain"] == between


def test_words_tell_what_the_chart_shows() -> None:
    killed = chart_days([Tally("2020-06-01", "", 2, 4, 7)], EN, Measure.KILLED)
    assert "From 2 to 7 killed, best figure 4" in killed.text
    assert (
        chart_slippage(ELECTION, EN).text
        == "3 dates were announced; the first was 24 December 2021, the last June 2022."
    )
    assert chart_weeks([(LNA, 3, 5), (GNA, 1, 0)], EN).text == "This week 4, last week 5."


def test_a_date_is_drawn_over_the_day_of_its_announcement() -> None:
    chart = chart_slippage(ELECTION, EN)
    lines = [layer for layer in list_layers(chart) if layer["mark"]["type"] == "line"]
    dated = lines[-1]
    assert len(dated["data"]["values"]) == 2
    assert dated["mark"]["interpolate"] == "step-after"
    rtl = [layer for layer in list_layers(chart_slippage(ELECTION, AR)) if layer["mark"]["type"] == "line"]
    assert rtl[-1]["mark"]["interpolate"] == "step-before"
    assert "date reached" in list_texts(chart)


def test_axes_name_days_months_or_years_as_there_is_room() -> None:
    near = Course("x", (Given("2020-06-01", "2020-06-10"), Given("2020-06-04", "2020-06-20")))
    assert any(
        text.endswith("June 2020") and text[0].isdigit() for text in list_texts(chart_slippage(near, EN))
    )
    assert {"2021", "2022"} <= set(
        list_texts(chart_roadmap([Course("x", (Given(None, "2019"), Given(None, "2023")))], EN))
    )
    levant = Look(Lang.AR, months=Months.LEVANT)
    far = Course("x", (Given("2020-06-01", "2020-09-01"), Given("2020-07-01", "2021-02-01")))
    assert any("كانون الأول 2020" in text for text in list_texts(chart_slippage(far, levant)))


def test_a_roadmap_marks_the_date_that_stands() -> None:
    layers = list_layers(chart_roadmap([ELECTION], EN))
    current = layers[-1]["data"]["values"]
    assert [point["current"] for point in current] == [True]
    assert current[0]["last"] - current[0]["first"] == 29
    assert layers[0]["data"]["values"][0]["row"] == "0"


def test_figures_stand_at_the_bars() -> None:
    texts = list_texts(chart_states([("مقبول", 1200), ("مرفوض", 0)], AR))
    assert {"مقبول", "١٬٢٠٠", "٠"} <= set(texts)


def test_names_with_quotes_and_backslashes_are_drawn() -> None:
    texts = list_texts(chart_states([('L\'alliance \\ "x"\n', 1)], EN))
    assert any("L'alliance \\" in text for text in texts)


def test_colours_differ() -> None:
    assert len(set(COLOURS)) == len(COLOURS) == looks.MOST_GROUPS


def test_pictures_for_print(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    chart = chart_states([("مقبول", 3)], AR)
    assert write_png(chart).startswith(b"\x89PNG")
    assert write_pdf(chart).startswith(b"%PDF")


def test_everything_charts_say_is_said_in_both_languages() -> None:
    for key, term in looks.read_terms().items():
        assert term.ar.strip(), key
        assert term.en.strip(), key


@given(st.floats(0, 1e7))
def test_ticks_leave_room_for_the_greatest_value(most: float) -> None:
    ticks = find_ticks(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 7
    assert len({second - first for first, second in pairwise(ticks)}) == 1


@given(st.lists(st.text(min_size=1), unique=True, max_size=60), st.integers(1, 20))
def test_labels_are_thinned_to_what_has_room(values: list[str], most: int) -> None:
    assert len(thin(values, most)) <= most
    assert thin(values[:most], most) == frozenset(values[:most])
