"""What the writing of a report refuses."""

from __future__ import annotations

from mithaq.errors import MithaqError


class BriefError(MithaqError):
    """A template that cannot be used, or a library of the system that is not there."""
