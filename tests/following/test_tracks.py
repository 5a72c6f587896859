"""The desk of a proposer: likeness, one state for each document, open cases as tracks."""

from __future__ import annotations

from tests.following.telling import tell

from mithaq.following.case import Advance, Evidence, Kind, Open, Party
from mithaq.following.clauses import cut_clauses
from mithaq.following.cues import load_cues
from mithaq.following.entry import Entry
from mithaq.following.fold import fold
from mithaq.following.tracks import Desk, Track, list_names, make_id, make_track, open_desk
from mithaq.model import ActorType

STORY = (
    ("2016-02-01", "وافقت فرنسا على إرسال الزوارق."),
    ("2016-02-09", "وافقت فرنسا على إرسال الزوارق أيضا."),
)


def make_desk() -> tuple[Desk, Track]:
    desk = open_desk(tell(*STORY), Kind.REQUEST)
    return desk, Track(
        "request-1", Kind.REQUEST, threads={"france": frozenset(("france",))}, terms={"زرق": 1.0}
    )


def test_likeness_grows_with_what_is_shared() -> None:
    desk, track = make_desk()
    assert desk.compare(track, frozenset()) == 0.0
    assert 0.0 < desk.compare(track, frozenset(("زرق",))) < 1.0


def test_a_document_tells_a_state_once() -> None:
    desk, track = make_desk()
    told = desk.story.told[0]
    clause = cut_clauses(told, told.sentences[-1])[0]
    (hit,) = [
        hit
        for hit in load_cues("requests").find(clause.forms, clause.first, clause.last)
        if hit.state == "accepted" and hit.first == clause.first
    ]
    assert desk.advance(track, "france", "accepted", clause, (hit, 2.0, ()))
    assert not desk.advance(track, "france", "accepted", clause, (hit, 0.5, ()))
    (proposal,) = desk.proposals
    assert proposal.score == 0.99
    assert proposal.reasons[0][0] == "cue"


def test_what_is_tentative_is_held_until_somebody_answers() -> None:
    desk, track = make_desk()
    track.tentative = True
    told = desk.story.told[0]
    clause = cut_clauses(told, told.sentences[-1])[0]
    hit = load_cues("requests").find(clause.forms, clause.first, clause.last)[0]
    desk.open(track, Open(case=track.id, kind=Kind.REQUEST), 0.5, ())
    desk.advance(track, "france", "made", clause, (hit, 0.5, ()))
    assert desk.proposals == []
    desk.advance(track, "france", "accepted", clause, (hit, 0.5, ()))
    assert [type(proposal.step).__name__ for proposal in desk.proposals] == ["Open", "Advance", "Advance"]


def test_an_open_case_becomes_a_track() -> None:
    desk, _ = make_desk()
    france = Party("france", ActorType.STATE, "فرنسا", "France")
    piece = (Evidence("a" * 64, 0, 5),)
    sides = (("to", france),)
    opened = Open(case="request-2", kind=Kind.REQUEST, title="إرسال الزوارق", sides=sides, evidence=piece)
    made = Advance(case="request-2", thread="france", state="made", evidence=piece)
    entries = [
        Entry(number=number, at="2016-02-02T00:00:00Z", author="desk", step=step)
        for number, step in enumerate((opened, made))
    ]
    case = fold(entries)
    track = make_track(desk, case)
    assert track.threads == {"france": frozenset(("france", "state france"))}
    assert track.states == {"france": "made"}
    assert track.terms
    assert "france" in track.names


def test_ids_and_names() -> None:
    desk, _ = make_desk()
    piece = Evidence("a" * 64, 0, 5)
    assert make_id(Kind.REQUEST, piece) == make_id(Kind.REQUEST, piece)
    assert make_id(Kind.REQUEST, piece) != make_id(Kind.AGREEMENT, piece)
    assert list_names(desk.parties, "houthis") >= {"houthis"}
    assert "state yemen" not in list_names(desk.parties, "houthis")
