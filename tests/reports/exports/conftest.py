from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.exports.warehouse import open_warehouse

from mithaq.ledger.record import Record


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Record]:
    record = open_warehouse(str(tmp_path / "record.db"))
    yield record
    record.close()
