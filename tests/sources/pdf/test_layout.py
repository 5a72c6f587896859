from __future__ import annotations

import pytest
from tests.sources.pdf.pages import draw_line, draw_lines

from mithaq.sources.pdf.glyphs import Glyph
from mithaq.sources.pdf.layout import find_lines, is_from_right, join_lines

LONG = "أعلنت اللجنة العسكرية المشتركة في بيان"
WIDER = "أن الأطراف كلها التزمت بوقف إطلاق النا"


def make(drawn: list[tuple[str, float, float]], size: float = 12) -> tuple[Glyph, ...]:
    return tuple(Glyph(text, x, x + 6 * size / 12, y, size, at) for at, (text, x, y) in enumerate(drawn))


def read(drawn: list[tuple[str, float, float]]) -> tuple[str, ...]:
    return tuple(line.text for line in find_lines(make(drawn)))


def test_lines_from_the_top() -> None:
    assert read(draw_lines(["ثانيا", "ثالثا"], top=600) + draw_line("أولا")) == ("أولا", "ثانيا", "ثالثا")


def test_rows_of_a_table_are_lines() -> None:
    rows = [("المكان", "العدد", 700), ("سرت", "12", 680), ("الجفرة", "7", 660)]
    drawn = [
        place for one, other, y in rows for place in (*draw_line(one, 500, y), *draw_line(other, 300, y))
    ]
    assert read(drawn) == ("المكان | العدد", "سرت | 12", "الجفرة | 7")


def test_columns_are_read_one_after_another_under_a_common_head() -> None:
    right = [f"{LONG} {at}" for at in range(5)]
    left = [f"{WIDER} {at}" for at in range(5)]
    drawn = draw_line("عنوان يمتد فوق العمودين معا من أول الصفحة إلى آخرها", 460, 760)
    drawn += draw_lines(right, 550) + draw_lines(left, 275, 697)
    drawn += draw_line("تذييل يمتد تحت العمودين معا من أول الصفحة إلى آخرها", 460, 500)
    found = find_lines(make(drawn))
    assert [line.text for line in found[1:-1]] == [*right, *left]
    assert len({line.block for line in found}) == 4


def test_columns_of_a_page_from_the_left() -> None:
    def draw(texts: list[str], left: float) -> list[tuple[str, float, float]]:
        return [
            (char, left + 6 * at, 700 - 18 * row)
            for row, text in enumerate(texts)
            for at, char in enumerate(text)
            if char != " "
        ]

    one, other = ["the committee met in the city"] * 4, ["and the parties kept the truce"] * 4
    found = [line.text for line in find_lines(make(draw(one, 50) + draw(other, 300)))]
    assert found == [*one, *other]


def test_vowel_marks_stand_behind_their_letters() -> None:
    letters = make(draw_lines(["وقّع", "سلام"], pitch=14))
    mark = Glyph("\u064b", 495, 497, 690, 12, 9)
    (first, second) = find_lines((*(one for one in letters if not one.is_mark), mark))
    assert "\u064b" in second.text
    assert "\u064b" not in first.text
    assert find_lines((Glyph("A", 10, 16, 700, 12), mark))[0].text == "A"


def test_a_letter_that_is_told_with_its_raised_mark_stands_on_its_line() -> None:
    letters = [glyph for glyph in make(draw_line("ب نجزت", 500, 700)) if glyph.text != "ب"]
    raised = Glyph("أ\u064f", 494, 497, 706, 12)
    (line,) = find_lines((*letters, raised))
    assert line.text.replace(" ", "") == "أ\u064fنجزت"
    # Where the letter is told by itself, too, only the mark is taken.
    (line,) = find_lines((*letters, Glyph("أ", 494, 500, 700, 12), raised))
    assert line.text.replace(" ", "") == "أ\u064fنجزت"
    (alone,) = find_lines((Glyph("أ\u064f", 10, 16, 700, 12),))
    assert alone.text == "أ\u064f"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([LONG, WIDER, "تم."], [f"{LONG} {WIDER} تم."]),
        ([LONG, "تم.", WIDER], [f"{LONG} تم.", WIDER]),
        (["أعلنت اللجنة العسكرية أنها ستطبق قرار وق-", "فإطلاق النار الذي اتخذته لجنة من اللجان"],
         ["أعلنت اللجنة العسكرية أنها ستطبق قرار وقفإطلاق النار الذي اتخذته لجنة من اللجان"]),
        (["عنوان"], ["عنوان"]),
    ],
)  # fmt: skip
def test_lines_that_are_full_go_on(lines: list[str], paragraphs: list[str]) -> None:
    assert list(join_lines([find_lines(make(draw_lines(lines)))])) == paragraphs


def test_white_and_size_part_paragraphs() -> None:
    drawn = draw_lines([LONG, WIDER]) + draw_lines([LONG, WIDER], top=640)
    assert len(join_lines([find_lines(make(drawn))])) == 2
    large = make(draw_line(LONG, 740, 720), 18)
    assert len(join_lines([find_lines((*large, *make(draw_lines([WIDER]))))])) == 2


def test_a_paragraph_goes_on_over_the_page_unless_it_ended() -> None:
    def page(lines: list[str]) -> tuple[Glyph, ...]:
        return make(draw_lines(lines))

    assert len(join_lines([find_lines(page([LONG])), find_lines(page([WIDER]))])) == 1
    assert len(join_lines([find_lines(page([f"{LONG}."])), find_lines(page([WIDER]))])) == 2
    assert len(join_lines([find_lines(page([LONG])), find_lines(page([f"2) {WIDER}"]))])) == 2
    assert len(join_lines([find_lines(page(["قصير"])), find_lines(page([WIDER]))])) == 2


def test_the_direction_of_a_page() -> None:
    assert is_from_right(make(draw_line("سرت UN")))
    assert not is_from_right(make([("A", 0, 0)]))
    assert not is_from_right(())
    assert find_lines(()) == ()
