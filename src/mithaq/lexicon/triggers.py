"""The places of a text that may carry an act, with the priors of their types by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.lexicon.candidates import Candidate, Scene, find_candidates, holds, keep_longest
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE, Sense
from mithaq.model import ActType

_HIGHEST = 0.97
_LEFT = 0.3  # of its prior keeps a type that a condition replaced
_REACH = 14
_CLEAR = 0.3
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


@dataclass(frozen=True, slots=True)
class Trigger:
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


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate after the conditions of its family.

    Args:
        candidate: The word or phrase.
        types: Prior by type.
        reasons: The conditions that fired.
    """

    candidate: Candidate
    types: dict[ActType, float]
    reasons: tuple[str, ...]

    @property
    def likeliest(self) -> ActType:
        """Return the type with the highest prior."""
        return max(self.types, key=lambda act: self.types[act])

    @property
    def best(self) -> float:
        """Return the highest prior."""
        return max(self.types.values())


def find_triggers(scene: Scene) -> tuple[Trigger, ...]:
    """Return the places of a text that may carry an act, in text order.

    Args:
        scene: The text and what its words can be.
    """
    judged = judge_all(scene)
    governors = find_governors(scene, judged)
    return tuple(_merge([_build(scene, item, above) for item, above in zip(judged, governors, strict=True)]))


def judge_all(scene: Scene) -> list[Judged]:
    """Return the candidates of a text with their priors, in text order; several may share a place.

    Args:
        scene: The text and what its words can be.
    """
    return [Judged(item, *judge(scene, item)) for item in keep_longest(list(find_candidates(scene)))]


def judge(scene: Scene, candidate: Candidate) -> tuple[dict[ActType, float], tuple[str, ...]]:
    """Return a candidate's priors after the conditions of its family, and which of these fired.

    Args:
        scene: The text.
        candidate: The word or phrase.
    """
    group = scene.tables.groups[candidate.group]
    prior = group.priors.get(candidate.kind, group.prior)
    act = group.type
    reasons = []
    for rule in group.rules:
        if holds(rule, scene, candidate):
            act = rule.type or act
            prior = (prior if rule.prior is None else rule.prior) * rule.times
            reasons.append(rule.why)
    prior = min(prior, _HIGHEST)
    types = {act: prior}
    if act is not group.type:
        types[group.type] = prior * _LEFT
    for other, share in group.alternative.items():
        types[other] = max(types.get(other, 0.0), prior * share)
    return types, tuple(reasons)


def find_governors(scene: Scene, judged: Sequence[Judged]) -> Iterator[Judged | None]:
    """Yield for each candidate the one before it whose content it may be.

    A verbal noun, or a present tense, that follows a word of asking, agreeing, blaming or refusing in one
    sentence is taken for what is asked, agreed, blamed or refused.

    Args:
        scene: The text.
        judged: Candidates in text order.
    """
    last: Judged | None = None
    for item in judged:
        here = item.candidate
        governor = None
        if last is not None and here.first != last.candidate.first:
            near = here.first - last.candidate.last <= _REACH
            same = scene.page.sentence_of[here.first] == scene.page.sentence_of[last.candidate.first]
            content = here.category not in FINITE or here.category is Category.PRESENT
            if near and same and content:
                governor = last
            elif not same:
                last = None
        yield governor
        act = item.likeliest
        if act in _GOVERNING and governor is None and item.best >= _CLEAR:
            last = item


def _build(scene: Scene, item: Judged, governor: Judged | None) -> Trigger:
    candidate = item.candidate
    group = scene.tables.groups[candidate.group]
    return Trigger(
        candidate.first,
        candidate.last,
        candidate.name,
        candidate.category,
        group.key,
        tuple(sorted(item.types.items(), key=_by_prior)),
        group.actor,
        group.object,
        group.marks,
        candidate.phrase,
        governor.candidate.first if governor else None,
        candidate.sense,
        (f"{group.key}: {candidate.name} ({candidate.kind})", *item.reasons),
    )


def _by_prior(pair: tuple[ActType, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


def _merge(found: Sequence[Trigger]) -> Iterator[Trigger]:
    """Yield one trigger for each place: the best family, with the types of all."""
    by_place: dict[int, list[Trigger]] = {}
    for trigger in found:
        by_place.setdefault(trigger.first, []).append(trigger)
    for same in by_place.values():
        best = max(same, key=lambda trigger: trigger.prior)
        if len(same) == 1:
            yield best
            continue
        types: dict[ActType, float] = {}
        for trigger in same:
            for act, prior in trigger.types:
                types[act] = max(types.get(act, 0.0), prior)
        yield replace(best, types=tuple(sorted(types.items(), key=_by_prior)))
