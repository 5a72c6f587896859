"""The words of a text as the index keeps them, and those of any part of it without looking each of them up again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.ledger.related import find_telling_keys
from mithaq.text.keys import list_forms, split_places


def write_words(text: str) -> tuple[str, str]:
    """Return the keys of the words of a text, those that say nothing left out, and all its words as written.

    Args:
        text: Any text.
    """
    forms = list_forms(text)
    return _write(forms, find_telling_keys(forms))


def _write(forms: Sequence[str], keys: Sequence[str]) -> tuple[str, str]:
    return " ".join(filter(None, keys)), "=" + " =".join(forms) if forms else ""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A text by the keys of its words, and where each word stands.

    Args:
        plain: The text in plain spelling.
        forms: Its words.
        keys: The key of each; empty where it says nothing to look for.
        starts: Where each word begins in ``plain``; nothing where that is not known.
        ends: Where each word ends in ``plain``.
    """

    plain: str
    forms: Sequence[str]
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def write(self) -> tuple[str, str]:
        """Return what `write_words` returns of the text."""
        return _write(self.forms, self.keys)

    def write_part(self, start: int, end: int) -> tuple[str, str]:
        """Return what `write_words` returns of a part of the text.

        Args:
            start: Where it begins in ``plain``.
            end: Where it ends.
        """
        first, behind = bisect_left(self.starts, start), bisect_right(self.ends, end)
        # A part that begins or ends within a word holds another word.
        cut = first and self.ends[first - 1] > start
        if cut or not self.starts or (behind < len(self.starts) and self.starts[behind] < end):
            return key_text(self.plain[start:end]).write()
        return _write(self.forms[first:behind], self.keys[first:behind])


def key_text(plain: str) -> Keyed:
    """Return a text by the keys of its words.

    Args:
        plain: The text as `text.normalize` spells it.
    """
    small = plain.lower()
    forms, starts, ends = split_places(small)
    if len(small) != len(plain):
        # "İ" becomes two signs: what stands behind it is elsewhere then.
        starts, ends = [], []
    return Keyed(plain, forms, find_telling_keys(forms), starts, ends)
