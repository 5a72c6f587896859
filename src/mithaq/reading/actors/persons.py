"""Persons: names, ranks and offices before them, appositions behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mithaq.model import ActorType
from mithaq.reading.actors.phrases import CLOSING, OPENING, Reading, is_verb
from mithaq.reading.actors.words import (
    ADJ,
    BOUND,
    BREAK,
    COMMON,
    FIXED,
    FOREIGN,
    GIVEN,
    HEAD,
    KNOWN,
    MARK,
    NAMEY,
    NATADJ,
    OWNED,
    PARTICLE,
    PLAIN,
    RANK,
    SOURCE,
    TITLE,
)

_LONGEST_NAME: Final = 9
_LONGEST_TITLE: Final = 24
_GUESSED: Final = 4
_INITIALS: Final = frozenset(("د", "م", "ا"))
_QUOTED: Final = 2  # a quotation mark and a first name


class Titled(NamedTuple):
    """What a walk over titles found.

    Args:
        end: Token behind the titles.
        starts: Starts of the last ranks before the name.
        name: Range of the name; empty where there is none.
    """

    end: int
    starts: tuple[int, ...]
    name: tuple[int, int]


class PersonReading(Reading):
    """Reads names of persons on one page."""

    def proper(self, at: int) -> int:
        """Return the end of the personal name at ``at``, or 0."""
        return self.name(at, bare=True)

    def name(self, at: int, *, bare: bool) -> int:
        """Return the end of the personal name that begins at ``at``, or 0.

        Args:
            at: First token.
            bare: Whether no title stands before it, so that the first word must be known as a name.
        """
        if at >= self.size or not self._begins_name(at, bare=bare):
            return 0
        index = at
        while index < self.size and index - at < _LONGEST_NAME:
            word = self.words[index]
            if index > at and (word.clitic or word.kinds & (BREAK | MARK)):
                break
            step = self._name_step(index, at)
            if not step:
                break
            index = step
        return index if index > at else 0

    def _begins_name(self, at: int, *, bare: bool) -> bool:
        word = self.words[at]
        if word.kinds & (BREAK | MARK) or (word.kinds & COMMON and not word.kinds & GIVEN):
            return False
        if word.kinds & PARTICLE and not word.kinds & GIVEN:
            after = self.words[at + 1] if at + 1 < self.size else None
            return after is not None and not after.clitic and not after.kinds & (BREAK | MARK | HEAD | COMMON)
        if bare:
            listed = bool(word.kinds & (GIVEN | NAMEY)) and not word.kinds & (HEAD | TITLE | ADJ)
            return listed and (not word.definite or bool(word.kinds & GIVEN))
        return not word.clitic and self._may_be_name(at)

    def _may_be_name(self, at: int) -> bool:
        """Tell whether a name can begin at ``at`` where a title stands before it."""
        word = self.words[at]
        if word.kinds & (GIVEN | NAMEY):
            return not word.kinds & (HEAD | TITLE) or bool(word.kinds & GIVEN)
        bad = HEAD | TITLE | RANK | PLAIN | SOURCE | ADJ | NATADJ | KNOWN | BOUND | COMMON
        return not word.kinds & bad and not word.definite and not is_verb(word.core) and len(word.core) > 1

    def _name_step(self, index: int, at: int) -> int:
        word = self.words[index]
        kinds = word.kinds
        follows = index + 1 < self.size and not self.words[index + 1].clitic
        follows = follows and not self.words[index + 1].kinds & (BREAK | MARK)
        if kinds & PARTICLE and follows and (not kinds & GIVEN or self.words[index + 1].kinds & BOUND):
            return index + 2
        if kinds & (GIVEN | NAMEY) or index == at:
            return index + 1
        if kinds & BOUND:
            return index + 1
        if kinds & FOREIGN and follows and not self.words[index + 1].kinds & COMMON:
            return index + 1
        return index + 1 if self._goes_on(index, at) else 0

    def _goes_on(self, index: int, at: int) -> bool:
        word = self.words[index]
        if word.kinds & NATADJ:
            return word.definite and index - at < _GUESSED - 1 and word.core.endswith("ي")
        if word.kinds & (HEAD | TITLE | RANK | PLAIN | SOURCE | ADJ | KNOWN | COMMON):
            return False
        if word.definite:
            return len(word.core) > _GUESSED and not word.core.endswith(("ات", "ين", "ون", "يه"))
        if self.words[index - 1].definite or index - at >= _GUESSED:
            return False
        return len(word.core) > 1 and not is_verb(word.core)

    def titles(self, at: int) -> Titled:
        """Return the titles that begin at ``at`` and the name behind them."""
        index = end = at
        starts: list[int] = []
        while index < self.size and index - at < _LONGEST_TITLE:
            if index > at and self._is_joined(index):
                break
            name = self._name_behind(index, starts) if index > at else 0
            if name:
                return Titled(index, tuple(starts), (index, name))
            step = self._title_step(index, starts)
            if step <= index:
                return Titled(end, tuple(starts), self._quoted_name(index) if index > at else (0, 0))
            index = end = step
        return Titled(end, tuple(starts), (0, 0))

    def _name_behind(self, index: int, starts: Sequence[int]) -> int:
        """Return the end of the name at ``index`` behind titles that begin at ``starts``."""
        if self.has(index, RANK | TITLE) and not self.has(index, GIVEN):
            return 0
        if self.has(index, KNOWN) and (known := self.known(index)) and known.phrase.type is ActorType.PERSON:
            return max(known.last, self.name(index, bare=True))
        near = bool(starts) and starts[-1] >= index - 1
        sure = near or self.vocabulary.knows_common or self.has(index - 1, NATADJ)
        return self.name(index, bare=not sure)

    def _is_joined(self, index: int) -> bool:
        word = self.words[index]
        if not word.clitic:
            return False
        return not (word.clitic == "و" and word.kinds & TITLE and word.definite)

    def _title_step(self, index: int, starts: list[int]) -> int:
        """Return the end of one title at ``index``, or ``index``; its start is added to ``starts``."""
        word = self.words[index]
        if end := self._fixed(index):
            starts.append(index)
            return self._after_title(end)
        if word.kinds & RANK and (word.definite or word.core in _INITIALS or word.kinds & FIXED):
            starts.append(index)
            return self._behind_rank(index)
        if word.kinds & RANK and self.has(index + 1, GIVEN | PARTICLE | RANK):
            starts.append(index)
            return index + 1
        if word.kinds & TITLE:
            starts.append(index)
            return self._after_title(self.complement(index).last)
        return index

    def _fixed(self, index: int) -> int:
        if self.words[index].kinds & FIXED:
            for tail in self.vocabulary.fixed[self.words[index].core]:
                if tuple(self.forms[index + 1 : index + 1 + len(tail)]) == tail:
                    return index + 1 + len(tail)
        return 0

    def _behind_rank(self, index: int) -> int:
        word, after = self.words[index], index + 1
        if word.core in _INITIALS and after < self.size and self.forms[after] in "./":
            return after + 1
        if word.kinds & TITLE:
            return self._after_title(self.complement(index).last)
        return self.adjectives(after)

    def _after_title(self, index: int) -> int:
        """Take adjectives, "باسم …", "ل…" and "في …" behind a title."""
        index = self.adjectives(index)
        if index + 1 < self.size and self.forms[index] == "باسم":
            known = self.known(index + 1) if self.has(index + 1, KNOWN) else None
            index = known.last if known else self.complement(index + 1).last
        wider = self.widen(index)
        return self.adjectives(wider[-1]) if wider else index

    def _quoted_name(self, index: int) -> tuple[int, int]:
        """A name in quotation marks or behind a comma after a title."""
        if index + 1 >= self.size or (self.forms[index] not in OPENING and self.forms[index] not in "،,"):
            return 0, 0
        if not self.has(index + 1, GIVEN | PARTICLE) or self.words[index + 1].clitic:
            return 0, 0
        end = self.name(index + 1, bare=True)
        if end - index <= _QUOTED:
            return 0, 0
        if end < self.size and self.forms[index] in OPENING and self.forms[end] in CLOSING:
            return index + 1, end
        return (index + 1, end) if self.forms[index] in "،," else (0, 0)

    def apposition(self, at: int) -> tuple[int, ...]:
        """Return the ends of a title behind a name, with or without a comma before it."""
        index = at
        if index < self.size and self.forms[index] in "،,":
            index += 1
        if index >= self.size:
            return ()
        word = self.words[index]
        if word.clitic or not word.kinds & (TITLE | RANK | PLAIN | FIXED) or word.kinds & (BREAK | GIVEN):
            return ()
        ends = self.complement(index)
        if not ends.definite and not word.kinds & (OWNED | FIXED):
            return ()
        last = self._after_title(ends.last)
        if last == index + 1 and (index > at or not word.definite):
            return ()
        return tuple(sorted({last, ends.last, *(end for end in ends.shorter if end > index + 1)}))
