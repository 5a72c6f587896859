from __future__ import annotations

import pytest
from tests.following.ledgers import OMAR, SALMA, Book, open_request

from mithaq.following.case import Comment
from mithaq.following.entry import AnyStep, Confirm, Merge, Move, Split, Undo, Withhold
from mithaq.following.homes import find_homes, gather, leads_on, name_cases, name_target


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Comment(case="r1", text="؟"), ("r1",)),
        (Merge(case="r2", into="r1"), ("r2", "r1")),
        (Split(case="r1", entries=(1,), to="r3"), ("r1", "r3")),
        (Move(case="r1", entry=1, to="r3"), ("r1", "r3")),
        (Withhold(case=""), ()),
    ],
)
def test_a_step_names_its_cases(step: AnyStep, expected: tuple[str, ...]) -> None:
    assert name_cases(step) == expected


def test_a_proposal_names_the_case_of_its_step() -> None:
    book = Book()
    _, proposal = book.propose(open_request("r7"))
    assert name_cases(book.entries[0].step) == ("r7",)
    assert name_target(book.entries[0]) == proposal
    book.add(SALMA, open_request("r8"))
    assert name_target(book.entries[1]) == "#1"


def test_what_was_ever_tied_to_a_case_is_gathered() -> None:
    book = Book()
    for case in ("r1", "r2", "r3", "r4"):
        book.add(SALMA, open_request(case))
    book.add(SALMA, Merge(case="r3", into="r2"))
    book.add(SALMA, Move(case="r2", entry=1, to="r1"))
    assert [entry.number for entry in gather("r1", book.look())] == [0, 1, 2, 4, 5]
    assert [entry.number for entry in gather("r4", book.look())] == [3]
    assert gather("r9", book.look()) == ()


def test_undoing_an_undoing_brings_back() -> None:
    book = Book()
    book.add(SALMA, open_request("r1"))
    book.add(SALMA, open_request("r2"))
    merge = book.add(SALMA, Merge(case="r2", into="r1"))
    assert find_homes(book.entries).find_home("r2") == "r1"
    undo = book.add(OMAR, Undo(case="r2", entry=merge))
    assert find_homes(book.entries).find_home("r2") == "r2"
    book.add(SALMA, Undo(case="r2", entry=undo))
    assert find_homes(book.entries).find_home("r2") == "r1"


def test_a_judgement_about_another_case_takes_no_effect() -> None:
    book = Book()
    book.add(SALMA, open_request("r1"))
    book.add(SALMA, open_request("r2"))
    book.add(SALMA, Split(case="r1", entries=(1,), to="r1"))
    book.add(SALMA, Move(case="r1", entry=1, to="r1"))
    book.add(SALMA, Undo(case="r1", entry=1))
    book.add(SALMA, Confirm(case="r1", proposal="#1"))
    # What ties the two cases later does not change what these were about.
    book.add(SALMA, Merge(case="r1", into="r2"))
    homes = find_homes(book.entries)
    assert [homes.subjects[number] for number in (2, 3, 4, 5)] == [(), (), (), ()]
    assert homes.undone == frozenset()


def test_an_entry_touches_the_cases_that_it_changed() -> None:
    book = Book()
    book.add(SALMA, open_request("r1"))
    book.add(SALMA, open_request("r2"))
    moved = book.add(SALMA, Move(case="r1", entry=0, to="r2"))
    book.add(OMAR, Undo(case="r1", entry=moved))
    book.add(OMAR, Withhold(case=""))
    book.add(OMAR, Undo(case="r1", entry=99))
    homes = find_homes(book.entries)
    numbered = {entry.number: entry for entry in book.entries}
    touched = [set(homes.find_touched(entry, numbered)) for entry in book.entries]
    assert touched == [{"r1"}, {"r2"}, {"r1", "r2"}, {"r1", "r2"}, set(), {"r1"}]


@pytest.mark.parametrize(
    ("case", "into", "expected"),
    [("c", "a", True), ("c", "b", True), ("a", "c", False), ("b", "b", False), ("b", "c", True)],
)
def test_a_merge_leads_on_or_in_a_circle(case: str, into: str, *, expected: bool) -> None:
    redirects = {"a": "b"}
    assert leads_on(Merge(case=case, into=into), redirects) is expected
