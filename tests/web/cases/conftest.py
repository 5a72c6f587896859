"""Most pages do not depend on the database; modules that ask it in ways of their own run on both."""

from __future__ import annotations

import pytest


@pytest.fixture
def vendor() -> str:
    """The database on which a test runs."""
    return "sqlite"
