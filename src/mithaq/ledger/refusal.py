"""What the record refuses, and why."""

from __future__ import annotations

from mithaq.errors import LedgerError
from mithaq.following.entry import Entry


class RecordError(LedgerError):
    """A record that cannot be opened, read or written to."""


class StaleError(RecordError):
    """A decision rests on a state that is no longer the state of the case.

    Args:
        what: Which case moved on, what changed, who did it.
        where: The record.
        changes: The entries that came after what was seen, in order.
    """

    def __init__(self, what: str, *, where: str, changes: tuple[Entry, ...]) -> None:
        remedy = "Look at the case as it is now and decide again; nothing was recorded"
        super().__init__(what, where=where, remedy=remedy)
        self.changes = changes


class FollowingError(LedgerError):
    """What follows from documents could not be found: a fault of the program, not of the record."""
