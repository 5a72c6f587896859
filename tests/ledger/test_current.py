from __future__ import annotations

import pytest
from tests.ledger.handmade import (
    READER,
    answer,
    make_document,
    make_reading,
    open_incident,
    open_request,
    propose,
)

from mithaq.errors import LedgerError
from mithaq.following.case import Comment, Verify
from mithaq.following.entry import Confirm, Merge
from mithaq.following.fold import Standing
from mithaq.ledger.current import (
    count_reviews,
    find_next_review,
    read_case,
    read_cases,
    read_document,
    read_documents,
    read_entries,
    read_readings,
)
from mithaq.ledger.record import Record, open_record


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.append([propose(open_request(), 0.5), propose(answer(), 0.9)], READER)
    opened.append([open_incident(), Verify(case="incident-1", level="2")], "anna")
    opened.append([Comment(case="incident-1", text="x")], "omar")
    return opened


def test_entries_come_in_order_all_or_some(record: Record) -> None:
    assert [entry.number for entry in read_entries(record)] == [0, 1, 2, 3, 4]
    assert [entry.number for entry in read_entries(record, cases=["incident-1"])] == [2, 3, 4]
    assert [entry.number for entry in read_entries(record, first=1, last=3)] == [1, 2]
    assert list(read_entries(record, cases=["nowhere"])) == []


def test_a_case_is_read_by_what_was_proposed_or_confirmed(record: Record) -> None:
    assert read_case(record, "request-1").threads[0].state == "conditional"
    assert read_case(record, "request-1", Standing.CONFIRMED).threads[0].state == "made"


def test_a_case_that_is_not_there_is_named(record: Record) -> None:
    with pytest.raises(LedgerError, match="no case request-9"):
        read_case(record, "request-9")


def test_a_merged_case_is_read_as_the_one_that_it_is_part_of(record: Record) -> None:
    record.append([open_request("request-2"), Merge(case="request-2", into="request-1")], "anna")
    assert read_case(record, "request-2").id == "request-1"
    assert [entry.number for entry in read_entries(record, cases=["request-2"])] == [0, 1, 5, 6]


def test_cases_come_as_they_are_asked_for(record: Record) -> None:
    found = read_cases(record, ["request-1", "nowhere", "incident-1", "request-1"])
    assert [case.id for case in found] == ["request-1", "incident-1"]


def test_the_most_consequential_and_most_certain_comes_first(record: Record) -> None:
    assert count_reviews(record) == 3
    targets = []
    for skip in range(3):
        review = find_next_review(record, skip=skip)
        assert review is not None
        targets.append(
            (type(getattr(review.entry.step, "proposal", review.entry.step)).__name__, review.target[:1])
        )
        assert review.score * review.consequence <= 1
    assert targets[0] == ("Verify", "#")
    assert find_next_review(record, skip=3) is None


def test_a_second_person_is_another_one(record: Record) -> None:
    assert find_next_review(record, person="anna", second=True) is None
    review = find_next_review(record, person="omar", second=True)
    assert review is not None
    assert (review.target, review.second, review.case.id) == ("#3", True, "incident-1")
    first = find_next_review(record, second=False)
    assert first is not None
    assert not first.second


def test_the_queue_of_one_case(record: Record) -> None:
    review = find_next_review(record, case="request-1")
    assert review is not None
    assert review.case.id == "request-1"
    record.append([Confirm(case="request-1", proposal=review.target)], "anna")
    after = find_next_review(record, case="request-1")
    assert after is not None
    assert after.target != review.target


def test_documents_are_read_as_they_came(record: Record) -> None:
    first = make_document(title="عنوان", outlet="الصحيفة", author="كاتب", url="https://example.org/1")
    second = make_document("نص آخر.", published=None, name="two")
    record.add_readings([make_reading(first), make_reading(second)])
    assert read_document(record, first.sha256).document == first
    shown = read_documents(record, [second.sha256, "0" * 64, first.sha256])
    assert [item.document for item in shown] == [second, first]
    with pytest.raises(LedgerError, match="no document 000"):
        read_document(record, "0" * 64)


def test_the_newest_reading_of_each_document_is_read(record: Record) -> None:
    other = make_document("نص آخر.", name="two")
    record.add_readings([make_reading(), make_reading(other)])
    record.add_readings([make_reading(reader="fast 2")])
    assert [(item.document.name, item.reader) for item in read_readings(record)] == [
        ("one", "fast 2"),
        ("two", "fast 1"),
    ]
    assert next(read_readings(record)).acts == make_reading().acts
