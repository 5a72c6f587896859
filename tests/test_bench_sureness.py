from __future__ import annotations

from typing import Any

import pytest
from bench.sureness import Judged, judge_words, sort_by_sureness
from bench.texts import Sample

from mithaq.dates import Edtf
from mithaq.model import Act, Actor, ActorType, ActType, Document, Reading, Span, Status, Sureness

TEXT = "دعت مصر ليبيا إلى الحوار"
WANTED = {
    "type": "REQUEST", "status": "actual", "actors": ["g1"], "recipients": ["g3"], "said_by": [],
    "date": "2020-11", "_q": {"about": (18, 24)},
}  # fmt: skip


class Scorer:
    """Pairs the first acts of one type; stands for the benchmark's scorer."""

    class Reading:
        def __init__(self, _: str, data: dict[str, Any]) -> None:
            self.acts = [
                {**act, "_q": act.get("_q", {"about": act.get("about")})} for act in data.get("acts", [])
            ]

    def pair(self, gold: list[Any], found: list[Any], fits: Any) -> list[tuple[Any, Any]]:
        return [(g, f) for g, f in zip(gold, found, strict=False) if fits(g, f)]

    def identities(self, _: Any, __: Any) -> dict[str, str]:
        return {"egypt": "g1", "libya": "g2"}

    def months(self, when: str | None) -> str | None:
        return when[:7] if when else None

    def same_quote(self, one: object, other: object) -> bool:
        return bool(one and other)


def read(*, kind: ActType = ActType.REQUEST, **details: Any) -> tuple[Sample, Reading]:
    act = Act(
        kind,
        Status.ACTUAL,
        Span(0, 3),
        Span(0, 24),
        actors=("egypt",),
        recipients=("libya",),
        **details,
    )
    actors = tuple(
        Actor(name, ActorType.STATE, "", (span,))
        for name, span in (("egypt", Span(4, 7)), ("libya", Span(8, 13)))
    )
    document = Document("0" * 64, TEXT, "a")
    return (
        Sample("a", TEXT, document, None, {"acts": [WANTED]}),
        Reading(document, actors, (act,), (), (), "fast 0"),
    )


def judge(**details: Any) -> list[Judged]:
    return list(judge_words(*read(**details), Scorer()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({}, []),
        ({"sure": Sureness(status=0.9)}, [Judged("status", 0.9, right=True)]),
        (
            {"sure": Sureness(actors=0.8, recipients=0.3)},
            [Judged("actors", 0.8, right=True), Judged("recipients", 0.3, right=False)],
        ),
        ({"about": Span(18, 24), "sure": Sureness(about=0.5)}, [Judged("about", 0.5, right=True)]),
        (
            {"date": Edtf.parse("2020-11-03"), "date_evidence": Span(0, 3), "sure": Sureness(date=0.4)},
            [Judged("date", 0.4, right=True)],
        ),
        (
            {"date": Edtf.parse("2019"), "date_evidence": Span(0, 3), "sure": Sureness(date=0.4)},
            [Judged("date", 0.4, right=False)],
        ),
    ],
)
def test_what_is_said_of_right_acts_is_judged(details: dict[str, Any], expected: list[Judged]) -> None:
    assert judge(confidence=0.7, **details) == [Judged("act", 0.7, right=True), *expected]


def test_acts_that_are_not_right_are_only_counted() -> None:
    assert judge(kind=ActType.ACCUSE, sure=Sureness(status=0.9)) == [Judged("act", 1.0, right=False)]


def test_everything_is_sorted_by_question_and_sureness() -> None:
    judged = [
        Judged("date", 0.1, right=False), Judged("date", 0.9, right=True), Judged("date", 1.0, right=False),
        Judged("status", 0.5, right=True),
    ]  # fmt: skip
    table = sort_by_sureness(judged, 2)
    assert table["date"] == [(1, 0.0), (2, 0.5)]
    assert table["status"] == [(0, 0.0), (1, 1.0)]
    assert table["about"] == [(0, 0.0), (0, 0.0)]
