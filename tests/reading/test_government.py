"""What the noun phrase of a party hangs on."""

from __future__ import annotations

import pytest
from tests.reading.handmade import aim, mark

from mithaq.reading.government import find_government, list_government_signs
from mithaq.reading.parties import find_parties


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("هاجمت مواقع تركيا", ("تركيا",), ("edge", 1)),
        ("هاجمت تركيا", ("تركيا",), ("edge", 0)),
        ("أغارت على مواقع تركيا", ("تركيا",), ("علي", 1)),
        ("أغارت على تركيا", ("تركيا",), ("=علي", 0)),
        ("نددت بالحكومة تركيا", ("تركيا",), ("+ب", 1)),
        ("طالبت أن تركيا", ("تركيا",), ("that", 0)),
        ("طالبت ، تركيا", ("تركيا",), ("break", 0)),
        ("طالبت « تركيا", ("تركيا",), ("edge", 1)),
        ("طالبت مصر مواقع تركيا", ("مصر", "تركيا"), ("name", 1)),
        ("طالبت ثم هاجم مواقع تركيا", ("تركيا",), ("verb", 1)),
        ("طالبت مواقع مواقع مواقع مواقع تركيا", ("تركيا",), ("far", 2)),
    ],
)
def test_the_word_before_the_phrase_governs(
    text: str, names: tuple[str, ...], expected: tuple[str, int]
) -> None:
    survey = mark(text, *names)
    assert find_government(survey, find_parties(survey)[-1], 1) == expected


def test_signs_name_the_side_of_the_trigger() -> None:
    survey = mark("أغارت مصر على مواقع تركيا", "مصر", "تركيا")
    trigger = aim(survey, "أغارت")
    found = list(list_government_signs(survey, find_parties(survey)[-1], ("after", 1), trigger, "ASSAULT"))
    assert found[:3] == ["gov=علي1 after", "gov=علي1 after ASSAULT", "gov=علي1 after1"]
