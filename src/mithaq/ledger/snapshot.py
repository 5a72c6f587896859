"""One state of a record for as long as it is being read, whoever writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from django.db import connections
from django.db.backends.utils import CursorWrapper

from mithaq.ledger.database import explain_faults
from mithaq.ledger.merkle import Head
from mithaq.ledger.record import Record, read_frontier

# Who goes through a whole record once has nothing of pages that are kept: mapped into memory, as for the questions of
# people, a file of a gigabyte would seem to take a gigabyte.
_SPARING: Final = {"mmap_size": 0, "cache_size": -8192}
_BEGIN: Final = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def hold_still(record: Record) -> Iterator[Head]:
    """Let everything that is read inside see one state of the ledger; give its size and root hash.

    Nobody waits for it. Where the caller holds a transaction already, that one is used.

    Args:
        record: The record.

    Raises:
        RecordError: If the database refuses.
    """
    connection = connections[record.alias]
    with explain_faults(record.where):
        own = not connection.in_atomic_block
        with connection.cursor() as cursor:
            if own:
                cursor.execute(_BEGIN.get(connection.vendor, "BEGIN"))
            try:
                frontier = read_frontier(record)
                yield Head(frontier.size, frontier.root)
            finally:
                if own:
                    cursor.execute("ROLLBACK")


@contextmanager
def read_sparingly(record: Record) -> Iterator[None]:
    """Let what is read inside take the same memory, however large the record is.

    Args:
        record: The record; nothing changes where it lies on a server.

    Raises:
        RecordError: If the database refuses.
    """
    connection = connections[record.alias]
    if connection.vendor != "sqlite":
        yield
        return
    with explain_faults(record.where), connection.cursor() as cursor:
        usual = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _SPARING}
        try:
            _set(cursor, _SPARING)
            yield
        finally:
            _set(cursor, usual)


def _set(cursor: CursorWrapper, values: Mapping[str, int]) -> None:
    for name, value in values.items():
        cursor.execute(f"PRAGMA {name}={value}").fetchone()
