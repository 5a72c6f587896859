"""What documents tell of the steps of a roadmap; what becomes of it in cases stands with the milestones."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.dates import Edtf
from mithaq.following.tellings import Telling, find_dated, find_tellings

Told = tuple[str, str, str | None]


def find(text: str, day: str = "2020-11-24") -> tuple[Telling, ...]:
    return find_tellings(tell((day, text)).told[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "طرابلس - ستجرى الانتخابات البرلمانية في 12 سبتمبر 2021.",
            [("parliamentary-election", "announced", "2021-09-12")],
        ),
        (
            "طرابلس - قررت المفوضية تأجيل الانتخابات البرلمانية إلى 10 ديسمبر 2021.",
            [("parliamentary-election", "postponed", "2021-12-10")],
        ),
        ("طرابلس - ألغى المجلس الانتخابات البرلمانية.", [("parliamentary-election", "cancelled", None)]),
        ("طرابلس - نفت المفوضية إلغاء الانتخابات البرلمانية.", []),
        ("طرابلس - أعلنت المفوضية العليا للانتخابات بيانا.", []),
        ("طرابلس - عقد مؤتمر صحفي أمس.", []),
        ("طرابلس - زار الوفد المدينة أمس.", []),
    ],
)
def test_which_step_stands_how(text: str, expected: list[Told]) -> None:
    assert [(item.what, item.state, item.when and item.when.text) for item in find(text)] == expected


def test_the_end_of_a_truce_is_moved_by_a_length() -> None:
    (item,) = find("صنعاء - تمديد الهدنة شهرين.")
    assert (item.what, item.state, item.when, item.length) == ("end-of-truce", "postponed", None, (0, 2))


def test_an_extension_that_is_only_asked_for_moves_nothing() -> None:
    assert [item.state for item in find("صنعاء - طلب المبعوث تمديد الهدنة شهرين.")] != ["postponed"]


def test_the_words_are_those_of_the_step_and_its_date() -> None:
    (item,) = find("طرابلس - قال الرئيس إن الانتخابات البرلمانية ستجرى في 12 سبتمبر 2021.")
    text = item.told.reading.document.text[item.evidence.start : item.evidence.end]
    assert "12 سبتمبر 2021" in text
    assert "الانتخابات" in text
    assert item.kind == "election"
    assert item.qualifiers == {"parliamentary"}


def test_a_sentence_goes_on_with_the_step_before_it() -> None:
    found = find(
        "طرابلس - ستجرى الانتخابات البرلمانية في 12 سبتمبر 2021. وتم تأجيل الموعد إلى 10 ديسمبر 2021."
    )
    assert [(item.what, item.state) for item in found] == [
        ("parliamentary-election", "announced"),
        ("parliamentary-election", "postponed"),
    ]


@pytest.mark.parametrize(("when", "found"), [("2021-09-12", True), ("2021-09-13", False)])
def test_the_clause_that_gives_a_date(when: str, *, found: bool) -> None:
    told = tell(("2020-11-24", "وصل الوفد. ستجرى الجولة في 12 سبتمبر 2021.")).told[0]
    clause = find_dated(told, Edtf.parse(when))
    assert (clause is not None) is found
    assert clause is None or "الجوله" in clause.forms[clause.first : clause.last]
