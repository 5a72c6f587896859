"""Programmes: training, equipment and other support that is prepared, carried out and closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause
from mithaq.following.cues import Cues, Hit, find_keys, load_cues, load_set
from mithaq.following.story import Story
from mithaq.following.tense import is_coming
from mithaq.following.tracks import Desk, Reasons, Track, make_id, meets, open_desk
from mithaq.model import ActorType
from mithaq.text.segment import segment

if TYPE_CHECKING:
    from mithaq.following.state import Case

_LINK = 0.5  # from this likeness on a clause tells of a programme
_LINK_PLANNED = 0.8  # likewise where it plans one and names none of the parties
_BY_PARTY = 2  # reasons where the parties are the same
_STATES = ("closed", "cancelled", "suspended", "finalisation", "implementation", "pipeline")
_OPENING = frozenset(("pipeline", "implementation", "closed", "finalisation"))
_OVER = frozenset(("closed", "cancelled"))
_PART = "part"  # words that tell the end of a part only
_CLASSES = ("training", "works")
_DEFINITE = ("ال", "وال", "بال", "لل")


def propose_programmes(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of programmes, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.PROGRAMME, cases), load_cues("programmes")
    for case in cases:
        if case.kind is Kind.PROGRAMME:
            desk.tracks[case.id].nouns = _read_nouns(case.title)
    for told in story.affairs:
        for sentence in told.sentences:
            if not sentence.headline:
                for clause in _join(cut_clauses(told, sentence)):
                    _follow_clause(desk, cues, clause)
    return desk.proposals


def _join(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield clauses, one that goes on about the subject of the one before it ("وقد بدأت") together with it."""
    last: Clause | None = None
    for clause in clauses:
        if last is not None and clause.forms[clause.first] == "وقد":
            last = Clause(clause.told, clause.sentence, last.first, clause.last)
            continue
        if last is not None:
            yield last
        last = clause
    if last is not None:
        yield last


def _follow_clause(desk: Desk, cues: Cues, clause: Clause) -> None:
    hits = cues.find(clause.forms, clause.first, clause.last)
    states = tuple(_choose(clause, hits))
    if not states:
        return
    state = states[0]
    track, likeness, reasons = _find_track(desk, clause, state)
    opening = next((hit for hit in hits if hit.state == "open"), None)
    planned = opening is not None and state.state == "pipeline" and len(reasons) < _BY_PARTY
    if track is not None and likeness >= (_LINK_PLANNED if planned else _LINK):
        told = state, 0.5 * likeness + 0.3 * min(state.cue.weight, 1.0), reasons
        if desk.advance(track, "", state.state, clause, told):
            desk.learn(track, clause.find_terms(), clause)
        begun = next((hit for hit in states if hit.state == "implementation"), None)
        if state.state == "suspended" and begun is not None:
            desk.advance(track, "", "implementation", clause, (begun, told[1], reasons))
        return
    if opening is not None and state.state in _OPENING:
        _open(desk, clause, opening, state)


def _choose(clause: Clause, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the states that the cues of a clause show, the latest first; a future tense shows a plan."""
    found: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.cue.weight):
        planned = hit.state == "implementation" and clause.forms[hit.first - 1] == "ان"
        found["pipeline" if planned else hit.state] = replace(hit, state="pipeline") if planned else hit
    if _PART in found:
        yield replace(found[_PART], state="implementation")
        return
    if "pipeline" in found and any(map(is_coming, clause.forms[clause.first : clause.last])):
        yield found["pipeline"]
        return
    for state in _STATES:
        if state in found:
            yield found[state]


def _find_track(desk: Desk, clause: Clause, state: Hit) -> tuple[Track | None, float, Reasons]:
    best: tuple[Track | None, float, Reasons] = (None, 0.0, ())
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    terms = clause.find_terms()
    nouns = _find_nouns(clause)
    alike = [track for track in desk.list_recent() if nouns & track.nouns and not _is_over(track)]
    for track in {one.id: one for one in (*desk.list_tracks(terms, present), *alike)}.values():
        likeness = desk.compare(track, terms)
        same = any(meets(one, track.names) for one in present)
        total = likeness + 0.15 * same
        if track in alike:
            total += 0.1 + 0.15 * (len(alike) == 1 and same)
            total += 0.3 * (len(alike) == 1 and state.state != "pipeline" and _takes_up(desk, track, clause))
        elif _is_over(track) and state.state != track.states.get(""):
            total -= 0.2
        if total > best[1]:
            reasons = [("same-words", f"{likeness:.2f}")]
            if same:
                reasons.append(("same-parties", ""))
            best = track, total, tuple(reasons)
    return best


def _takes_up(desk: Desk, track: Track, clause: Clause) -> bool:
    """Tell whether a clause names a known programme by its noun alone, in a report that names its parties."""
    definite = any(form.startswith(_DEFINITE) and _find_classes(form) for form in _list_forms(clause))
    return definite and any(meets(one, track.names) for one in desk.parties.list(clause.told))


def _list_forms(clause: Clause) -> Sequence[str]:
    return clause.forms[clause.first : clause.last]


@lru_cache(maxsize=2_000)
def _read_nouns(title: str) -> frozenset[str]:
    return frozenset().union(*map(_find_classes, segment(title).forms))


def _is_over(track: Track) -> bool:
    return track.states.get("") in _OVER


def _find_nouns(clause: Clause) -> frozenset[str]:
    """Return the classes of nouns by which a clause names programmes."""
    return frozenset().union(*map(_find_classes, _list_forms(clause)))


@lru_cache(maxsize=60_000)
def _find_classes(form: str) -> frozenset[str]:
    keys = find_keys(form)
    return frozenset(name for name in _CLASSES if not load_set(name).isdisjoint(keys))


def _open(desk: Desk, clause: Clause, opening: Hit, state: Hit) -> None:
    evidence = clause.quote()
    by = _find_partner(desk, clause)
    if not by:
        return
    step = Open(
        case=make_id(Kind.PROGRAMME, evidence),
        kind=Kind.PROGRAMME,
        title=clause.told.write(opening.first, clause.last),
        sides=tuple(("by", desk.find_party(name)) for name in by),
        on=date_clause(clause, opening.first),
        evidence=(evidence,),
    )
    terms = dict.fromkeys(clause.find_terms(), 1.0)
    track = Track(step.case, Kind.PROGRAMME, terms=terms, nouns=_find_nouns(clause))
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
