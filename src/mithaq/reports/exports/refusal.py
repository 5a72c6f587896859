"""What an export refuses."""

from __future__ import annotations

from mithaq.errors import MithaqError


class ExportError(MithaqError):
    """A format that does not hold what is asked for, or a library that it needs and that is not there."""
