"""What an operations room hands over: remedial actions with deadlines, incidents without verification, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef

from mithaq.following.case import Kind
from mithaq.following.clock import Sign, read_clock
from mithaq.following.fold import Case, Standing
from mithaq.following.kinds import find_kind
from mithaq.ledger.current import read_cases
from mithaq.ledger.database import explain_faults
from mithaq.ledger.models import CaseRow, DeadlineRow
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight, keep_visible

_ALWAYS: Final = 400_000  # days ahead: a deadline is open however far it lies
_MOST, _MOST_NEW = 200, 50
_DUE: Final = frozenset({Sign.OVERDUE, Sign.DUE_SOON})
_UNVERIFIED: Final = ("", "0")


class Sort(StrEnum):
    """Why a case is handed over."""

    REMEDY = "remedy"
    ASSIGNMENT = "assignment"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Matter:
    """A case that somebody has to look after.

    Args:
        sort: Why.
        case: The case.
        due: Until when, EDTF; None where no day is set.
        late: Whether that day has passed.
        who: The account that follows it up; empty where nobody does.
    """

    sort: Sort
    case: Case
    due: str | None = None
    late: bool = False
    who: str = ""


def list_matters(record: Record, day: date, *, sight: Sight = EVERYTHING) -> tuple[Matter, ...]:
    """Return what is open on a day: what is due first comes first, then what is assigned, then what is new.

    At most 200 cases with a deadline, 200 that are assigned and 50 that are not verified are given; of the last
    two those that were touched last.

    Args:
        record: The record.
        day: The day.
        sight: Who looks.
    """
    with explain_faults(record.where):
        alias = record.alias
        incidents = CaseRow.objects.using(alias).filter(kind=Kind.INCIDENT.value)
        late = DeadlineRow.objects.using(alias).filter(sign=Sign.OVERDUE.value).order_by("day")
        deadlines = keep_visible(late, sight)
        due = deadlines.filter(Exists(incidents.filter(id=OuterRef("case")))).values_list("case", flat=True)
        standing = keep_visible(CaseRow.objects.using(alias), sight, "id").filter(
            standing__gt=Standing.REJECTED
        )
        assigned = standing.exclude(assigned="").order_by("-version").values_list("id", flat=True)
        new = standing.filter(kind=Kind.INCIDENT.value, verification__in=_UNVERIFIED).order_by("-version")
        chosen = (due[:_MOST], assigned[:_MOST], new.values_list("id", flat=True)[:_MOST_NEW])
        ids = [list(dict.fromkeys(rows)) for rows in chosen]
    cases = {
        case.id: case for case in read_cases(record, [case for part in ids for case in part], sight=sight)
    }
    known = [[cases[case] for case in part if case in cases] for part in ids]
    found = [
        *_list_due(known[0], day),
        *_list_assigned(known[1], day),
        *(Matter(Sort.UNVERIFIED, case) for case in known[2]),
    ]
    return tuple(sorted(found, key=lambda matter: (list(Sort).index(matter.sort), matter.due or "9999")))


def _list_due(cases: Iterable[Case], day: date) -> Iterator[Matter]:
    for case in cases:
        for signal in read_clock(case, day, soon=_ALWAYS).signals:
            if signal.matter == Sort.REMEDY.value and signal.sign in _DUE:
                late = signal.sign is Sign.OVERDUE
                yield Matter(Sort.REMEDY, case, signal.when, late=late, who=_find_follower(case))


def _list_assigned(cases: Iterable[Case], day: date) -> Iterator[Matter]:
    for case in cases:
        if not _is_open(case):
            continue
        signals = read_clock(case, day, soon=_ALWAYS).signals
        due = next((signal for signal in signals if signal.matter == Sort.ASSIGNMENT.value), None)
        late = due is not None and due.sign is Sign.OVERDUE
        yield Matter(Sort.ASSIGNMENT, case, due.when if due else None, late=late, who=_find_follower(case))


def _is_open(case: Case) -> bool:
    states = (find_kind(case.kind).find_state(thread.state, thread.id) for thread in case.threads)
    return any(state is None or state.open for state in states)


def _find_follower(case: Case) -> str:
    return case.assignments[-1].step.to if case.assignments else ""
