"""Who binds himself to what."""

from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.following.clauses import cut_clauses
from mithaq.following.cues import load_cues
from mithaq.following.presence import Parties
from mithaq.following.promises import find_promises


def find(text: str) -> list[tuple[str, bool]]:
    """Return the words and whether they are dated of each promise of the first clause."""
    story = tell(("2016-03-01", text))
    told = story.told[0]
    cues = load_cues("commitments")
    clause = cut_clauses(told, told.sentences[-1])[0]
    hits = cues.find(clause.forms, clause.first, clause.last)
    found = find_promises(Parties(story), clause, cues, hits)
    return [(told.select(promise.first, promise.last).rstrip(" ،."), promise.dated) for promise in found]


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        (
            "تعهدت تركيا بتسليم المولدات قبل نهاية مايو.",
            [("تعهدت تركيا بتسليم المولدات قبل نهايه مايو", True)],
        ),
        ("وعدت تركيا بأن ترسل خيما.", [("وعدت تركيا بان ترسل خيما", False)]),
        (
            "التزمت الحكومة اليمنية بفتح معبر حيس، وبالسماح بمرور القوافل.",
            [("التزمت الحكومه اليمنيه بفتح معبر حيس", False), ("وبالسماح بمرور القوافل", False)],
        ),
        ("انتهى الموعد الذي التزمت به تركيا.", []),
        ("التزمت تركيا بالهدنة.", []),
        ("وعدت تركيا.", []),
        ("تنتظر تركيا أن تعقد القمة قبل مايو.", []),
        ("قالت تركيا إنها سترسل خيما قبل نهاية مايو.", [("قالت تركيا انها سترسل خيما قبل نهايه مايو", True)]),
        ("قالت تركيا إنها سترسل خيما.", []),
    ],
)
def test_promises(text: str, promises: list[tuple[str, bool]]) -> None:
    assert find(text) == promises
