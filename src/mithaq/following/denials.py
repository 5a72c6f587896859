"""Denials: sentences that deny something, and the sentences that say what they deny."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mithaq.following.case import Evidence
from mithaq.following.cues import Hit, load_cues
from mithaq.following.story import Sentence, Story, Told
from mithaq.following.terms import find_term, find_terms, rate_term
from mithaq.model import ActType

_LONGEST = 70
_BACK = 3  # sentences before a denial in which what is denied may stand
_CLAIMED_NEAR = 3.5  # the same for one of the sentences right before
_CLAIMED = 9.0  # weight of shared terms from which on a sentence is what is denied
_ACCUSING = 5.0  # what it counts that a sentence accuses
_DENIAL = frozenset(("disputed", "refuted"))
_COPIED = 0.6  # likeness from which on a report tells nothing of its own

Near = Mapping[int, Collection[int]]


@dataclass(frozen=True, slots=True)
class Denied:
    """A sentence that is denied, and the one that denies it.

    Args:
        claim: What is denied.
        denial: What denies it.
        words: The words that deny.
    """

    claim: Evidence
    denial: Evidence
    words: str


def quote_sentence(told: Told, sentence: Sentence) -> Evidence:
    """Return a sentence as evidence, cut where it is very long."""
    return told.quote(sentence.first, min(sentence.last, sentence.first + _LONGEST))


def is_over(one: Evidence, other: Evidence) -> bool:
    """Tell whether two places overlap.

    Args:
        one: A place.
        other: Another.
    """
    return one.document == other.document and one.start < other.end and other.start < one.end


def find_denied(story: Story, near: Near, known: Sequence[Evidence]) -> Iterator[Denied]:
    """Yield what is denied beside the sentence that denies it, each claim once for a document.

    Args:
        story: The documents.
        near: For each document those that may say what it denies.
        known: Places that other contradictions hold: what they deny is known.
    """
    denied: set[tuple[str, Evidence]] = set()
    for told in story.told:
        for sentence in told.sentences:
            denial = _find_denial(told, sentence)
            if denial is None or sentence.headline:
                continue
            here = quote_sentence(told, sentence)
            claim = (
                None
                if any(is_over(here, side) for side in known)
                else _find_claim(story, (told, sentence), denial, near)
            )
            if claim is not None and (told.document, claim) not in denied:
                denied.add((told.document, claim))
                yield Denied(claim, here, told.select(denial.first, denial.last))


def _find_denial(told: Told, sentence: Sentence) -> Hit | None:
    """Return the words of a sentence that deny something; weak words only say that two sides blame each other."""
    hits = load_cues("incidents").find(told.page.forms, sentence.first, sentence.last)
    denials = (hit for hit in hits if hit.state in _DENIAL and not hit.denied and hit.cue.weight >= 1)
    return next(denials, None)


def _rate_claim(wanted: frozenset[str], told: Told, sentence: Sentence) -> float:
    shared = wanted & told.list_terms(sentence)
    if not shared:
        return 0.0
    weight = sum(rate_term(term) for term in shared)
    acts = told.find_acts(sentence.first, sentence.last)
    return weight + (_ACCUSING if weight and any(act.type is ActType.ACCUSE for act in acts) else 0.0)


def _find_claim(story: Story, place: tuple[Told, Sentence], denial: Hit, near_by: Near) -> Evidence | None:
    """Return the sentence that says what another denies: shortly before, or in a report of the same event."""
    told, sentence = place
    wanted = find_terms(told.page.forms, denial.last, sentence.last) - {
        find_term(told.page.forms[at]) for at in range(denial.first, denial.last)
    }
    near = [(told, other) for other in told.sentences if 0 < sentence.number - other.number <= _BACK]
    copied = {pair.second for pair in story.pairs if pair.likeness >= _COPIED}
    for order in sorted(near_by.get(told.order, ())):
        if order not in copied:
            near += [(story.told[order], other) for other in story.told[order].sentences]
    rated = [
        (_rate_claim(wanted, item, other) / (_CLAIMED_NEAR if item is told else _CLAIMED), at)
        for at, (item, other) in enumerate(near)
        if not other.headline and _find_denial(item, other) is None
    ]
    best = max(rated, default=(0.0, 0))
    if best[0] < 1.0:
        return None
    item, other = near[best[1]]
    return quote_sentence(item, other)
