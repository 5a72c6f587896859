"""Who is named: the words that the encoder hears as names, brought to the phrases of the grammar.

The grammar of names still reads each of them, joins those that name one actor and gives types and ids; what was heard
tells where a name begins and ends, and helps to tell who is an actor at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from mithaq.dates import Edtf
from mithaq.reading import pipeline
from mithaq.reading.actors.cast import Weighed, weigh_cast
from mithaq.reading.actors.tagger import Tag
from mithaq.reading.attribution import find_speech
from mithaq.reading.learnt.encoder import Floats
from mithaq.reading.learnt.hearing import Hearing
from mithaq.reading.parts import Mention
from mithaq.reading.survey import Survey
from mithaq.reading.union import unite

OUTSIDE, BEGIN, INSIDE = range(3)
_LEAST_MARGIN = 0.1
_MOST_ODDS = 8.0


@dataclass(frozen=True, slots=True)
class Naming:
    """How what was heard of names is weighed with what the fast reader thinks of an actor.

    Set on texts that neither the encoder nor the fast reader's weights had seen.

    Args:
        eager: Log-odds for a word to be part of a name, beside those heard.
        choice: Weight of the fast reader's log-odds that somebody is an actor.
        surest: Weight of the log-odds heard of the surest mention.
        often: Weight of the root of the sum of all log-odds for it.
        bias: Added to both.
    """

    eager: float = 1.0
    choice: float = 0.82
    surest: float = 0.16
    often: float = 0.2
    bias: float = -1.3


NAMING = Naming()


def name_again(survey: Survey, published: Edtf | None, hearing: Hearing, reader: pipeline.Reader) -> Survey:
    """Return a text with the cast that its names have after it was heard.

    Args:
        survey: The text as the fast reader sees it.
        published: When it appeared.
        hearing: What the encoder says; where it was not asked, the fast reader's marks of names stay.
        reader: The fast reader.
    """
    heard = ~np.isnan(hearing.names[:, OUTSIDE])
    if not heard.any():
        return survey

    def mark_again(own: Sequence[Tag]) -> list[Tag]:
        kept = [tag for tag in own if not heard[tag[0] : tag[1]].any()]
        return sorted([*kept, *mark_names(hearing.names, NAMING.eager)])

    page = survey.page
    weighed = unite(page, weigh_cast(page, published, reader.names, mark_again))
    cast, odds = pipeline.keep_likely(_weigh_again(weighed, hearing.names))
    return replace(survey, cast=cast, odds=odds, speech=find_speech(page, cast, reader.speech))


def mark_names(names: Floats, eager: float) -> Iterator[Tag]:
    """Yield the names that were heard, in text order: first token, token behind the last one, mean log-odds.

    Args:
        names: For each token the log-probabilities to be outside of names, to begin one, to go on with one; no
            number where nothing was heard.
        eager: Log-odds for a word to be part of a name, beside those.
    """
    odds = _list_odds(names) + eager
    inside = odds > 0
    begins = inside & ((names[:, BEGIN] >= names[:, INSIDE]) | ~np.append(False, inside[:-1]))
    goes_on = inside & ~begins
    for first in np.flatnonzero(begins).tolist():
        last = first + 1
        while last < len(goes_on) and goes_on[last]:
            last += 1
        yield first, last, max(float(odds[first:last].mean()) - eager, _LEAST_MARGIN)


def _list_odds(names: Floats) -> Floats:
    with np.errstate(invalid="ignore"):  # where nothing was heard
        odds: Floats = np.logaddexp(names[:, BEGIN], names[:, INSIDE]) - names[:, OUTSIDE]
    return odds


def _weigh_again(weighed: Weighed, names: Floats) -> Weighed:
    """Return the cast with log-odds that regard what was heard; those of whom nothing was heard keep theirs."""
    odds = _list_odds(names)
    first_odds = names[:, BEGIN] - names[:, OUTSIDE]
    sums: dict[int, list[float]] = {}
    for mention in weighed.cast.mentions:
        sure = _measure(mention, first_odds, odds)
        if not isnan(sure):
            sums.setdefault(mention.actor, []).append(sure)
    mixed = (_mix(odd, sums[actor]) if actor in sums else odd for actor, odd in enumerate(weighed.odds))
    return Weighed(weighed.cast, tuple(mixed))


def _measure(mention: Mention, first_odds: Floats, odds: Floats) -> float:
    total = float(first_odds[mention.first] + odds[mention.first + 1 : mention.last].sum())
    return min(max(total / (mention.last - mention.first), -_MOST_ODDS), _MOST_ODDS)


def _mix(choice: float, heard: Sequence[float]) -> float:
    often = sum(max(odds, 0.0) for odds in heard) ** 0.5
    return float(NAMING.choice * choice + NAMING.surest * max(heard) + NAMING.often * often + NAMING.bias)
