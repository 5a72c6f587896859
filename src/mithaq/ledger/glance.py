"""What there is to look at in a record: what is new, what waits, what is overdue, what moved, what contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, QuerySet

from mithaq.following.case import Kind
from mithaq.following.fold import Case, Standing
from mithaq.following.kinds import find_kind
from mithaq.following.slippage import Slip, find_slips
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.incidentrows import IncidentRow
from mithaq.ledger.indexed import TellerRow
from mithaq.ledger.models import AboutRow, CaseRow, EntryRow, ReviewRow, StateRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible, see_documents, simplify

AGES: Final[tuple[tuple[str, int, int], ...]] = (
    ("month", 0, 30),
    ("quarter", 31, 91),
    ("year", 92, 365),
    ("older", 366, 100_000),
)
"""How old an open request is, with the first and the last day of each age."""
_LOOKED = 60  # milestones whose dates are looked at: those that changed last
_WEEK = 7


@dataclass(frozen=True, slots=True)
class News:
    """What came in behind an entry.

    Args:
        documents: New documents.
        proposals: Proposals that wait for a judgement.
        cases: Cases that changed.
        last: Number of the last entry; -1 in an empty record.
    """

    documents: int
    proposals: int
    cases: int
    last: int


@dataclass(frozen=True, slots=True)
class Age:
    """Open requests of one age.

    Args:
        name: Of the age.
        count: How many.
        first: The earliest day on which such a request was made, ISO.
        last: The latest.
    """

    name: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone with the last date that it was given in place of another."""

    case: Case
    slip: Slip


@dataclass(frozen=True, slots=True)
class Weeks:
    """Incidents of the seven days up to a day, and of the seven before.

    Args:
        this: How many in the last seven days.
        before: How many in the seven days before.
        begins: First of the last seven days.
        day: The day.
    """

    this: int
    before: int
    begins: date
    day: date


def find_last(record: Record) -> int:
    """Return the number of the last entry; -1 in an empty record.

    Args:
        record: The record.
    """
    with explain_faults(record.where):
        last = EntryRow.objects.using(record.alias).aggregate(last=Max("number"))["last"]
    return -1 if last is None else int(last)


def count_news(record: Record, since: int, *, sight: Sight = EVERYTHING) -> News:
    """Return what came in behind an entry.

    Args:
        record: The record.
        since: Number of the entry.
        sight: Who looks.
    """
    alias, sight = record.alias, simplify(record.alias, sight)
    with explain_faults(record.where):
        received = AboutRow.objects.using(alias).filter(entry__gt=since).filter(see_documents(sight, alias))
        entries = EntryRow.objects.using(alias).filter(number=OuterRef("entry"), step="receive")
        documents = received.filter(Exists(entries)).values("document").distinct().count()
        waiting = keep_visible(ReviewRow.objects.using(alias).filter(entry__gt=since), sight)
        changed = _select_cases(record, sight).filter(version__gt=since)
        return News(documents, waiting.count(), changed.count(), find_last(record))


def _select_cases(record: Record, sight: Sight) -> QuerySet[CaseRow]:
    rows = CaseRow.objects.using(record.alias).filter(standing__gt=Standing.REJECTED)
    return keep_visible(rows, simplify(record.alias, sight), "id")


def find_changed(record: Record, since: int, limit: int, *, sight: Sight = EVERYTHING) -> tuple[Case, ...]:
    """Return the cases that changed behind an entry, the last changed first.

    Args:
        record: The record.
        since: Number of the entry.
        limit: How many.
        sight: Who looks.
    """
    rows = _select_cases(record, sight).filter(version__gt=since).order_by("-version")
    return _read(record, rows, limit, sight)


def _read(record: Record, rows: QuerySet[CaseRow], limit: int, sight: Sight) -> tuple[Case, ...]:
    with explain_faults(record.where):
        ids = list(rows.values_list("id", flat=True)[:limit])
    return read_cases(record, ids, sight=sight)


def count_open_requests(record: Record, day: date, *, sight: Sight = EVERYTHING) -> tuple[Age, ...]:
    """Return how many requests have an answer open, by how long ago they were made.

    Args:
        record: The record.
        day: The day from which their age is counted.
        sight: Who looks.
    """
    spec = find_kind(Kind.REQUEST)
    waiting = [state.name for state in spec.states if state.open]
    threads = StateRow.objects.using(record.alias).filter(case=OuterRef("id"), proposed__in=waiting)
    rows = _select_cases(record, sight).filter(Exists(threads), kind=Kind.REQUEST.value).exclude(begins="")
    ages = []
    with explain_faults(record.where):
        for name, youngest, oldest in AGES:
            first, last = _go_back(day, oldest), _go_back(day, youngest)
            ages.append(Age(name, rows.filter(begins__gte=first, begins__lte=last).count(), first, last))
    return tuple(ages)


def _go_back(day: date, days: int) -> str:
    try:
        return (day - timedelta(days=days)).isoformat()
    except OverflowError:
        return date.min.isoformat()


def count_incidents(record: Record, day: date, *, sight: Sight = EVERYTHING) -> Weeks:
    """Return how many incidents happened in the seven days up to a day, and in the seven before.

    Args:
        record: The record.
        day: The day.
        sight: Who looks.
    """
    begins = day - timedelta(days=_WEEK - 1)
    rows = IncidentRow.objects.using(record.alias).filter(standing__gt=Standing.REJECTED)
    rows = keep_visible(rows, simplify(record.alias, sight))
    with explain_faults(record.where):
        this = rows.filter(first__gte=begins.isoformat(), first__lte=day.isoformat()).count()
        earlier = (begins - timedelta(days=_WEEK)).isoformat()
        before = rows.filter(first__gte=earlier, first__lt=begins.isoformat()).count()
    return Weeks(this, before, begins, day)


def find_moved(record: Record, limit: int, *, sight: Sight = EVERYTHING) -> tuple[Moved, ...]:
    """Return milestones whose date moved, the last changed first.

    Args:
        record: The record.
        limit: How many.
        sight: Who looks.
    """
    rows = _select_cases(record, sight).filter(kind=Kind.MILESTONE.value).order_by("-version")
    moved = ((case, find_slips(case.dates)) for case in _read(record, rows, _LOOKED, sight))
    return tuple(Moved(case, slips[-1]) for case, slips in moved if slips)[:limit]


def find_contradicted(record: Record, limit: int, *, sight: Sight = EVERYTHING) -> Sequence[Case]:
    """Return cases in which documents contradict each other, the last changed first.

    Args:
        record: The record.
        limit: How many.
        sight: Who looks.
    """
    told = TellerRow.objects.using(record.alias).filter(contradicted=True)
    rows = _select_cases(record, sight).filter(id__in=told.values("case")).order_by("-version")
    return _read(record, rows, limit, sight)
