"""Which parties may have a part in an act: those of its sentence and the one before, who speaks, who was told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from mithaq.lexicon import Trigger
from mithaq.reading.parties import Party
from mithaq.reading.survey import Survey

# So many parties of the sentence are considered on each side.
_MOST = 6


class Stake(Struct, frozen=True, gc=False):
    """A party that may have a part in an act.

    Args:
        party: The party.
        where: ``before`` or ``after`` the trigger in its sentence (in the gap of a phrase is ``after``, too);
            ``earlier`` in the sentence before; ``speaker`` where only speech brings it in, ``told`` where only the
            act before does.
        rank: How many parties of the same sentence stand nearer on that side.
        speaks: Whether the act lies in what this party says.
    """

    party: Party
    where: str
    rank: int
    speaks: bool


class Told(Struct, frozen=True, gc=False):
    """An act whose roles are known.

    Args:
        first: First token of its trigger.
        kind: Its type.
        actors: Indices into the cast.
        recipients: Indices into the cast.
    """

    first: int
    kind: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


class Telling(Struct, frozen=True, gc=False):
    """One act as roles are judged for it.

    Args:
        trigger: The candidate.
        kind: Its type.
        earlier: The acts told before it in the text whose roles are known, the nearest last.
        chance: How likely it is an act of that type at all, from 0 to 1.
    """

    trigger: Trigger
    kind: str
    earlier: tuple[Told, ...] = ()
    chance: float = 1.0


def find_stakes(survey: Survey, parties: Sequence[Party], telling: Telling) -> tuple[Stake, ...]:
    """Return the parties that may have a part in an act, nearest first on each side.

    Args:
        survey: The text.
        parties: All parties in text order.
        telling: The act and those told before it.
    """
    trigger = telling.trigger
    begin, end = survey.sentence(trigger.first)
    speakers = _find_speakers(survey, trigger)
    middle = bisect_left(parties, trigger.first, key=_find_first)
    ahead = parties[max(middle - _MOST - 1, 0) : middle]
    before = [party for party in ahead if begin <= party.first and party.last <= trigger.first][-_MOST:]
    after = [party for party in parties[middle : middle + _MOST] if party.first < end]
    stakes = [
        Stake(party, "before", rank, _speaks(party, speakers)) for rank, party in enumerate(reversed(before))
    ]
    stakes += [Stake(party, "after", rank, _speaks(party, speakers)) for rank, party in enumerate(after)]
    sentence = survey.page.sentence_of[trigger.first]
    if sentence:
        low, high = survey.page.sentences[sentence - 1]
        start = bisect_left(parties, low, key=_find_first)
        earlier = parties[start : bisect_left(parties, high, lo=start, key=_find_first)]
        chosen = (*earlier[:2], *earlier[2:][-1:])
        stakes += [
            Stake(party, "earlier", rank, _speaks(party, speakers)) for rank, party in enumerate(chosen)
        ]
    known = {actor for stake in stakes for actor in stake.party.actors}
    missing = tuple(actor for actor in speakers if actor not in known)
    if missing:
        stakes.append(Stake(Party(begin, begin, missing, ""), "speaker", 0, speaks=True))
        known.update(missing)
    for told in telling.earlier[-1:]:
        for rank, group in enumerate((told.actors, told.recipients)):
            kept = tuple(actor for actor in group if actor not in known)
            if kept:
                stakes.append(Stake(Party(begin, begin, kept, ""), "told", rank, speaks=False))
                known.update(kept)
    return tuple(stakes)


def _find_first(party: Party) -> int:
    return party.first


def _find_speakers(survey: Survey, trigger: Trigger) -> tuple[int, ...]:
    index = survey.speech_at[trigger.first]
    return survey.speech[index].speakers if index >= 0 else ()


def _speaks(party: Party, speakers: tuple[int, ...]) -> bool:
    return any(actor in speakers for actor in party.actors)
