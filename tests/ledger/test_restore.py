from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bench.steps import fill

from mithaq.ledger.backup import open_backup, write_backup
from mithaq.ledger.current import read_entries
from mithaq.ledger.merkle import Head
from mithaq.ledger.record import open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.restore import restore_backup
from mithaq.ledger.verify import verify_record


@pytest.mark.parametrize("there", ["sqlite", "second_postgresql_url"])
@pytest.mark.parametrize("here", ["sqlite_url", "postgresql_url"])
def test_from_one_database_to_the_other(
    request: pytest.FixtureRequest, tmp_path: Path, here: str, there: str
) -> None:
    source = fill(request.getfixturevalue(here), 60)
    write_backup(source, tmp_path / "backup.zip")
    restored = open_record(
        str(tmp_path / "second.db") if there == "sqlite" else request.getfixturevalue(there)
    )
    head = restore_backup(open_backup(tmp_path / "backup.zip"), restored)
    assert head == verify_record(source).head
    assert verify_record(restored, head).faults == ()
    assert list(read_entries(restored)) == list(read_entries(source))
    write_backup(restored, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "backup.zip").read_bytes()
    # A restored record grows as any other.
    restored.append([next(iter(read_entries(source, first=2))).step], "reader fast 2")
    assert verify_record(restored, head).faults == ()
    source.close()
    restored.close()


def test_a_record_that_holds_something_is_left_as_it_is(record_url: str, tmp_path: Path) -> None:
    record = fill(record_url, 12)
    write_backup(record, tmp_path / "backup.zip")
    before = verify_record(record).head
    with pytest.raises(RecordError, match="not empty"):
        restore_backup(open_backup(tmp_path / "backup.zip"), record)
    assert verify_record(record, before).head == before
    record.close()


def test_nothing_is_kept_of_a_backup_that_changes_under_way(record_url: str, tmp_path: Path) -> None:
    source = fill(str(tmp_path / "source.db"), 12)
    write_backup(source, tmp_path / "backup.zip")
    backup = open_backup(tmp_path / "backup.zip")
    record = open_record(record_url)
    with pytest.raises(RecordError, match="changed while"):
        restore_backup(replace(backup, head=Head(12, bytes(32))), record)
    assert verify_record(record).head.size == 0
    restore_backup(backup, record)
    record.close()
    source.close()


def test_an_entry_that_this_version_does_not_know(record_url: str, tmp_path: Path) -> None:
    source = fill(str(tmp_path / "source.db"), 12)
    write_backup(source, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["entries.jsonl"] = files["entries.jsonl"].replace(b'"step":"receive"', b'"step":"recieve"')
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    backup = replace(open_backup(tmp_path / "backup.zip"), path=tmp_path / "odd.zip")
    record = open_record(record_url)
    with pytest.raises(RecordError, match="cannot be understood"):
        restore_backup(backup, record)
    assert verify_record(record).head.size == 0
    record.close()
    source.close()
