from __future__ import annotations

import pytest
from tests.ledger.handmade import READER, answer, make_document, open_incident, open_request, propose

from mithaq.following.case import Kind, Verify
from mithaq.following.entry import Confirm, Restrict
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.reviews import (
    ReviewFilter,
    count_queue,
    find_queue,
    find_waiting,
    list_evidence,
    list_waiting,
)
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.model import Reading


@pytest.fixture
def record(record_url: str) -> Record:
    """A document of an agency; a request of two proposals, an incident that a person opened and one has checked."""
    opened = open_record(record_url)
    document = make_document(outlet="وكالة الأنباء")
    opened.add_readings([Reading(document, (), (), (), (), "hand 1")])
    opened.append([propose(open_request(), 0.9), propose(answer(), 0.8)], READER)
    opened.append([open_incident(), Verify(case="incident-1", level="2")], "anna")
    return opened


def list_cases(record: Record, wanted: ReviewFilter, sight: Sight = EVERYTHING) -> list[str]:
    known = {"request-1", "incident-1"}
    return [item.case for item in find_queue(record, wanted, sight=sight).items if item.case in known]


def test_it_is_filtered(record: Record) -> None:
    assert list_cases(record, ReviewFilter()) == ["incident-1", "request-1", "request-1"]
    assert list_cases(record, ReviewFilter(kind=Kind.INCIDENT)) == ["incident-1"]
    assert list_cases(record, ReviewFilter(second=True)) == ["incident-1"]
    assert list_cases(record, ReviewFilter(second=False)) == ["request-1", "request-1"]
    assert list_cases(record, ReviewFilter(least=0.85)) == ["incident-1", "request-1"]
    assert list_cases(record, ReviewFilter(person="anna")) == ["request-1", "request-1"]
    assert list_cases(record, ReviewFilter(outlet="الأنباء")) == ["request-1", "request-1"]
    assert list_cases(record, ReviewFilter(outlet="صحيفة")) == []


def test_it_goes_on(record: Record) -> None:
    queue = find_queue(record, limit=1)
    (first,) = queue.items
    assert queue.more
    assert (first.case, first.second, first.first, first.target) == (
        "incident-1", True, "anna", f"#{first.entry.number}",
    )  # fmt: skip
    rest = find_queue(record, without=[first.entry.number])
    assert first.entry.number not in {item.entry.number for item in rest.items}
    assert not rest.more
    assert len(rest.items) + 1 == count_queue(record)


def test_hidden_cases_are_left_out(record: Record) -> None:
    record.append([Restrict(case="incident-1", groups=("desk",))], "anna")
    outside, inside = Sight(frozenset()), Sight(frozenset({"desk"}))
    assert list_cases(record, ReviewFilter(), outside) == ["request-1", "request-1"]
    number = find_queue(record, limit=1, sight=inside).items[0].entry.number
    assert find_waiting(record, number, sight=inside) is not None
    assert find_waiting(record, number, sight=outside) is None
    assert list_waiting(record, "incident-1", sight=outside) == ()
    assert count_queue(record, sight=inside) == count_queue(record, sight=outside) + 1


def test_what_was_judged_waits_no_more(record: Record) -> None:
    first, second = list_waiting(record, "request-1")
    assert list_evidence(first.entry) == open_request().evidence
    record.append([Confirm(case="request-1", proposal=first.target)], "anna")
    assert list_waiting(record, "request-1") == (second,)
    assert find_waiting(record, first.entry.number) is None
