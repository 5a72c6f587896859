from __future__ import annotations

import gc
from collections.abc import Iterable

import pytest
from tests.ledger.handmade import make_document, make_reading

from mithaq.errors import KnowledgeError
from mithaq.following import follow as following
from mithaq.following.case import Proposal
from mithaq.ledger.batches import record_readings, skip_known
from mithaq.ledger.intake import Intake
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import FollowingError
from mithaq.ledger.version import name_version
from mithaq.model import Document, Reading
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
    refused = refuse("missing", "sources.no-file", "x")
    told: list[Intake] = []
    left = list(skip_known(record, [documents[0], refused, *documents[1:]], "fast 1", told.append))
    assert left == [refused, documents[3]]
    assert isinstance(left[0], Refused)
    assert sum(told, Intake()) == Intake(known=3)
    assert list(skip_known(record, documents[:1], "fast 9", told.append)) == documents[:1]


def fail_at(*texts: str) -> object:
    """Return a following that fails where one of some texts is among those to be followed."""

    def follow(readings: Iterable[Reading], cases: object) -> tuple[Proposal, ...]:
        del cases
        if any(reading.document.text in texts for reading in readings):
            raise IndexError("there is no such word")
        return ()

    return follow


def test_only_the_documents_that_following_fails_at_are_left_out(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = make_documents(7)
    monkeypatch.setattr(following, "follow", fail_at(documents[1].text, documents[6].text))
    refused: list[FollowingError] = []
    readings = [make_reading(document) for document in documents]
    brought = sum(record_readings(record, readings, refuse=refused.append, documents=4), Intake())
    assert brought.documents == 5
    assert [error.where for error in refused] == ["d1", "d6"]
    assert all("IndexError: there is no such word" in str(error) for error in refused)
    monkeypatch.setattr(following, "follow", fail_at())
    assert sum(record_readings(record, readings, refuse=refused.append), Intake()).documents == 2
    assert len(refused) == 2


def test_a_fault_of_following_stops_where_nobody_is_to_be_told(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = make_documents(2)
    monkeypatch.setattr(following, "follow", fail_at(documents[0].text))
    with pytest.raises(FollowingError, match="d0, d1: "):
        list(record_readings(record, [make_reading(document) for document in documents]))
    assert not DocumentRow.objects.using(record.alias).exists()


def test_a_fault_that_names_itself_goes_through(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_all(*_: object) -> None:
        raise KnowledgeError("the cues are broken")

    monkeypatch.setattr(following, "follow", refuse_all)
    with pytest.raises(KnowledgeError, match="the cues are broken"):
        list(record_readings(record, [make_reading(make_documents(1)[0])], refuse=lambda _: None))


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_looked_for_again_behind_a_batch(sqlite_url: str, *, enabled: bool) -> None:
    record, was = open_record(sqlite_url), gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        assert [intake.readings for intake in record_readings(record, [make_reading()])] == [1]
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()
