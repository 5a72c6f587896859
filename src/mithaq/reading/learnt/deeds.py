"""Which words carry acts, of which type, how they stand, and which words tell them: what was heard, decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mithaq.lexicon import Trigger
from mithaq.model import ActType, Status
from mithaq.reading.acts import ActWeights, Finding, judge_acts, make_trigger
from mithaq.reading.clauses import Clause
from mithaq.reading.learnt.encoder import Floats
from mithaq.reading.learnt.hearing import (
    ABOUT,
    ACT_TYPES,
    ACTOR,
    CONDITION,
    EVIDENCE,
    RECIPIENT,
    SOURCE,
    SPOT,
    TIME,
    Hearing,
)
from mithaq.reading.parts import Spot, Time
from mithaq.reading.roles import Roles
from mithaq.reading.survey import Survey

STATUSES = tuple(Status)
FURTHER_WORD = 1
_FIRST_TYPE = 2
_LONGEST = 60
_LEAST_SHARE = 1e-3
_GOES_ON = 0.5
_PARTS = (ACTOR, RECIPIENT, SOURCE)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on something counts; set on texts that the weights had not seen.

    Args:
        act: That a word carries an act.
        vote: How much the fast reader's log-probabilities of a candidate weigh beside those heard.
        parts: That an actor has a part in it: as actor, as recipient, as the one on whose word it rests.
        about: Log-odds added to "says nothing of what it is about".
        condition: Likewise for its condition.
    """

    act: float = 0.4
    vote: float = 0.5
    parts: tuple[float, float, float] = (0.4, 0.4, 0.4)
    about: float = 0.0
    condition: float = 0.0


def find_acts(
    survey: Survey,
    triggers: Sequence[Trigger],
    hearing: Hearing,
    weights: ActWeights | None,
    levels: Thresholds,
) -> tuple[Finding, ...]:
    """Return the acts, in text order: what was heard and what the fast reader thinks of its candidates, weighed.

    Args:
        survey: The text.
        triggers: All candidates of the lexicon.
        hearing: What the encoder says.
        weights: Fitted weights of the fast reader; None to go by the encoder alone.
        levels: From which probability on an act counts, and how much the fast reader weighs.
    """
    odds = np.concatenate([hearing.tags[:, :1], hearing.tags[:, _FIRST_TYPE:]], axis=1)
    known: dict[int, Trigger] = {}
    for trigger, _, row in judge_acts(survey, triggers, weights) if weights else ():
        at = trigger.first + int(odds[trigger.first : trigger.last, 1:].max(axis=1).argmax())
        known[at] = trigger
        odds[at] += levels.vote * np.log(np.maximum(row, _LEAST_SHARE))
    shares = soften(odds)
    further = soften(hearing.tags)[:, FURTHER_WORD]
    findings: list[Finding] = []
    for at in _find_heads(shares, further, levels.act):
        if not survey.page.forms[at][0].isalpha():
            continue
        best = int(shares[at, 1:].argmax())
        kind = ACT_TYPES[best]
        trigger = known.get(at) or make_trigger(survey, at)
        sure = float(shares[at, 1 + best])
        findings.append(Finding(trigger, kind, sure, (f"heard {kind.value} {sure:.2f}", *trigger.why)))
    return tuple(findings)


def _find_heads(shares: Floats, further: Floats, least: float) -> Iterator[int]:
    """Yield the words that carry acts; one that goes on with the words before it carries none of its own."""
    acts = 1 - shares[:, 0]
    for at in np.flatnonzero(acts >= least).tolist():
        if further[at] < _GOES_ON:
            yield at


def find_parts(survey: Survey, finding: Finding, hearing: Hearing, thresholds: Thresholds) -> Roles:
    """Return who has which part in an act.

    Args:
        survey: The text.
        finding: The act.
        hearing: What the encoder says.
        thresholds: From which probability on a part counts.
    """
    ranges = [(mention.first, mention.last) for mention in survey.mentions]
    if not ranges:
        return Roles()
    owners = [mention.actor for mention in survey.mentions]
    best: dict[int, tuple[float, int]] = {}
    for part, least in zip(_PARTS, thresholds.parts, strict=True):
        odds = hearing.pair(finding.trigger.first, finding.kind, ranges, part)
        sums: dict[int, float] = {}
        for owner, odd in zip(owners, odds, strict=True):
            if np.isfinite(odd):
                sums[owner] = float(np.logaddexp(sums.get(owner, -np.inf), odd))
        for owner, odd in sums.items():
            share = 1 / (1 + float(np.exp(-odd)))
            if share >= least and share > best.get(owner, (0.0, 0))[0]:
                best[owner] = share, part
    actors, recipients, sources = (
        tuple(sorted(owner for owner, (_, part) in best.items() if part == wanted)) for wanted in _PARTS
    )
    return Roles(actors, recipients, sources)


def find_clause(survey: Survey, finding: Finding, hearing: Hearing, thresholds: Thresholds) -> Clause:
    """Return the words that tell an act, and those that say what it is about.

    Args:
        survey: The text.
        finding: The act.
        hearing: What the encoder says.
        thresholds: How likely it is that nothing is said.
    """
    trigger = finding.trigger
    told = _find_range(hearing, trigger.first, EVIDENCE, -np.inf) or (trigger.first, trigger.last)
    first, last = min(told[0], trigger.first), max(told[1], trigger.last)
    begin, end = survey.sentence(trigger.first)
    first, last = max(first, min(begin, trigger.first)), min(last, max(end, trigger.last))
    return Clause(first, last, _find_range(hearing, trigger.first, ABOUT, thresholds.about))


def find_condition(finding: Finding, hearing: Hearing, thresholds: Thresholds) -> tuple[int, int] | None:
    """Return the words that bind an act, or None.

    Args:
        finding: The act.
        hearing: What the encoder says.
        thresholds: How likely it is that nothing binds it.
    """
    return _find_range(hearing, finding.trigger.first, CONDITION, thresholds.condition)


def find_time(survey: Survey, finding: Finding, hearing: Hearing) -> Time | None:
    """Return the date of an act among those that the text gives, or None.

    Args:
        survey: The text.
        finding: The act.
        hearing: What the encoder says.
    """
    ranges = [(time.first, time.last) for time in survey.times]
    best = _choose(hearing, finding.trigger.first, finding.kind, ranges, TIME)
    return None if best is None else survey.times[best]


def find_spot(survey: Survey, finding: Finding, hearing: Hearing) -> Spot | None:
    """Return the place of an act among those that the text names, or None.

    Args:
        survey: The text.
        finding: The act.
        hearing: What the encoder says.
    """
    ranges = [(spot.first, spot.last) for spot in survey.spots]
    best = _choose(hearing, finding.trigger.first, finding.kind, ranges, SPOT)
    return None if best is None else survey.spots[best]


def find_status(finding: Finding, hearing: Hearing) -> Status:
    """Return how an act stands.

    Args:
        finding: The act.
        hearing: What the encoder says.
    """
    return STATUSES[int(hearing.stances[finding.trigger.first].argmax())]


def _choose(
    hearing: Hearing, trigger: int, kind: ActType, ranges: Sequence[tuple[int, int]], part: int
) -> int | None:
    """Return the likeliest range, None where nothing (whose log-weight is 0) is likelier."""
    if not ranges:
        return None
    odds = hearing.pair(trigger, kind, ranges, part)
    best = int(odds.argmax())
    return best if odds[best] > 0 else None


def _find_range(hearing: Hearing, trigger: int, kind: int, nothing: float) -> tuple[int, int] | None:
    """Return the likeliest range of words, None where nothing is likelier."""
    low = hearing.windows[hearing.window_of[trigger]].window.first
    no_first, firsts = hearing.point(trigger, kind)
    no_last, lasts = hearing.point(trigger, kind + 1)
    best, found = -np.inf, (0, 0)
    for length in range(min(_LONGEST, len(firsts))):
        sums = firsts[: len(firsts) - length] + lasts[length:]
        at = int(sums.argmax())
        if sums[at] > best:
            best, found = float(sums[at]), (at, at + length + 1)
    if no_first + no_last + nothing > best:
        return None
    return low + found[0], low + found[1]


def soften(table: Floats) -> Floats:
    """Return log-weights as probabilities, row by row.

    Args:
        table: One row a word, one column a class.
    """
    shares: Floats = np.exp(table - table.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares
