"""The only reader of state.

Whatever leaves the record by this module has withheld names masked (`mithaq.ledger.masks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mithaq.errors import LedgerError
from mithaq.following.case import Entry
from mithaq.following.fold import Case, Standing, fold_all
from mithaq.following.homes import find_homes
from mithaq.ledger.database import explain_faults
from mithaq.ledger.families import find_families, read_family_entries
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.record import Record

_CHUNK = 2000


def read_entries(
    record: Record, *, cases: Sequence[str] | None = None, first: int = 0, last: int | None = None
) -> Iterator[Entry]:
    """Yield entries in their order.

    Args:
        record: The record.
        cases: Only those of these cases and of the cases that judgements tie to them; None for all.
        first: Number of the first entry.
        last: Number behind the last one; None for the end.
    """
    rows = EntryRow.objects.using(record.alias).filter(number__gte=first).order_by("number")
    with explain_faults(record.where):
        if cases is not None:
            rows = rows.filter(case__in=list(find_families(record.alias, cases)))
        if last is not None:
            rows = rows.filter(number__lt=last)
        for payload in rows.values_list("payload", flat=True).iterator(_CHUNK):
            yield read_payload(bytes(payload))


def read_case(record: Record, case: str, standing: Standing = Standing.PROPOSED) -> Case:
    """Return a case as its entries make it; one that was merged is part of the case that it was merged into.

    Args:
        record: The record.
        case: Its id.
        standing: The least standing at which a step counts.

    Raises:
        LedgerError: If the record holds no such case.
    """
    with explain_faults(record.where):
        entries = read_family_entries(record.alias, find_families(record.alias, [case]))
    found = fold_all(entries, standing=standing).get(find_homes(entries).find_home(case))
    if found is None:
        what, remedy = f"the record holds no case {case}", "mithaq case list shows all"
        raise LedgerError(what, where=record.where, remedy=remedy)
    return found


def read_cases(
    record: Record, cases: Sequence[str], standing: Standing = Standing.PROPOSED
) -> tuple[Case, ...]:
    """Return cases in the order in which they are asked for; those that are not there are left out.

    Args:
        record: The record.
        cases: Their ids.
        standing: As for `read_case`.
    """
    with explain_faults(record.where):
        entries = read_family_entries(record.alias, find_families(record.alias, cases))
    folded = fold_all(entries, standing=standing)
    return tuple(folded[case] for case in dict.fromkeys(cases) if case in folded)
