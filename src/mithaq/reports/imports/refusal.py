"""What an import refuses, and what it leaves out."""

from __future__ import annotations

from mithaq.errors import MithaqError


class NotTakenError(MithaqError):
    """A file, row or entity that cannot be taken over."""
