from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from tests.ledger import handmade

from mithaq.following.case import Comment, Entry, Kind, Open, Tell
from mithaq.ledger.consequence import weigh_consequence
from mithaq.ledger.content import (
    list_proposals,
    make_document,
    make_document_row,
    make_reading,
    make_reading_row,
    make_receipt,
)
from mithaq.ledger.payload import read_payload, write_payload
from mithaq.model import Span


def test_documents_and_readings_come_back_as_they_were() -> None:
    document = handmade.make_document(title="عنوان", outlet="صحيفة", author="كاتب", url="https://example.org")
    document = replace(document, skipped=(Span(0, 4),))
    row = make_document_row(document)
    assert make_document(row) == document
    reading = handmade.make_reading(document)
    stored = make_reading_row(reading, "2026-01-01T00:00:00.000Z", ["a", "b"])
    assert make_reading(stored, document) == reading
    assert list_proposals(stored) == ("a", "b")


def test_a_receipt_tells_what_is_known_of_a_document() -> None:
    document = handmade.make_document(published=None, title="عنوان", author="كاتب")
    receipt = make_receipt(document)
    assert (receipt.document, receipt.title, receipt.writer, receipt.published, receipt.case) == (
        document.sha256, "عنوان", "كاتب", None, "",
    )  # fmt: skip
    assert make_document(make_document_row(document)) == document


def test_payloads_are_canonical() -> None:
    entry = Entry(
        number=3, at="2026-01-01T00:00:00.000Z", author="anna", step=Comment(case="a", text="ملاحظة")
    )
    payload = write_payload(entry)
    assert read_payload(payload) == entry
    assert write_payload(read_payload(payload)) == payload
    assert payload.decode().startswith('{"at":"2026')
    with pytest.raises(msgspec.ValidationError):
        read_payload(b"{}")


def test_more_hangs_on_a_whole_case_than_on_a_repetition() -> None:
    opened = Open(case="a", kind=Kind.INCIDENT)
    weights = [
        weigh_consequence(opened, Kind.INCIDENT),
        weigh_consequence(opened, Kind.PROGRAMME),
        weigh_consequence(Comment(case="a", text=""), Kind.INCIDENT),
        weigh_consequence(Tell(case="a"), Kind.INCIDENT),
    ]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
