"""Acts and who has which part in them: what was heard, weighed with what the fast reader thinks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading import role_signs
from mithaq.reading.acts import Finding, Judged, make_trigger
from mithaq.reading.learnt.encoder import Floats
from mithaq.reading.learnt.heard import ACT_TYPES, ACTOR, RECIPIENT, SOURCE
from mithaq.reading.learnt.hearing import Hearing
from mithaq.reading.parties import Party
from mithaq.reading.roles import Roles, gather, list_chances
from mithaq.reading.stakes import Telling, find_stakes
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

FURTHER_WORD = 1
_FIRST_TYPE = 2
_LEAST_SHARE = 1e-3
_GOES_ON = 0.5
_UNHEARD = -3.0
_PARTS = {role_signs.ACTOR: ACTOR, role_signs.RECIPIENT: RECIPIENT, role_signs.SOURCE: SOURCE}


@dataclass(frozen=True, slots=True)
class Levels:
    """How much whose word weighs, and from which probability on something counts.

    Set on texts that neither the encoder nor the fast reader's weights had seen.

    Args:
        sieve: Windows in which the fast reader gives no word this probability of an act are not heard; all are where it
            is 0.
        act: Probability from which on a word carries an act.
        vote: Weight of the fast reader's log-probabilities of a candidate beside those heard.
        stranger: Log-odds against a word that is no candidate of the fast reader.
        part: Probability from which on an actor has a part in an act.
        worth: The same, times the probability that there is such an act at all.
        fast: Weight of the fast reader's log-odds of a part.
        heard: Weight of those heard.
        bias: Added to both.
        stance: Weight of the log-probabilities heard of a status.
        rare: Share of the rarity of a status, as minus its log-probability, that is added to them.
        content: Weight of the log-probabilities heard of where what an act is about begins and ends.
        date: Weight of the log-odds heard of a date.
        dated: Added to them.
        closer: Share of what the words around an act say, heard again with it marked, in all but its type.
        least: Share of the acts that were right among those that were just likely enough to count.
        surely: How much that share rises up to those that were heard as certain.
    """

    sieve: float = 0.3
    act: float = 0.1
    vote: float = 1.0
    stranger: float = 4.0
    part: float = 0.2
    worth: float = 0.12
    fast: float = 0.7
    heard: float = 0.6
    bias: float = 0.1
    stance: float = 1.0
    rare: float = 0.6
    content: float = 0.5
    date: float = 0.6
    dated: float = 0.3
    closer: float = 0.7
    least: float = 0.38
    surely: float = 0.44


def find_worth(judged: Sequence[Judged], levels: Levels) -> frozenset[int]:
    """Return the tokens for which a window is worth hearing.

    Args:
        judged: The candidates as the fast reader judges them.
        levels: From which probability on.
    """
    return frozenset(trigger.first for trigger, _, row in judged if 1 - row[0] >= levels.sieve)


def find_acts(
    survey: Survey, judged: Sequence[Judged], hearing: Hearing, levels: Levels
) -> tuple[Finding, ...]:
    """Return the acts, in text order: what was heard and what the fast reader thinks of its candidates, weighed.

    Args:
        survey: The text.
        judged: The candidates as the fast reader judges them; none to go by the encoder alone.
        hearing: What the encoder says.
        levels: From which probability on an act counts, and how much the fast reader weighs.
    """
    odds = np.concatenate([hearing.tags[:, :1], hearing.tags[:, _FIRST_TYPE:]], axis=1)
    known: dict[int, Trigger] = {}
    odds[:, 0] += levels.stranger
    for trigger, _, row in judged:
        at = trigger.first + int(odds[trigger.first : trigger.last, 1:].max(axis=1).argmax())
        if hearing.window_of[at] == hearing.window_of[trigger.first]:
            known[at] = trigger
        odds[at] += levels.vote * np.log(np.maximum(row, _LEAST_SHARE))
        odds[at, 0] -= levels.stranger
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
        chance = levels.surely * sure + levels.least
        findings.append(Finding(trigger, kind, chance, (f"heard {kind.value} {sure:.2f}", *trigger.why)))
    return tuple(findings)


def _find_heads(shares: Floats, further: Floats, least: float) -> Iterator[int]:
    """Yield the words that carry acts; one that goes on with the words before it carries none of its own."""
    acts = 1 - shares[:, 0]
    for at in np.flatnonzero(acts >= least).tolist():
        if further[at] < _GOES_ON:
            yield at


def find_parts(
    survey: Survey,
    parties: Sequence[Party],
    telling: Telling,
    hearing: Hearing,
    weights: Weights | None,
    levels: Levels,
) -> Roles:
    """Return who has which part in an act: what was heard and what the fast reader thinks, weighed.

    Args:
        survey: The text.
        parties: All parties, in text order.
        telling: The act, with those told before it.
        hearing: What the encoder says.
        weights: Fitted weights of the fast reader; None to go by the encoder alone.
        levels: From which probability on a part counts, and how much the fast reader weighs.
    """
    stakes = find_stakes(survey, parties, telling)
    if not stakes:
        return Roles()
    heard = {role: _sum_by_actor(survey, telling, hearing, part) for role, part in _PARTS.items()}
    chances = list_chances(survey, stakes, telling, weights) if weights else []
    voted = [
        (stake, role, _mix(share, [heard[role].get(actor, _UNHEARD) for actor in stake.party.actors], levels))
        for stake, role, share in chances
    ]
    likely = [choice for choice in voted if choice[2] >= levels.part]
    return gather(likely, levels.worth / telling.chance)


def _mix(share: float, heard: Sequence[float], levels: Levels) -> float:
    """Return the probability of a part from the fast reader's and from the log-odds heard of the party's actors."""
    share = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    odds = levels.fast * math.log(share / (1 - share)) + levels.heard * max(heard) + levels.bias
    return 1 / (1 + math.exp(-odds))


def _sum_by_actor(survey: Survey, telling: Telling, hearing: Hearing, part: int) -> dict[int, float]:
    """Return the log-odds of a part for each actor that is named within earshot: of all its names together."""
    mentions = survey.mentions
    ranges = [(mention.first, mention.last) for mention in mentions]
    sums: dict[int, float] = {}
    odds = hearing.pair(telling.trigger.first, ActType(telling.kind), ranges, part)
    for mention, odd in zip(mentions, odds.tolist(), strict=True):
        if odd > -math.inf:
            sums[mention.actor] = float(np.logaddexp(sums.get(mention.actor, -math.inf), odd))
    return sums


def soften(table: Floats) -> Floats:
    """Return log-weights as probabilities, row by row.

    Args:
        table: One row a word, one column a class.
    """
    shares: Floats = np.exp(table - table.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares
