from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Span
from mithaq.reports.quotation import find_quotation

WORDS = st.lists(
    st.sampled_from(["قال", "مقال", "و", "دعا", "دعا.", "\n", "،", "  "]), min_size=1, max_size=40
)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, Span]:
    text = " ".join(draw(WORDS))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, Span(start, end)


@given(cut_texts())
def test_the_first_place_of_a_quotation_is_the_right_one(cut: tuple[str, Span]) -> None:
    text, span = cut
    found = find_quotation(text, span)
    assert found.covers(span)
    assert text.find(found.select(text)) == found.start


@given(cut_texts(), st.data())
def test_inside_an_area_it_stays_inside(cut: tuple[str, Span], data: st.DataObject) -> None:
    text, span = cut
    area = Span(data.draw(st.integers(0, span.start)), data.draw(st.integers(span.end, len(text))))
    found = find_quotation(text, span, area)
    assert area.covers(found)
    assert found.covers(span)
    assert text.find(found.select(text), area.start, area.end) == found.start


@given(cut_texts())
def test_a_quotation_that_stands_alone_is_left_as_it_is(cut: tuple[str, Span]) -> None:
    text, span = cut
    if text.find(span.select(text)) == span.start:
        assert find_quotation(text, span) == span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("زار الوفد تونس. [زار الوفد] مصر.", "زار الوفد مصر"),  # by the word behind it, inside the sentence
        ("عاد الوفد إلى تونس. ثم عاد الوفد [إلى تونس]", "ثم عاد الوفد إلى تونس"),  # by words before it
        ("قال مقال و[قال] آخر", "قال آخر"),  # a part of a word counts, too
        ("نعم وفد.\nلا وفد.\n[وفد]", "لا وفد.\nوفد"),  # over the sentence's end only where it must
    ],
)
def test_it_is_lengthened_by_neighbouring_words(marked: str, expected: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    span = Span(marked.index("["), marked.index("]") - 1)
    found = find_quotation(text, span)
    assert text.find(found.select(text)) == found.start
    assert found.select(text) == expected


def test_a_long_monotonous_text_takes_no_time() -> None:
    text = "لا " * 100_000
    span = Span(len(text) - 3, len(text) - 1)
    found = find_quotation(text, span)
    assert text.find(found.select(text)) == found.start


def test_even_blanks_have_a_first_place() -> None:
    assert find_quotation("   ", Span(1, 2)) == Span(0, 2)
