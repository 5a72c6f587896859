"""What a reader thinks of the acts of one text: who has which part, how each stands, when it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mithaq.lexicon import Trigger
from mithaq.model import ActType
from mithaq.reading.content import Pointed
from mithaq.reading.parties import Party
from mithaq.reading.parts import Time
from mithaq.reading.roles import Roles, find_roles
from mithaq.reading.stakes import Telling
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights


class Opinion(Protocol):
    """What is asked of whoever has read a text beside the fast reader's own weights."""

    def judge_parts(self, parties: Sequence[Party], telling: Telling) -> Roles:
        """Return who has which part in an act.

        Args:
            parties: All parties, in text order.
            telling: The act, with those told before it.
        """

    def weigh_status(self, trigger: Trigger) -> Sequence[float]:
        """Return what to add to the log-odds of each status, in the order of the lexicon; nothing for no opinion.

        Args:
            trigger: The word that carries the act.
        """

    def point_at_content(self, trigger: Trigger) -> Pointed | None:
        """Return where what an act is about may begin and end; None for no opinion.

        Args:
            trigger: The word that carries the act.
        """

    def weigh_dates(self, first: int, kind: ActType, times: Sequence[Time]) -> Mapping[int, float]:
        """Return what to add to the log-odds of dates, by the first token of the date; nothing for no opinion.

        Args:
            first: First token of the trigger.
            kind: Type of the act.
            times: All dates of the text.
        """


@dataclass(frozen=True, slots=True)
class Own:
    """The fast reader's own opinion, which adds nothing to itself.

    Args:
        survey: The text.
        roles: Fitted weights of parts, or None.
    """

    survey: Survey
    roles: Weights | None

    def judge_parts(self, parties: Sequence[Party], telling: Telling) -> Roles:
        """Return who has which part in an act."""
        return find_roles(self.survey, parties, telling, self.roles)

    def weigh_status(self, trigger: Trigger) -> Sequence[float]:
        """Return nothing."""
        del trigger
        return ()

    def point_at_content(self, trigger: Trigger) -> None:
        """Return nothing."""
        del trigger

    def weigh_dates(self, first: int, kind: ActType, times: Sequence[Time]) -> Mapping[int, float]:
        """Return nothing."""
        del first, kind, times
        return {}
