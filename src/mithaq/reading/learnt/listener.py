"""What was heard of the acts of a text, as the fast reader weighs it with what it thinks itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mithaq.lexicon import Trigger
from mithaq.lexicon.stances import STATUSES
from mithaq.model import ActType, Status
from mithaq.reading.content import Pointed
from mithaq.reading.learnt.deeds import Levels, find_parts
from mithaq.reading.learnt.heard import DATE
from mithaq.reading.learnt.hearing import Hearing
from mithaq.reading.parties import Party
from mithaq.reading.parts import Time
from mithaq.reading.roles import Roles
from mithaq.reading.stakes import Telling
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

_UNHEARD = -2.0
# Of the acts of the annotated texts. The fast reader goes by how frequent a status is, and so does what is heard.
_SHARES = {
    Status.ACTUAL: 0.813, Status.ONGOING: 0.116, Status.PLANNED: 0.040, Status.CONDITIONAL: 0.012,
    Status.DENIED: 0.010, Status.HYPOTHETICAL: 0.009,
}  # fmt: skip
_RARITY = tuple(-math.log(_SHARES[status]) for status in STATUSES)


@dataclass(frozen=True, slots=True)
class Listener:
    """The full reader's opinion of the acts of a text.

    Args:
        survey: The text.
        hearing: What the encoder says of it.
        roles: Fitted weights of the fast reader for parts, or None.
        levels: How much whose word weighs.
    """

    survey: Survey
    hearing: Hearing
    roles: Weights | None
    levels: Levels

    def judge_parts(self, parties: Sequence[Party], telling: Telling) -> Roles:
        """Return who has which part in an act.

        Args:
            parties: All parties, in text order.
            telling: The act, with those told before it.
        """
        return find_parts(self.survey, parties, telling, self.hearing, self.roles, self.levels)

    def weigh_status(self, trigger: Trigger) -> Sequence[float]:
        """Return what to add to the log-odds of each status, in the order of ``STATUSES``.

        Args:
            trigger: The word that carries the act.
        """
        heard = self.hearing.list_stances(trigger.first)
        return [
            self.levels.stance * (odds + self.levels.rare * rarity)
            for odds, rarity in zip(heard, _RARITY, strict=True)
        ]

    def point_at_content(self, trigger: Trigger) -> Pointed:
        """Return where what an act is about may begin and end.

        Args:
            trigger: The word that carries the act.
        """
        first, begins, ends = self.hearing.point(trigger.first)
        nowhere, *begin = (self.levels.content * begins).tolist()
        return Pointed(first, nowhere, tuple(begin), tuple((self.levels.content * ends[1:]).tolist()))

    def weigh_dates(self, first: int, kind: ActType, times: Sequence[Time]) -> Mapping[int, float]:
        """Return what to add to the log-odds of dates, by the first token of the date.

        Args:
            first: First token of the trigger.
            kind: Type of the act.
            times: All dates of the text.
        """
        if not times:
            return {}
        odds = self.hearing.pair(first, kind, [(time.first, time.last) for time in times], DATE).tolist()
        return {
            time.first: self.levels.date * max(odd, _UNHEARD) + self.levels.dated
            for time, odd in zip(times, odds, strict=True)
        }
