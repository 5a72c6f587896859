"""How much each circumstance speaks for or against an act: additive log-odds over named features.

The hand-set prior of the family, after its conditions, is one feature; the others are the word itself, its family,
its form, the grammar around it and what the text is about. Each feature has a weight for all types and one for each
type. ``tools/weigh_lexicon.py`` fits them on annotated texts; without weights the hand-set prior stands alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from mithaq.lexicon.candidates import Candidate, Scene
from mithaq.lexicon.words import FINITE, Word
from mithaq.model import ActType

PRIOR = "prior"
ANY = "any"
_DENSE = (2, 4, 7, 10, 14)
_EARLY = (0, 1, 3, 8)
_SIZES = (8, 16, 30, 50)
_QUOTES = frozenset("«»\"“”")
_TOLD = ("sports", "entertainment", "economy", "health", "traffic", "private", "opinion", "said", "forces", "officials")
_AHEAD = 7
_BEHIND = 5

Weights = dict[str, dict[str, float]]


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


def describe_candidate(
    scene: Scene, candidate: Candidate, reasons: Sequence[str], governor: str, rank: int
) -> tuple[str, ...]:
    """Return the features of one candidate.

    Args:
        scene: The text.
        candidate: The word or phrase.
        reasons: The conditions of its family that fired.
        governor: Type of a trigger before it in the sentence whose content it may be, or empty.
        rank: How many candidates of the same name came before in the text.
    """
    page, words = scene.page, scene.words
    sentence = page.sentence_of[candidate.first]
    low, high = page.sentences[sentence]
    first, last = candidate.first, candidate.last
    before = _name(scene, words[first - 1]) if first > low else "edge"
    after = _name(scene, words[last]) if last < high else "edge"
    key = scene.tables.groups[candidate.group].key
    kind = "phrase" if candidate.phrase else candidate.category.value
    shape = "phrase" if candidate.phrase else "verb" if candidate.category in FINITE else "noun"
    name = candidate.name
    features = [
        f"family {key}",
        kind,
        f"{key} {kind}",
        f"word {name}",
        f"word {name} {kind}",
        f"word {name} behind {before}",
        f"word {name} before {after}",
        f"{shape} behind {before}",
        f"{shape} before {after}",
        f"{shape} in sentence {_bucket(sentence, _EARLY)}",
        f"{shape} governed {governor or '-'}",
        f"word {name} governed" if governor else f"word {name} free",
        f"sentence of {_bucket(high - low, _SIZES)}",
        f"{shape} told before {min(rank, 2)}",
        f"{shape} at {_bucket(first - low, (0, 3, 8, 20))}",
        *(f"{key}: {why}" for why in reasons),
        *(f"ahead {name}" for name in _list_sets(words[last : min(last + _AHEAD, high)])),
        *(f"behind {name}" for name in _list_sets(words[max(first - _BEHIND, low) : first])),
    ]
    if not candidate.phrase:
        features.append(f"form {words[first].form.lstrip('وف')}")
    sense = candidate.sense
    if sense is not None:
        al = " al" if sense.article else ""
        own = " own" if sense.suffix else ""
        features.append(f"{shape} form {sense.person}{al}{own}")
        features.append(f"word {name} {sense.person}{al}{own}")
        features.append(f"{shape} clitic {sense.clitics}")
    return tuple(features)


def _list_sets(words: Sequence[Word]) -> dict[str, None]:
    return dict.fromkeys(name for word in words for name in word.sets)


def _name(scene: Scene, word: Word) -> str:
    form = word.form
    if form in scene.tables.cues["function"]:
        return form
    if form in _QUOTES:
        return "quote"
    if not form[0].isalpha():
        return "number" if form[0].isdigit() else form[0]
    return "al" if form.startswith(("ال", "وال", "بال", "لل")) else "word"


def _bucket(value: float, limits: Sequence[int]) -> str:
    return str(sum(value > limit for limit in limits))


def add_up(weights: Weights, act: ActType, features: Sequence[str]) -> float:
    """Return the log-odds that features give to a type.

    Args:
        weights: By type, and ``any``, then by feature.
        act: The type.
        features: Names.
    """
    common, own = weights[ANY], weights.get(act.value, {})
    return sum(common.get(name, 0.0) + own.get(name, 0.0) for name in features)


def logit(prior: float) -> float:
    """Return the log-odds of a prior, kept within ±4."""
    if prior <= 0:
        return -4.0
    return max(-4.0, min(4.0, math.log(prior / (1 - prior)))) if prior < 1 else 4.0


def squash(value: float) -> float:
    """Return the probability of a log-odds value."""
    return 1 / (1 + math.exp(-value))
