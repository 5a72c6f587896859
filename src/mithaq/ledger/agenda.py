"""Cases in other orders than the last touched first: by state, by the day on which they fall due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Case as When_
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Value, When

from mithaq.following.fold import Case
from mithaq.following.kinds import load_kinds
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.finding import CaseFilter, _fits, _select
from mithaq.ledger.models import MaskRow, StateRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight

_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Agenda:
    """Some of the cases that were found.

    Args:
        cases: Folded, with all that is proposed; names masked.
        more: How many to pass over for the next ones; None at the end.
    """

    cases: tuple[Case, ...]
    more: int | None


def count_states(record: Record, wanted: CaseFilter, *, sight: Sight = EVERYTHING) -> dict[str, int]:
    """Return how many threads are in each state, by what was proposed; cases as a whole count as threads.

    Args:
        record: The record.
        wanted: What is asked of the cases.
        sight: Who looks: cases that they may not see are left out.
    """
    with explain_faults(record.where):
        cases = _select(record, wanted, sight)
        rows = StateRow.objects.using(record.alias).filter(case__in=cases.values("id"))
        counted = rows.order_by().values_list("proposed").annotate(count=Count("id"))
        return {state: count for state, count in counted if state}


def find_by_due(
    record: Record, wanted: CaseFilter, *, limit: int = _PAGE, skip: int = 0, sight: Sight = EVERYTHING
) -> Agenda:
    """Return cases by the day on which they fall due: open ones with a day first, the longest overdue at their head.

    Args:
        record: The record.
        wanted: What is asked of them.
        limit: How many.
        skip: How many to pass over.
        sight: Who looks.
    """
    with explain_faults(record.where):
        masked = MaskRow.objects.using(record.alias).exists()
        waiting = Exists(
            StateRow.objects.using(record.alias).filter(case=OuterRef("id"), proposed__in=_list_open())
        )
        rank = When_(
            When(Q(waiting) & ~Q(due=""), then=Value(0)),
            When(waiting, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        rows = _select(record, wanted, sight).annotate(rank=rank).order_by("rank", "due", "-version", "id")
        found = list(rows.values_list("id", flat=True)[skip : skip + limit + 1])
    cases = read_cases(record, found[:limit], sight=sight)
    kept = tuple(case for case in cases if _fits(case, wanted, masked=masked))
    return Agenda(kept, skip + limit if len(found) > limit else None)


def _list_open() -> tuple[str, ...]:
    """Return the states of all kinds in which something is still expected."""
    specs = load_kinds().values()
    return tuple({state.name for spec in specs for state in (*spec.states, *spec.parts) if state.open})
