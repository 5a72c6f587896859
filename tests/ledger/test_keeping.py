from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.ledger.keeping import open_draft
from mithaq.ledger.refusal import RecordError


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    with open_draft(path) as file:
        file.write(b"words")
        assert not path.exists()
    assert path.read_bytes() == b"words"
    assert [found.name for found in path.parent.iterdir()] == ["file"]


def test_what_was_there_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mithaq.ledger.keeping.os.fsync", fail)
    with (
        pytest.raises(RecordError, match=r"file: cannot be written: No space left"),
        open_draft(path) as file,
    ):
        file.write(b"after")
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match="cannot be written"), open_draft(tmp_path / "file" / "inside"):
        pytest.fail("there is nothing to write to")


def test_another_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyError), open_draft(tmp_path / "file"):
        raise KeyError
    assert not list(tmp_path.iterdir())
