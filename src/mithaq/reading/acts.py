"""Which candidates of the lexicon are acts, and of which type.

With fitted weights two looks are taken at every candidate; without them the priors of the lexicon decide.
Either way every judgement can be explained by the signs that spoke for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from mithaq.lexicon import Category, Trigger
from mithaq.model import ActType
from mithaq.reading.act_signs import NONE, Look, gather_places, gather_second_signs, gather_words
from mithaq.reading.nearby import Nearby
from mithaq.reading.sums import Cues, Exact
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights, soften
from mithaq.text.stem import Stem, cut_stem

# A candidate with its signs and the probabilities of the classes of ``weights.second``.
Judged = tuple[Trigger, Cues, Exact]
FURTHER = "further"
_PRIOR_ENOUGH = 0.5
_GRADES = 5
# Of 14,880 candidates 27 % lie below these log-odds, and 1 % of those that were judged to be acts.
_HOPELESS = -3.5
_PRIORS_A_WORD = 0.02
_REMEMBERED = 250_000
_BIAS = "bias"


class _RootWeights(dict[str, tuple[str, float]]):
    """The root of each word, and by how much it speaks for acts; forgotten when they grow too many."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        table = weights.table.astype(float)
        self._rows, self._odds = weights.rows, (table[:, 1] - table[:, 0]).tolist()
        self.bias: float = self._odds[weights.rows.get(_BIAS, -1)]

    def __missing__(self, form: str) -> tuple[str, float]:
        """Find the root of a word that was not met before."""
        if len(self) >= _REMEMBERED:
            self.clear()
        root = cut_stem(form).root
        known = len(root) > 1 and root != _BIAS
        found = self[form] = root, self._odds[self._rows.get(root, -1)] if known else 0.0
        return found


@dataclass(frozen=True, slots=True)
class ActWeights:
    """The fitted weights of acts.

    Args:
        subject: Whether a text has acts at all.
        first: First look.
        second: Second look.
        roots: Roots of words that carried acts in the texts of the fit, for candidates that the lexicon
            lacks.
        nearby: The weights of ``first`` for the words around a candidate.
    """

    subject: Weights
    first: Weights
    second: Weights
    roots: frozenset[str] = frozenset()
    nearby: Nearby = field(init=False, repr=False, compare=False)
    _roots: _RootWeights = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the signs of words apart."""
        object.__setattr__(self, "nearby", Nearby(self.first.rows, self.first.table))
        object.__setattr__(self, "_roots", _RootWeights(self.subject))

    def grade(self, forms: Iterable[str]) -> int:
        """Return from 0 (no politics at all) to 4 how likely words tell acts, as `grade_stems` would.

        Args:
            forms: Folded words.
        """
        roots = dict(map(self._roots.__getitem__, set(forms)))
        odds = self._roots.bias + sum(roots.values())
        small = math.exp(-abs(odds))
        return _grade((1 if odds > 0 else small) / (1 + small))


class Finding(Struct, frozen=True, gc=False):
    """A candidate that was judged to be an act.

    Args:
        trigger: The words.
        kind: The type.
        confidence: Probability that it is an act of this type.
        why: The signs that spoke most for it.
    """

    trigger: Trigger
    kind: ActType
    confidence: float
    why: tuple[str, ...]


def list_subject_signs(stems: Iterable[Stem]) -> list[str]:
    """Return the signs of a whole text, none twice: which roots occur."""
    return list(dict.fromkeys([_BIAS, *[stem.root for stem in stems if len(stem.root) > 1]]))


def find_further(survey: Survey, triggers: Sequence[Trigger], roots: frozenset[str]) -> tuple[Trigger, ...]:
    """Return all candidates in text order: those of the lexicon and words of the given roots beside them.

    Args:
        survey: The text.
        triggers: The candidates of the lexicon.
        roots: Light roots, as ``cut_stem`` gives them.
    """
    taken = {token for trigger in triggers for token in range(trigger.first, trigger.last)}
    further = [
        make_trigger(survey, token)
        for token, stem in enumerate(survey.stems)
        if stem.root in roots and token not in taken
    ]
    return tuple(sorted((*triggers, *further), key=lambda trigger: (trigger.first, trigger.last)))


def make_trigger(survey: Survey, token: int) -> Trigger:
    """Return a candidate that no family of the lexicon holds: one word with what is known of its form.

    Args:
        survey: The text.
        token: The word.
    """
    senses = survey.words[token].senses
    sense = senses[0] if senses else None
    return Trigger(
        first=token,
        last=token + 1,
        name=sense.lemma if sense else survey.stems[token].root,
        category=sense.category if sense else Category.NOUN,
        family=FURTHER,
        types=(),
        actor="subject",
        object="about",
        marks=(),
        phrase=False,
        governed=None,
        sense=sense,
        why=(f"{FURTHER}: {survey.stems[token].root}",),
    )


def grade_subject(survey: Survey, triggers: Sequence[Trigger], weights: Weights | None) -> int:
    """Return from 0 (no politics at all) to 4 how likely a text tells acts.

    Args:
        survey: The text.
        triggers: All candidates.
        weights: Fitted weights with the classes "no" and "yes"; None to count the priors of the candidates.
    """
    if weights is None:
        share = sum(trigger.prior for trigger in triggers) / max(len(survey.page.forms), 1)
        return min(int(share / _PRIORS_A_WORD * _GRADES), _GRADES - 1)
    return grade_stems(survey.stems, weights) if survey.subject is None else survey.subject


def grade_stems(stems: Iterable[Stem], weights: Weights) -> int:
    """Return from 0 (no politics at all) to 4 how likely words tell acts.

    Args:
        stems: The light stems of the words.
        weights: Fitted weights with the classes "no" and "yes".
    """
    return _grade(float(weights.judge([list_subject_signs(stems)])[0, 1]))


def _grade(share: float) -> int:
    return min(int(share * _GRADES), _GRADES - 1)


def find_acts(survey: Survey, triggers: Sequence[Trigger], weights: ActWeights | None) -> tuple[Finding, ...]:
    """Return the candidates that are acts, in text order.

    Args:
        survey: The text.
        triggers: All candidates of the lexicon, in text order.
        weights: Fitted weights, or None to go by the priors of the lexicon.
    """
    if weights is None:
        return tuple(
            Finding(trigger, trigger.type, trigger.prior, trigger.why)
            for trigger in triggers
            if trigger.prior >= _PRIOR_ENOUGH and trigger.governed is None
        )
    findings = []
    least, classes = weights.second.threshold, weights.second.classes
    for trigger, cues, shares in judge_acts(survey, triggers, weights):
        row = shares.tolist()
        if 1 - row[0] < least:
            continue
        best = row.index(max(row[1:]), 1)
        kind = classes[best]
        why = (*trigger.why, *weights.second.explain(cues, kind, most=2))
        findings.append(Finding(trigger, ActType(kind), row[best], why))
    return tuple(findings)


def judge_acts(survey: Survey, triggers: Sequence[Trigger], weights: ActWeights) -> tuple[Judged, ...]:
    """Return every candidate, judged.

    Args:
        survey: The text.
        triggers: All candidates of the lexicon, in text order.
        weights: Fitted weights.
    """
    looks = take_first_look(survey, find_further(survey, triggers, weights.roots), weights)
    if not looks:
        return ()
    described = list(gather_second_signs(survey, looks))
    shares = weights.second.judge(described)
    return tuple(zip([look.trigger for look in looks], described, shares, strict=True))


def take_first_look(survey: Survey, triggers: Sequence[Trigger], weights: ActWeights) -> tuple[Look, ...]:
    """Return how each candidate is judged by itself and its surroundings.

    A candidate whose own words weigh so little that hardly any surroundings would make it an act is left out.

    Args:
        survey: The text.
        triggers: All candidates, in text order.
        weights: Fitted weights.
    """
    if not triggers:
        return ()
    own = weights.first.add([gather_words(survey, trigger) for trigger in triggers])
    hopeful = (own[:, 1:].max(axis=1) - own[:, 0] >= _HOPELESS).nonzero()[0]
    triggers = [triggers[index] for index in hopeful.tolist()]
    if not triggers:
        return ()
    subject = grade_subject(survey, triggers, weights.subject)
    places = weights.first.add([Cues(bundles) for bundles in gather_places(survey, triggers, subject)])
    table = soften(own[hopeful] + places + weights.nearby.add(survey, triggers)).tolist()
    classes = weights.first.classes
    return tuple([make_look(trigger, classes, row) for trigger, row in zip(triggers, table, strict=True)])


def make_look(trigger: Trigger, classes: Sequence[str], row: Sequence[float]) -> Look:
    """Return one judgement of the first look.

    Args:
        trigger: The candidate.
        classes: Names of the classes, ``none`` first.
        row: Their probabilities.
    """
    assert classes[0] == NONE
    highest = max(row[1:])
    act = 1 - row[0]
    return Look(trigger, act, classes[row.index(highest, 1)], highest / max(act, 1e-9))
