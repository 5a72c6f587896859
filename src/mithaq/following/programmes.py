"""Programmes: training, equipment and other support that is prepared, carried out and closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause
from mithaq.following.cues import Cues, Hit, is_coming, load_cues
from mithaq.following.story import Story
from mithaq.following.tracks import Desk, Reasons, Track, make_id, meets, open_desk
from mithaq.model import ActorType

if TYPE_CHECKING:
    from mithaq.following.state import Case

_LINK = 0.5  # from this likeness on a clause tells of a programme
_STATES = ("closed", "cancelled", "suspended", "finalisation", "implementation", "pipeline")
_OPENING = frozenset(("pipeline", "implementation", "closed", "finalisation"))


def propose_programmes(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of programmes, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.PROGRAMME, cases), load_cues("programmes")
    for told in story.told:
        for sentence in told.sentences:
            if not sentence.headline:
                for clause in cut_clauses(told, sentence):
                    _follow_clause(desk, cues, clause)
    return desk.proposals


def _follow_clause(desk: Desk, cues: Cues, clause: Clause) -> None:
    hits = cues.find(clause.forms, clause.first, clause.last)
    state = next(_choose(clause, hits), None)
    if state is None:
        return
    track, likeness, reasons = _find_track(desk, clause)
    if track is not None and likeness >= _LINK:
        told = state, 0.5 * likeness + 0.3 * min(state.cue.weight, 1.0), reasons
        if desk.advance(track, "", state.state, clause, told):
            desk.learn(track, clause.find_terms(), clause)
        return
    opening = next((hit for hit in hits if hit.state == "open"), None)
    if opening is not None and state.state in _OPENING:
        _open(desk, clause, opening, state)


def _choose(clause: Clause, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the states that the cues of a clause show, the latest first; a future tense shows a plan."""
    found = {hit.state: hit for hit in sorted(hits, key=lambda hit: hit.cue.weight)}
    if "pipeline" in found and any(map(is_coming, clause.forms[clause.first : clause.last])):
        yield found["pipeline"]
        return
    for state in _STATES:
        if state in found:
            yield found[state]


def _find_track(desk: Desk, clause: Clause) -> tuple[Track | None, float, Reasons]:
    best: tuple[Track | None, float, Reasons] = (None, 0.0, ())
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    terms = clause.find_terms()
    for track in desk.list_tracks(terms):
        likeness = desk.compare(track, terms)
        same = any(meets(one, track.names) for one in present)
        total = likeness + 0.15 * same
        if total > best[1]:
            reasons = [("same-words", f"{likeness:.2f}")]
            if same:
                reasons.append(("same-parties", ""))
            best = track, total, tuple(reasons)
    return best


def _open(desk: Desk, clause: Clause, opening: Hit, state: Hit) -> None:
    evidence = clause.quote()
    by = _find_partner(desk, clause)
    step = Open(
        case=make_id(Kind.PROGRAMME, evidence),
        kind=Kind.PROGRAMME,
        title=clause.told.write(opening.first, clause.last),
        sides=tuple(("by", desk.find_party(name)) for name in by),
        on=date_clause(clause, opening.first),
        evidence=(evidence,),
    )
    track = Track(step.case, Kind.PROGRAMME, terms=dict.fromkeys(clause.find_terms(), 1.0))
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    track.sides["by"] = frozenset().union(*(one.names for one in present))
    track.last = clause.told.order, clause.sentence.number
    reasons = (("cue", clause.told.select(opening.first, opening.last)),)
    desk.open(track, step, 0.55, reasons)
    desk.advance(track, "", state.state, clause, (state, 0.55, ()))


def _find_partner(desk: Desk, clause: Clause) -> tuple[str, ...]:
    """Return the body or state that runs the programme: the first that the clause names, else the sentence."""
    for first, last in ((clause.first, clause.last), (clause.sentence.first, clause.first)):
        for present in desk.parties.find(clause.told, first, last):
            party = desk.parties.find_party(present.party)
            if party is not None and not present.weak and party.type is not ActorType.POPULATION:
                return (present.party,)
    return ()
