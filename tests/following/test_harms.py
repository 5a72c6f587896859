"""Harm to people; more rows stand with the incidents that it is counted for."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.case import Amount
from mithaq.following.clauses import cut_clauses
from mithaq.following.harms import Count, find_harms, read_amount


def find(text: str) -> list[Count]:
    told = tell(("2020-05-30", text)).told[0]
    clauses = (clause for sentence in told.sentences for clause in cut_clauses(told, sentence))
    return [count for clause in clauses for count in find_harms(clause)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "مقتل ثلاثة مدنيين وإصابة أربعة جنود.",
            [("killed", 3.0, "civilian"), ("wounded", 4.0, "combatant")],
        ),
        ("نزوح 300 عائلة.", [("displaced", 300.0, "")]),
        ("اعتقال خمسة ناشطين.", [("detained", 5.0, "")]),
        ("مقتل شخصين في القصف.", [("killed", 2.0, "")]),
        ("أربعة من الجرحى نقلوا إلى العاصمة.", []),
        ("مقتل قائد بعد 3 ساعات.", []),
        ("مقتل 9000 جندي.", []),
        ("زار المستشفى 40 طبيبا.", []),
    ],
)
def test_harm_is_counted_with_those_whom_it_met(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(count.what, count.amount.best, count.whom) for count in find(text)] == expected


def test_the_words_of_a_count_hold_its_number() -> None:
    (count,) = find("أفاد المركز أمس بأن القصف أسفر عن مقتل سبعة أشخاص في المدينة.")
    document = count.clause.told.reading.document
    assert document.sha256 == count.evidence.document
    assert "سبعة أشخاص" in document.text[count.evidence.start : count.evidence.end]
    assert count.clause.forms[count.first] == "سبعه"


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("قتل سبعه اشخاص", 1, Amount(7, 7, 7, "=")),
        ("قتل اكثر من سبعه اشخاص", 3, Amount(7, 7, None, ">")),
        ("قتل سبعه اشخاص علي الاقل", 1, Amount(7, 7, None, ">=")),
        ("قتل نحو سبعه اشخاص", 2, Amount(None, 7, None, "~")),
    ],
)
def test_the_words_beside_a_number_bound_it(words: str, at: int, expected: Amount) -> None:
    assert read_amount(words.split(), at, at + 1, 7) == expected
