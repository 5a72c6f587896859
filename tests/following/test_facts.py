from __future__ import annotations

import pytest
from tests.following.ledgers import OMAR, SALMA, Book
from tests.reports.caseload import make_incident, read_case

from mithaq.following.case import Amount, Evidence, Harm, Kind, Open
from mithaq.following.entry import Confirm
from mithaq.following.facts import (
    Count,
    count_harm,
    find_attribution,
    find_ruling,
    find_value,
    find_verification,
    list_values,
)
from mithaq.following.fold import Standing, fold

HARMS = [
    ([("", 4, 4, 4)], Count(4, 4, 4)),
    ([("civilian", 4, 4, 4), ("combatant", 2, 2, 2)], Count(6, 6, 6)),
    ([("civilian", 4, 4, 4), ("", 9, 9, 9)], Count(9, 9, 9)),
    ([("", 3, None, None)], Count(3, 3, None)),
    ([("", None, None, None)], Count(None, None, None)),
    ([("other", 4, 5, 6)], Count(4, 5, 6)),
]


def open_book() -> Book:
    book = Book()
    book.add(SALMA, Open(case="i1", kind=Kind.INCIDENT, title="قصف"))
    return book


@pytest.mark.parametrize(("told", "expected"), HARMS)
def test_figures_of_one_document_are_added_up(
    told: list[tuple[str, float, float, float]], expected: Count
) -> None:
    book = open_book()
    for whom, *bounds in told:
        book.add(SALMA, Harm(case="i1", what="killed", amount=Amount(*bounds), whom=whom))
    assert count_harm(read_case(book), "killed") == expected


def test_figures_of_several_documents_bound_one_another() -> None:
    book = open_book()
    for document, killed in (("a" * 64, 4), ("b" * 64, 7), ("c" * 64, 6)):
        amount = Amount(killed, killed, killed)
        book.add(SALMA, Harm(case="i1", what="killed", amount=amount, evidence=(Evidence(document, 0, 3),)))
    assert count_harm(read_case(book), "killed") == Count(4, 6, 7)
    assert count_harm(read_case(book), "injured") is None


def test_what_a_person_stands_by_comes_before_a_proposal() -> None:
    book = open_book()
    book.propose(Harm(case="i1", what="killed", amount=Amount(40, 40, 40)))
    book.add(SALMA, Harm(case="i1", what="killed", amount=Amount(4, 4, 4)))
    assert count_harm(read_case(book), "killed") == Count(4, 4, 4)


def test_findings_that_wait_for_a_second_person_are_none() -> None:
    book = make_incident()
    assert find_verification(read_case(book)) is None
    number = read_case(book).verifications[0].number
    book.add(OMAR, Confirm(case="i1", proposal=f"#{number}"))
    found = find_verification(fold(book.entries, standing=Standing.PROPOSED))
    assert found is not None
    assert found.step.level == "2"


def test_last_attribution_and_ruling_count() -> None:
    case = read_case(make_incident())
    attribution, ruling = find_attribution(case), find_ruling(case)
    assert attribution is not None
    assert attribution.step.level == "alleged"
    assert ruling is None or ruling.step.ruling == "violation"


def test_fields_have_their_last_value() -> None:
    case = read_case(make_incident())
    assert find_value(case, "category") == "fire"
    assert find_value(case, "weapon") is None
    assert list_values(case, "category") == ("fire",)
