"""Vector: the example note of the reference implementation of signed notes (golang.org/x/mod/sumdb/note)."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.checkpoint import (
    check_signature,
    load_checkpoint,
    read_checkpoint,
    sign_note,
    write_checkpoint,
)
from mithaq.ledger.keys import SigningKey
from mithaq.ledger.merkle import Head
from mithaq.ledger.refusal import RecordError

KEY = SigningKey("monitors.example/record", bytes(range(32)))
OTHER = SigningKey("monitors.example/record", bytes(32))
TEXT = write_checkpoint(Head(5, bytes(32)), KEY)


def test_published_note() -> None:
    seed = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
    body = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert sign_note(body, SigningKey("PeterNeumann", seed)) == f"{body}\n— PeterNeumann {signature}\n"


def test_lines_of_a_checkpoint() -> None:
    lines = TEXT.splitlines()
    assert lines[:4] == ["monitors.example/record", "5", base64.b64encode(bytes(32)).decode(), ""]
    assert lines[4].startswith("— monitors.example/record ")
    assert len(lines) == 5


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_what_is_written_is_read(size: int, root: bytes) -> None:
    found = read_checkpoint(write_checkpoint(Head(size, root), KEY), "c")
    assert (found.head, found.origin) == (Head(size, root), KEY.name)
    assert found.is_signed_by(KEY.public)
    assert not found.is_signed_by(OTHER.public)


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(place: int, change: int) -> None:
    data = bytearray(TEXT.encode())
    data[place] ^= change
    try:
        found = read_checkpoint(data.decode("utf-8", errors="replace"), "c")
    except RecordError:
        return
    assert not found.is_signed_by(KEY.public)


def test_a_second_signature_does_no_harm() -> None:
    body, _, signed = TEXT.rpartition("\n\n")
    witness = sign_note(f"{body}\n", OTHER).rpartition("\n\n")[2]
    found = read_checkpoint(f"{body}\n\n{witness}{signed}", "c")
    assert found.is_signed_by(KEY.public)
    assert found.is_signed_by(OTHER.public)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no checkpoint"),
        ("a\n5\n\n— a b\n", "no checkpoint"),
        ("a\n\n5\n\nb\n\n— a b\n", "no checkpoint"),
        (TEXT.replace("\n5\n", "\n05\n"), "size or root"),
        (TEXT.replace("\n5\n", "\nfive\n"), "size or root"),
        (TEXT.replace("AAAA=\n", "AAA=\n"), "size or root"),
        (TEXT.replace("— ", "- "), "not signed"),
        (TEXT[:-1], "not signed"),
        (TEXT.partition("— ")[0], "not signed"),
        (f"{TEXT}— monitors.example/record AAAA\n", "not signed"),
    ],
)
def test_what_is_no_checkpoint(text: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_checkpoint(text, "c")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint"
    with pytest.raises(RecordError, match="cannot be read"):
        load_checkpoint(path)
    path.write_bytes(b"\xff")
    with pytest.raises(RecordError, match="no checkpoint"):
        load_checkpoint(path)
    path.write_bytes(TEXT.encode())
    assert load_checkpoint(path).body == TEXT.partition("\n\n")[0] + "\n"


def test_the_wrong_key_is_named() -> None:
    checkpoint = read_checkpoint(TEXT, "c")
    check_signature(checkpoint, KEY.public, "c")
    with pytest.raises(RecordError, match=r"c: the signature is not that of somebody: .*monitors\.example"):
        check_signature(checkpoint, SigningKey("somebody", bytes(32)).public, "c")
