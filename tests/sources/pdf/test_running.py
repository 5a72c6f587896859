from __future__ import annotations

import pytest

from mithaq.sources.pdf.layout import Line
from mithaq.sources.pdf.running import drop_running


def make(text: str, base: float) -> Line:
    return Line(text, 100, 500, base, 12)


def page(number: int, head: str = "نشرة العدد 14", foot: str = "") -> list[Line]:
    body = [
        make(f"سطر {number} {at} من نص مختلف {(number + 3) * (at + 2) * 7919 % 1009}", 700 - 20 * at)
        for at in range(8)
    ]
    return [make(head, 800), *body, make(foot or f"{number}", 40)]


def test_what_every_page_repeats_is_left_out() -> None:
    kept = drop_running([page(number, f"نشرة العدد 14 ص{number}") for number in range(1, 4)])
    assert [len(lines) for lines in kept] == [8, 8, 8]


def test_heads_of_even_and_odd_pages() -> None:
    pages = [page(number, "نشرة المراقبة" if number % 2 else "باب الحوادث") for number in range(1, 9)]
    assert [len(lines) for lines in drop_running(pages)] == [8] * 8


def test_what_stands_at_another_height_is_text() -> None:
    pages = [[make("عنوان", 800 - 60 * number), *page(number)[1:]] for number in range(3)]
    assert [lines[0].text for lines in drop_running(pages)] == ["عنوان"] * 3


@pytest.mark.parametrize(
    ("foot", "dropped"),
    [("3", True), ("صفحة 3 من 9", True), ("- 3 -", True), ("3 قتلى", False), ("سرت", False)],
)
def test_the_number_of_a_single_page(foot: str, dropped: bool) -> None:  # noqa: FBT001 - expected
    (kept,) = drop_running([page(1, foot=foot)])
    assert (kept[-1].text != foot) is dropped
    assert kept[0].text == "نشرة العدد 14"


def test_a_number_that_is_all_there_is_stays() -> None:
    assert drop_running([[make("12", 40)]]) == ((make("12", 40),),)


def test_rows_that_differ_in_a_figure_are_text() -> None:
    pages = [[make(f"سرت | {number * 13 % 7}", 800), *page(number)[1:-1]] for number in range(4)]
    assert [len(lines) for lines in drop_running(pages)] == [9] * 4


def test_lines_of_rules_are_repeated_too() -> None:
    pages = [[make("— — —", 800), *page(number)[1:-1]] for number in range(3)]
    assert [len(lines) for lines in drop_running(pages)] == [8] * 3
