from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.checkpoint import write_checkpoint
from mithaq.ledger.keys import SigningKey
from mithaq.ledger.merkle import Head, find_root, hash_leaf
from mithaq.ledger.receipt import load_receipt, read_receipt, write_receipt
from mithaq.ledger.refusal import RecordError

KEY = SigningKey("monitors.example/record", bytes(range(32)))


def make(payloads: list[bytes], number: int) -> str:
    leaves = [hash_leaf(payload) for payload in payloads]
    return write_receipt(
        payloads[number], number, leaves, write_checkpoint(Head(len(leaves), find_root(leaves)), KEY)
    )


@given(st.lists(st.binary(min_size=1, max_size=9), min_size=1, max_size=40), st.data())
def test_what_is_written_proves_the_entry(payloads: list[bytes], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(payloads) - 1))
    found = read_receipt(make(payloads, number), "r")
    assert (found.number, found.payload) == (number, payloads[number])
    assert found.is_right()
    assert found.checkpoint.is_signed_by(KEY.public)


def test_the_form_is_that_of_public_logs() -> None:
    lines = make([b"a", b"b", b"c"], 2).splitlines()
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra Yw==", "index 2"]
    assert lines[4:6] == ["", "monitors.example/record"]
    assert len(lines) == 10


@pytest.mark.parametrize(
    ("old", "new"), [("extra Yw==", "extra Yg=="), ("index 2", "index 1"), ("index 2", "index 3")]
)
def test_a_changed_receipt_is_wrong(old: str, new: str) -> None:
    text = make([b"a", b"b", b"c"], 2)
    assert old in text
    assert not read_receipt(text.replace(old, new), "r").is_right()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tlog-proof@v1", "tlog-proof@v2"),
        ("extra Yw==", "extra Y"),
        ("index 2", "index 02"),
        ("index 2", "2"),
    ],
)
def test_what_is_no_receipt(old: str, new: str) -> None:
    with pytest.raises(RecordError, match="no receipt"):
        read_receipt(make([b"a", b"b", b"c"], 2).replace(old, new), "r")


def test_a_receipt_needs_its_checkpoint() -> None:
    with pytest.raises(RecordError, match="not signed"):
        read_receipt(make([b"a"], 0).partition("— ")[0], "r")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "receipt"
    with pytest.raises(RecordError, match="cannot be read"):
        load_receipt(path)
    path.write_bytes(b"\xff")
    with pytest.raises(RecordError, match="no receipt"):
        load_receipt(path)
    path.write_bytes(make([b"a", b"b"], 1).encode())
    assert load_receipt(path).payload == b"b"
    path.write_bytes(make([b"a", b"b"], 1).replace("index 1", "index 0").encode())
    with pytest.raises(RecordError, match="receipt is wrong"):
        load_receipt(path)
