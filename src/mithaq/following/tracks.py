"""Tracks: cases while documents are brought to them, and how well a clause fits one.

A track is a case of the snapshot, or one that the story at hand opens. It is a working value of one call of
`follow`; what leaves are proposals.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mithaq.following.bodies import name_bodies
from mithaq.following.case import Advance, AnyRead, Bind, Evidence, Kind, Open, Party, Proposal, identify
from mithaq.following.clauses import Clause, date_clause
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, load_set
from mithaq.following.presence import Parties
from mithaq.following.rosters import Present
from mithaq.following.story import Story
from mithaq.text.normalize import fold
from mithaq.text.segment import segment

if TYPE_CHECKING:
    from mithaq.following.state import Case

_SATURATION = 0.8
_LEARNT = 0.4
_RECENT = 20
_UNSEEN = 0.8  # what a word says that the documents at hand do not hold
_TELLING = 0.08  # cases are looked for by words that say at least so much
_FIRST = "made"
_IDENTITY_SIZE = 12

Reasons = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Track:
    """One case while it is followed.

    Args:
        id: Id of the case.
        kind: Its kind.
        sides: Names (as in ``Present.names``) of its parties by role.
        threads: Names of each thread's party, by thread; empty for kinds without threads.
        terms: What it is about, each term with how surely.
        states: The state that each thread has reached.
        last: Document and sentence in which it was last told of; before all for a case of the snapshot.
        nouns: Keys of the nouns by which it can be called ("هدنة").
        due: When it falls due, EDTF.
        documents: Documents that told how far it has come.
        number: How many were opened before it.
        tentative: Whether it is a case only once somebody answers (mere urging).
        held: What is proposed as soon as it is one.
    """

    id: str
    kind: Kind
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    threads: dict[str, frozenset[str]] = field(default_factory=dict)
    terms: dict[str, float] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    last: tuple[int, int] = (-1, -1)
    nouns: frozenset[str] = frozenset()
    due: str | None = None
    documents: set[str] = field(default_factory=set)
    number: int = 0
    tentative: bool = False
    held: list[Proposal] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """Everybody who takes part, by every name."""
        return frozenset().union(*self.sides.values(), *self.threads.values())

    @property
    def addressed(self) -> frozenset[str]:
        """Those to whom a request is put, by every name that is not one of those who put it."""
        return frozenset().union(*self.threads.values()) - self.sides.get("by", frozenset())


@dataclass(slots=True)
class Desk:
    """What all proposers of a story share: who is who, how much each word says, what was proposed.

    Args:
        story: The documents.
        parties: Who is who in them.
        weights: How much each term says.
        tracks: Cases by id.
        proposals: In order.
        told: (case, thread, state, document) that were proposed.
        index: Cases by their words and by the names of their parties.
        recent: Cases in the order in which they were told of last.
    """

    story: Story
    parties: Parties
    weights: Mapping[str, float]
    tracks: dict[str, Track] = field(default_factory=dict)
    proposals: list[Proposal] = field(default_factory=list)
    told: set[tuple[str, str, str, str]] = field(default_factory=set)
    index: dict[str, dict[str, None]] = field(default_factory=dict)
    recent: dict[str, None] = field(default_factory=dict)

    def list_tracks(self, terms: Iterable[str], presents: Iterable[Present] = ()) -> list[Track]:
        """Return the cases that share a word that says something, or somebody present, in order of opening.

        Args:
            terms: What is told.
            presents: Who is present.
        """
        keys = {term for term in terms if self.weights.get(term, _UNSEEN) >= _TELLING}
        keys.update(name for present in presents for name in present.names)
        found = {case for key in keys for case in self.index.get(key, ())}
        return sorted((self.tracks[case] for case in found), key=_find_number)

    def list_recent(self) -> list[Track]:
        """Return the cases that were told of last, in order of opening."""
        recent = islice(reversed(self.recent), _RECENT)
        return sorted((self.tracks[case] for case in recent), key=_find_number)

    def enter(self, track: Track) -> None:
        """Make a case findable by its words and parties."""
        track.number = len(self.tracks)
        self.tracks[track.id] = track
        self.recent[track.id] = None
        for key in (*track.terms, *track.names):
            self.index.setdefault(key, {})[track.id] = None

    def compare(self, track: Track, terms: frozenset[str]) -> float:
        """Return between 0 and 1 how much of what the track is about the terms name."""
        shared = sum(
            self.weights.get(term, _UNSEEN) * track.terms[term] for term in terms if term in track.terms
        )
        return 1.0 - math.exp(-shared / _SATURATION)

    def learn(self, track: Track, terms: Iterable[str], clause: Clause) -> None:
        """Let a track know further words by which it is told."""
        for term in terms:
            track.terms.setdefault(term, _LEARNT)
            self.index.setdefault(term, {})[track.id] = None
        track.last = clause.told.order, clause.sentence.number
        self.recent.pop(track.id, None)
        self.recent[track.id] = None

    def open(self, track: Track, step: Open, score: float, reasons: Reasons) -> None:
        """Propose a new case and follow it from now on."""
        self.enter(track)
        self._add(track, step, score, reasons)

    def advance(
        self, track: Track, thread: str, state: str, clause: Clause, told: tuple[Hit, float, Reasons]
    ) -> bool:
        """Propose that a thread is in a state; once for each document.

        Args:
            track: The case.
            thread: Its thread.
            state: The state.
            clause: Words that show it.
            told: The cue, the score and the reasons.
        """
        hit, score, reasons = told
        key = track.id, thread, state, clause.told.document
        if key in self.told:
            return False
        self.told.add(key)
        track.states[thread] = state
        if state != _FIRST:
            self.settle(track)
        by = tuple(p.party for p in self.parties.find(clause.told, clause.first, hit.first + 1) if not p.weak)
        step = Advance(
            case=track.id,
            thread=thread,
            on=date_clause(clause, hit.first),
            by=by[-1:],
            evidence=(clause.quote(),),
            state=state,
        )
        self._add(track, step, score, (("cue", clause.told.select(hit.first, hit.last)), *reasons))
        return True

    def settle(self, track: Track) -> None:
        """Take a tentative track for a case."""
        if track.tentative:
            self.proposals.extend(track.held)
            track.tentative = False

    def bind(
        self, track: Track, thread: str, condition: str, state: str, told: tuple[Evidence, float, Reasons]
    ) -> None:
        """Propose a condition, or what became of one."""
        evidence, score, reasons = told
        step = Bind(case=track.id, thread=thread, evidence=(evidence,), condition=condition, state=state)
        self._add(track, step, score, reasons)

    def _add(self, track: Track, step: AnyRead, score: float, reasons: Reasons) -> None:
        score = round(min(max(score, 0.05), 0.99), 3)
        place = track.held if track.tentative else self.proposals
        place.append(Proposal(id=identify(step), step=step, score=score, reasons=reasons))

    def find_party(self, name: str) -> Party:
        """Return a party by its id; a bare one where neither the story nor the packs know it."""
        party = self.parties.find_party(name)
        assert party is not None, name
        return party


def _find_number(track: Track) -> int:
    return track.number


def open_desk(story: Story, kind: Kind, cases: Sequence[Case] = ()) -> Desk:
    """Return what the proposer of one kind works with.

    Args:
        story: The documents.
        kind: The kind.
        cases: Snapshot of the open cases.
    """
    desk = Desk(story, Parties(story), story.weights)
    for case in cases:
        if case.kind is kind:
            desk.enter(make_track(desk, case))
    return desk


def make_track(desk: Desk, case: Case) -> Track:
    """Return a case of the snapshot as a track.

    Args:
        desk: The desk.
        case: The case.
    """
    track = Track(case.id, case.kind, due=case.due, terms=dict.fromkeys(_read_title(case.title), 1.0))
    for role, party in case.sides:
        known = track.sides.get(role, frozenset())
        track.sides[role] = known | list_names(desk.parties, party.id)
    for thread in case.threads:
        track.states[thread.id] = thread.state
        if case.kind is Kind.REQUEST and thread.id:
            track.threads[thread.id] = list_names(desk.parties, thread.id)
    return track


@lru_cache(maxsize=2_000)
def _read_title(title: str) -> frozenset[str]:
    # An open case comes with every batch.
    forms = segment(title).forms
    return gather_content(forms, 0, len(forms))


def list_names(parties: Parties, party: str) -> frozenset[str]:
    """Return every name under which a party can be present: its id, its state, the bodies in its name."""
    state = "" if parties.is_armed(party) else parties.find_state(party)
    known = parties.find_party(party)
    words = [fold(word) for word in known.ar.split()] if known else []
    heads = [f"head {word}" for word in words[:1] if word in load_set("bodies")]
    return frozenset((party, *name_bodies(words), *heads, *((f"state {state}",) if state else ())))


def make_id(kind: Kind, evidence: Evidence) -> str:
    """Return the id of a case that some words open: the same at every reading."""
    text = f"{kind.value} {evidence.document} {evidence.start} {evidence.end}"
    return f"{kind.value}-{hashlib.sha256(text.encode()).hexdigest()[:_IDENTITY_SIZE]}"


def meets(present: Present, names: frozenset[str]) -> bool:
    """Tell whether somebody present is one of some names."""
    return not present.names.isdisjoint(names)
