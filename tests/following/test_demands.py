"""Who asks whom."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.clauses import cut_clauses
from mithaq.following.cues import load_cues
from mithaq.following.demands import find_demand
from mithaq.following.presence import Parties


def find(text: str) -> list[str]:
    """Return who is asked in the last sentence of a text."""
    story = tell(("2016-05-12", text))
    told = story.told[0]
    parties, cues = Parties(story), load_cues("requests")
    for clause in cut_clauses(told, told.sentences[-1]):
        for hit in cues.find(clause.forms, clause.first, clause.last):
            demand = find_demand(parties, clause, hit) if hit.state == "open" else None
            if demand is not None:
                return [one.party for one in demand.addressees]
    return []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("طلبت الحكومة العراقية من ألمانيا تدريب الجنود.", ["germany"]),
        (
            "طلبت الحكومة العراقية من ألمانيا وفرنسا وهولندا تدريب الجنود.",
            ["germany", "france", "netherlands"],
        ),
        ("وجه الوزير العراقي رسائل إلى تركيا وإيران طالبا زيادة مياه النهر.", ["turkey", "iran"]),
        ("طالب الرئيس العراقي تركيا بسحب قواتها.", ["turkey"]),
        ("خاطبت الحكومة العراقية كلا من السويد واليابان لتمويل المحطة.", ["sweden", "japan"]),
        ("تسلمت المحكمة الجنائية الدولية طلبا من السلطة الفلسطينية للتحقيق.", ["icc"]),
        ("ناشد الوزير العراقي المجتمع الدولي مساعدة النازحين.", []),
        ("قتل طالب الطب العراقي في تركيا.", []),
        ("جاء ذلك بطلب من تركيا.", []),
        ("لم تطلب الحكومة العراقية من تركيا شيئا.", []),
        ("ستطلب الحكومة العراقية من تركيا زيادة المياه.", []),
    ],
)
def test_who_is_asked(text: str, asked: list[str]) -> None:
    assert find(text) == asked
