"""Finds the phrases that may name someone.

A candidate is a phrase at one place; :mod:`mithaq.reading.actors.chains` tells which are the same actor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from mithaq.model import ActorType
from mithaq.reading.actors.candidate import Candidate
from mithaq.reading.actors.persons import PersonReading
from mithaq.reading.actors.phrases import CLOSING, OPENING, is_verb
from mithaq.reading.actors.tags import Tag, complete_tags
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import (
    ADJ,
    BREAK,
    COMMON,
    FIXED,
    GIVEN,
    HEAD,
    KNOWN,
    MARK,
    NAMEY,
    NATADJ,
    OWNED,
    PARTICLE,
    PEOPLE,
    PLAIN,
    QUALIFIER,
    QUANTITY,
    RANK,
    SOURCE,
    TITLE,
)

_START: Final = HEAD | TITLE | RANK | PLAIN | SOURCE | GIVEN | PARTICLE | KNOWN | NATADJ | NAMEY | FIXED
_LONGEST_NAME: Final = 5
_FIRST_AND_LAST: Final = 2


class Scan(PersonReading):
    """One walk over the words of a page."""

    def __init__(self, forms: Sequence[str], vocabulary: Vocabulary) -> None:
        """Look every word up; see :class:`mithaq.reading.actors.phrases.Reading`."""
        super().__init__(forms, vocabulary)
        self.readings: tuple[tuple[int, Callable[[int], Candidate | None]], ...] = (
            (KNOWN, self._known),
            (TITLE | RANK | FIXED, self._person),
            (HEAD, self._institution),
            (SOURCE | PLAIN, self._source),
            (GIVEN | PARTICLE | NAMEY, self._named),
            (NATADJ, self._people),
        )

    def find(self, tags: Sequence[Tag] = ()) -> list[Candidate]:
        """Return all candidates in text order; those inside others are marked.

        Args:
            tags: Names that the tagger found: first token, token behind the last one, margin.
        """
        found: list[Candidate] = []
        tagged = complete_tags(self, tags)
        covered = 0
        skipped: set[int] = set()
        starts = [at for at, word in enumerate(self.words) if word.kinds & _START and not word.kinds & BREAK]
        for at in sorted({*starts, *tagged}):
            tag = tagged.get(at)
            if tag is None and at in skipped:
                continue
            candidate = self._fit(at, *tag) if tag is not None else self._read(at, covered)
            if candidate is None:
                continue
            taken = (at, candidate.last) if candidate.kind == "known" else candidate.place
            skipped.update(range(*taken))
            found.append(self._enlarge(candidate))
            covered = max(covered, candidate.last)
        return found

    def _read(self, at: int, covered: int) -> Candidate | None:
        if at >= covered:
            return self._at(at)
        candidate = self._inside(at)
        return None if candidate is None or candidate.last > covered else replace(candidate, inside=True)

    def _at(self, at: int) -> Candidate | None:
        kinds = self.words[at].kinds
        for wanted, read in self.readings:
            if kinds & wanted and (candidate := read(at)):
                return candidate
        return None

    def _inside(self, at: int) -> Candidate | None:
        kinds = self.words[at].kinds
        if kinds & KNOWN and (known := self._known(at)):
            return known
        if kinds & HEAD:
            return self._institution(at)
        if kinds & (TITLE | RANK | FIXED):
            person = self._person(at)
            return person if person is not None and person.name else None
        if kinds & (GIVEN | PARTICLE | NAMEY):
            return self._named(at)
        return None

    def _known(self, at: int) -> Candidate | None:
        known = self.known(at)
        if known is None:
            return None
        phrase, last = known.phrase, known.last
        if phrase.type is ActorType.PERSON and self.has(at, TITLE | RANK | FIXED):
            return None
        if phrase.type is ActorType.PERSON:
            end = self.name(at, bare=True)
            if self._begins_other(at, last, end):
                return None
            last = max(last, end)
            return replace(self._finish(at, (at, last), (), ""), id=phrase.id, en=phrase.en)
        forms: set[tuple[int, int]] = set()
        if phrase.type is not ActorType.STATE:
            forms = {(at, last)}
            if self.has(at, HEAD):
                ends = self.complement(at)
                stops = [
                    end
                    for end in (*ends.shorter, ends.last)
                    if end >= last or not (self.is_limited(end) or self.names_other(at, end, phrase.id))
                ]
                forms |= {(at, end) for end in (*stops, *self.widen(last)) if end > at + 1}
            last = self.adjectives(last)
        return Candidate(
            at,
            last,
            phrase.type,
            "known",
            tuple(sorted(forms - {(at, last)})),
            title=self.words[at].base or phrase.words[0],
            nation=self._nation(at, last),
            id=phrase.id,
            en=phrase.en,
            capital=phrase.capital,
        )

    def _begins_other(self, at: int, last: int, end: int) -> bool:
        """Tell whether what one person is called begins the name of another.

        "أبي" and "بن مبارك" do; "سعيد" is the last name of one and the first name of many; "السوداني" tells the nation
        of who is named behind it.
        """
        single = last == at + 1
        if self.has(at, PARTICLE):
            return single or last < end
        return single and (
            (last < end and self.has(at, GIVEN)) or (self.has(at, NATADJ) and self.has(last, GIVEN))
        )

    def _nation(self, first: int, last: int) -> str:
        return next((self.words[at].nation for at in range(first, last) if self.words[at].nation), "")

    def _cores(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self.words[at].core for at in range(first, last) if not self.words[at].kinds & MARK)

    def _institution(self, at: int) -> Candidate | None:
        word = self.words[at]
        ends = self.complement(at)
        stands = word.definite or bool(word.kinds & OWNED)
        if ends.last == at + 1 and not (word.alone if stands else word.bare):
            return None
        wider = self.widen(ends.last)
        tied = not (stands and ends.last == at + 1) or self.has(ends.last, QUALIFIER)
        last = wider[0] if wider and tied else ends.last
        forms = [(at, end) for end in (*ends.shorter, ends.last, *wider) if end != last]
        if not word.alone:
            forms = [form for form in forms if form[1] > at + 1]
        return Candidate(
            at,
            last,
            word.type or ActorType.INSTITUTION,
            "head",
            tuple(forms),
            title=word.base,
            nation=self._nation(at, last),
            definite=ends.definite,
        )

    def _source(self, at: int) -> Candidate | None:
        word = self.words[at]
        last = self.adjectives(at + 1) if word.definite else self.complement(at).last
        if word.definite and last == at + 1 and not word.kinds & SOURCE:
            return None
        wider = self.widen(last)
        return Candidate(
            at,
            last,
            ActorType.PERSON,
            "source",
            tuple((at, end) for end in wider),
            title=word.base,
            nation=self._nation(at, last),
            definite=word.definite,
        )

    def _people(self, at: int) -> Candidate | None:
        """A nationality in the plural that stands for people, or one before a name."""
        word = self.words[at]
        if word.definite and self.has(at + 1, GIVEN | NAMEY) and not self.words[at + 1].clitic:
            end = self.name(at + 1, bare=True)
            if end > at + 1:
                return self._finish(at, (at + 1, end), (), word.nation)
        before = self.words[at - 1] if at else None
        if not word.definite or (before is not None and before.definite and not word.clitic):
            return None
        if not word.core.endswith(("ين", "ون")) and not word.kinds & PEOPLE:
            return None
        last = self.adjectives(at + 1)
        wider = self.widen(last)
        forms = tuple((at, end) for end in wider)
        return Candidate(
            at, last, ActorType.POPULATION, "people", forms, nation=word.nation, title=word.nation
        )

    def _person(self, at: int) -> Candidate | None:
        titled = self.titles(at)
        word = self.words[at]
        if titled.name[1]:
            return self._finish(at, titled.name, titled.starts, word.base)
        if (
            titled.end <= at
            or not word.kinds & (TITLE | FIXED)
            or (word.kinds & HEAD and not word.kinds & TITLE)
        ):
            return None
        ends = self.complement(at)
        if titled.end == at + 1 and not word.definite and not word.kinds & OWNED:
            return self._source(at) if word.kinds & (PLAIN | SOURCE) else None
        forms = tuple((at, end) for end in {*ends.shorter, ends.last} if at + 1 < end != titled.end)
        return Candidate(
            at,
            titled.end,
            ActorType.PERSON,
            "role",
            forms,
            title=word.base,
            nation=self._nation(at, titled.end),
            definite=ends.definite,
            en=word.en,
        )

    def _named(self, at: int) -> Candidate | None:
        end = self.name(at, bare=True)
        if not end or (end == at + 1 and not self.words[at].kinds & NAMEY):
            return None
        return self._finish(at, (at, end), (), "")

    def _finish(self, first: int, name: tuple[int, int], starts: tuple[int, ...], title: str) -> Candidate:
        start, end = name
        further = self.apposition(end)
        last = further[-1] if further else end
        begins = {first, start, *starts}
        forms = {(begin, stop) for begin in begins for stop in (end, *further)} - {(first, last)}
        known = self.known(start) or self.known(first)
        is_known = known is not None and known.phrase.type is ActorType.PERSON and known.last == end
        return Candidate(
            first,
            last,
            ActorType.PERSON,
            "person",
            tuple(sorted(forms)),
            self._cores(start, end),
            title,
            self._nation(first, start),
            known.phrase.id if known is not None and is_known else "",
            known.phrase.en if known is not None and is_known else "",
            place=name,
        )

    def _fit(self, at: int, last: int, margin: float) -> Candidate:
        """Bring the grammar's reading of a tagged name to the tagger's end."""
        start = at
        if (
            last < self.size
            and self.forms[last] in CLOSING
            and any(form in OPENING for form in self.forms[at:last])
        ):
            last += self.forms[last - 1] not in CLOSING
        while start + 1 < last and self.has(start, QUANTITY) and not self.has(start, HEAD):
            start += 2 if self.forms[start + 1] == "من" and start + 2 < last else 1
        candidate = self._at(start) if self.words[start].kinds & _START else None
        if candidate is None or (candidate.kind == "people" and candidate.last > last):
            candidate = self._generic(start, last)
        if start > at:
            candidate = replace(
                candidate, first=at, forms=(*candidate.forms, (start, last), (start, candidate.last))
            )
        if candidate.last == last:
            return replace(candidate, margin=margin)
        name, kind = candidate.name, candidate.kind
        forms = {*candidate.forms, (at, candidate.last)}
        begin = self._skip_to_name(candidate.last, last) if kind == "role" else last
        if begin < last and self._ends_in_name(begin, last):
            kind, name = "person", self._cores(begin, last)
            forms.add((begin, last))
        elif kind == "person" and name:
            name, added = self._refit(candidate, last)
            forms |= added
            kind = "person" if name else "role"
        return replace(
            candidate,
            last=last,
            forms=tuple(sorted(forms - {(at, last)})),
            name=name,
            kind=kind,
            margin=margin,
            place=(candidate.place[0], min(candidate.place[1], last)) if name else (0, 0),
        )

    def _refit(self, candidate: Candidate, last: int) -> tuple[tuple[str, ...], set[tuple[int, int]]]:
        ranges = [*candidate.forms, (candidate.first, candidate.last)]
        start = max(begin for begin, _ in ranges)
        end = min(stop for begin, stop in ranges if begin == start)
        if last < end:
            return self._cores(start, last), {(start, last)} if last > start else set()
        if last > end == candidate.last and self._is_name_like(end, last):
            return self._cores(start, last), {(start, last)}
        return candidate.name, {(start, last)}

    def _skip_to_name(self, first: int, last: int) -> int:
        """Return where a name may begin behind a title: behind a comma and ranks."""
        while first < last and (
            self.forms[first] in "،," or (self.has(first, RANK) and self.words[first].definite)
        ):
            first += 1
        return first

    def _ends_in_name(self, first: int, last: int) -> bool:
        return (
            self.name(first, bare=False) == last
            or self._is_name_like(first, last)
            or self._is_foreign_name(first, last)
        )

    def _is_foreign_name(self, first: int, last: int) -> bool:
        """Tell whether a title is followed by words that are frequent, but have no article nor part of a phrase."""
        bad = MARK | BREAK | HEAD | TITLE | RANK | PLAIN | SOURCE | ADJ | NATADJ
        words = self.words[first:last]
        return len(words) == _FIRST_AND_LAST and not any(
            word.kinds & bad or word.clitic or word.definite or is_verb(word.core) for word in words
        )

    def _is_name_like(self, first: int, last: int) -> bool:
        bad = MARK | BREAK | HEAD | TITLE | RANK | PLAIN | SOURCE | COMMON
        words = self.words[first:last]
        return len(words) < _LONGEST_NAME and not any(word.kinds & bad or word.clitic for word in words)

    def _generic(self, at: int, last: int) -> Candidate:
        word = self.words[at]
        nation = self._nation(at, last)
        if word.type:
            return Candidate(
                at, last, word.type, "head", title=word.base, nation=nation, definite=word.definite
            )
        if word.kinds & (PLAIN | SOURCE | TITLE | RANK):
            return Candidate(
                at, last, ActorType.PERSON, "source", title=word.base, nation=nation, definite=word.definite
            )
        if word.kinds & NATADJ:
            return Candidate(at, last, ActorType.POPULATION, "people", title=word.nation, nation=word.nation)
        if not word.definite and self._is_name_like(at, last):
            return Candidate(at, last, ActorType.PERSON, "person", name=self._cores(at, last))
        return Candidate(
            at, last, ActorType.ORGANIZATION, "other", title=word.core, nation=nation, definite=word.definite
        )

    def _enlarge(self, candidate: Candidate) -> Candidate:
        """Add the form with a word of quantity before it, and the bare one in quotation marks."""
        if candidate.kind in {"person", "known"} or not candidate.first:
            return candidate
        before = candidate.first - 1
        if self.forms[before] == "من" and before:
            before -= 1
        if not self.has(before, QUANTITY) and not self.forms[before].isdigit():
            return candidate
        ends = {candidate.last, *(end for first, end in candidate.forms if first == candidate.first)}
        return replace(candidate, forms=(*candidate.forms, *((before, end) for end in sorted(ends))))
