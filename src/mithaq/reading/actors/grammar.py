"""Finds the phrases that name someone: institutions by their head, persons by title and name, known names.

A candidate is a phrase at one place; :mod:`mithaq.reading.actors.chains` tells which of them are the same actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.model import ActorType
from mithaq.reading.actors.words import (
    ADJ,
    BOUND,
    BREAK,
    COMMON,
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
    Phrase,
    Vocabulary,
    Word,
)

_OPENING: Final = {"«": "»", '"': '"', "“": "”", "(": ")", "”": "“", "‹": "›", "{": "}", "'": "'", "[": "]"}
_CLOSING: Final = frozenset("»\"”)›}'“]")
_COMMAS: Final = frozenset("،,-–:")
_COORDINATED: Final = frozenset(
    "وزاره وزير هييه لجنه مركز جمعيه مجلس موسسه منظمه اداره وكاله صندوق شركه معهد كليه غرفه حزب مجموعه مديريه وكيل مدير ".split()
)
_START: Final = HEAD | TITLE | RANK | PLAIN | SOURCE | GIVEN | PARTICLE | KNOWN | NATADJ | NAMEY
_QUALIFIED: Final = {
    "المعترف": 3,
    "المعترفه": 3,
    "المدعوم": 3,
    "المدعومه": 3,
    "المواليه": 2,
    "الموالي": 2,
    "التابعه": 2,
    "التابع": 2,
    "المرتبطه": 2,
}
_LONGEST: Final = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name someone.

    Args:
        first: First token.
        last: Token behind the last one.
        type: What kind of actor.
        kind: ``known``, ``person``, ``role``, ``head``, ``source``, ``nation``.
        ends: Shorter ends that are forms too.
        starts: Later starts that are forms too (the name behind the title).
        name: Plain tokens of the bare personal name.
        title: Lemma of the first title or of the head.
        nation: Nation that an adjective inside gives.
        id: Id where the name is known.
        en: English name where known.
        inside: Whether it lies within another candidate.
        parts: Further ranges that are forms.
    """

    first: int
    last: int
    type: ActorType
    kind: str
    ends: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    name: tuple[str, ...] = ()
    title: str = ""
    nation: str = ""
    id: str = ""
    en: str = ""
    inside: bool = False
    capital: bool = False
    definite: bool = True


class Scan:
    """One walk over the words of a page."""

    def __init__(self, forms: Sequence[str], vocabulary: Vocabulary) -> None:
        """Look every word up."""
        find = vocabulary.find
        self.forms = forms
        self.words: list[Word] = [find(form) for form in forms]
        self.phrases = vocabulary.phrases
        self.context = vocabulary.context
        self.size = len(forms)
        self.covered = 0

    def find(self) -> list[Candidate]:
        """Return all candidates in text order; those inside others are marked."""
        found: list[Candidate] = []
        words = self.words
        skip = 0
        for at in range(self.size):
            kinds = words[at].kinds
            if not kinds & _START or kinds & BREAK:
                continue
            inside = at < self.covered
            if at < skip:
                continue
            candidate = self._inside(at) if inside else self._at(at)
            if candidate is None:
                continue
            if inside and candidate.last > self.covered:
                continue
            if inside:
                candidate = _inner(candidate)
            found.append(candidate)
            if candidate.kind == "known":
                skip = candidate.last
            if candidate.kind in {"person"} and candidate.name:
                skip = max(skip, 0)
            self.covered = max(self.covered, candidate.last)
        return found

    def _inside(self, at: int) -> Candidate | None:
        kinds = self.words[at].kinds
        if kinds & KNOWN and (known := self._known(at)):
            return known
        if kinds & HEAD:
            return self._institution(at)
        return None

    def _at(self, at: int) -> Candidate | None:
        kinds = self.words[at].kinds
        if kinds & KNOWN and (known := self._known(at)):
            return known
        if kinds & (TITLE | RANK) and (person := self._person(at)):
            return person
        if kinds & HEAD and (institution := self._institution(at)):
            return institution
        if kinds & (SOURCE | PLAIN) and (source := self._source(at)):
            return source
        if kinds & (GIVEN | PARTICLE | NAMEY) and (name := self._named(at)):
            return name
        if kinds & NATADJ:
            return self._people(at)
        return None

    def _known(self, at: int) -> Candidate | None:
        core = self.words[at].core
        for phrase in self.phrases.get(core, ()):
            last = at + len(phrase.words)
            if last > self.size or tuple(self.forms[at + 1 : last]) != phrase.words[1:]:
                continue
            if phrase.quoted and not self._is_quoted(at, last):
                continue
            return self._make_known(at, last, phrase)
        for size in self.context.heads.get(core, ()):
            key = core if size == 1 else " ".join((core, *self.forms[at + 1 : at + size]))
            found = self.context.phrases.get(key)
            if found is not None and found.actors:
                actor = self.context.actors[found.actors[0]]
                words = tuple(key.split(" "))
                capital = actor.type is ActorType.STATE and bool(found.places)
                return self._make_known(at, at + size, Phrase(actor.id, actor.type, actor.en, words, capital))
        return None

    def _is_quoted(self, first: int, last: int) -> bool:
        before = self.forms[first - 1] if first else ""
        after = self.forms[last] if last < self.size else ""
        return before in _OPENING and after in _CLOSING

    def _make_known(self, at: int, last: int, phrase: Phrase) -> Candidate:
        ends: tuple[int, ...] = ()
        end = last
        if phrase.type is not ActorType.STATE:
            end = self._adjectives(last)
            if end > last:
                ends = (last,)
        return Candidate(
            at, end, phrase.type, "known", ends, id=phrase.id, en=phrase.en, capital=phrase.capital, title=phrase.words[0]
        )

    def _adjectives(self, at: int) -> int:
        """Return the end of the definite adjectives that begin at ``at``."""
        while at < self.size and self._is_adjective(at):
            at += 1
        return at

    def _is_adjective(self, at: int) -> bool:
        word = self.words[at]
        if word.clitic or not word.definite or word.kinds & BREAK:
            return False
        if word.kinds & (NATADJ | ADJ):
            return True
        return word.core.endswith(("ي", "يه", "يين", "يون")) and not word.kinds & (HEAD | TITLE | RANK | GIVEN | NAMEY)

    def _is_indefinite_adjective(self, at: int) -> bool:
        if at >= self.size:
            return False
        word = self.words[at]
        if word.clitic or word.definite or word.kinds & BREAK:
            return False
        if word.kinds & (NATADJ | ADJ):
            return True
        return len(word.core) > 3 and word.core.endswith(("يه", "يين", "يون", "ي")) and not word.kinds & (
            HEAD | TITLE | GIVEN | NAMEY | KNOWN | FOREIGN
        )

    def _complement(self, at: int) -> tuple[int, tuple[int, ...], bool]:
        """Return the end of the noun phrase whose head is at ``at``, shorter ends, and whether it is definite."""
        head = self.words[at]
        closed = head.definite or bool(head.kinds & OWNED)
        definite = closed
        ends: list[int] = [at + 1] if closed else []
        index = at + 1
        chain = 0
        while index < self.size and index - at < _LONGEST + 2:
            word = self.words[index]
            if word.kinds & MARK:
                end = self._quotation(index)
                if not end:
                    break
                index, closed, definite = end, True, True
                ends.append(index)
                continue
            if word.kinds & BREAK:
                break
            if word.clitic:
                if closed and definite and word.clitic == "و" and word.definite and self._may_coordinate(at, index):
                    index += 1
                    ends.append(index)
                    continue
                break
            if closed:
                if not (self._is_adjective(index) if definite else self._is_indefinite_adjective(index)):
                    break
                index += 1
                ends.append(index)
                continue
            step = self._open_step(index)
            if step is None:
                break
            index, closed, definite = step
            chain += 1
            if closed:
                ends.append(index)
            elif chain > 3:
                break
        if not closed and index > at + 1 and not ends:
            ends.append(index)
        index = ends[-1] if ends else at + 1
        return index, tuple(ends[:-1]), definite

    def _open_step(self, index: int) -> tuple[int, bool, bool] | None:
        word = self.words[index]
        if word.kinds & KNOWN and (known := self._known(index)):
            return known.last, True, True
        if word.definite:
            if word.kinds & (NAMEY | RANK) and not word.kinds & HEAD:
                end = self._name(index + 1, bare=False) if word.kinds & RANK else 0
                return (end or index + 1), True, True
            return index + 1, True, True
        if self._is_indefinite_adjective(index):
            return index + 1, True, False
        if word.kinds & (GIVEN | PARTICLE | NAMEY):
            end = self._name(index, bare=True)
            if end:
                return end, True, True
        if word.kinds & (HEAD | TITLE) or self._leads(index):
            return index + 1, bool(word.kinds & OWNED), bool(word.kinds & OWNED)
        return None

    def _leads(self, index: int) -> bool:
        """Tell whether an unknown indefinite noun goes on to a complement."""
        if index + 1 >= self.size:
            return False
        after = self.words[index + 1]
        word = self.words[index]
        if len(word.core) < 3 or word.core[0] in "يت" and word.core.endswith(("ون", "ان")):
            return False
        return not after.clitic and (after.definite or bool(after.kinds & (KNOWN | GIVEN | HEAD))) and not after.kinds & BREAK

    def _quotation(self, index: int) -> int:
        closing = _OPENING.get(self.forms[index])
        if closing is None:
            return 0
        for end in range(index + 2, min(index + 7, self.size)):
            if self.forms[end] == closing or self.forms[end] in "»”":
                return end + 1
            if self.words[end].kinds & BREAK:
                return 0
        return 0

    def _may_coordinate(self, at: int, index: int) -> bool:
        word = self.words[index]
        if word.kinds & (KNOWN | RANK | TITLE | NATADJ) or self.words[index - 1].kinds & NATADJ:
            return False
        if self.words[at].base not in _COORDINATED or self.words[at].definite:
            return False
        return not word.kinds & HEAD or word.core in {"الداخليه", "الخارجيه", "الدفاع"}

    def _prepositional(self, at: int, index: int) -> tuple[int, int]:
        """Return the end of "ل…", "ب…" or "في …" behind a name, or ``index`` where none belongs to it."""
        if index >= self.size:
            return index, index
        word = self.words[index]
        if word.core in _QUALIFIED and not word.clitic:
            return self._qualified(index), index
        if word.clitic in {"ل", "ب"} and not word.kinds & BREAK:
            if word.kinds & KNOWN and (known := self._known(index)):
                return known.last, index
            if word.kinds & HEAD:
                end, _, _ = self._complement(index)
                return end, index
            if word.clitic == "ل" and word.definite:
                return self._adjectives(index + 1), index
            if word.clitic == "ل" and self._leads(index):
                return self._adjectives(index + 2), index
            return index, index
        if self.forms[index] in {"في", "لدي"} and index + 1 < self.size:
            after = self.words[index + 1]
            if after.clitic or after.kinds & BREAK:
                return index, index
            if after.kinds & KNOWN and (known := self._known(index + 1)):
                return known.last, index
            if after.kinds & HEAD:
                end, _, _ = self._complement(index + 1)
                return end, index
        return index, index

    def _qualified(self, index: int) -> int:
        if self.forms[index].startswith("المعترف"):
            end = index + 1
            while end < self.size and self.forms[end] in {"بها", "به", "دوليا", "بهما"}:
                end += 1
            return end
        end = index + 1
        if end >= self.size:
            return end
        word = self.words[end]
        if word.clitic in {"ل", "ب"}:
            if word.kinds & KNOWN and (known := self._known(end)):
                return known.last
            if word.kinds & (HEAD | RANK | TITLE):
                last, _, _ = self._complement(end)
                return last
            return self._adjectives(end + 1)
        return index

    def _institution(self, at: int) -> Candidate | None:
        word = self.words[at]
        end, ends, definite = self._complement(at)
        single = end == at + 1
        if single and not word.definite and not word.kinds & OWNED and not word.bare:
            return None
        if single and (word.definite or word.kinds & OWNED) and not word.alone:
            return None
        if not single and not definite and word.type in {ActorType.ARMED_GROUP} and not word.bare:
            pass
        if not word.alone and word.definite and ends and ends[0] == at + 1:
            ends = ends[1:]
        further, _ = self._prepositional(at, end)
        if further > end:
            ends = (*ends, end)
            end = further
        nation = next((self.words[i].nation for i in range(at, end) if self.words[i].nation), "")
        return Candidate(
            at, end, word.type or ActorType.INSTITUTION, "head", ends, title=word.base, nation=nation, definite=definite
        )

    def _source(self, at: int) -> Candidate | None:
        word = self.words[at]
        end = at + 1
        if word.definite:
            end = self._adjectives(end)
        else:
            end, _, _ = self._complement(at)
        if word.kinds & PLAIN and not word.kinds & SOURCE and end == at + 1 and word.definite:
            return None
        ends: tuple[int, ...] = ()
        further, _ = self._prepositional(at, end)
        if further > end:
            ends, end = (end,), further
        return Candidate(at, end, ActorType.PERSON, "source", ends, title=word.base, definite=word.definite)

    def _people(self, at: int) -> Candidate | None:
        """A nationality in the plural that stands for people, or before a name for a person."""
        word = self.words[at]
        if word.definite and at + 1 < self.size and self.words[at + 1].kinds & GIVEN and not word.clitic:
            end = self._name(at + 1, bare=True)
            if end:
                return self._finish_person(at, at + 1, end, word.base)
        before = self.words[at - 1] if at else None
        if before is not None and not before.kinds & (BREAK | MARK) and not word.clitic and before.definite == word.definite:
            if before.definite:
                return None
        if not (word.core.endswith(("ين", "ون")) or word.core.removeprefix("ال") in _BROKEN) or not word.definite:
            return None
        end = self._adjectives(at + 1)
        return Candidate(at, end, ActorType.POPULATION, "people", nation=word.nation, title=word.nation)

    # persons

    def _person(self, at: int) -> Candidate | None:
        """A title with what follows it, and the name behind."""
        index, title_end = at, at
        rank_start = -1
        name_start = name_end = 0
        first = self.words[at]
        while index < self.size and index - at < 16:
            word = self.words[index]
            if index > at and word.clitic:
                if not (word.clitic == "و" and word.kinds & TITLE and word.definite and index > at + 1):
                    break
            if index > at and (end := self._name(index, bare=not (word.kinds & NAMEY) or index > at)):
                name_start, name_end = index, end
                break
            if word.kinds & RANK and not word.clitic or index == at and word.kinds & RANK:
                follow = index + 1
                if follow < self.size and not self.words[follow].clitic and (word.definite or len(word.core) < 3 or word.kinds & TITLE == 0):
                    end = self._name(follow, bare=False)
                    if end and (word.definite or self.words[follow].kinds & (GIVEN | PARTICLE)):
                        rank_start = index
                        name_start, name_end = follow, end
                        title_end = follow
                        break
            if word.kinds & TITLE:
                index, _, _ = self._complement(index)
                index = self._after_title(at, index)
                title_end = index
                continue
            if word.kinds & RANK and word.definite:
                index = self._adjectives(index + 1)
                title_end = index
                continue
            if index > at and word.kinds & MARK and self.forms[index] in "،,«\"“(" and index + 1 < self.size:
                following = self.words[index + 1]
                if following.kinds & (GIVEN | PARTICLE) and not following.clitic:
                    end = self._name(index + 1, bare=True)
                    if end and end - index > 2:
                        name_start, name_end = index + 1, end
                        if end < self.size and self.forms[end] in _CLOSING and self.forms[index] in _OPENING:
                            name_end = end + 1
                break
            break
        if name_end:
            return self._finish_person(at, name_start, name_end, first.base, rank_start)
        if not first.kinds & TITLE or title_end <= at:
            return None
        if title_end == at + 1 and not first.definite and not first.kinds & OWNED:
            return self._source(at) if first.kinds & (PLAIN | SOURCE) else None
        nation = next((self.words[i].nation for i in range(at, title_end) if self.words[i].nation), "")
        return Candidate(
            at, title_end, ActorType.PERSON, "role", title=first.base, nation=nation, definite=True, en=first.en
        )

    def _after_title(self, at: int, index: int) -> int:
        """Take "باسم …", "ل…", "في …" and a further adjective behind a title's complement."""
        if index >= self.size:
            return index
        if self.forms[index] == "باسم":
            if index + 1 < self.size and not self.words[index + 1].clitic:
                end, _, _ = self._complement(index + 1)
                further, _ = self._prepositional(index + 1, end)
                return further
        end, _ = self._prepositional(at, index)
        return self._adjectives(end)

    def _named(self, at: int) -> Candidate | None:
        """A name without a title before it."""
        end = self._name(at, bare=True)
        if not end:
            return None
        if end == at + 1 and not self.words[at].kinds & NAMEY:
            return None
        return self._finish_person(at, at, end, "")

    def _finish_person(self, first: int, start: int, end: int, title: str, rank: int = -1) -> Candidate:
        last, ends = end, ()
        apposition = self._apposition(end)
        if apposition > end:
            last, ends = apposition, (end,)
        starts = tuple({rank, start} - {-1, first})
        nation = next((self.words[i].nation for i in range(first, start) if self.words[i].nation), "")
        name = tuple(self.words[i].core for i in range(start, end) if not self.words[i].kinds & MARK)
        return Candidate(first, last, ActorType.PERSON, "person", ends, starts, name, title, nation)

    def _apposition(self, at: int) -> int:
        """Return the end of a title behind a name, with or without a comma before it."""
        index = at
        if index < self.size and self.forms[index] in "،,":
            index += 1
        if index >= self.size:
            return at
        word = self.words[index]
        if word.clitic or not word.kinds & (TITLE | RANK | PLAIN) or word.kinds & BREAK:
            return at
        end, _, definite = self._complement(index)
        if end == index + 1 and index > at or not (definite or word.kinds & OWNED) or end == index + 1 and not word.definite:
            return at
        end = self._after_title(index, end)
        return end

    def _name(self, at: int, *, bare: bool) -> int:
        """Return the end of the personal name that begins at ``at``, or 0.

        Args:
            at: First token.
            bare: Whether no rank stands before it, so that the first word must be known as a name.
        """
        if at >= self.size:
            return 0
        word = self.words[at]
        if word.clitic and at and not word.kinds & (GIVEN | PARTICLE | NAMEY) or word.kinds & (BREAK | MARK):
            return 0
        if not self._begins_name(at, bare=bare):
            return 0
        index = at
        while index < self.size and index - at < 9:
            word = self.words[index]
            if index > at and (word.clitic or word.kinds & (BREAK | MARK)):
                if not self._is_joint(index):
                    break
            step = self._name_step(index, at)
            if not step:
                break
            index = step
        return index if index > at else 0

    def _is_joint(self, index: int) -> bool:
        return False

    def _begins_name(self, at: int, *, bare: bool) -> bool:
        word = self.words[at]
        if word.kinds & COMMON and not word.kinds & GIVEN:
            return False
        if word.kinds & PARTICLE and not word.kinds & GIVEN:
            after = self.words[at + 1] if at + 1 < self.size else None
            return after is not None and not after.clitic and not after.kinds & (BREAK | MARK | HEAD)
        if bare:
            if word.definite and not word.kinds & GIVEN:
                return False
            return bool(word.kinds & (GIVEN | NAMEY)) and not word.kinds & (HEAD | TITLE | ADJ)
        if word.kinds & (GIVEN | NAMEY):
            return True
        return not word.kinds & (HEAD | TITLE | RANK | ADJ | NATADJ | KNOWN | BOUND | COMMON) and not word.definite and not _is_verb(word.core)

    def _name_step(self, index: int, at: int) -> int:
        word = self.words[index]
        if word.kinds & PARTICLE and index + 1 < self.size:
            after = self.words[index + 1]
            if not after.clitic and not after.kinds & (BREAK | MARK):
                if word.core == "عبد" or word.kinds & GIVEN == 0 or after.kinds & BOUND:
                    return index + 2
        if word.kinds & (GIVEN | NAMEY):
            return index + 1
        if index == at:
            return index + 1
        if word.kinds & FOREIGN and index + 1 < self.size and not self.words[index + 1].clitic and not self.words[index + 1].kinds & (BREAK | MARK):
            return index + 1
        if word.kinds & (HEAD | TITLE | RANK | PLAIN | SOURCE | ADJ | KNOWN | COMMON):
            return 0
        if word.kinds & NATADJ:
            return index + 1 if word.definite and index - at < 3 and word.core.endswith("ي") else 0
        if word.definite:
            return index + 1 if len(word.core) > 4 and not word.core.endswith(("ات", "ين", "ون", "يه")) else 0
        if _is_verb(word.core) or len(word.core) < 2:
            return 0
        return index + 1 if index - at < 4 else 0


_BROKEN: Final = frozenset("اكراد كرد اتراك روس المان افغان عرب صهاينه امريكان اميركان".split())


def _is_verb(core: str) -> bool:
    return core[0] in "يت" and len(core) >= 4 and not core.endswith(("ي", "س", "ف", "ز"))


def _inner(candidate: Candidate) -> Candidate:
    return Candidate(
        candidate.first,
        candidate.last,
        candidate.type,
        candidate.kind,
        candidate.ends,
        candidate.starts,
        candidate.name,
        candidate.title,
        candidate.nation,
        candidate.id,
        candidate.en,
        inside=True,
        capital=candidate.capital,
        definite=candidate.definite,
    )
