"""Incidents that a report may be about: of the same place, on the same days."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import QueryDict

from mithaq.dates import Edtf
from mithaq.errors import DateError, LedgerError
from mithaq.following.case import Kind
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.web.access import Asked
from mithaq.web.gazetteer import find_place
from mithaq.web.store import find_record

_MOST: Final = 8
_MARGIN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Near:
    """Incidents that a report may join.

    Args:
        cases: Those of the same place and days, the last touched first.
        chosen: Id of the one that was chosen; empty for a new incident.
        searched: Whether place and day were known, so that there was something to look for.
    """

    cases: tuple[Case, ...]
    chosen: str
    searched: bool


def find_near(request: Asked, typed: QueryDict) -> Near:
    """Return the incidents that a report may be about, of those that who asks may see.

    Args:
        request: The request.
        typed: What was typed into the form so far.
    """
    chosen = typed.get("into", "")
    place = find_place(typed.get("place", ""), typed.get("place-id", ""))
    period = _widen(typed.get("start", ""))
    record = find_record()
    cases: tuple[Case, ...] = ()
    if place is not None and period:
        wanted = CaseFilter(kind=Kind.INCIDENT, place=place.en, period=period)
        cases = find_cases(record, wanted, limit=_MOST, sight=request.sight).cases[:_MOST]
    if chosen and all(case.id != chosen for case in cases):
        with suppress(LedgerError):
            cases = (read_case(record, chosen, sight=request.sight), *cases)
    return Near(cases, chosen, place is not None and bool(period))


def _widen(start: str) -> str:
    """Return the days around a date as EDTF; empty where it is none, or open."""
    try:
        when = Edtf.parse(start)
    except DateError:
        return ""
    if when.earliest is None or when.latest is None:
        return ""
    try:
        return f"{when.earliest - _MARGIN}/{when.latest + _MARGIN}"
    except OverflowError:
        return ""
