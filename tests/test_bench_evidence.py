from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bench.evidence import find_faults, find_spans

from mithaq.model import Act, Actor, ActorType, ActType, Document, Reading, Span, Status

TEXT = "دعت الحكومةُ الأممَ إلى الدعم."
ACT: dict[str, Any] = {
    "type": ActType.REQUEST,
    "status": Status.ACTUAL,
    "trigger": Span(0, 3),
    "evidence": Span(0, 12),
}


def make_reading(**changes: Any) -> Reading:
    actors = (Actor("government", ActorType.INSTITUTION, "", (Span(4, 12),)),)
    document = Document("", TEXT, "a")
    return Reading(document, actors, (Act(**{**ACT, **changes}),), (), (), "fast")


def test_right_spans_have_no_fault() -> None:
    reading = make_reading(actors=("government",))
    assert find_faults(reading, TEXT) == []
    assert [name for name, _ in find_spans(reading)] == ["mention", "trigger", "evidence"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"trigger": Span(13, 19)}, "outside its evidence"),
        ({"evidence": Span(0, 4)}, "a blank at its end"),
        ({"evidence": Span(0, 11)}, "cuts a mark off its letter"),
        ({"about": Span(5, 5)}, "not a part of the text"),
        ({"about": Span(5, 900)}, "not a part of the text"),
        ({"recipients": ("nobody",)}, "no such actor nobody"),
    ],
)
def test_wrong_spans_are_named(changes: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in find_faults(make_reading(**changes), TEXT))


def test_an_actor_without_words_is_a_fault() -> None:
    reading = replace(make_reading(), actors=(Actor("nobody", ActorType.PERSON, "", ()),))
    assert find_faults(reading, TEXT) == ["actor nobody: named by no words"]


def test_another_text_is_a_fault() -> None:
    assert find_faults(make_reading(), TEXT + " ") == ["the document's text is not the text that was read"]
