from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.sources.feeds.server import Server, open_server


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on this machine."""
    with open_server() as running:
        yield running
