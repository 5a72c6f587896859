"""Which candidates of the lexicon are acts, and of which type.

With fitted weights two looks are taken at every candidate; without them the priors of the lexicon decide.
Either way every judgement can be explained by the signs that spoke for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mithaq.lexicon import Category, Trigger
from mithaq.model import ActType
from mithaq.reading.act_signs import NONE, Look, bundle_word, gather_first_signs, gather_second_signs
from mithaq.reading.sums import Bundle, Cues, Exact
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights
from mithaq.text.stem import Stem

FURTHER = "further"
_PRIOR_ENOUGH = 0.5
_GRADES = 5
# Of 14,880 candidates 27 % lie below these log-odds, and 1 % of those that were judged to be acts.
_HOPELESS = -3.5
_REMEMBERED = 200_000
_PRIORS_A_WORD = 0.02


@dataclass(frozen=True, slots=True)
class ActWeights:
    """The fitted weights of acts.

    Args:
        subject: Whether a text has acts at all.
        first: First look.
        second: Second look.
        roots: Roots of words that carried acts in the texts of the fit, for candidates that the lexicon
            lacks.
        hopeless: Memory of whether words that were met before can carry an act at all.
    """

    subject: Weights
    first: Weights
    second: Weights
    roots: frozenset[str] = frozenset()
    hopeless: dict[Bundle, bool] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
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
    return list(dict.fromkeys(["bias", *[stem.root for stem in stems if len(stem.root) > 1]]))


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
    return min(int(float(weights.judge([list_subject_signs(stems)])[0, 1]) * _GRADES), _GRADES - 1)


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
    for trigger, cues, shares in judge_acts(survey, triggers, weights):
        if 1 - shares[0] < weights.second.threshold:
            continue
        row = shares.tolist()
        best = row.index(max(row[1:]), 1)
        kind = weights.second.classes[best]
        why = (*trigger.why, *weights.second.explain(cues, kind, most=2))
        findings.append(Finding(trigger, ActType(kind), row[best], why))
    return tuple(findings)


def judge_acts(
    survey: Survey, triggers: Sequence[Trigger], weights: ActWeights
) -> tuple[tuple[Trigger, Cues, Exact], ...]:
    """Return every candidate with its signs and the probabilities of the classes of ``weights.second``.

    Args:
        survey: The text.
        triggers: All candidates of the lexicon, in text order.
        weights: Fitted weights.
    """
    further = find_further(survey, triggers, weights.roots)
    triggers = [trigger for trigger in further if not _is_hopeless(survey, trigger, weights)]
    if not triggers:
        return ()
    looks = take_first_look(survey, triggers, weights)
    described = list(gather_second_signs(survey, looks))
    return tuple(zip(triggers, described, weights.second.judge(described), strict=True))


def _is_hopeless(survey: Survey, trigger: Trigger, weights: ActWeights) -> bool:
    """Tell whether a candidate's own words weigh so little that hardly any surroundings would make it an act."""
    key = bundle_word(survey, trigger)
    known = weights.hopeless.get(key)
    if known is None:
        odds = weights.first.add([Cues((key,))])[0]
        known = float(odds[1:].max() - odds[0]) < _HOPELESS
        if len(weights.hopeless) < _REMEMBERED:
            weights.hopeless[key] = known
    return known


def take_first_look(survey: Survey, triggers: Sequence[Trigger], weights: ActWeights) -> tuple[Look, ...]:
    """Return how each candidate is judged by itself and its surroundings.

    Args:
        survey: The text.
        triggers: All candidates, in text order.
        weights: Fitted weights.
    """
    subject = grade_subject(survey, triggers, weights.subject)
    table = weights.first.judge(list(gather_first_signs(survey, triggers, subject))).tolist()
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
