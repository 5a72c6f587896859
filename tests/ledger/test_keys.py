"""Vectors: the example key of the reference implementation of signed notes (golang.org/x/mod/sumdb/note)."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from mithaq.ledger.keys import (
    PublicKey,
    SigningKey,
    is_key_name,
    make_key,
    name_public_file,
    read_public_key,
    read_signing_key,
)
from mithaq.ledger.refusal import RecordError

SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def keep(path: Path, line: str) -> Path:
    path.write_text(line, encoding="utf-8")
    return path


def test_published_keys_are_read(tmp_path: Path) -> None:
    key = read_signing_key(keep(tmp_path / "secret", f"{SECRET}\n"))
    public = read_public_key(keep(tmp_path / "public", PUBLIC))
    assert key.public == public == read_public_key(tmp_path / "secret")
    assert (key.line, public.line) == (SECRET, PUBLIC)
    assert public.name == "PeterNeumann"


def test_a_secret_is_not_printed(tmp_path: Path) -> None:
    key = read_signing_key(keep(tmp_path / "secret", SECRET))
    assert repr(key) == "SigningKey('PeterNeumann')"


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "record.key"
    key = make_key(path, "monitors.example/record")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_signing_key(path) == key
    assert read_public_key(name_public_file(path)) == key.public
    assert "PRIVATE" not in name_public_file(path).read_text("utf-8")
    with pytest.raises(RecordError, match="cannot be written"):
        make_key(path, "monitors.example/record")
    assert read_signing_key(path) == key


def test_signatures_are_the_keys_own() -> None:
    first, second = SigningKey("a", bytes(32)), SigningKey("a", bytes(31) + b"\x01")
    signature = first.sign(b"words")
    assert first.public.has_signed(b"words", signature)
    assert not first.public.has_signed(b"other words", signature)
    assert not second.public.has_signed(b"words", signature)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "a\u00a0b", "a\u200fb"])
def test_names_that_cannot_stand_in_a_note(name: str, tmp_path: Path) -> None:
    assert not is_key_name(name)
    with pytest.raises(RecordError, match="cannot be the name"):
        make_key(tmp_path / "key", name)
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("name", ["mithaq", "example.org/record", "بعثة"])
def test_names_that_can(name: str) -> None:
    assert is_key_name(name)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "no key of a signed note"),
        ("one+two", "no key of a signed note"),
        ("a+c74f20a3+???", "no key of a signed note"),
        ("a+c74f20a3+AAAA", "no Ed25519 key"),
        (PUBLIC.replace("PeterNeumann", "Peter Neumann"), "no Ed25519 key"),
        (PUBLIC.replace("+AR", "+ZR"), "no Ed25519 key"),
        (PUBLIC.replace("c74f20a3", "c74f20"), "no Ed25519 key"),
        (PUBLIC.replace("PeterNeumann", "PeterNewmann"), "do not fit together"),
        (PUBLIC.replace("c74f20a3", "c74f20a4"), "do not fit together"),
        (SECRET.replace("+AY", "+AX"), "do not fit together"),
    ],
)
def test_damaged_keys_are_refused(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_public_key(keep(tmp_path / "key", line))


def test_a_public_key_does_not_sign(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no signing key"):
        read_signing_key(keep(tmp_path / "key", PUBLIC))


def test_files_that_are_no_keys(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        read_public_key(tmp_path / "nowhere")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(RecordError, match="no key"):
        read_public_key(tmp_path / "bytes")


def test_the_hint_depends_on_name_and_key() -> None:
    hints = {PublicKey(name, data).hint for name in ("a", "b") for data in (bytes(32), bytes(31) + b"\x01")}
    assert len(hints) == 4
