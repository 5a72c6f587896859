"""The only reader of state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mithaq.following.case import Entry
from mithaq.ledger.database import explain_faults
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
        cases: Only those of these cases; None for all.
        first: Number of the first entry.
        last: Number behind the last one; None for the end.
    """
    rows = EntryRow.objects.using(record.alias).filter(number__gte=first).order_by("number")
    if cases is not None:
        rows = rows.filter(case__in=cases)
    if last is not None:
        rows = rows.filter(number__lt=last)
    with explain_faults(record.where):
        for payload in rows.values_list("payload", flat=True).iterator(_CHUNK):
            yield read_payload(bytes(payload))
