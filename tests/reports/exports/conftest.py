from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.exports.warehouse import open_warehouse

from mithaq.ledger.record import Record, open_record


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of `warehouse`, made once."""
    folder = tmp_path_factory.mktemp("warehouse")
    record = open_warehouse(str(folder / "record.db"))
    record.close()
    return folder


@pytest.fixture
def warehouse(stored: Path, tmp_path: Path) -> Iterator[Record]:
    for path in stored.glob("record.db*"):
        shutil.copy(path, tmp_path / path.name)
    record = open_record(str(tmp_path / "record.db"), create=False)
    yield record
    record.close()
