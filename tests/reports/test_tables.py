from __future__ import annotations

import io

import pytest
from rich.console import Console

from mithaq.model import Reading
from mithaq.reports.rows import Quote
from mithaq.reports.tables import LAYOUTS, locate, make_table, name_parties
from mithaq.reports.views import VIEWS
from mithaq.reports.wording import Lang, find_wording


def print_table(kind: str, readings: list[Reading], lang: Lang, width: int = 200) -> str:
    rows = VIEWS[kind](readings)
    console = Console(file=io.StringIO(), width=width)
    console.print(make_table(kind, rows, find_wording(lang), total=len(rows)))
    return str(console.file.getvalue())  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("kind", list(LAYOUTS))
def test_every_kind_has_a_table_in_both_languages(readings: list[Reading], kind: str, lang: Lang) -> None:
    shown = print_table(kind, readings, lang)
    wording = find_wording(lang)
    assert f"{wording.name_kind(kind)} ({len(VIEWS[kind](readings))})" in shown
    assert all(wording.name_column(column).split()[0] in shown for column in LAYOUTS[kind][0])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "requests",
            ["Libyan government", "→ United Nations", "Answer", "conditional", "Condition:", "March 2018"],
        ),
        ("requests", ["→ nobody in particular", "training", "first, line 1, 0-", "According to:"]),
        ("milestones", ["2 dates were given", "postponed", "24 December 2021", "undated", "Libya"]),
        ("statements", ["denied", "Refusal", "no date given"]),
        ("figures", ["at least 40", "people killed"]),
        ("actors", ["armed group", "united-nations"]),
        ("documents", ["first", "1 May 2018"]),
    ],
)
def test_what_a_table_tells(readings: list[Reading], kind: str, words: list[str]) -> None:
    shown = " ".join(print_table(kind, readings, Lang.EN, width=300).split())
    assert [word for word in words if word not in shown] == []


def test_the_first_column_stands_on_the_right_in_arabic(readings: list[Reading]) -> None:
    wording = find_wording(Lang.AR)
    heading = next(
        line for line in print_table("figures", readings, Lang.AR).splitlines() if "المعدود" in line
    )
    assert heading.index(wording.name_column("counted")) < heading.rindex(wording.name_column("figure"))


def test_places_and_names() -> None:
    quote = Quote("d", 3, 5, 9, "")
    assert locate(quote, find_wording(Lang.EN)) == "d, line 3, 5-9"
    assert locate(quote, find_wording(Lang.AR)) == "السطر 3، 5-9، d"
    assert name_parties([], find_wording(Lang.EN)) == ""
