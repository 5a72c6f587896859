"""What the record refuses, and why."""

from __future__ import annotations

from mithaq.errors import LedgerError, Reason
from mithaq.following.entry import Entry
from mithaq.refusals import write_reason


class RecordError(LedgerError):
    """A record that cannot be opened, read or written to."""


class StaleError(RecordError):
    """A decision rests on a state that is no longer the state of the case.

    Args:
        moved: Which case moved on, what changed, who did it.
        where: The record.
        changes: The entries that came after what was seen, in order.
    """

    def __init__(self, moved: Reason, *, where: str, changes: tuple[Entry, ...]) -> None:
        told = write_reason(moved, "en")
        super().__init__(told.what, where=where, remedy=told.remedy, reason=moved)
        self.changes = changes


class FollowingError(LedgerError):
    """What follows from documents could not be found: a fault of the program, not of the record."""
