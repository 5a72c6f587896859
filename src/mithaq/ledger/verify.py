"""Proof that a record is what was recorded: nothing changed, removed, inserted or reordered; nothing cut off.

Every entry is hashed anew and the tree built again beside the hashes that were kept with each entry, so that the
first entry that is wrong is named. That shows inner consistency. Whoever owns the database could build the whole
tree again; a checkpoint that was kept elsewhere shows that this was not done, and that the end is still there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from mithaq.following.case import Confirm, Correct, Entry, Propose, Reject
from mithaq.ledger.database import explain_faults
from mithaq.ledger.merkle import Frontier, Head, hash_leaf
from mithaq.ledger.models import DocumentRow, EntryRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.record import Record

_CHUNK = 2000
_COLUMNS = ("number", "case", "step", "author", "at", "proposal", "payload", "leaf", "node")


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
        documents: Documents that the right entries point to.
    """

    head: Head
    fault: Fault | None
    documents: frozenset[str]


def check_entries(rows: Iterable[Stored], old: Head | None = None) -> Finding:
    """Check every row of the table of entries, in the order of their numbers.

    Args:
        rows: All of them.
        old: A checkpointed head that the entries have to extend.
    """
    frontier, fault, documents = Frontier(), _compare(Frontier(), old), set[str]()
    for row in rows:
        if fault:
            break
        grown, fault = _check_row(row, frontier, documents)
        if fault is None:
            frontier = grown
            fault = _compare(frontier, old)
    if fault is None and old is not None and frontier.size < old.size:
        fault = Fault(Sign.CUT, frontier.size, str(old.size))
    return Finding(Head(frontier.size, frontier.root), fault, frozenset(documents))


def _compare(frontier: Frontier, old: Head | None) -> Fault | None:
    if old is None or frontier.size != old.size or frontier.root == old.root:
        return None
    # The rows fit together, but they are not those that were checkpointed.
    return Fault(Sign.REBUILT, None, str(old.size))


def _check_row(row: Stored, frontier: Frontier, documents: set[str]) -> tuple[Frontier, Fault | None]:
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
    documents.update(_list_documents(entry))
    return grown, None


def _take_bytes(value: object) -> bytes:
    """Return what a column holds where it holds bytes; a text or number in their place is no bytes."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _read_entry(payload: bytes) -> Entry | None:
    try:
        return read_payload(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _find_wrong_column(row: Stored, entry: Entry) -> str:
    """Return the first column that says something else than the payload does."""
    step = entry.step
    proposal = ""
    if isinstance(step, Propose):
        proposal = step.proposal.id
    elif isinstance(step, Confirm | Correct | Reject):
        proposal = step.proposal
    told = {
        "number": (row.number, entry.number),
        "case": (row.case, step.case),
        "step": (row.step, type(step).__name__.lower()),
        "author": (row.author, entry.author),
        "at": (row.at, entry.at),
        "proposal": (row.proposal, proposal),
    }
    return next((name for name, (stored, right) in told.items() if stored != right), "")


def _list_documents(entry: Entry) -> Iterator[str]:
    step = entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step
    for piece in step.evidence:
        yield piece.document


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


def check_documents(record: Record, documents: frozenset[str]) -> Fault | None:
    """Check that every text is the one that was read, and that none is missing to which an entry points.

    Args:
        record: The record.
        documents: SHA-256 of the documents that entries point to.
    """
    there: set[str] = set()
    rows = DocumentRow.objects.using(record.alias).order_by("sha256").values_list("sha256", "text")
    with explain_faults(record.where):
        for digest, text in rows.iterator(_CHUNK):
            if not isinstance(text, str) or hashlib.sha256(text.encode()).hexdigest() != digest:
                return Fault(Sign.TEXT_CHANGED, None, str(digest))
            there.add(digest)
    missing = min(documents - there, default="")
    return Fault(Sign.TEXT_MISSING, None, missing) if missing else None
