from __future__ import annotations

import json

import msgspec
from tests.following.ledgers import OMAR, Book
from tests.reports.caseload import make_incident, make_request

from mithaq.following.case import Kind
from mithaq.following.entry import Withhold
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.entries import list_kinds, make_row, write_entry
from mithaq.reports.wording import Lang

EN = CaseWording(Lang.EN, {})


def test_an_entry_is_one_line() -> None:
    entries = make_request().entries
    lines = [write_entry(entry, EN, list_kinds(entries)) for entry in entries]
    assert lines[0] == "0  2020-01-01T00:00:00Z  nadia  r1  opens the case: Request: تدريب الشرطة"
    assert lines[1].endswith("reader fast 1  r1  proposed: NATO: state: conditional")
    assert not any("\n" in line for line in lines)


def test_an_entry_about_no_case_has_none() -> None:
    book = Book()
    book.add(OMAR, Withhold(case=""))
    assert write_entry(book.entries[0], EN) == "0  2020-01-01T00:00:00Z  omar  -  words withheld"


def test_kinds_of_opened_cases_are_known() -> None:
    book = Book()
    book.propose(next(entry.step for entry in make_incident().entries))  # type: ignore[arg-type]
    assert list_kinds(book.entries) == {"i1": Kind.INCIDENT}


def test_a_row_names_what_judgements_refer_to() -> None:
    entries = make_request().entries
    rows = [json.loads(msgspec.json.encode(make_row(entry))) for entry in entries]
    assert (rows[0]["target"], rows[0]["cases"], rows[0]["step"]["step"]) == ("#0", ["r1"], "open")
    assert rows[1]["target"] == rows[1]["step"]["proposal"]["id"]
