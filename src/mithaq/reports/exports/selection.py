"""What of a record is exported, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mithaq.dates import find_today
from mithaq.following.case import Kind
from mithaq.following.state import Standing
from mithaq.reports.wording import Lang


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a record is exported; what is empty is not asked.

    Args:
        period: A time that the cases tell of, or in which the acts took place, EDTF.
        cases: Ids of cases.
        kinds: Kinds of cases.
        standing: The least standing of cases and of the steps that count.
        verification: How well an incident is established: ``0`` to ``3``, ``unverifiable``, ``refuted`` ….
        private: Whether the names of private persons in incidents are exported, too.
        lang: Language of headings and labels, where a format has such.
        as_of: The day for states.
        licence: Under which licence it is passed on; empty where nobody said.
    """

    period: str = ""
    cases: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    standing: Standing = Standing.PROPOSED
    verification: str = ""
    private: bool = False
    lang: Lang = Lang.EN
    as_of: date = field(default_factory=find_today)
    licence: str = ""

    @property
    def asks_for_cases(self) -> bool:
        """Tell whether it says which cases, so that documents count only where they tell of one of these."""
        return bool(self.cases or self.kinds or self.verification)
