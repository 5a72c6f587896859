"""A case that something is said about."""

from __future__ import annotations

from tests.following.ledgers import NADIA, Book, open_case, open_request

from mithaq.following.case import Advance, Kind
from mithaq.following.fold import Standing, fold
from mithaq.reports.saying import Matter

SHA256 = "a" * 64


def make_matter(kind: Kind = Kind.REQUEST) -> Matter:
    book = Book()
    book.add(NADIA, open_request("x") if kind is Kind.REQUEST else open_case("x", kind))
    book.propose(Advance(case="x", thread="nato", state="accepted"))
    case = fold(book.entries, standing=Standing.PROPOSED)
    return Matter(case, {entry.number: entry for entry in book.entries}, {"01": SHA256})
