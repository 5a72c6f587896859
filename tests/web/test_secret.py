from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.ledger.refusal import RecordError
from mithaq.web.secret import read_secret


def test_the_secret_is_made_once_and_for_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MITHAQ_SECRET_KEY", raising=False)
    folder = tmp_path / "a" / "files"
    first = read_secret(folder)
    (path,) = folder.iterdir()
    assert len(first) > 60
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_secret(folder) == first
    assert read_secret(tmp_path / "b") != first


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_SECRET_KEY", "of the service")
    assert read_secret(tmp_path / "a") == "of the service"
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MITHAQ_SECRET_KEY", raising=False)
    (tmp_path / "file").write_text("x")
    with pytest.raises(
        RecordError, match="the folder of the installation cannot be used: Not a directory"
    ) as told:
        read_secret(tmp_path / "file" / "files")
    assert told.value.where == str(tmp_path / "file" / "files")
