"""Sentences cut into clauses, quoted and dated."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.clauses import Clause, cut_clauses, date_clause, pick_strongest
from mithaq.following.cues import Cue, Hit

DAY = "2016-05-12"


def cut(text: str, day: str = DAY) -> list[Clause]:
    told = tell((day, text)).told[0]
    return [
        clause
        for sentence in told.sentences
        if not sentence.headline
        for clause in cut_clauses(told, sentence)
    ]


def read(clause: Clause) -> str:
    text = clause.told.reading.document.text
    evidence = clause.quote()
    return text[evidence.start : evidence.end]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("قبلت الوزارة الطلب، لكنها اشترطت الدفع.", ["قبلت الوزارة الطلب", "لكنها اشترطت الدفع"]),
        ("قبلت الوزارة الطلب فيما رفضته الشركة.", ["قبلت الوزارة الطلب", "فيما رفضته الشركة"]),
        ("بغداد - وصل الوفد صباح اليوم.", ["وصل الوفد صباح اليوم"]),
        ("أعلن الوزير قبول الطلب، وسافر الوفد أمس.", ["أعلن الوزير قبول الطلب", "وسافر الوفد أمس"]),
        ("زار الوفد المصنع والمخزن والمرفأ.", ["زار الوفد المصنع والمخزن والمرفأ"]),
        ("نفت الوزارة الخبر في حين أكدته الشركة.", ["نفت الوزارة الخبر", "في حين أكدته الشركة"]),
        ("قبلت الوزارة العرض كله؛ ثم عاد الوفد.", ["قبلت الوزارة العرض كله", "ثم عاد الوفد"]),
    ],
)
def test_cut(text: str, clauses: list[str]) -> None:
    assert [read(clause) for clause in cut(text)] == clauses


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("وصل الوفد في 3 مايو 2016 إلى المدينة.", "2016-05-03"),
        ("وصل الوفد إلى المدينة.", "2016-05-12~"),
        ("يصل الوفد في 20 يوليو 2016 إلى المدينة.", "2016-05-12~"),
        ("في 2 مايو 2016 زار الوفد المصنع، فيما بقي الوزير.", "2016-05-02"),
    ],
)
def test_date(text: str, on: str) -> None:
    clause = cut(text)[-1]
    assert date_clause(clause, clause.last - 1) == on


def test_content_of_a_clause() -> None:
    assert cut("سفن الوقود وصلت.")[0].find_terms()


def test_of_equal_states_the_strongest_cue_is_picked_and_the_first_of_equal_ones() -> None:
    weak, strong = (Cue("held", ("x",), weight) for weight in (0.4, 0.9))
    hits = [
        Hit(0, 1, "held", weak),
        Hit(2, 3, "held", strong),
        Hit(4, 5, "held", strong),
        Hit(6, 7, "ended", weak),
    ]
    assert pick_strongest(hits) == {"held": hits[1], "ended": hits[3]}
