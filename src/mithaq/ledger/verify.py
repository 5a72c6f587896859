"""Proof that a record is what was recorded: nothing changed, removed, inserted or reordered; nothing cut off.

Every entry is hashed anew and the tree built again beside the hashes that were kept with each entry, so that the
first entry that is wrong is named. That shows inner consistency. Whoever owns the database could build the whole
tree again; a checkpoint that was kept elsewhere shows that this was not done, and that the end is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from mithaq.following.entry import Confirm, Correct, Entry, Erase, Propose, Receive, Reject, Reread
from mithaq.following.homes import name_cases
from mithaq.ledger.content import hash_reading
from mithaq.ledger.database import explain_faults
from mithaq.ledger.merkle import Frontier, Head, hash_leaf
from mithaq.ledger.models import DocumentRow, EntryRow, PersonalRow, ReadingRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.personal import is_veiled, seal_text, veil_text
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error

_CHUNK = 2000
_COLUMNS = ("number", "case", "step", "author", "at", "proposal", "payload", "leaf", "node")


Watch = Callable[[Iterable["Stored"]], Iterable["Stored"]]


class Sign(StrEnum):
    """What is wrong with a record."""

    MISSING = "missing"
    INSERTED = "inserted"
    MISPLACED = "misplaced"
    CHANGED = "changed"
    COLUMN = "column"
    UNREADABLE = "unreadable"
    CUT = "cut"
    REBUILT = "rebuilt"
    TEXT_CHANGED = "text-changed"
    TEXT_MISSING = "text-missing"
    TEXT_INSERTED = "text-inserted"
    READING_CHANGED = "reading-changed"
    READING_MISSING = "reading-missing"
    READING_INSERTED = "reading-inserted"
    FILE_CHANGED = "file-changed"
    FILE_MISSING = "file-missing"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong in one part of the record.

    Args:
        sign: What is wrong.
        entry: Number of the entry; None where it is no entry.
        detail: Further words: a column, the id of a document, a table.
    """

    sign: Sign
    entry: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the table of entries, as the database gives it; after tampering it may hold anything."""

    number: Any
    case: Any
    step: Any
    author: Any
    at: Any
    proposal: Any
    payload: Any
    leaf: Any
    node: Any


@dataclass(frozen=True, slots=True)
class Finding:
    """What checking the entries found.

    Args:
        head: Size and root hash of the entries that are right, from the first to the first wrong one.
        fault: What is wrong; None where nothing is.
        received: What the right entries say of each document that came in, by its SHA-256.
        erased: Ids of the documents whose words they erase.
        readings: What was read, in order: ids of documents with the hash of a reading.
    """

    head: Head
    fault: Fault | None
    received: Mapping[str, Receive]
    erased: frozenset[str] = frozenset()
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Told:
    """What entries say of documents and readings, gathered on the way."""

    received: dict[str, Receive] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    readings: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Take note of an entry."""
        step = entry.step
        if isinstance(step, Receive):
            self.received.setdefault(step.document, step)
        elif isinstance(step, Erase):
            self.erased.add(step.document)
        if isinstance(step, Receive | Reread) and step.reading:
            self.readings[step.document, step.reading] = None


def check_entries(rows: Iterable[Stored], old: Head | None = None) -> Finding:
    """Check every row of the table of entries, in the order of their numbers.

    Args:
        rows: All of them.
        old: A checkpointed head that the entries have to extend.
    """
    frontier, fault, told = Frontier(), _compare(Frontier(), old), _Told()
    for row in rows:
        if fault:
            break
        grown, fault = _check_row(row, frontier, told)
        if fault is None:
            frontier = grown
            fault = _compare(frontier, old)
    if fault is None and old is not None and frontier.size < old.size:
        fault = Fault(Sign.CUT, frontier.size, str(old.size))
    head = Head(frontier.size, frontier.root)
    return Finding(head, fault, told.received, frozenset(told.erased), tuple(told.readings))


def _compare(frontier: Frontier, old: Head | None) -> Fault | None:
    if old is None or frontier.size != old.size or frontier.root == old.root:
        return None
    # The rows fit together, but they are not those that were checkpointed.
    return Fault(Sign.REBUILT, None, str(old.size))


def _check_row(row: Stored, frontier: Frontier, told: _Told) -> tuple[Frontier, Fault | None]:
    number = frontier.size
    if row.number != number or isinstance(row.number, float):
        later = isinstance(row.number, int) and row.number > number
        return frontier, Fault(Sign.MISSING if later else Sign.INSERTED, number)
    payload = _take_bytes(row.payload)
    leaf = hash_leaf(payload)
    grown = frontier.append(leaf)
    entry = _read_entry(payload)
    if leaf != _take_bytes(row.leaf) or grown.node != _take_bytes(row.node):
        misplaced = entry is not None and entry.number != number
        return frontier, Fault(Sign.MISPLACED if misplaced else Sign.CHANGED, number)
    if entry is None:
        return frontier, Fault(Sign.UNREADABLE, number)
    wrong = _find_wrong_column(row, entry)
    if wrong:
        return frontier, Fault(Sign.COLUMN, number, wrong)
    told.add(entry)
    return grown, None


def _take_bytes(value: object) -> bytes:
    """Return what a column holds where it holds bytes; a text or number in their place is no bytes."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _read_entry(payload: bytes) -> Entry | None:
    try:
        return read_payload(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def name_columns(entry: Entry) -> dict[str, int | str]:
    """Return what the columns beside the payload have to say of an entry.

    Args:
        entry: What the payload holds.
    """
    step, proposal = entry.step, ""
    if isinstance(step, Propose):
        proposal = step.proposal.id
    elif isinstance(step, Confirm | Correct | Reject):
        proposal = step.proposal
    elif isinstance(step, Erase):
        proposal = step.document
    return {
        "number": entry.number,
        "case": (name_cases(step) or ("",))[0],
        "step": type(step).__name__.lower(),
        "author": entry.author,
        "at": entry.at,
        "proposal": proposal,
    }


def _find_wrong_column(row: Stored, entry: Entry) -> str:
    """Return the first column that says something else than the payload does."""
    told = name_columns(entry)
    return next((name for name, right in told.items() if getattr(row, name) != right), "")


def read_rows(record: Record) -> Iterator[Stored]:
    """Yield the rows of the table of entries in the order of their numbers.

    Args:
        record: The record.
    """
    rows = EntryRow.objects.using(record.alias).order_by("number").values_list(*_COLUMNS)
    with explain_faults(record.where):
        for row in rows.iterator(_CHUNK):
            yield Stored(*row)


def count_rows(record: Record) -> int:
    """Return how many rows the table of entries has."""
    with explain_faults(record.where):
        return EntryRow.objects.using(record.alias).count()


def read_stored_payload(record: Record, number: int) -> bytes:
    """Return the canonical bytes of an entry.

    Args:
        record: The record.
        number: Which entry.

    Raises:
        RecordError: There is no such entry.
    """
    rows = EntryRow.objects.using(record.alias).filter(number=number).values_list("payload", flat=True)
    with explain_faults(record.where):
        payload = rows.first()
    if payload is None:
        raise make_error(RecordError, "records.no-entry", where=record.where, entry=number)
    return bytes(payload)


def read_leaves(record: Record, size: int) -> list[bytes]:
    """Return the hashes of the first entries, which were found right.

    Args:
        record: The record.
        size: How many.
    """
    rows = EntryRow.objects.using(record.alias).filter(number__lt=size).order_by("number")
    with explain_faults(record.where):
        return [bytes(leaf) for leaf in rows.values_list("leaf", flat=True).iterator(_CHUNK)]


def check_documents(
    record: Record, received: Mapping[str, Receive], erased: Collection[str] = ()
) -> Fault | None:
    """Check that the documents are those that came in, their texts and what is known of them unchanged.

    Args:
        record: The record.
        received: What its entries say of each document.
        erased: Ids of the documents whose words they erase.
    """
    there: set[str] = set()
    rows = DocumentRow.objects.using(record.alias).order_by("sha256")
    with explain_faults(record.where):
        for row in rows.iterator(_CHUNK):
            told = received.get(row.sha256)
            if told is None:
                return Fault(Sign.TEXT_INSERTED, None, str(row.sha256))
            if not _is_text(record, row, erased) or _list_known(row) != _list_told(told):
                return Fault(Sign.TEXT_CHANGED, None, row.sha256)
            there.add(row.sha256)
    missing = min(received.keys() - there, default="")
    return Fault(Sign.TEXT_MISSING, None, missing) if missing else None


def _is_text(record: Record, row: DocumentRow, erased: Collection[str]) -> bool:
    """Tell whether a row holds the text that its hash names; personal words are there unless they were erased."""
    if not row.sealed:
        return isinstance(row.text, str) and seal_text(row.text, b"") == row.sha256
    personal = PersonalRow.objects.using(record.alias).filter(digest=row.sha256).first()
    if personal is None:
        return row.sha256 in erased and is_veiled(row.text)
    words = personal.words
    right = seal_text(words, bytes(personal.salt)) == row.sha256 and veil_text(words) == row.text
    return right and row.sha256 not in erased


def check_readings(record: Record, finding: Finding) -> Fault | None:
    """Check that what readers read is what the entries say that they did.

    Args:
        record: The record.
        finding: What checking its entries found.
    """
    places = {key: place for place, key in enumerate(finding.readings)}
    named = {document for document, _ in places}
    last: dict[str, int] = {}
    rows = ReadingRow.objects.using(record.alias).order_by("id")
    with explain_faults(record.where):
        for row in rows.iterator(_CHUNK):
            place = places.pop((row.document, _hash_reading(row)), None)
            # The newest reading of a document counts: none may stand behind a newer one, or twice.
            if row.document in named and (place is None or place <= last.get(row.document, -1)):
                return Fault(Sign.READING_CHANGED, None, row.document)
            # An older version received documents without a word of what was read in them.
            if place is None and row.document not in finding.received:
                return Fault(Sign.READING_INSERTED, None, row.document)
            if place is not None:
                last[row.document] = place
    return Fault(Sign.READING_MISSING, None, min(places)[0]) if places else None


def _hash_reading(row: ReadingRow) -> str:
    """Return the hash of a row; nothing where it holds what no reading is: after tampering it may hold anything."""
    try:
        return hash_reading(row)
    except (TypeError, AttributeError):
        return ""


def _list_known(row: DocumentRow) -> tuple[str | None, ...]:
    return row.name, row.origin, row.title, row.outlet, row.author, row.published, row.url


def _list_told(step: Receive) -> tuple[str | None, ...]:
    return step.name, step.origin, step.title, step.outlet, step.writer, step.published, step.url


def check_derived(record: Record) -> Fault | None:
    """Check that what is derived from the entries is what they say.

    Args:
        record: The record, whose entries were found right.
    """
    with explain_faults(record.where):
        difference = next(find_differences(record.alias), "")
    return Fault(Sign.DERIVED, None, difference) if difference else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a record found.

    Args:
        head: Size and root hash of the entries that are right.
        faults: What is wrong, the first in each part; empty where the record is right.
    """

    head: Head
    faults: tuple[Fault, ...]


def verify_record(
    record: Record, old: Head | None = None, *, watch: Watch = iter, derived: bool = True
) -> Verdict:
    """Check a whole record.

    Args:
        record: The record.
        old: A checkpointed head that it has to extend.
        watch: Is handed the rows and yields them, to show how far the work is.
        derived: Whether what is derived is checked, too: it proves nothing, but is what people see.
    """
    finding = check_entries(watch(read_rows(record)), old)
    faults = [finding.fault, check_documents(record, finding.received, finding.erased)]
    if finding.fault is None:
        faults.append(check_readings(record, finding))
    # What is derived can only be compared with entries that are right.
    if derived and finding.fault is None:
        faults.append(check_derived(record))
    return Verdict(finding.head, tuple(fault for fault in faults if fault))
