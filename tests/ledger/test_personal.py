from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.handmade import make_document

from mithaq.ledger.erasure import keep_apart
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.personal import VEIL, is_veiled, make_documents, seal_text, veil_text
from mithaq.ledger.record import open_record


@given(st.text())
def test_a_veil_is_as_long_as_the_text_and_has_its_lines(text: str) -> None:
    veil = veil_text(text)
    assert len(veil) == len(text)
    assert [found for found, sign in enumerate(veil) if sign == "\n"] == [
        found for found, sign in enumerate(text) if sign == "\n"
    ]
    assert set(veil) <= {VEIL, "\n"}
    assert is_veiled(veil) == bool(text.strip("\n"))


@pytest.mark.parametrize("text", ["", "\n", "شاهد", f"{VEIL}x"])
def test_words_are_no_veil(text: str) -> None:
    assert not is_veiled(text)


def test_a_seal_hangs_on_its_salt() -> None:
    assert seal_text("شاهد", b"1") != seal_text("شاهد", b"2")


def test_documents_have_their_words_until_they_are_erased(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    (kept,) = keep_apart(record, [make_document("إفادة")], "anna")
    row = DocumentRow.objects.using(record.alias).get()
    assert row.text == VEIL * 5
    assert make_documents(record.alias, [row]) == {kept.sha256: kept}
