"""A small case load for tests of reports: a request with one answer, and an incident that is told two ways."""

from __future__ import annotations

import hashlib
from datetime import date

from tests.following.ledgers import GNA, NADIA, NATO, OMAR, SALMA, Book

from mithaq.dates import Edtf
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Evidence,
    Harm,
    Kind,
    Open,
    Relate,
    Remedy,
    Rule,
    Tell,
    Verify,
)
from mithaq.following.fold import Case, Standing, fold
from mithaq.model import Document, Span
from mithaq.reports.cases import CasePage, Library, make_page

TEXT = "طلبت الحكومة تدريب الشرطة.\nورد الحلف بأنه يوافق بشرط وقف القتال."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
DOCUMENT = Document(SHA256, TEXT, "01", outlet="وكالة الساحل", published=Edtf.parse("2017-03-02"))
LIBRARY = Library({SHA256: DOCUMENT}, {SHA256: (Span(0, 4),)})
DAY = date(2017, 5, 1)


def quote(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(SHA256, start, start + len(words)),)


def make_request() -> Book:
    """Return the ledger of a request that NATO answered with a condition."""
    book = Book()
    sides = (("by", GNA), ("to", NATO))
    opened = Open(
        case="r1",
        kind=Kind.REQUEST,
        title="تدريب الشرطة",
        sides=sides,
        on="2017-02-12",
        evidence=quote("طلبت الحكومة"),
    )
    book.add(NADIA, opened)
    book.propose(
        Advance(
            case="r1",
            thread="nato",
            state="conditional",
            on="2017-03-01",
            by=("nato",),
            evidence=quote("يوافق بشرط"),
        )
    )
    book.add(NADIA, Bind(case="r1", thread="nato", condition="k1", evidence=quote("وقف القتال")))
    book.add(NADIA, Advance(case="r1", thread="nato", state="submitted"))
    book.add(NADIA, Tell(case="r1", evidence=(Evidence("f" * 64, 0, 3),)))
    book.add(NADIA, Relate(case="r1", other="a1", relation="follows"))
    return book


def make_incident() -> Book:
    """Return the ledger of an incident with everything that can be recorded of one."""
    book = Book()
    book.add(SALMA, Open(case="i1", kind=Kind.INCIDENT, title="قصف سوق", place="Tarhuna", on="2020-05-18"))
    book.add(SALMA, Harm(case="i1", what="killed", amount=Amount(4, 4, 4), whom="civilian"))
    book.add(SALMA, Harm(case="i1", what="killed", amount=Amount(7, None, None, ">="), whom="civilian"))
    book.add(SALMA, Accuse(case="i1", who="gna", by=("nato",)))
    book.add(SALMA, Deny(case="i1", who="gna"))
    book.add(SALMA, Describe(case="i1", field="category", value="fire"))
    book.add(SALMA, Verify(case="i1", level="2", standard="reasonable-grounds", reason="زيارة"))
    book.add(SALMA, Attribute(case="i1", level="alleged", who=("gna",)))
    book.add(SALMA, Rule(case="i1", ruling="violation", term="3", agreement="a1"))
    book.add(SALMA, Remedy(case="i1", action="deadline", text="سحب المدافع", due="2020-06-01"))
    book.add(SALMA, Assign(case="i1", to=OMAR, due="2020-05-25"))
    book.add(SALMA, Comment(case="i1", text="للمتابعة"))
    return book


def make_milestone() -> Book:
    """Return the ledger of a vote whose date slipped, was brought forward, and was withdrawn."""
    book = Book()
    book.add(NADIA, Open(case="m1", kind=Kind.MILESTONE, what="libyan-legislative-elections"))
    for when in ("2018-12-10", "2019-01", "2018-12-24", None):
        book.add(NADIA, Announce(case="m1", when=when))
    return book


def read_case(book: Book) -> Case:
    return fold(book.entries, standing=Standing.PROPOSED)


def read_page(book: Book, day: date = DAY) -> CasePage:
    return make_page(read_case(book), LIBRARY, day)
