"""Following as a whole: stable, in order, and with open cases."""

from __future__ import annotations

from tests.following.telling import list_opened, list_states, tell

from mithaq.following.case import Advance, Open
from mithaq.following.entry import Entry, Propose
from mithaq.following.fold import Standing, fold_all
from mithaq.following.follow import PROPOSERS, follow, follow_story

SIGNED = (
    "2020-08-20",
    "جوبا - من المقرر أن توقع الحكومة السودانية وحركة الهضبة رسميا اتفاق السلام في 3 أكتوبر 2020 في السودان.",
)
VOTE = (
    "2019-03-02",
    "طرابلس - قال رئيس المفوضية إن الانتخابات البرلمانية ستجرى في 12 سبتمبر 2019 في عموم ليبيا.",
)
MOVED = ("2019-05-02", "طرابلس - قررت المفوضية تأجيل الانتخابات البرلمانية في ليبيا إلى 10 ديسمبر 2019.")


def test_every_kind_proposes_once() -> None:
    kinds = [kind for kind, _ in PROPOSERS]
    assert len(kinds) == len(set(kinds))


def test_the_order_of_readings_does_not_matter() -> None:
    story = tell(VOTE, MOVED)
    readings = [told.reading for told in story.told]
    assert follow(readings) == follow(reversed(readings)) == follow([*readings, *readings])


def test_a_case_is_opened_before_it_moves_and_states_come_in_the_order_of_documents() -> None:
    proposals = follow_story(tell(VOTE, MOVED)).proposals
    assert isinstance(proposals[0].step, Open)
    orders = [proposal.step.evidence[0] for proposal in proposals if isinstance(proposal.step, Advance)]
    assert len(orders) == len(set(orders))
    assert list_states([p for p in proposals if p.step.case.startswith("milestone")])[-1] == ("", "postponed")


def test_new_readings_are_brought_to_open_cases() -> None:
    first = follow_story(tell(VOTE)).proposals
    entries = [
        Entry(
            number=number,
            at="2019-03-02T00:00:00Z",
            author="reader test",
            step=Propose(case=p.step.case, proposal=p),
        )
        for number, p in enumerate(first)
    ]
    cases = tuple(fold_all(entries, standing=Standing.PROPOSED).values())
    later = follow_story(tell(MOVED), cases).proposals
    milestone = next(case.id for case in cases if case.kind == "milestone")
    moved = [p for p in later if p.step.case == milestone]
    assert list_opened(moved) == []
    assert ("", "postponed") in list_states(moved)


def test_scores_lie_between_0_and_1_and_reasons_are_given() -> None:
    for proposal in follow_story(tell(VOTE, MOVED, SIGNED)).proposals:
        assert 0 < proposal.score < 1
        assert proposal.reasons
