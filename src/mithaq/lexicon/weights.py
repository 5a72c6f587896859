"""How much each circumstance speaks for or against an act: additive log-odds over named features.

The hand-set prior of the family, after its conditions, is one of the features; the others are the word itself, its
family, its form and the grammar around it. ``tools/weigh_lexicon.py`` fits the weights on annotated texts. Without
weights the hand-set prior stands alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from mithaq.lexicon.candidates import Candidate, Scene
from mithaq.lexicon.words import FINITE
from mithaq.model import ActType

PRIOR = "prior"
_DENSE = (1, 3, 6, 10, 16)
_EARLY = (0, 1, 3, 8)
_QUOTES = frozenset("«»\"“”")


def describe_page(scene: Scene, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the features that all candidates of a text share.

    Args:
        scene: The text.
        candidates: What was found in it.
    """
    size = max(len(scene.words), 1)
    share = 100 * len({candidate.first for candidate in candidates}) / size
    features = [f"page dense {_bucket(share, _DENSE)}"]
    for name in ("sports", "entertainment", "economy", "health", "forces", "people"):
        stems = scene.tables.sets[name]
        count = sum(not stems.isdisjoint(word.stems) for word in scene.words)
        features.append(f"page {name} {_bucket(100 * count / size, _EARLY)}")
    return tuple(features)


def describe_place(scene: Scene, candidate: Candidate, governor: ActType | None) -> tuple[str, ...]:
    """Return the features of one candidate's surroundings.

    Args:
        scene: The text.
        candidate: The word or phrase.
        governor: Type of a trigger before it in the clause whose content it may be.
    """
    page, words = scene.page, scene.words
    sentence = page.sentence_of[candidate.first]
    low, high = page.sentences[sentence]
    kind = "phrase" if candidate.phrase else "verb" if candidate.category in FINITE else "noun"
    before = words[candidate.first - 1] if candidate.first > low else None
    after = words[candidate.last] if candidate.last < high else None
    features = [
        f"{kind} {candidate.category.value}",
        f"{kind} behind {_name(scene, before)}",
        f"{kind} before {_name(scene, after)}",
        f"{kind} in sentence {_bucket(sentence, _EARLY)}",
        f"{kind} governed {governor.value if governor else '-'}",
    ]
    sense = candidate.sense
    if sense is not None:
        features.append(f"{kind} form {sense.person}{' al' if sense.article else ''}{' own' if sense.suffix else ''}")
        features.append(f"{kind} clitic {sense.clitics}")
    if candidate.first == low:
        features.append(f"{kind} opens sentence")
    return tuple(features)


def _name(scene: Scene, word: object) -> str:
    form = getattr(word, "form", "")
    if not form:
        return "edge"
    if form in scene.tables.cues["function"]:
        return str(form)
    if form in _QUOTES:
        return "quote"
    if not form[0].isalpha():
        return "number" if form[0].isdigit() else str(form[0])
    return "al" if form.startswith(("ال", "وال", "بال", "لل")) else "word"


def _bucket(value: float, limits: Sequence[int]) -> str:
    return str(sum(value > limit for limit in limits))


def describe_word(scene: Scene, candidate: Candidate, act: ActType, reasons: Sequence[str]) -> tuple[str, ...]:
    """Return the features of a candidate's own words under one type.

    Args:
        scene: The text.
        candidate: The word or phrase.
        act: The type.
        reasons: The conditions that fired.
    """
    key = scene.tables.groups[candidate.group].key
    kind = "phrase" if candidate.phrase else candidate.category.value
    return (
        f"{act.value}",
        f"{act.value} {key}",
        f"{act.value} {kind}",
        f"{act.value} {candidate.name}",
        f"{act.value} {candidate.name} {kind}",
        *(f"{act.value} {key}: {why}" for why in reasons),
    )


def logit(prior: float) -> float:
    """Return the log-odds of a prior, kept within ±4."""
    if prior <= 0:
        return -4.0
    return max(-4.0, min(4.0, math.log(prior / (1 - prior)))) if prior < 1 else 4.0


def squash(value: float) -> float:
    """Return the probability of a log-odds value."""
    return 1 / (1 + math.exp(-value))
