"""One state of a record for as long as it is being read, whoever writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connections

from mithaq.ledger.database import explain_faults
from mithaq.ledger.merkle import Head
from mithaq.ledger.record import Record, read_frontier

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
