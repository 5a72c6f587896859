from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Span
from mithaq.reports.highlight import Mark, cut_pieces


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).filter(lambda ends: ends[0] < ends[1]), max_size=8))
    return text, [Mark(number, Span(*span), "REQUEST", "Request") for number, span in enumerate(spans, 1)]


@given(marked_texts())
def test_pieces_make_up_the_text_and_every_quotation(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    pieces = cut_pieces(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == mark.span.select(text)
        assert sum(mark in piece.begins for piece in pieces) == 1


def test_the_narrowest_mark_comes_first() -> None:
    wide, narrow = Mark(1, Span(0, 9), "AGREE", "a"), Mark(2, Span(3, 5), "REQUEST", "b")
    pieces = cut_pieces("123456789", [narrow, wide])
    assert [[mark.number for mark in piece.marks] for piece in pieces] == [[1], [2, 1], [1]]


def test_a_text_without_marks_is_one_piece() -> None:
    assert [piece.text for piece in cut_pieces("abc", [])] == ["abc"]
    assert cut_pieces("", []) == ()
