"""How densely a text speaks of themes that tell politics from other news."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from mithaq.lexicon.words import THEMES, Word

_LIMITS = (0.0, 0.5, 1.5, 4.0)  # words in a hundred: behind each a new grade begins


def measure_words(words: Sequence[Word]) -> tuple[tuple[str, int], ...]:
    """Return for each theme from 0 (none) to 4 how many words in a hundred belong to it.

    Args:
        words: All words of a text.
    """
    counts = Counter([theme for word in words if word.themes for theme in word.themes])
    scale = 100 / max(len(words), 1)
    return tuple((theme, bisect_left(_LIMITS, counts[theme] * scale)) for theme in THEMES)
