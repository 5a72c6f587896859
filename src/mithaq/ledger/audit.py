"""Audit paths from the nodes that a record keeps: a few rows are read, however large the tree is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mithaq.ledger.database import explain_faults
from mithaq.ledger.merkle import Head, _split, hash_children, is_included
from mithaq.ledger.models import EntryRow
from mithaq.ledger.record import Record, read_frontier
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error

_Part = tuple[int, bool]
"""Number of a row, and whether its node is meant or its leaf."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That one entry is in the tree.

    Args:
        number: Which entry, from 0.
        payload: Its canonical bytes, withheld names and all.
        leaf: Their hash.
        path: The audit path (RFC 6962 §2.1.1), lowest hash first.
        head: The tree as it is now.
    """

    number: int
    payload: bytes
    leaf: bytes
    path: tuple[bytes, ...]
    head: Head

    def is_right(self) -> bool:
        """Tell whether the path leads from the entry to the root."""
        return is_included(self.leaf, self.number, self.head.size, self.path, self.head.root)


def prove_entry(record: Record, number: int) -> Proof:
    """Return the proof that an entry is in the tree as it is now.

    Args:
        record: The record.
        number: Which entry.

    Raises:
        RecordError: There is no such entry, or the database refuses.
    """
    with explain_faults(record.where):
        frontier = read_frontier(record)
        row = EntryRow.objects.using(record.alias).filter(number=number).first()
        if row is None or number >= frontier.size:
            raise make_error(RecordError, "records.no-entry", where=record.where, entry=number)
        siblings = tuple(_list_siblings(number, frontier.size))
        parts = [tuple(_cover(start, end)) for start, end in siblings]
        wanted = {row for part in parts for row, _ in part}
        rows = EntryRow.objects.using(record.alias).filter(number__in=wanted)
        hashes = {item.number: (bytes(item.leaf), bytes(item.node)) for item in rows}
    path = tuple(_combine(part, hashes) for part in parts)
    head = Head(frontier.size, frontier.root)
    return Proof(number, bytes(row.payload), bytes(row.leaf), path, head)


def _list_siblings(number: int, size: int) -> list[tuple[int, int]]:
    """Return the subtrees whose roots make the path, lowest first."""
    found = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if number < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def _cover(start: int, end: int) -> Iterator[_Part]:
    """Yield the rows whose leaves or nodes make up a subtree, from left to right."""
    # The node of a row is the root of the largest complete subtree that ends there.
    while end - start > 1 and end & -end != end - start:
        middle = start + _split(end - start)
        yield middle - 1, True
        start = middle
    yield end - 1, end - start > 1


def _combine(parts: tuple[_Part, ...], hashes: Mapping[int, tuple[bytes, bytes]]) -> bytes:
    *before, last = [hashes[row][is_node] for row, is_node in parts]
    for part in reversed(before):
        last = hash_children(part, last)
    return last
