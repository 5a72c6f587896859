"""Words of a text that decide a finer class: a mode of POLECAT, a sub-event of ACLED.

A rule is a list of words; light stems are compared, so that every form of a word counts. Where the words of two
classes stand in a text, neither is taken: no column is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from mithaq.text.normalize import fold
from mithaq.text.stem import cut_stem

_WORD = re.compile(r"[^\W\d_]+")


class CueExamples(Struct, frozen=True, forbid_unknown_fields=True):
    """Texts in which a rule must and must not be found."""

    match: tuple[str, ...]
    not_match: tuple[str, ...] = ()


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule.

    Args:
        name: The class that the words stand for.
        words: Words, or groups of neighbouring words; any of them decides.
        examples: Texts in which it must and must not be found.
    """

    name: str
    words: tuple[str, ...]
    examples: CueExamples


@dataclass(frozen=True, slots=True)
class Cues:
    """Rules, compiled.

    Args:
        stems: The stems of each group of words, and the class that it stands for.
        firsts: The first stem of each group.
        longest: How many words the longest group has.
    """

    stems: Mapping[tuple[str, ...], str]
    firsts: frozenset[str]
    longest: int

    def find_all(self, text: str) -> frozenset[str]:
        """Return every class whose words stand in a text.

        Args:
            text: Any text.
        """
        roots, stems = _cut(text), self.stems
        if self.firsts.isdisjoint(roots):
            return frozenset()
        found = set()
        for size in range(1, min(self.longest, len(roots)) + 1):
            groups = [roots[at : at + size] for at in range(len(roots) - size + 1)]
            found.update([stems[group] for group in groups if group in stems])
        return frozenset(found)

    def find_one(self, texts: Iterable[str]) -> str:
        """Return the only class whose words stand in the first of the texts that has any; empty where there is none.

        Args:
            texts: The word that carries an act before the clause that tells it.
        """
        for text in texts:
            found = self.find_all(text)
            if found:
                return next(iter(found)) if len(found) == 1 else ""
        return ""


def compile_cues(cues: Sequence[Cue]) -> Cues:
    """Return rules, compiled.

    Args:
        cues: The rules.
    """
    stems = {_cut(words): cue.name for cue in cues for words in cue.words}
    firsts = frozenset(group[0] for group in stems if group)
    return Cues(stems, firsts, max((len(group) for group in stems), default=0))


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(cut_stem(form).root for form in _WORD.findall(fold(text)))
