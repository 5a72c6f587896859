"""Memory: what was found of words before, for questions that are asked of every word of every text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Found = TypeVar("_Found")


class Memory(dict[str, _Found]):
    """What was found of each word; forgotten when the words grow too many.

    A dict answers in half the time of `functools.lru_cache`, which keeps the order of asking, too.

    Args:
        find: Finds it for a word that was not met before.
        most: How many words are remembered.
    """

    def __init__(self, find: Callable[[str], _Found], most: int) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> _Found:
        """Find it for a word that was not met before, and keep it."""
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._find(word)
        return found
