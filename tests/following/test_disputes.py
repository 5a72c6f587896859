from __future__ import annotations

import pytest
from tests.following.ledgers import SALMA, Book, open_case

from mithaq.following.case import Accuse, Advance, Amount, AnyRead, Deny, Harm, Kind
from mithaq.following.disputes import find_disputes
from mithaq.following.fold import fold


def killed(amount: Amount, whom: str = "") -> Harm:
    return Harm(case="i1", what="killed", amount=amount, whom=whom)


FOUR, SEVEN = Amount(4, 4, 4), Amount(7, 7, 7)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], []),
        ([killed(FOUR), killed(FOUR)], []),
        ([killed(FOUR), killed(SEVEN)], [("number", "killed", (1, 2))]),
        ([killed(FOUR), killed(SEVEN), killed(FOUR)], [("number", "killed", (1, 2, 3))]),
        ([killed(FOUR, "civilian"), killed(SEVEN, "combatant")], []),
        ([killed(Amount(4, None, None, ">=")), killed(SEVEN)], []),
        ([killed(Amount(None, 5, 5, "<=")), killed(SEVEN)], [("number", "killed", (1, 2))]),
        ([killed(Amount(None, 5, None, "~")), killed(SEVEN)], []),
        ([killed(Amount(None, 4, None)), killed(Amount(None, 7, None))], [("number", "killed", (1, 2))]),
        ([Accuse(case="i1", who="a"), Accuse(case="i1", who="a")], []),
        ([Accuse(case="i1", who="a"), Accuse(case="i1", who="b")], [("doer", "", (1, 2))]),
        ([Accuse(case="i1", who="a"), Deny(case="i1", who="a")], [("denial", "", (1, 2))]),
        ([Deny(case="i1", who="a")], [("denial", "", (0, 1))]),
    ],
)
def test_what_cannot_both_be_so_is_shown(
    steps: list[AnyRead], expected: list[tuple[str, str, tuple[int, ...]]]
) -> None:
    book = Book()
    book.add(SALMA, open_case("i1", Kind.INCIDENT))
    for step in steps:
        book.add(SALMA, step)
    assert [(item.about, item.what, item.numbers) for item in find_disputes(fold(book.entries))] == expected


def test_a_denial_stands_against_what_is_told_of_an_agreement() -> None:
    book = Book()
    book.add(SALMA, open_case("a1", Kind.AGREEMENT))
    book.add(SALMA, Advance(case="a1", state="signed"))
    book.add(SALMA, Deny(case="a1", who="a"))
    assert [item.numbers for item in find_disputes(fold(book.entries))] == [(1, 2)]
