"""What an import refuses, and what it leaves out."""

from __future__ import annotations

from typing import Final

from mithaq.errors import MithaqError, Reason

NOTHING: Final = Reason("imports.nothing")
"""What stands in an empty cell."""


class NotTakenError(MithaqError):
    """A file, row or entity that cannot be taken over."""
