from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.sources.pdf.order import balance, is_backwards, read_line, turn_words


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ترس يف", "في سرت"),
        (".2020/10/23 يف", "في 2020/10/23."),
        ("15-01-2021 يف", "في 2021-01-15"),
        ("%75 ةبسن", "نسبة 75%"),
        ("75% ةبسن", "نسبة 75%"),
        ("٪٧٥ ةبسن", "نسبة ٧٥٪"),
        ("F-16 تارئاط", "طائرات F-16"),
        ("UN Support Mission ةثعب", "بعثة UN Support Mission"),
        ("(UNSMIL) ةثعب", "بعثة (UNSMIL)"),
        ("(5+5) ةنجل", "لجنة (5+5)"),
        ("7,5 نويلم", "مليون 7,5"),
        ("https://example.org/a ىلع", "على https://example.org/a"),
        ("«مالسلا»", "«السلام»"),
        ("12", "12"),
    ],
)
def test_a_line_from_the_right(seen: str, read: str) -> None:
    assert balance(read_line(list(seen), rtl=True)) == read


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("The UN said", "The UN said"),
        ("called ةنجللا مايق the body", "called قيام اللجنة the body"),
        ("called ةنجللا", "called اللجنة"),
        ("ةنجللا (5) body", "اللجنة (5) body"),
    ],
)
def test_a_line_from_the_left(seen: str, read: str) -> None:
    assert balance(read_line(list(seen), rtl=False)) == read


def test_ligatures_stay_whole() -> None:
    assert read_line(["ق", "لا", "ط", "إ"], rtl=True) == "إطلاق"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (")5+5(", "(5+5)"),
        ("1( أ )ب( ج", "1) أ (ب) ج"),
        ("أ) أولا (UN(", "أ) أولا (UN)"),
        ("( UN ) و« نعم »", "(UN) و«نعم»"),
        ("نعم ؛ لا ،", "نعم؛ لا،"),
        ("بقي) مفتوحا", "بقي) مفتوحا"),
        ("((ب))", "((ب))"),
    ],
)
def test_brackets_open_before_they_close(text: str, right: str) -> None:
    assert balance(text) == right


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("عقدت اللجنة المشتركة", False), ("ةكرتشملا ةنجللا تدقع", True), ("", False), ("سرت", False)],
)
def test_words_the_wrong_way_round(text: str, backwards: bool) -> None:  # noqa: FBT001 - expected
    assert is_backwards(text) is backwards
    assert not is_backwards(turn_words(text)) or not backwards


WORDS = st.lists(st.text("ابتثجحخدرسعغفقكلمنهوي", min_size=1, max_size=6), min_size=1, max_size=6)


@given(WORDS)
def test_arabic_words_come_back_as_they_were(words: list[str]) -> None:
    line = " ".join(words)
    assert read_line(list(line[::-1]), rtl=True) == line


@given(st.text("ابتلم 0123456789ABC()/.,:-%", max_size=30))
def test_no_letter_is_lost(seen: str) -> None:
    def sort(text: str) -> list[str]:
        return sorted(text.translate(str.maketrans("()", "[[")))

    for rtl in (True, False):
        assert sort(read_line(list(seen), rtl=rtl)) == sort(seen)
