from __future__ import annotations

import pytest
from hypothesis import given
from tests.following.ledgers import NADIA, OMAR, SALMA, Book, ledgers, open_request

from mithaq.following.case import Comment
from mithaq.following.entry import Entry, Merge, Restrict, Split, Undo
from mithaq.following.fold import fold, fold_all
from mithaq.following.judging import check_steps
from mithaq.following.restriction import NOBODY, combine


@pytest.fixture
def book() -> Book:
    """Two requests that nobody restricted."""
    book = Book()
    book.add(NADIA, open_request("r1"))
    book.add(NADIA, open_request("r2"))
    return book


def restrict(book: Book, case: str, *groups: str) -> int:
    step = Restrict(case=case, groups=groups)
    check_steps([step], SALMA, book.entries)
    return book.add(SALMA, step)


def groups(book: Book) -> dict[str, tuple[str, ...]]:
    folded = fold_all(book.entries)
    assert all(fold(book.entries, case=case) == found for case, found in folded.items())
    return {case: found.groups for case, found in folded.items()}


def test_the_last_restriction_counts_and_can_be_undone(book: Book) -> None:
    restrict(book, "r1", "ops", "legal", "ops")
    assert groups(book) == {"r1": ("legal", "ops"), "r2": ()}
    last = restrict(book, "r1")
    assert groups(book)["r1"] == ()
    assert fold(book.entries, case="r1").version == last
    book.add(OMAR, Undo(case="r1", entry=last))
    assert groups(book)["r1"] == ("legal", "ops")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((), (), ()),
        (("a",), (), ("a",)),
        ((), ("b",), ("b",)),
        (("a", "b"), ("b", "c"), ("b",)),
        (("a",), ("b",), NOBODY),
        (NOBODY, ("b",), NOBODY),
    ],
)
def test_two_cases_as_one_are_seen_by_those_who_may_see_both(
    book: Book, one: tuple[str, ...], other: tuple[str, ...], both: tuple[str, ...]
) -> None:
    assert combine(one, other) == both
    for case, names in (("r1", one), ("r2", other)):
        book.add(SALMA, Restrict(case=case, groups=names))
    merge = book.add(SALMA, Merge(case="r2", into="r1"))
    assert groups(book) == {"r1": both}
    book.add(SALMA, Undo(case="r1", entry=merge))
    assert groups(book) == {"r1": one, "r2": other}


def test_a_restriction_after_a_merge_settles_what_the_merge_left_over(book: Book) -> None:
    restrict(book, "r2", "legal")
    book.add(SALMA, Merge(case="r2", into="r1"))
    restrict(book, "r1", "ops")
    assert groups(book) == {"r1": ("ops",)}


def test_what_is_split_off_is_restricted_like_the_case_that_it_comes_from(book: Book) -> None:
    restrict(book, "r1", "ops")
    number = book.add(SALMA, Comment(case="r1", text="؟"))
    split = book.add(SALMA, Split(case="r1", entries=(number,), to="r2"))
    assert groups(book) == {"r1": ("ops",), "r2": ("ops",)}
    book.add(SALMA, Undo(case="r1", entry=split))
    assert groups(book)["r2"] == ()


@given(ledgers())
def test_one_case_is_restricted_as_among_all(entries: tuple[Entry, ...]) -> None:
    restricted = [*entries]
    for case in ("a", "c"):
        step = Restrict(case=case, groups=(f"of-{case}",))
        restricted.insert(0, Entry(number=0, at="", author=SALMA, step=step))
    numbered = [
        Entry(number=number, at=entry.at, author=entry.author, step=entry.step)
        for number, entry in enumerate(restricted)
    ]
    for case, found in fold_all(numbered).items():
        assert fold(numbered, case=case).groups == found.groups
        assert set(found.groups) <= {"", "of-a", "of-c"}
