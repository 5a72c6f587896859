"""The only writer of the ledger.

Every call is one transaction. Writers wait for each other (SQLite: ``BEGIN IMMEDIATE``; PostgreSQL: an advisory
lock), so that entries are numbered without gaps and each rests on the tree that all earlier ones made. What is
derived from the entries is written in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections, transaction
from django.db.models import Max

from mithaq.errors import Reason, Value
from mithaq.following.entry import AnyStep, Confirm, Correct, Entry, Erase, Propose, Reject, Reread
from mithaq.following.fold import is_machine
from mithaq.following.homes import name_cases
from mithaq.following.judging import check_steps, find_changes
from mithaq.ledger.content import hash_reading, make_document_row, make_reading_row, make_receipt
from mithaq.ledger.database import attach, explain_faults, is_file, lock, migrate, name_place
from mithaq.ledger.families import find_families, group_entries, read_family_entries
from mithaq.ledger.index import index_readings
from mithaq.ledger.insertion import draft_rows, insert_rows
from mithaq.ledger.intake import (
    Draft,
    Intake,
    count_dropped,
    draft,
    find_new_documents,
    list_by_document,
    list_new_steps,
    pick_new,
)
from mithaq.ledger.masks import list_parties, load_masks, restore_ids
from mithaq.ledger.merkle import Frontier, Head, find_peak_rows, hash_leaf
from mithaq.ledger.models import CheckpointRow, DocumentRow, EntryRow, ReadingRow
from mithaq.ledger.payload import write_payload
from mithaq.ledger.projection import project, rebuild
from mithaq.ledger.refusal import RecordError, StaleError
from mithaq.model import Document, Reading
from mithaq.refusals import make_error

_TOLD = 5  # changes that the refusal of a stale decision names
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

    def append(
        self,
        steps: Sequence[AnyStep],
        author: str,
        *,
        saw: Seen | None = None,
        documents: Sequence[Document] = (),
    ) -> tuple[Entry, ...]:
        """Record steps, all or none, and return their entries.

        Args:
            steps: What is recorded, in order.
            author: Name of the account, or ``reader NAME VERSION`` for a machine.
            saw: The version (number of the last entry) of the case, or of each case, that the author looked
                at; None where the author decides whatever the state.
            documents: Texts that the author brings with them; those that are new are received first.

        Raises:
            StaleError: If a case that the steps touch has moved on since.
            LedgerError: If a step breaks a rule of judging, or the database refuses.
        """
        with writing(self):
            if saw is not None or not is_machine(author):
                steps = _check(self, steps, author, saw)
            receipts = _write_documents(self, documents)
            return write_entries(self, [*receipts, *steps], author)

    def add_readings(self, readings: Iterable[Reading]) -> Intake:
        """Record documents, what was read in them and what follows from it, all or none.

        A reading that the record holds already changes nothing. One by a newer reader adds what it proposes
        otherwise, and leaves what people decided as it is.

        Args:
            readings: A batch, in any order; followed together.

        Raises:
            FollowingError: If following fails at the batch; then nothing of it is recorded.
            RecordError: If the database refuses.
        """
        given = list(readings)
        with explain_faults(self.where):
            new = pick_new(self.alias, given)
            drafted = draft(self.alias, new) if new else None
        if drafted is None:
            return Intake(known=len(given))
        with writing(self):
            # Nobody waits for the following, unless somebody has written while it was at work.
            if read_frontier(self).size != drafted.size:
                left = pick_new(self.alias, new)
                drafted = draft(self.alias, left) if left else None
            return _write_draft(self, drafted, len(given)) if drafted else Intake(known=len(given))

    def keep_checkpoint(self, head: Head, text: str) -> None:
        """Keep a checkpoint that was written, as a reminder how far the record is checkpointed.

        Args:
            head: Size and root hash that it holds.
            text: The signed text.

        Raises:
            RecordError: If the database refuses.
        """
        with writing(self):
            row = CheckpointRow(size=head.size, root=head.root, at=find_time(), text=text)
            insert_rows(self.alias, CheckpointRow, [row])

    def rebuild(self) -> None:
        """Make everything that is derived anew from the entries: lists, states, the review queue, masks.

        Raises:
            RecordError: If the database refuses; then all is as it was.
        """
        with writing(self):
            rebuild(self.alias)

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
        raise make_error(RecordError, "records.none", where=where)
    record = Record(where, attach(url))
    with explain_faults(where):
        older = migrate(record.alias, where)
    if older:
        record.rebuild()
    return record


@contextmanager
def writing(record: Record) -> Iterator[None]:
    """Hold the ledger for one writer: everything inside is recorded, or nothing.

    Args:
        record: The record.

    Raises:
        RecordError: If the database refuses.
    """
    with explain_faults(record.where), transaction.atomic(using=record.alias):
        lock(record.alias)
        yield


def _check(record: Record, steps: Sequence[AnyStep], author: str, saw: Seen | None) -> Sequence[AnyStep]:
    """Return the steps with the ids that the record has, where nothing speaks against them."""
    families = find_families(record.alias, (case for step in steps for case in name_cases(step)))
    known = read_family_entries(record.alias, families)
    real = load_masks(record.alias).find_real_ids(list_parties(known))
    steps = [restore_ids(step, real) for step in steps]
    refuse_stale(record.where, steps, known, saw)
    entries = group_entries(known, families)
    # What ties cases together is judged with all of them in view; else each family stands for itself.
    tied = any(len(name_cases(step)) != 1 for step in steps)
    grouped: dict[str, list[AnyStep]] = {}
    for step in steps:
        grouped.setdefault("" if tied else families[name_cases(step)[0]], []).append(step)
    for family, group in grouped.items():
        check_steps(group, author, known if tied else entries.get(family, ()))
    return steps


def refuse_stale(where: str, steps: Sequence[AnyStep], known: Sequence[Entry], saw: Seen | None) -> None:
    """Refuse steps that rest on an older state of their case.

    Args:
        where: The record, for the message.
        steps: What is to be recorded.
        known: The entries of the cases that the steps name.
        saw: As for `Record.append`.

    Raises:
        StaleError: If a case has moved on since.
    """
    if saw is None:
        return
    if isinstance(saw, int):
        saw = dict.fromkeys((case for step in steps for case in name_cases(step)), saw)
    changes: dict[int, Entry] = {}
    moved = []
    for case, version in saw.items():
        found = find_changes(known, case, version)
        changes.update((entry.number, entry) for entry in found)
        moved.extend([case] if found else [])
    if changes:
        ordered = tuple(changes[number] for number in sorted(changes))
        last = tuple(_tell_change(entry) for entry in ordered[-_TOLD:])
        if len(ordered) > _TOLD:
            last = (Reason("records.many-changes", {"count": len(ordered), "changes": last}),)
        told = Reason("records.moved-on", {"cases": ", ".join(moved), "changes": last})
        raise StaleError(told, where=where, changes=ordered)


def _tell_change(entry: Entry) -> Reason:
    step = entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step
    told = Reason(f"steps.{type(step).__name__.lower()}")
    value = getattr(step, "state", "") or getattr(step, "level", "") or getattr(step, "ruling", "")
    if value:
        told = Reason("records.valued", {"step": told, "state": value})
    if isinstance(entry.step, Propose):
        told = Reason("records.proposed", {"step": told})
    values: dict[str, Value] = {"entry": entry.number, "step": told, "author": entry.author, "at": entry.at}
    return Reason("records.change", values)


def write_entries(record: Record, steps: Sequence[AnyStep], author: str) -> tuple[Entry, ...]:
    """Write entries and what is derived from them.

    Args:
        record: The record, held by `writing`.
        steps: What is recorded, in order.
        author: As for `Record.append`.
    """
    frontier = read_frontier(record)
    at = find_time()
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
    insert_rows(record.alias, EntryRow, rows)
    project(record.alias, entries)
    return entries


def _write_documents(record: Record, documents: Sequence[Document]) -> list[AnyStep]:
    """Write the documents that the record does not hold, and return the steps that receive them."""
    rows = DocumentRow.objects.using(record.alias).filter(sha256__in=[item.sha256 for item in documents])
    known = set(rows.values_list("sha256", flat=True)) if documents else set()
    fresh = [document for document in documents if document.sha256 not in known]
    insert_rows(record.alias, DocumentRow, [make_document_row(document) for document in fresh])
    index_readings(record.alias, [Reading(document, (), (), (), (), "") for document in fresh])
    return [make_receipt(document) for document in fresh]


def _write_draft(record: Record, drafted: Draft, given: int) -> Intake:
    alias, readings, proposals = record.alias, drafted.readings, drafted.proposals
    fresh = [reading.document for reading in find_new_documents(alias, readings)]
    dropped = count_dropped(alias, readings, proposals) if len(fresh) < len(readings) else 0
    steps = list_new_steps(alias, proposals)
    insert_rows(alias, DocumentRow, [make_document_row(document) for document in fresh])
    at, made = find_time(), list_by_document(readings, proposals)
    rows = [make_reading_row(reading, at, made[reading.document.sha256]) for reading in readings]
    first = {row.document: hash_reading(row) for row in reversed(rows)}
    receipts = [make_receipt(document, first[document.sha256]) for document in fresh]
    named = {(step.document, step.reading) for step in receipts}
    read = dict.fromkeys((row.document, hash_reading(row)) for row in rows)
    again = [
        Reread(document=document, reading=reading)
        for document, reading in read
        if (document, reading) not in named
    ]
    write_entries(record, [*receipts, *again, *steps], f"reader {readings[0].reader}")
    insert_rows(alias, ReadingRow, rows)
    index_readings(alias, readings)
    return Intake(given - len(readings), len(fresh), len(readings), len(steps), dropped)


def find_time() -> str:
    """Return the time as entries state it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _make_row(entry: Entry, payload: bytes, leaf: bytes, node: bytes) -> object:
    step = entry.step
    return draft_rows(EntryRow)(
        number=entry.number,
        case=(name_cases(step) or ("",))[0],
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
    if isinstance(step, Erase):
        return step.document
    return step.proposal if isinstance(step, Confirm | Correct | Reject) else ""


def read_frontier(record: Record) -> Frontier:
    """Return where the Merkle tree of a record grows on: its size and the roots of its whole parts.

    Args:
        record: The record.
    """
    rows = EntryRow.objects.using(record.alias)
    last = rows.aggregate(last=Max("number"))["last"]
    if last is None:
        return Frontier()
    peaks = find_peak_rows(last + 1)
    nodes = dict(rows.filter(number__in=peaks).values_list("number", "node"))
    return Frontier(last + 1, tuple(bytes(nodes[row]) for row in peaks))
