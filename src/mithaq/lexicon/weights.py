"""How much each circumstance speaks for or against an act: additive log-odds over named features.

The hand-set prior of the family, after its conditions, is one feature; the others are the word itself, its
family, its form, the grammar around it and what the text is about. Each feature has a weight for every type.
``tools/weigh_lexicon.py`` fits them on annotated texts; without weights the hand-set prior stands alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from mithaq.lexicon.candidates import Candidate, Scene
from mithaq.lexicon.words import FINITE, Word
from mithaq.model import ActType

PRIOR = "prior"
ANY = "any"
_DENSE = (2, 4, 7, 10, 14)
_EARLY = (0, 1, 3, 8)
_OFFSETS = (0, 3, 8, 20)
_SIZES = (8, 16, 30, 50)
_QUOTES = frozenset('«»"“”')
_TOLD = (
    "sports",
    "entertainment",
    "economy",
    "health",
    "traffic",
    "private",
    "opinion",
    "said",
    "forces",
    "officials",
)
_AHEAD = 7
_BEHIND = 5

ACTS = tuple(ActType)
PLACES = {act: number for number, act in enumerate(ACTS)}

Weights = dict[str, tuple[float, ...]]


def describe_page(scene: Scene, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the features that all candidates of a text share.

    Args:
        scene: The text.
        candidates: What was found in it.
    """
    size = max(len(scene.words), 1)
    share = 100 * len({candidate.first for candidate in candidates}) / size
    counts = Counter(name for word in scene.words for name in word.sets)
    return (
        f"page dense {_bucket(share, _DENSE)}",
        *(f"page {name} {_bucket(200 * counts[name] / size, _EARLY)}" for name in _TOLD),
    )


@lru_cache(maxsize=1 << 14)
def describe_name(key: str, name: str, kind: str) -> tuple[str, ...]:
    """Return the features of a word or phrase by itself.

    Args:
        key: Key of its family.
        name: Lemma or pattern.
        kind: Part of speech, or ``phrase``.
    """
    return f"family {key}", kind, f"{key} {kind}", f"word {name}", f"word {name} {kind}"


def describe_place(
    scene: Scene, candidate: Candidate, reasons: Sequence[str], governor: str, rank: int
) -> tuple[str, ...]:
    """Return the features of what stands around one candidate.

    Args:
        scene: The text.
        candidate: The word or phrase.
        reasons: The conditions of its family that fired.
        governor: Type of a trigger before it in the sentence whose content it may be, or empty.
        rank: How many candidates of the same name came before in the text.
    """
    words = scene.words
    sentence = scene.page.sentence_of[candidate.first]
    low, high = scene.page.sentences[sentence]
    first, last, name = candidate.first, candidate.last, candidate.name
    before = _name(scene, words[first - 1]) if first > low else "edge"
    after = _name(scene, words[last]) if last < high else "edge"
    key = scene.tables.groups[candidate.group].key
    shape = "phrase" if candidate.phrase else "verb" if candidate.category in FINITE else "noun"
    features = [
        f"word {name} behind {before}",
        f"word {name} before {after}",
        f"{shape} behind {before}",
        f"{shape} before {after}",
        f"{shape} in sentence {_bucket(sentence, _EARLY)}",
        f"{shape} governed {governor or '-'}",
        f"word {name} governed" if governor else f"word {name} free",
        f"sentence of {_bucket(high - low, _SIZES)}",
        f"{shape} told before {min(rank, 2)}",
        f"{shape} at {_bucket(first - low, _OFFSETS)}",
    ]
    features.extend([f"{key}: {why}" for why in reasons])
    ahead = dict.fromkeys([found for word in words[last : min(last + _AHEAD, high)] for found in word.sets])
    start = max(first - _BEHIND, low)
    behind = dict.fromkeys([found for word in words[start:first] for found in word.sets])
    features.extend(["ahead " + found for found in ahead])
    features.extend(["behind " + found for found in behind])
    if not candidate.phrase:
        features.append(f"form {words[first].form.lstrip('وف')}")
    sense = candidate.sense
    if sense is not None:
        shown = f"{sense.person}{' al' if sense.article else ''}{' own' if sense.suffix else ''}"
        features += (f"{shape} form {shown}", f"word {name} {shown}", f"{shape} clitic {sense.clitics}")
    return tuple(features)


def _name(scene: Scene, word: Word) -> str:
    form = word.form
    if form in scene.tables.cues["function"]:
        return form
    if form in _QUOTES:
        return "quote"
    if not form[0].isalpha():
        return "number" if form[0].isdigit() else form[0]
    return "al" if form.startswith(("ال", "وال", "بال", "لل")) else "word"


def _bucket(value: float, limits: Sequence[int]) -> int:
    return bisect_left(limits, value)


def add_up(weights: Weights, features: Sequence[str], totals: dict[ActType, float]) -> None:
    """Add to the log-odds of each type what the features give it.

    Args:
        weights: A row by feature, one weight for each type in the order of ``ACTS``.
        features: Names.
        totals: Log-odds by type; changed in place.
    """
    rows = [row for row in map(weights.get, features) if row is not None]
    for act, total in totals.items():
        place = PLACES[act]
        totals[act] = total + sum([row[place] for row in rows])


def logit(prior: float) -> float:
    """Return the log-odds of a prior, kept within ±4."""
    if prior <= 0:
        return -4.0
    return max(-4.0, min(4.0, math.log(prior / (1 - prior)))) if prior < 1 else 4.0


def squash(value: float) -> float:
    """Return the probability of a log-odds value."""
    return 1 / (1 + math.exp(-value))
