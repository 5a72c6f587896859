"""Conditions cut into items and followed."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.case import Bind, Kind
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.conditions import Book, find_items
from mithaq.following.cues import load_cues
from mithaq.following.story import Story
from mithaq.following.tracks import Track, open_desk


def list_clauses(story: Story) -> list[Clause]:
    return [
        clause
        for told in story.told
        for sentence in told.sentences
        if not sentence.headline
        for clause in cut_clauses(told, sentence)
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("وافقت فرنسا شريطة أن تدفع بغداد النفقات.", ["شريطه ان تدفع بغداد النفقات"]),
        (
            "لن يسري العقد إلا بعد مصادقة البرلمان عليه وسداد الدفعة الأولى.",
            ["الا بعد مصادقه البرلمان عليه", "وسداد الدفعه الاولي"],
        ),
        (
            "الشروط هي تسليم القوائم كاملة، وتخصيص مقر للفريق، وتعيين منسق.",
            ["تسليم القوايم كامله", "وتخصيص مقر للفريق", "وتعيين منسق"],
        ),
        ("وافقت فرنسا إذا دفعت بغداد النفقات، بحسب الوزير.", ["اذا دفعت بغداد النفقات"]),
        ("وافقت فرنسا على الطلب.", []),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    clause = list_clauses(tell(("2016-02-01", text)))[0]
    hits = load_cues("conditions").find(clause.forms, clause.first, clause.last)
    found = [clause.told.select(first, last).rstrip(" ،.") for first, last in find_items(clause, hits)]
    assert found == items


SET = ("2016-02-01", "وافقت فرنسا شريطة أن تدفع بغداد نفقات الوقود.")


def follow(later: str, end: str = "conditional") -> list[str]:
    """Return the states of one condition."""
    story = tell(SET, ("2016-03-01", later))
    desk = open_desk(story, Kind.REQUEST)
    book = Book(desk)
    track = Track("request-1", Kind.REQUEST, threads={"france": frozenset(("france",))})
    track.states["france"] = end
    desk.tracks[track.id] = track
    first, *rest = list_clauses(story)
    assert book.set(track, ("france",), first)
    assert not book.set(track, ("france",), first)
    for clause in rest:
        list(book.follow(clause))
    book.close()
    return [proposal.step.state for proposal in desk.proposals if isinstance(proposal.step, Bind)]


@pytest.mark.parametrize(
    ("later", "states"),
    [
        ("دفعت بغداد نفقات الوقود أمس.", ["unmet", "met"]),
        ("لم تدفع بغداد نفقات الوقود.", ["unmet", "unmet"]),
        ("تخلت فرنسا عن شرط نفقات الوقود.", ["unmet", "waived"]),
        ("زار الوزير المتحف.", ["unmet"]),
    ],
)
def test_what_becomes_of_a_condition(later: str, states: list[str]) -> None:
    assert follow(later) == states


def test_what_it_bound_came_about() -> None:
    assert follow("زار الوزير المتحف.", "completed") == ["unmet", "met"]
