from __future__ import annotations

from dataclasses import replace

from tests.ledger import handmade

from mithaq.ledger.content import (
    list_proposals,
    make_document,
    make_document_row,
    make_reading,
    make_reading_row,
    make_receipt,
)
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
