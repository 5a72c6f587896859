"""Accusations: who is held to have done it, by words."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.accusations import find_accusations
from mithaq.following.clauses import cut_clauses
from mithaq.following.story import Story


def _list(story: Story) -> list[tuple[str, bool]]:
    told = story.told[0]
    clauses = [clause for sentence in told.sentences for clause in cut_clauses(told, sentence)]
    found = find_accusations(story.rosters, told, clauses)
    return [(item.who, item.who in item.by) for item in found]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("حملت وزارة الداخلية في الحكومة اليمنية جماعة الحوثي المسؤولية عن القصف.", ["houthis"]),
        ("اتهم الناطق باسم الحكومة اليمنية الحوثيين بقصف السوق.", ["houthis"]),
        ("قال المصدر إن الهجوم شنه تنظيم الدولة الإسلامية في محيط المطار.", ["islamic-state"]),
        ("رجح مسؤولان أن طائرتين روسيتين نفذتا الغارة.", ["russia"]),
        ("قال المتحدث إن القذائف أطلقت من مواقع تسيطر عليها جماعة الحوثي.", ["houthis"]),
        ("نفت جماعة الحوثي ضلوع جماعة الحوثي في القصف.", []),
        ("زار وفد من جماعة الحوثي السوق.", []),
        ("رجح مصدر ضلوع أحدهم في العملية.", []),
    ],
)
def test_the_doer_is_found_by_words(text: str, who: list[str]) -> None:
    assert [name for name, _ in _list(tell(("2020-03-04", text)))] == who


def test_who_claims_it_accuses_himself() -> None:
    story = tell(("2020-03-04", "أعلن تنظيم الدولة الإسلامية مسؤوليته عن التفجير في المدينة."))
    assert _list(story) == [("islamic-state", True)]
