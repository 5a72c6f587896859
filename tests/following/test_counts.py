from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.case import Amount
from mithaq.following.counts import Counted, find_counted, is_opposed
from mithaq.following.terms import find_term
from mithaq.text.normalize import fold


def find(text: str) -> tuple[Counted, ...]:
    return find_counted(tell(("2020-05-30", text)).told[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خصصت الوزارة 40 مليون يورو لإعادة الإعمار.", [(40_000_000.0, "euro")]),
        ("شارك 120 متدربا في الدورة.", [(120.0, "people")]),
        ("ارتفعت الأسعار بنسبة 12 بالمئة.", [(12.0, "percent")]),
        ("تسلم المركز 30 جهازا.", [(30.0, "")]),
        ("استمر الاجتماع 3 ساعات.", []),
        ("عقد الاجتماع في 24 مايو.", []),
        ("بلغ العدد 70.", [(70.0, "")]),
        ("وصل الوفد.", []),
    ],
)
def test_what_is_counted_has_its_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(item.amount.best, item.kind) for item in find(text)] == expected


def test_the_noun_behind_a_number_and_the_numbers_beside_it() -> None:
    first, second = find("سلمت البعثة 30 جهازا و 12 سيارة إلى الشرطة.")
    assert find_term(fold("جهازا")) in first.nouns
    assert (first.beside, second.beside) == ({12.0}, {30.0})
    assert first.sentence == second.sentence
    assert first.evidence == second.evidence


def test_a_number_without_a_noun_counts_nothing_named() -> None:
    (found,) = find("بلغ العدد 70 في المدينة.")
    assert found.nouns == frozenset()


def test_numbers_of_headlines_are_left_out() -> None:
    told = tell(("2020-05-30", "خصصت الوزارة 40 يورو.")).told[0]
    assert "خبر رقم" in told.reading.document.text.splitlines()[0]
    assert [item.amount.best for item in find_counted(told)] == [40.0]


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        (Amount(7, 7, 7), Amount(11, 11, 11), True),
        (Amount(7, 7, None, ">="), Amount(11, 11, 11), False),
        (Amount(7, 7, None, ">"), Amount(11, 11, 11), False),
        (Amount(7, 7, 7), Amount(11, 11, None, ">="), True),
        (Amount(11, 11, 11), Amount(None, 20, 20, "<="), False),
        (Amount(100, 100, 100), Amount(104, 104, 104), False),
        (Amount(7, 7, 7), Amount(700, 700, 700), False),
        (Amount(0, 0, 0), Amount(3, 3, 3), True),
        (Amount(None, None, None, "uncountable"), Amount(3, 3, 3), False),
    ],
)
def test_numbers_that_cannot_both_be_so(one: Amount, other: Amount, *, opposed: bool) -> None:
    assert is_opposed(one, other) is opposed
    assert is_opposed(other, one) is opposed
