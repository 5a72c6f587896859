"""Small ledgers for tests, written as people and readers would fill them.

Salma works in a joint operations room; Omar is the second person there. Nadia keeps the requests of a political
desk. The reader is the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hypothesis import strategies as st

from mithaq.following.case import (
    Advance,
    Announce,
    AnyRead,
    Bind,
    Comment,
    Describe,
    Evidence,
    Join,
    Kind,
    Open,
    Party,
    Proposal,
    Tell,
    identify,
)
from mithaq.following.entry import AnyStep, Confirm, Entry, Merge, Move, Propose, Reject, Split, Undo
from mithaq.following.homes import name_cases
from mithaq.model import ActorType

SALMA, OMAR, NADIA, READER = "salma", "omar", "nadia", "reader fast 1"
NATO = Party("nato", ActorType.ORGANIZATION, "حلف شمال الأطلسي", "NATO")
EU = Party("eu", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union")
GNA = Party("gna", ActorType.INSTITUTION, "حكومة الوفاق", "Government of National Accord")
FIRST, SECOND = "a" * 64, "b" * 64


class Book:
    """A ledger that grows line by line."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)

    def add(self, author: str, step: AnyStep) -> int:
        """Record a step and return its number."""
        number = len(self.entries)
        at = f"2020-01-01T00:00:{number % 60:02}Z"
        self.entries = (*self.entries, Entry(number=number, at=at, author=author, step=step))
        return number

    def propose(self, step: AnyRead, score: float = 0.8) -> tuple[int, str]:
        """Let the reader propose a step; return the number of its entry and the proposal's id."""
        proposal = Proposal(
            id=f"{identify(step)}-{len(self.entries)}",
            step=step,
            score=score,
            reasons=(("same-parties", ""),),
        )
        return self.add(READER, Propose(case=step.case, proposal=proposal)), proposal.id

    def look(self) -> Callable[[str], Iterator[Entry]]:
        """Return what finds the entries that name a case, and no others."""
        return lambda case: (entry for entry in self.entries if case in name_cases(entry.step))


def evidence(document: str = FIRST, start: int = 0) -> tuple[Evidence, ...]:
    return (Evidence(document, start, start + 5),)


def open_request(case: str = "r1", *asked: Party) -> Open:
    sides = (("by", GNA), *(("to", party) for party in asked or (NATO, EU)))
    return Open(
        case=case, kind=Kind.REQUEST, title="تدريب الشرطة", sides=sides, on="2017-02-12", evidence=evidence()
    )


def open_case(case: str, kind: Kind) -> Open:
    return Open(case=case, kind=kind, title="عنوان", on="2018-01-05", evidence=evidence())


_CASES = ("a", "b", "c", "d")
_STATES = ("acknowledged", "conditional", "accepted", "declined", "completed", "submitted", "nonsense")


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Draw a ledger of four requests with anything in it, steps that cannot take effect included."""
    book = Book()
    for case in _CASES:
        step = open_request(case, *draw(st.sampled_from([(NATO,), (EU,), (NATO, EU)])))
        if draw(st.booleans()):
            book.add(SALMA, step)
        else:
            book.propose(step)
    for _ in range(draw(st.integers(0, 14))):
        add_any(draw, book)
    return book.entries


def add_any(draw: st.DrawFn, book: Book) -> None:
    """Add one entry of any kind to a ledger."""
    case = draw(st.sampled_from(_CASES))
    other = draw(st.sampled_from(_CASES))
    thread = draw(st.sampled_from(["nato", "eu", ""]))
    number = draw(st.integers(0, len(book.entries) - 1))
    known = [entry.step.proposal.id for entry in book.entries if isinstance(entry.step, Propose)]
    target = draw(st.sampled_from([*known, f"#{number}", "unknown"]))
    on = draw(st.sampled_from([None, "2017-03-01", "2017", "2018-05~"]))
    read: tuple[AnyRead, ...] = (
        Advance(case=case, thread=thread, state=draw(st.sampled_from(_STATES)), on=on),
        Join(case=case, role="to", party=draw(st.sampled_from([NATO, EU]))),
        Tell(case=case, evidence=evidence(SECOND)),
        Bind(case=case, thread=thread, condition="k1", state=draw(st.sampled_from(["met", "unmet"]))),
        Describe(case=case, field="place", value=draw(st.sampled_from(["Tripoli", "Misrata"]))),
        Announce(case=case, when=draw(st.sampled_from([None, "2018-12-10", "2019"])), on=on),
        Comment(case=case, text="ملاحظة"),
    )
    numbers = draw(st.lists(st.integers(0, len(book.entries) - 1), max_size=3))
    judged: tuple[AnyStep, ...] = (
        Confirm(case=case, proposal=target),
        Reject(case=case, proposal=target),
        Merge(case=case, into=other),
        Split(case=case, entries=tuple(numbers), to=other),
        Move(case=case, entry=number, to=other),
        Undo(case=case, entry=number),
    )
    author = draw(st.sampled_from([SALMA, OMAR, NADIA]))
    step = draw(st.sampled_from([*read, *judged]))
    if isinstance(step, read[0].__class__ | Tell) and draw(st.booleans()):
        book.propose(step)
    else:
        book.add(author, step)
