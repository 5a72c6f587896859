from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.steps import fill

from mithaq.ledger.backup import Backup, Manifest, open_backup, write_backup
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import verify_record

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    record = fill(str(tmp_path / "record.db"), 30)
    write_backup(record, tmp_path / "backup.zip")
    record.close()
    return tmp_path / "backup.zip"


def read_all(backup: Backup) -> list[bytes]:
    return list(backup.read_payloads())


def test_it_holds_every_entry_and_says_how_many(record_url: str, tmp_path: Path) -> None:
    record = fill(record_url, 30)
    head = write_backup(record, tmp_path / "deep" / "backup.zip")
    backup = open_backup(tmp_path / "deep" / "backup.zip")
    assert head == backup.head == verify_record(record).head
    assert len(read_all(backup)) == head.size
    rows = list(backup.read_rows("documents.jsonl", DocumentRow))
    assert [type(row) for row in rows] == [DocumentRow, DocumentRow]
    record.close()


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    record = fill(str(tmp_path / "record.db"), 30)
    for name in ("one.zip", "two.zip"):
        write_backup(record, tmp_path / name)
    record.close()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_whoever_has_only_the_archive_can_read_it(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = [json.loads(line) for line in archive.read("entries.jsonl").splitlines()]
        manifest = json.loads(archive.read("manifest.json"))
    assert [entry["number"] for entry in entries] == list(range(manifest["size"]))


def test_no_flipped_byte_changes_what_is_read(path: Path, tmp_path: Path) -> None:
    right, data = read_all(open_backup(path)), path.read_bytes()
    chance, refused = random.Random(3), 0
    other = tmp_path / "other.zip"
    for _ in range(150):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        other.write_bytes(changed)
        try:
            found = read_all(open_backup(other))
        except RecordError:
            refused += 1
        else:
            assert found == right  # a bit of the archive that carries nothing, such as a date
    assert refused > 100


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_ends_early_is_refused(path: Path, share: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RecordError, match="damaged"):
        open_backup(path)


def drop_a_line(files: dict[str, bytes]) -> None:
    files["entries.jsonl"] = files["entries.jsonl"].split(b"\n", 1)[1]


def drop_a_file(files: dict[str, bytes]) -> None:
    del files["readings.jsonl"]


def add_a_file(files: dict[str, bytes]) -> None:
    files["more.txt"] = b"more"


def change_manifest(**values: object) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **values}).encode()

    return change


def drop_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def break_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = b"{"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (drop_a_line, "entries.jsonl is not what its digest says"),
        (drop_a_file, "not those of its manifest"),
        (add_a_file, "not those of its manifest"),
        (drop_manifest, "no backup of a record"),
        (break_manifest, "cannot be understood"),
        (change_manifest(root="zz"), "cannot be understood"),
        (change_manifest(size="many"), "cannot be understood"),
        (change_manifest(format="other"), "not those of its manifest"),
        (change_manifest(version=2), "newer version"),
        (change_manifest(root="00" * 32), "do not lead to its root hash"),
        (change_manifest(size=7), "do not lead to its root hash"),
    ],
)
def test_what_was_changed_is_refused(path: Path, change: Change, message: str) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    with pytest.raises(RecordError, match=message):
        open_backup(path)


def test_a_line_that_is_no_row_is_named(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    for line in (b"{", b"[]", b'{"sha256":"a","skipped":"?"}', b'{"shoe":"a"}'):
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("documents.jsonl", line + b"\n")
        head = open_backup(path)
        backup = Backup(other, head.head, head.members)
        with pytest.raises(RecordError, match=r"other\.zip!documents\.jsonl:1: .*cannot be understood"):
            list(backup.read_rows("documents.jsonl", DocumentRow))


def test_a_table_that_an_older_backup_does_not_have(path: Path) -> None:
    assert list(open_backup(path).read_rows("later.jsonl", DocumentRow)) == []


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        open_backup(tmp_path / "nowhere.zip")
    (tmp_path / "file").touch()
    record = fill(str(tmp_path / "other.db"), 3)
    with pytest.raises(RecordError, match="cannot be written"):
        write_backup(record, tmp_path / "file" / "backup.zip")
    record.close()


def test_a_full_disk_leaves_the_older_backup(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    record = fill(str(tmp_path / "more.db"), 9)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mithaq.ledger.keeping.os.fsync", fail)
    with pytest.raises(RecordError, match="No space left"):
        write_backup(record, path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))
    record.close()


def test_the_manifest_is_strict() -> None:
    assert Manifest.__struct_config__.forbid_unknown_fields
