"""The places of a text that may carry an act, with the priors of their types by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from mithaq.lexicon.candidates import (
    Candidate,
    Entry,
    Outcome,
    Scene,
    Types,
    find_candidates,
    find_rules,
    keep_longest,
)
from mithaq.lexicon.compile import Group
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE, Sense
from mithaq.model import ActType

_HIGHEST = 0.97
_LEFT = 0.3  # of its prior keeps a type that a condition replaced
_REACH = 14
_CLEAR = 0.3
_ACTING = FINITE - {Category.PRESENT}
_GOVERNING = frozenset(
    (
        ActType.REQUEST,
        ActType.AGREE,
        ActType.ACCUSE,
        ActType.REJECT,
        ActType.SUPPORT,
        ActType.THREATEN,
        ActType.CONSULT,
        ActType.CONCEDE,
    )
)


class Trigger(Struct, frozen=True, gc=False):
    """A place in the text that may carry an act.

    Args:
        first: First token; that of the governing verb or noun.
        last: Token behind the last one.
        name: Folded lemma of the word, or the pattern of the phrase.
        category: Part of speech of the first token.
        family: Key of the family.
        types: Possible types with their priors, best first; never empty.
        actor: Who acts: ``subject``, ``object``, ``joint``, ``none``.
        object: What the direct object is: ``recipient``, ``about``, ``place``, ``none``.
        marks: Which preposition (or "ان") brings which role: ``recipient``, ``about``, ``actor``, ``place``.
        phrase: Whether a pattern of several words matched.
        governed: First token of the trigger whose content this one seems to be ("دعا إلى *وقف*"), or None.
        sense: The reading of the first token, or None where the lexicon does not know it by itself.
        why: Family, word and conditions that decided.
    """

    first: int
    last: int
    name: str
    category: Category
    family: str
    types: tuple[tuple[ActType, float], ...]
    actor: str
    object: str
    marks: tuple[tuple[str, str], ...]
    phrase: bool
    governed: int | None
    sense: Sense | None
    why: tuple[str, ...]

    @property
    def type(self) -> ActType:
        """Return the likeliest type."""
        return self.types[0][0]

    @property
    def prior(self) -> float:
        """Return the prior of the likeliest type."""
        return self.types[0][1]

    @property
    def passive(self) -> bool:
        """Tell whether the first token can be a passive."""
        return self.sense is not None and self.sense.passive


class Judged(Struct, frozen=True, gc=False):
    """A candidate after the conditions of its family.

    Args:
        candidate: The word or phrase and its place.
        outcome: What the conditions made of it.
    """

    candidate: Candidate
    outcome: Outcome


def find_triggers(scene: Scene) -> tuple[Trigger, ...]:
    """Return the places of a text that may carry an act, in text order.

    Args:
        scene: The text and what its words can be.
    """
    judged = judge_all(scene)
    groups = scene.tables.groups
    places: dict[int, list[tuple[Judged, int | None]]] = {}
    for item, governor in zip(judged, find_governors(scene, judged), strict=True):
        places.setdefault(item.candidate.first, []).append((item, governor))
    found = []
    for same in places.values():
        best, governor = same[0] if len(same) == 1 else max(same, key=_by_best)
        types = (
            best.outcome.types if len(same) == 1 else _join(tuple([item.outcome.types for item, _ in same]))
        )
        found.append(_build(groups[best.candidate.entry.group], best, governor, types))
    return tuple(found)


def judge_all(scene: Scene) -> list[Judged]:
    """Return the candidates of a text with their priors, in text order; several may share a place.

    Args:
        scene: The text and what its words can be.
    """
    return [Judged(item, judge(scene, item)) for item in keep_longest(list(find_candidates(scene)))]


def judge(scene: Scene, candidate: Candidate) -> Outcome:
    """Return a candidate's types with their priors after the conditions of its family.

    Args:
        scene: The text.
        candidate: The word or phrase.
    """
    entry = candidate.entry
    held = find_rules(scene, candidate) if entry.rules else 0
    outcome = entry.outcomes.get(held)
    if outcome is None:
        outcome = entry.outcomes[held] = _apply(scene.tables.groups[entry.group], entry, held)
    return outcome


def _apply(group: Group, entry: Entry, held: int) -> Outcome:
    prior = group.priors.get(entry.kind, group.prior)
    act = group.type
    why = [f"{group.key}: {entry.name} ({entry.kind})"]
    for number, rule in enumerate(entry.rules):
        if held >> number & 1:
            act = rule.type or act
            prior = (prior if rule.prior is None else rule.prior) * rule.times
            why.append(rule.why)
    prior = min(prior, _HIGHEST)
    types = {act: prior}
    if act is not group.type:
        types[group.type] = prior * _LEFT
    for other, share in group.alternative.items():
        types[other] = max(types.get(other, 0.0), prior * share)
    return Outcome(_rank(types), tuple(why))


def find_governors(scene: Scene, judged: Sequence[Judged]) -> Iterator[int | None]:
    """Yield for each candidate the first token of the one before it whose content it may be.

    A verbal noun, or a present tense, that follows a word of asking, agreeing, blaming or refusing in one
    sentence is taken for what is asked, agreed, blamed or refused.

    Args:
        scene: The text.
        judged: Candidates in text order.
    """
    sentence_of = scene.page.sentence_of
    last: Candidate | None = None
    for item in judged:
        here = item.candidate
        governor = None
        if last is not None and here.first != last.first:
            if sentence_of[here.first] != sentence_of[last.first]:
                last = None
            elif here.first - last.last <= _REACH and here.entry.category not in _ACTING:
                governor = last.first
        yield governor
        act, prior = item.outcome.types[0]
        if governor is None and act in _GOVERNING and prior >= _CLEAR:
            last = here


def _build(group: Group, item: Judged, governor: int | None, types: Types) -> Trigger:
    candidate = item.candidate
    entry = candidate.entry
    return Trigger(
        candidate.first,
        candidate.last,
        entry.name,
        entry.category,
        group.key,
        types,
        group.actor,
        group.object,
        group.marks,
        entry.phrase,
        governor,
        candidate.sense,
        item.outcome.why,
    )


def _by_best(pair: tuple[Judged, int | None]) -> float:
    return pair[0].outcome.types[0][1]


@lru_cache(maxsize=1 << 12)
def _join(several: tuple[Types, ...]) -> Types:
    """Return the types of all families that share a place, each with its highest prior, best first."""
    highest: dict[ActType, float] = {}
    for types in several:
        for act, prior in types:
            highest[act] = max(highest.get(act, 0.0), prior)
    return _rank(highest)


def _rank(types: dict[ActType, float]) -> Types:
    return tuple(sorted(types.items(), key=_by_prior))


def _by_prior(pair: tuple[ActType, float]) -> float:
    return -pair[1]
