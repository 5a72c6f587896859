from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Act, ActType, Document, Reading, Span, Status

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))


@pytest.mark.parametrize(
    ("a", "b", "covers", "meets"),
    [
        (Span(0, 5), Span(1, 3), True, True),
        (Span(0, 5), Span(0, 5), True, True),
        (Span(0, 5), Span(4, 6), False, True),
        (Span(0, 5), Span(5, 6), False, False),
        (Span(2, 3), Span(0, 5), False, True),
    ],
)
def test_how_spans_lie(a: Span, b: Span, *, covers: bool, meets: bool) -> None:
    assert a.covers(b) is covers
    assert a.meets(b) is meets


@given(spans, spans)
def test_spans_meet_where_they_share_an_index(a: Span, b: Span) -> None:
    assert a.meets(b) is b.meets(a)
    if a.end > a.start and b.end > b.start:
        assert a.meets(b) is bool(set(range(*a)) & set(range(*b)))


@given(st.text(min_size=41), spans)
def test_span_selects_code_points(text: str, span: Span) -> None:
    assert span.select(text) == "".join(list(text)[span.start : span.end])


def test_there_are_sixteen_types_and_six_statuses() -> None:
    assert (len(ActType), len(Status)) == (16, 6)


def test_values_cannot_be_changed() -> None:
    act = Act(ActType.REQUEST, Status.ACTUAL, Span(0, 3), Span(0, 9))
    document = Document("", "نص", "a")
    with pytest.raises(FrozenInstanceError):
        act.status = Status.DENIED  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        document.text = ""  # type: ignore[misc]
    assert len({act, act}) == 1


@pytest.mark.parametrize(("least", "kept"), [(0.0, 2), (0.5, 2), (0.51, 1), (1.0, 0)])
def test_acts_of_which_the_reader_is_less_sure_can_be_left_out(least: float, kept: int) -> None:
    acts = tuple(
        Act(ActType.REQUEST, Status.ACTUAL, Span(0, 3), Span(0, 9), confidence=sure) for sure in (0.5, 0.9)
    )
    reading = Reading(Document("", "نص", "a"), (), acts, (), (), "fast 0")
    assert len(reading.keep_sure(least).acts) == kept
    assert reading.acts == acts
