from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory
from tests.web.cases.desk import FIRST_ID, fill_desk
from tests.web.persona import Site

from mithaq.errors import LedgerError
from mithaq.following.entry import Restrict
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.web.access import Asked
from mithaq.web.cases import reading
from mithaq.web.display import Display


def ask(sight: Sight = EVERYTHING) -> Asked:
    request: Asked = RequestFactory().get("/")  # type: ignore[assignment]
    request.sight, request.display = sight, Display()
    return request


def test_what_may_not_be_seen_is_not_there(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Restrict(case="request-1", groups=("legal",))], "rana")
    assert reading.find_case(ask(Sight(frozenset({"legal"}))), "request-1").id == "request-1"
    with pytest.raises(Http404):
        reading.find_case(ask(Sight(frozenset())), "request-1")
    hidden = reading.open_library(ask(Sight(published=True)), [FIRST_ID])
    assert hidden.documents == {}


def test_a_fault_of_the_record_is_not_taken_for_a_missing_case(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise RecordError("the disk is full", where="record.db")

    assert site.record
    monkeypatch.setattr(reading, "read_case", fail)
    with pytest.raises(LedgerError, match="the disk is full"):
        reading.find_case(ask(), "request-1")


def test_a_case_is_read_with_its_entries_and_documents(site: Site) -> None:
    fill_desk(site.record)
    case = reading.find_case(ask(), "request-1")
    matter = reading.find_matter(ask(), case)
    assert matter.documents == {"01": FIRST_ID}
    assert case.opened.number in matter.entries
