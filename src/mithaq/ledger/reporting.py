"""Reports from the field: a document, the case that it opens, and what it says of it, recorded together and once.

Every report opens a case of its own, whose id comes from the number that the device gave it, so that a report that
is sent twice is found again. One that joins an incident is merged into it: who finds later that it was another
incident undoes the merge, and the report stands by itself with all that it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mithaq.following.case import Kind
from mithaq.following.entry import AnyStep, Entry, Merge
from mithaq.ledger.current import read_case
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.record import Record, writing
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.model import Document

_LENGTH = 20  # hex digits of the number: enough to be unique


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it enters the record.

    Args:
        document: Its text.
        steps: What it says of its case (`name_case`), each step with the words that it rests on; the first one
            opens the case.
        into: The incident that it joins; empty where it opens one.
    """

    document: Document
    steps: Sequence[AnyStep]
    into: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of a report.

    Args:
        case: The case that it opened.
        document: SHA-256 of its text, as it was recorded the first time.
        new: Whether it was recorded now; else it was there already.
    """

    case: str
    document: str
    new: bool


def name_case(number: UUID) -> str:
    """Return the id of the case that a report opens.

    Args:
        number: The report's number, made on the device.
    """
    return f"{Kind.INCIDENT.value}-{number.hex[:_LENGTH]}"


def find_report(record: Record, number: UUID) -> Reported | None:
    """Return what became of a report; None where it never came.

    Args:
        record: The record.
        number: The report's number.
    """
    case = name_case(number)
    rows = EntryRow.objects.using(record.alias).filter(case=case, step="open").order_by("number")
    payload = rows.values_list("payload", flat=True).first()
    if payload is None:
        return None
    entry: Entry = read_payload(bytes(payload))
    return Reported(case, entry.step.evidence[0].document, new=False)


def record_report(
    record: Record, told: Told, number: UUID, author: str, *, sight: Sight = EVERYTHING
) -> Reported:
    """Record a report, all of it or nothing; one that was recorded before changes nothing.

    Args:
        record: The record.
        told: The report.
        number: Its number.
        author: Name of the account.
        sight: Who reports: an incident that they may not see cannot be joined.

    Raises:
        LedgerError: If the incident that it joins is not there, or a step does not fit.
        RecordError: If the database refuses.
    """
    with writing(record):
        known = find_report(record, number)
        if known is not None:
            return known
        case = name_case(number)
        joins: list[AnyStep] = []
        if told.into:
            # While the report lay on the device, the incident may have been merged into another one.
            joins.append(Merge(case=case, into=read_case(record, told.into, sight=sight).id))
        record.append([*told.steps, *joins], author, documents=[told.document])
    return Reported(case, told.document.sha256, new=True)
