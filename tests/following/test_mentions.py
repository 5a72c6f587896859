"""Mentions: where, when and how a document speaks of an incident."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.mentions import Mention, find_mentions


def _read(text: str, day: str = "2020-03-04") -> list[Mention]:
    return [item for item in find_mentions(tell((day, text)).told[0]) if not item.clause.sentence.headline]


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("لقي تسعة من عمال الميناء مصرعهم في عدن أمس.", ["deaths"]),
        ("قال طبيب إن ثلاثة أشخاص قتلوا بالرصاص أمام السفارة.", ["fire"]),
        ("أنزلت السفينة مدرعات في ميناء مصراتة في خرق لحظر السلاح.", ["reinforcement"]),
        ("أحرق مسلحون ثلاث قرى غربي المدينة.", ["obstruction"]),
        ("طلبت الحكومة من الحلف توجيه ضربات جوية إلى المدينة.", []),
    ],
)
def test_what_happened_is_known_by_its_words(text: str, categories: list[str]) -> None:
    assert [item.category for item in _read(text)] == categories


def test_a_dateline_and_a_speaking_capital_are_no_places() -> None:
    (mention,) = _read("بيروت - قصفت طائرات أمس سوقا في مدينة حلب، وقالت موسكو إنها لا تعلم.")
    assert mention.places == {"Aleppo"}


def test_a_finding_is_bare_and_has_the_day_of_what_it_is_about() -> None:
    (mention,) = _read("خلص فريق الخبراء أمس إلى أن الطائرتين اللتين هبطتا في 2 فبراير كانتا تحملان عتادا.")
    assert mention.bare
    assert str(mention.day) == "2020-02-02"


def test_the_day_of_a_finding_alone_is_not_that_of_the_event() -> None:
    (mention,) = _read("نشرت لجنة التحقيق أمس تقريرها، إذ نسبت إلى الجيش الضربات التي دمرت القافلة.")
    assert mention.finding
    assert mention.day is None
