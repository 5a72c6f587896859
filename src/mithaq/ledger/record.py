"""The only writer of the ledger.

Every call is one transaction. Writers wait for each other (SQLite: ``BEGIN IMMEDIATE``; PostgreSQL: an advisory
lock), so that entries are numbered without gaps and each rests on the tree that all earlier ones made. What is
derived from the entries is written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections, transaction
from django.db.models import Max, Q

from mithaq.following.case import AnyStep, Confirm, Correct, Entry, Merge, Move, Propose, Reject, Split
from mithaq.ledger.database import attach, explain_faults, is_file, lock, migrate, name_place
from mithaq.ledger.merkle import Frontier, find_peak_rows, hash_leaf
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload, write_payload
from mithaq.ledger.refusal import RecordError, StaleError

Seen = int | Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Record:
    """An open record.

    Args:
        where: Its address, for messages: without a password.
        alias: The alias under which Django knows its database.
    """

    where: str
    alias: str

    def append(self, steps: Sequence[AnyStep], author: str, *, saw: Seen | None = None) -> tuple[Entry, ...]:
        """Record steps, all or none, and return their entries.

        Args:
            steps: What is recorded, in order.
            author: Name of the account, or ``reader NAME VERSION`` for a machine.
            saw: The version (number of the last entry) of the case, or of each case, that the author looked
                at; None where the author decides whatever the state.

        Raises:
            StaleError: If a case that the steps touch has moved on since.
            RecordError: If the database refuses.
        """
        with _writing(self):
            if saw is not None:
                _refuse_stale(self, steps, saw)
            return _write_entries(self, steps, author)

    def close(self) -> None:
        """Close the connection of this thread."""
        connections[self.alias].close()


def open_record(url: str, *, create: bool = True) -> Record:
    """Return the record at an address, its tables brought to this version; make it where there is none.

    Args:
        url: A path to a SQLite file, or ``postgresql://user:password@host:port/name``.
        create: Whether a file that does not exist is made.

    Raises:
        RecordError: If there is no such record, it cannot be opened, or a newer version wrote it.
    """
    where = name_place(url)
    if not create and is_file(url) and not Path(url).exists():
        remedy = "Check the path, or make a record with mithaq read PATH --record"
        raise RecordError("there is no such record", where=where, remedy=remedy)
    record = Record(where, attach(url))
    with explain_faults(where):
        migrate(record.alias, where)
    return record


@contextmanager
def _writing(record: Record) -> Iterator[None]:
    with explain_faults(record.where), transaction.atomic(using=record.alias):
        lock(record.alias)
        yield


def _refuse_stale(record: Record, steps: Sequence[AnyStep], saw: Seen) -> None:
    if isinstance(saw, int):
        touched = {name for step in steps for name in _list_cases(step)}
        saw = dict.fromkeys(touched, saw)
    moved = Q(pk__in=[])
    for case, version in saw.items():
        moved |= Q(case=case, number__gt=version)
    rows = EntryRow.objects.using(record.alias).filter(moved).order_by("number")
    changes = tuple(read_payload(bytes(payload)) for payload in rows.values_list("payload", flat=True))
    if changes:
        told = "; ".join(
            f"{entry.number} {type(entry.step).__name__.lower()} by {entry.author} at {entry.at}"
            for entry in changes
        )
        cases = ", ".join(sorted({entry.step.case for entry in changes}))
        raise StaleError(f"case {cases} moved on: {told}", where=record.where, changes=changes)


def _list_cases(step: AnyStep) -> tuple[str, ...]:
    if isinstance(step, Merge):
        return step.case, step.into
    if isinstance(step, Split | Move):
        return step.case, step.to
    return (step.case,)


def _write_entries(record: Record, steps: Sequence[AnyStep], author: str) -> tuple[Entry, ...]:
    frontier = _read_frontier(record)
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entries = tuple(
        Entry(number=number, at=at, author=author, step=step)
        for number, step in enumerate(steps, start=frontier.size)
    )
    rows = []
    for entry in entries:
        payload = write_payload(entry)
        leaf = hash_leaf(payload)
        frontier = frontier.append(leaf)
        rows.append(_make_row(entry, payload, leaf, frontier.node))
    EntryRow.objects.using(record.alias).bulk_create(rows)
    return entries


def _make_row(entry: Entry, payload: bytes, leaf: bytes, node: bytes) -> EntryRow:
    step = entry.step
    return EntryRow(
        number=entry.number,
        case=step.case,
        step=type(step).__name__.lower(),
        author=entry.author,
        at=entry.at,
        proposal=_find_proposal(step),
        payload=payload,
        leaf=leaf,
        node=node,
    )


def _find_proposal(step: AnyStep) -> str:
    if isinstance(step, Propose):
        return step.proposal.id
    return step.proposal if isinstance(step, Confirm | Correct | Reject) else ""


def _read_frontier(record: Record) -> Frontier:
    rows = EntryRow.objects.using(record.alias)
    last = rows.aggregate(last=Max("number"))["last"]
    if last is None:
        return Frontier()
    peaks = find_peak_rows(last + 1)
    nodes = dict(rows.filter(number__in=peaks).values_list("number", "node"))
    return Frontier(last + 1, tuple(bytes(nodes[row]) for row in peaks))
