from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document, make_reading

from mithaq.following import follow as following
from mithaq.ledger.batches import record_readings, skip_known
from mithaq.ledger.intake import Intake
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.version import name_version
from mithaq.model import Document
from mithaq.sources import Refused
from mithaq.sources.refusal import refuse


@pytest.fixture
def record(record_url: str, monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setattr(following, "follow", lambda *_: ())
    return open_record(record_url)


def make_documents(count: int) -> list[Document]:
    return [make_document(f"نص {number}.", name=f"d{number}") for number in range(count)]


def test_batches_are_recorded_one_by_one(record: Record) -> None:
    readings = [make_reading(document) for document in make_documents(5)]
    brought = []
    for intake in record_readings(record, readings, documents=2):
        brought.append(intake.documents)
        assert DocumentRow.objects.using(record.alias).count() == sum(brought)
    assert brought == [2, 2, 1]
    stored = ReadingRow.objects.using(record.alias).values_list("reader", flat=True).distinct()
    assert list(stored) == [name_version("fast 1")]


def test_a_batch_does_not_wait_for_long(record: Record) -> None:
    readings = [make_reading(document) for document in make_documents(3)]
    assert [intake.documents for intake in record_readings(record, readings, seconds=0)] == [1, 1, 1]


def test_what_is_known_is_not_read_again(record: Record) -> None:
    documents = make_documents(4)
    list(record_readings(record, [make_reading(document) for document in documents[:3]]))
    refused = refuse("missing", "there is no such file", "x", "Check it")
    told: list[Intake] = []
    left = list(skip_known(record, [documents[0], refused, *documents[1:]], "fast 1", told.append))
    assert left == [refused, documents[3]]
    assert isinstance(left[0], Refused)
    assert sum(told, Intake()) == Intake(known=3)
    assert list(skip_known(record, documents[:1], "fast 9", told.append)) == documents[:1]
