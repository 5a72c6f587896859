from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.exports.warehouse import open_warehouse
from tests.reports.situation.desk import record_more

from mithaq.ledger.record import Record, open_record


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with cases of every kind, made once."""
    folder = tmp_path_factory.mktemp("desk")
    record = open_warehouse(str(folder / "record.db"))
    record_more(record)
    record.close()
    return folder


@pytest.fixture
def record(kept: Path, tmp_path: Path) -> Iterator[Record]:
    for path in kept.glob("record.db*"):
        shutil.copy(path, tmp_path / path.name)
    opened = open_record(str(tmp_path / "record.db"), create=False)
    yield opened
    opened.close()
