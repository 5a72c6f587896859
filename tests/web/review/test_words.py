from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.review.room import STORY, TEXT, make_document

from mithaq.dates import Edtf
from mithaq.errors import InputError
from mithaq.model import Span
from mithaq.web.review.words import find_words, read_moment, trim_span

LETTERS = st.text(alphabet="اأبتةىوَّـ 🕊️👩‍👧\u200f\r\n،", max_size=40)


@given(LETTERS, st.integers(0, 40), st.integers(0, 40))
def test_trimming_leaves_the_words_and_cuts_no_mark(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    span = trim_span(text, Span(start, end))
    words = span.select(text)
    assert words == words.strip()
    assert start <= span.start <= max(start, span.end)
    if words:
        assert span.start >= start
        assert text[span.end : span.end + 1] not in {"َ", "ّ", "ـ"}


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("وافق مبدئيا", 0, "وَافَقَ مبدئيًّا"),
        ("وَافَقَ", 0, "وَافَقَ"),
        ("طرابلس", 0, "طرابلس"),
        ("🕊️ أنه", 0, "🕊️ أنه"),
    ],
)
def test_words_are_found_as_the_document_writes_them(words: str, near: int, found: str) -> None:
    piece = find_words(words, STORY, near)
    assert TEXT[piece.start : piece.end] == found


def test_the_nearest_place_is_meant() -> None:
    document = make_document("قال إنه قال ثم قال", "x", "y")
    assert [find_words("قال", document, near).start for near in (0, 9, 99)] == [0, 8, 15]


@pytest.mark.parametrize("words", ["", "  ", "لا يقوله أحد"])
def test_words_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(InputError, match="does not hold the words"):
        find_words(words, STORY, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", None), ("2020-02", "2020-02"), ("أمس الثلاثاء", "2020-01-14"), ("يوم 3 مارس 2021", "2021-03-03")],
)
def test_dates_are_read_from_words(text: str, expected: str | None) -> None:
    assert read_moment(text, "on", Edtf.parse("2020-01-15")) == expected


def test_words_that_say_no_date_are_refused() -> None:
    with pytest.raises(InputError):
        read_moment("بلا موعد", "on", None)
