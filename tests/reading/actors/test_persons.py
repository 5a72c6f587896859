from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.persons import PersonReading
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

CONTEXT = load_packs()
VOCABULARY = Vocabulary(read_naming(), CONTEXT)


def read(text: str) -> PersonReading:
    return PersonReading(segment(text).forms, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("محمد بن سالم آل فهد قال", 5),
        ("عبد الله أبو زيد قال", 4),
        ("هبة الله سالم في", 3),
        ("جون فان هال في", 3),
        ("يوسف التونسي في", 2),
        ("سليم، الذي", 1),
        ("سليم وأحمد", 1),
        ("كريم يعلن", 1),
        ("الوزير قال", 0),
        ("في الدار", 0),
        ("أبو في", 0),
    ],
)
def test_bare_name_ends(text: str, size: int) -> None:
    assert read(text).name(0, bare=True) == size


def test_behind_a_rank_an_unknown_word_begins_a_name() -> None:
    assert read("زوكارو موندا في").name(0, bare=False) == 2
    assert read("زوكارو موندا في").name(0, bare=True) == 0
    assert read("").name(0, bare=False) == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وزير الدفاع محمد سالم أعلن", "محمد سالم"),
        ("نائب رئيس مجلس الوزراء وزير المالية فادي حسن قال", "فادي حسن"),
        ("اللواء الركن محمد سالم أعلن", "محمد سالم"),
        ("الدكتور سالم حسن", "سالم حسن"),
        ("د. سالم حسن", "سالم حسن"),
        ("الرئيس، محمود حسن قال", "محمود حسن"),
        ("المتحدث باسم وزارة النقل العقيد حسن سالم قال", "حسن سالم"),
        ("خادم الحرمين الشريفين الملك فهد في", "فهد"),
        ("محامي الدفاع «سامي سالم» في", "سامي سالم"),
        ("لاعب سامي سالم في", "سامي سالم"),
        ("وزير الدفاع، أمس", ""),
        ("وزير الدفاع أمس", ""),
        ("وزير الدفاع وسامي", ""),
    ],
)
def test_titles_lead_to_the_name(text: str, name: str) -> None:
    reading = read(text)
    first, last = reading.titles(0).name
    assert " ".join(reading.forms[first:last]) == name


@pytest.mark.parametrize(
    ("text", "at", "size"),
    [
        ("سالم حسن وزير الدفاع قال", 2, 4),
        ("سالم حسن، رئيس البلدية في المدينة، قال", 2, 7),
        ("سالم حسن، المتحدث باسم الجيش، قال", 2, 6),
        ("سالم حسن قال", 2, 0),
        ("سالم حسن", 2, 0),
        ("سالم حسن وزير سابق", 2, 0),
        ("سالم حسن، وزير", 2, 0),
    ],
)
def test_apposition_ends(text: str, at: int, size: int) -> None:
    assert max(read(text).apposition(at), default=0) == size
