from __future__ import annotations

import pytest

from mithaq.lexicon.density import measure_words
from mithaq.lexicon.words import THEMES, Word

PLAIN = Word("كلمه")
MATCH = Word("مباراه", themes=("sports",))


@pytest.mark.parametrize(
    ("plain", "match", "grade"), [(0, 0, 0), (100, 0, 0), (299, 1, 1), (99, 1, 2), (97, 3, 3), (90, 10, 4)]
)
def test_themes_are_graded_by_their_share(plain: int, match: int, grade: int) -> None:
    measured = measure_words([PLAIN] * plain + [MATCH] * match)
    assert [theme for theme, _ in measured] == list(THEMES)
    assert dict(measured) == dict.fromkeys(THEMES, 0) | {"sports": grade}
