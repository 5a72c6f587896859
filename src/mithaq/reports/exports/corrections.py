"""Readings as people corrected them: what they rejected is left out, what they corrected is put in its place.

A judgement is about a proposal, and a proposal rests on an act, or on the words of a milestone or figure: on the one
whose words its evidence covers; where it covers several, it is about none of them. Where what an act opened was
rejected, and nothing of it confirmed, so was the act; what a correction changed of parties, date, place and topics is
changed in the act. A party that the text does not name cannot stand in its reading, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.dates import Edtf
from mithaq.following.case import Announce, AnyRead, Harm, Open, Party, Step
from mithaq.following.state import Standing
from mithaq.ledger.judged import Judged
from mithaq.model import Act, Actor, Comparator, Figure, Milestone, Reading, Span, Topic
from mithaq.text.normalize import fold

_DOERS, _TARGETS = ("by", "accused", "party"), ("to", "victim")


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who takes part in a reading: its actors, and those that corrections bring in."""

    reading: Reading
    parties: dict[str, Party]
    added: dict[str, Actor]

    def find(self, party: str) -> str | None:
        """Return the id by which the reading knows a party; None where its text does not name it."""
        if any(actor.id == party for actor in self.reading.actors) or party in self.added:
            return party
        known = self.parties.get(party)
        if known is None or not known.ar:
            return None
        text = self.reading.document.text
        for actor in self.reading.actors:
            if any(fold(mention.select(text)) == fold(known.ar) for mention in actor.mentions):
                return actor.id
        mentions = tuple(_find_words(text, known.ar))
        if not mentions:
            return None
        self.added[party] = Actor(party, known.type, known.en, mentions)
        return party

    def find_all(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of those parties that the text names."""
        return tuple(dict.fromkeys(found for party in parties if (found := self.find(party))))


def _find_words(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))


def correct_reading(reading: Reading, judged: Sequence[Judged], standing: Standing) -> Reading:
    """Return a reading with what people judged of it applied.

    Args:
        reading: As the machine made it.
        judged: What people judged of its document.
        standing: The least standing: above ``PROPOSED`` only what a person stands by is kept.
    """
    if not judged and standing <= Standing.PROPOSED:
        return reading
    parties = {party.id: party for item in judged for party in _list_parties(item.held.step)}
    cast = _Cast(reading, parties, {})
    acts = tuple(
        _correct_act(act, found, cast)
        for act in reading.acts
        if _counts(found := _list_about_act(reading, act, judged), standing)
    )
    dated = [item.evidence for item in reading.milestones]
    milestones = tuple(
        _correct_milestone(item, found)
        for item in reading.milestones
        if _counts(found := _list_about_words(reading, item.evidence, dated, judged, (Announce,)), standing)
    )
    counted = [item.evidence for item in reading.figures]
    figures = tuple(
        _correct_figure(item, found)
        for item in reading.figures
        if _counts(found := _list_about_words(reading, item.evidence, counted, judged, (Harm,)), standing)
    )
    actors = (*reading.actors, *cast.added.values())
    return replace(reading, actors=actors, acts=acts, milestones=milestones, figures=figures)


def _list_parties(step: AnyRead) -> Iterator[Party]:
    if isinstance(step, Open):
        yield from (party for _, party in step.sides)


def _list_about_act(reading: Reading, act: Act, judged: Iterable[Judged]) -> list[Judged]:
    key = (reading.document.sha256, act.type.value, act.trigger.start, act.trigger.end)
    triggers = [other.trigger for other in reading.acts]
    found = []
    for item in judged:
        if item.proposal.act is not None:
            found.extend([item] if item.proposal.act == key else [])
        elif _rests_on(item, reading, act.trigger, triggers):
            # A step that is rejected may be a wrong reading of a right act; an opening is the act.
            opens = isinstance(item.proposal.step, Open)
            found.extend([item] if opens or item.held.standing else [])
    return found


def _rests_on(judged: Judged, reading: Reading, words: Span, others: Sequence[Span]) -> bool:
    """Tell whether the evidence of a proposal covers these words and no others of their kind."""
    for piece in judged.proposal.step.evidence:
        if piece.document == reading.document.sha256:
            covered = [other for other in others if Span(piece.start, piece.end).meets(other)]
            if covered == [words]:
                return True
    return False


def _list_about_words(
    reading: Reading,
    words: Span,
    others: Sequence[Span],
    judged: Iterable[Judged],
    kinds: tuple[type[Step], ...],
) -> list[Judged]:
    return [
        item
        for item in judged
        if isinstance(item.proposal.step, kinds) and _rests_on(item, reading, words, others)
    ]


def _counts(judged: Sequence[Judged], standing: Standing) -> bool:
    best = max((item.held.standing for item in judged), default=Standing.PROPOSED)
    return best >= max(standing, Standing.PROPOSED)


def _correct_act(act: Act, judged: Iterable[Judged], cast: _Cast) -> Act:
    for item in judged:
        old, new = item.proposal.step, item.held.step
        if new == old or not item.held.standing:
            continue
        if new.on != old.on:
            act = replace(act, date=Edtf.parse(new.on) if new.on else None, date_evidence=None)
        if isinstance(old, Open) and isinstance(new, Open):
            act = _correct_opening(act, old, new, cast)
        elif new.by != old.by:
            act = replace(act, actors=cast.find_all(new.by))
    return act


def _correct_opening(act: Act, old: Open, new: Open, cast: _Cast) -> Act:
    for roles, field in ((_DOERS, "actors"), (_TARGETS, "recipients")):
        before = [party.id for role, party in old.sides if role in roles]
        after = [party.id for role, party in new.sides if role in roles]
        if before != after:
            found = cast.find_all(after)
            act = replace(act, actors=found) if field == "actors" else replace(act, recipients=found)
    if new.place != old.place:
        act = replace(act, place=new.place or None, place_evidence=None)
    if new.topics != old.topics:
        act = replace(act, topics=tuple(Topic(topic) for topic in new.topics if topic in set(Topic)))
    return act


def _correct_milestone(milestone: Milestone, judged: Iterable[Judged]) -> Milestone:
    for item in judged:
        step = item.held.step
        if isinstance(step, Announce) and step != item.proposal.step:
            milestone = replace(milestone, when=Edtf.parse(step.when) if step.when else None)
    return milestone


def _correct_figure(figure: Figure, judged: Iterable[Judged]) -> Figure:
    for item in judged:
        step = item.held.step
        if isinstance(step, Harm) and step != item.proposal.step and step.amount.best is not None:
            sign = step.amount.qualifier
            known = Comparator(sign) if sign in set(Comparator) else figure.comparator
            figure = replace(figure, value=step.amount.best, comparator=known)
    return figure
