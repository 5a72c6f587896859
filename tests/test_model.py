from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.model import Act, ActType, Document, Reading, Span, Status, Sureness

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


DETAILED = Act(
    ActType.REQUEST,
    Status.PLANNED,
    Span(0, 3),
    Span(0, 9),
    actors=("egypt",),
    recipients=("libya",),
    about=Span(5, 9),
    date=Edtf.parse("2020-11"),
    date_evidence=Span(2, 4),
    place="Cairo",
    said_by=("turkey",),
    sure=Sureness(status=0.1, actors=0.8, recipients=0.2, about=0.4, date=0.6),
)


@pytest.mark.parametrize(
    ("least", "left_out"),
    [
        (0.2, set()),
        (0.3, {"recipients"}),
        (0.5, {"recipients", "about"}),
        (0.7, {"recipients", "about", "date", "date_evidence"}),
        (1.0, {"actors", "recipients", "about", "date", "date_evidence"}),
    ],
)
def test_details_of_which_the_reader_is_less_sure_can_be_left_out(least: float, left_out: set[str]) -> None:
    kept = DETAILED.keep_sure(least)
    assert {name for name in DETAILED.__dataclass_fields__ if not getattr(kept, name)} - {
        "condition",
        "topics",
        "place_evidence",
        "why",
    } == left_out
    assert (kept.status, kept.said_by, kept.place) == (Status.PLANNED, ("turkey",), "Cairo")
    assert (kept.sure.recipients is None) is ("recipients" in left_out)


def test_details_stay_as_they_are_unless_somebody_asks() -> None:
    reading = Reading(Document("", "نص", "a"), (), (DETAILED,), (), (), "fast 0")
    assert reading.keep_sure(0.0) is reading
    assert reading.keep_sure(0.0, 0.5).acts == (DETAILED.keep_sure(0.5),)
