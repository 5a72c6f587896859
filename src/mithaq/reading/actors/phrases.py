"""Noun phrases: where the name of an institution, a title or a description ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mithaq.model import ActorType
from mithaq.packs.context import Phrase as Named
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import (
    ADJ,
    BREAK,
    COMMON,
    COORDINATED,
    FOREIGN,
    GIVEN,
    HEAD,
    KNOWN,
    MARK,
    NAMEY,
    NATADJ,
    OWNED,
    PARTICLE,
    QUALIFIER,
    RANK,
    TITLE,
    Phrase,
    Word,
)

OPENING: Final = {"«": "»", '"': '"', "“": "”", "(": ")", "”": "“", "‹": "›", "{": "}", "'": "'", "[": "]"}
CLOSING: Final = frozenset("»\"”)›}'“]″")
_PLACED: Final = frozenset(("في", "لدي", "من", "حول"))
_SPEAKERS: Final = frozenset((ActorType.MEDIA, ActorType.PERSON))
_LONGEST: Final = 12
_OPEN_NOUNS: Final = 3
_SHORTEST: Final = 3


class Ends(NamedTuple):
    """Where a noun phrase ends.

    Args:
        last: Token behind the phrase.
        shorter: Ends of shorter readings, ascending.
        definite: Whether the phrase is definite.
    """

    last: int
    shorter: tuple[int, ...]
    definite: bool


class Known(NamedTuple):
    """A name that is known by its words at one place."""

    last: int
    phrase: Phrase


class Reading:
    """Reads phrases on one page.

    Args:
        forms: The tokens in plain spelling.
        vocabulary: What words can be.
    """

    def __init__(self, forms: Sequence[str], vocabulary: Vocabulary) -> None:
        """Look every word up.

        Args:
            forms: The tokens in plain spelling, but "على" where the text writes it so.
            vocabulary: What words can be.
        """
        self.forms = forms
        self.vocabulary = vocabulary
        self.memory = vocabulary.remember()
        self.words: list[Word] = list(map(self.memory.__getitem__, forms))
        self.size = len(forms)
        self._seen: dict[int, Known | None] = {}
        self._leading, self._context = vocabulary.leading, vocabulary.context

    def has(self, at: int, kinds: int) -> bool:
        """Tell whether the word at ``at`` exists and can be one of ``kinds``."""
        return at < self.size and bool(self.words[at].kinds & kinds)

    def known(self, at: int) -> Known | None:
        """Return the longest known name that begins at ``at``."""
        core = self.words[at].core
        if core not in self._leading:
            return None
        seen = self._seen
        if at not in seen:
            seen[at] = self._find_known(at, core)
        return seen[at]

    def _find_known(self, at: int, core: str) -> Known | None:
        own = self._find_listed(at, core)
        context = self._context
        for size, found in self._phrases(at):
            if own is not None and at + size <= own.last:
                break
            if found.actors or len(found.shorts) == 1:
                actor = context.actors[(found.actors or found.shorts)[0]]
                if not found.actors and actor.type is not ActorType.PERSON:
                    continue
                capital = actor.type is ActorType.STATE and bool(found.places)
                return Known(at + size, Phrase(actor.id, actor.type, actor.en, (core,), capital))
        return own

    def _find_listed(self, at: int, core: str) -> Known | None:
        """Return the longest name of the lexicon's own list."""
        for phrase in self.vocabulary.phrases.get(core, ()):
            last = at + len(phrase.words)
            same = last <= self.size and tuple(self.forms[at + 1 : last]) == phrase.words[1:]
            if same and (not phrase.quoted or self.is_quoted(at, last)):
                return Known(last, phrase)
        return None

    def _phrases(self, at: int) -> list[tuple[int, Named]]:
        """Return what the packs name with the words at ``at``, the longest first."""
        phrases = self._context.phrases
        core = self.words[at].core
        named = []
        if at + 1 < self.size:
            for size in self._context.pairs.get(f"{core} {self.forms[at + 1]}", ()):
                found = phrases.get(" ".join((core, *self.forms[at + 1 : at + size])))
                if found is not None and at + size <= self.size:
                    named.append((size, found))
        found = phrases.get(core)
        if found is not None:
            named.append((1, found))
        return named

    def is_limited(self, at: int) -> bool:
        """Tell whether a purpose stands at ``at`` that tells a name from others: "منظمة الأمم المتحدة للطفولة"."""
        return at < self.size and self.words[at].clitic == "ل" and self.words[at].definite

    def names_other(self, at: int, end: int, name: str) -> bool:
        """Tell whether the words of a range are the name of somebody else than whose id is given."""
        words = " ".join((self.words[at].core, *self.forms[at + 1 : end]))
        found = self._context.phrases.get(words)
        return found is not None and any(self._context.actors[index].id != name for index in found.actors)

    def named(self, at: int) -> int:
        """Return the end of the longest name that begins at ``at``, also of a place, or 0."""
        known = self.known(at)
        last = known.last if known else 0
        return max([last, *(at + size for size, _ in self._phrases(at))])

    def is_quoted(self, first: int, last: int) -> bool:
        """Tell whether quotation marks or brackets enclose the range."""
        before = self.forms[first - 1] if first else ""
        after = self.forms[last] if last < self.size else ""
        return before in OPENING and after in CLOSING

    def adjectives(self, at: int) -> int:
        """Return the end of the definite adjectives that begin at ``at``."""
        while at < self.size and self.is_adjective(at):
            at += 1
        return at

    def is_adjective(self, at: int) -> bool:
        """Tell whether a definite adjective stands at ``at``."""
        word = self.words[at]
        if word.clitic or not word.definite or word.kinds & BREAK:
            return False
        if word.kinds & (NATADJ | ADJ):
            return True
        if not word.core.endswith(("ي", "يه", "يين", "يون")) or word.kinds & (TITLE | RANK | GIVEN | NAMEY):
            return False
        return not word.kinds & HEAD or (at > 0 and self.words[at - 1].definite and word.core.endswith("يه"))

    def is_indefinite_adjective(self, at: int) -> bool:
        """Tell whether an indefinite adjective stands at ``at``."""
        word = self.words[at]
        if word.clitic or word.definite or word.kinds & BREAK:
            return False
        if word.kinds & (NATADJ | ADJ):
            return True
        return (
            len(word.core) > _SHORTEST
            and word.core.endswith(("يه", "يين", "يون", "ي"))
            and not word.kinds & (HEAD | TITLE | GIVEN | NAMEY | KNOWN | FOREIGN)
        )

    def complement(self, at: int) -> Ends:
        """Return where the noun phrase ends whose head is at ``at``."""
        head = self.words[at]
        closed = definite = head.definite or bool(head.kinds & OWNED)
        ends: list[int] = [at + 1] if closed else []
        index = at + 1
        nouns = 0
        while index < self.size and index - at < _LONGEST:
            if closed:
                step = self._closed_step(at, index, definite=definite)
                if not step:
                    break
                index = step
                definite = definite or self.has(index - 1, MARK)
            else:
                opened = self._open_step(index)
                if opened is None:
                    break
                index, closed, definite = opened
                nouns += 1
                if not closed:
                    if nouns > _OPEN_NOUNS:
                        break
                    continue
            ends.append(index)
        if not ends and index > at + 1:
            ends.append(index)
        last = ends[-1] if ends else at + 1
        return Ends(last, tuple(ends[:-1]), definite)

    def _closed_step(self, at: int, index: int, *, definite: bool) -> int:
        word = self.words[index]
        if word.kinds & MARK:
            return self._quotation(index) if self.words[at].kinds & HEAD else 0
        if definite and word.clitic == "و" and word.definite and self._may_coordinate(at, index):
            return index + 1
        agrees = self.is_adjective(index) if definite else self.is_indefinite_adjective(index)
        return index + 1 if agrees else 0

    def _open_step(self, index: int) -> tuple[int, bool, bool] | None:
        """Return the end of one step of a complement, whether that closes it, and whether it is definite."""
        word = self.words[index]
        if word.kinds & MARK:
            end = self._quotation(index)
            return (end, True, True) if end else None
        if word.kinds & BREAK or word.clitic:
            return None
        if end := self._proper_noun(index):
            return end, True, True
        if self.is_indefinite_adjective(index):
            return index + 1, True, False
        if word.kinds & (HEAD | TITLE) or self._leads(index):
            owned = bool(word.kinds & OWNED)
            return index + 1, owned, owned
        return None if word.kinds & COMMON or is_verb(word.core) else (self._foreign(index), True, True)

    def _proper_noun(self, index: int) -> int:
        """Return the end of what closes a complement as a name does, or 0."""
        word = self.words[index]
        if word.kinds & KNOWN and (known := self.known(index)):
            return known.last
        if word.definite:
            return self._definite_noun(index)
        if self.is_indefinite_adjective(index):
            return 0
        return self.proper(index) if word.kinds & (GIVEN | PARTICLE | NAMEY) else 0

    def _definite_noun(self, index: int) -> int:
        if self.words[index].kinds & RANK:
            end = self.proper(index + 1)
            if end:
                return end
        return index + 1

    def proper(self, at: int) -> int:
        """Return the end of the personal name at ``at``, or 0; persons are read elsewhere."""
        raise NotImplementedError

    def _foreign(self, index: int) -> int:
        """Return the end of a run of words that no list holds."""
        last = index + 1
        while last < self.size and last - index < _OPEN_NOUNS:
            word = self.words[last]
            if word.clitic or word.definite or word.kinds & ~FOREIGN or is_verb(word.core):
                break
            last += 1
        return last

    def _leads(self, index: int) -> bool:
        """Tell whether an indefinite noun that no list holds goes on to a complement."""
        if index + 1 >= self.size:
            return False
        after = self.words[index + 1]
        word = self.words[index]
        if len(word.core) < _SHORTEST or (is_verb(word.core) and word.core.endswith(("ون", "ان"))):
            return False
        if after.clitic or after.kinds & BREAK:
            return False
        return after.definite or bool(after.kinds & (KNOWN | GIVEN | HEAD))

    def _quotation(self, index: int) -> int:
        closing = OPENING.get(self.forms[index])
        if closing is None:
            return 0
        for end in range(index + 2, min(index + 7, self.size)):
            if self.forms[end] == closing or self.forms[end] in "»”":
                return end + 1
            if self.words[end].kinds & BREAK or self.forms[end][0] == "\n":
                return 0
        return 0

    def _may_coordinate(self, at: int, index: int) -> bool:
        word = self.words[index]
        if word.kinds & (RANK | TITLE | NATADJ) or self.words[index - 1].kinds & NATADJ:
            return False
        if not self.words[at].kinds & COORDINATED or self.words[at].definite:
            return False
        return not word.kinds & HEAD and not (word.kinds & KNOWN and self.known(index))

    def widen(self, at: int) -> tuple[int, ...]:
        """Return the ends of the prepositional phrases that may go on a name, ascending."""
        ends: list[int] = []
        for _ in range(2):
            end = self._prepositional(at)
            if end <= at:
                break
            ends.append(end)
            at = end
        return tuple(ends)

    def _prepositional(self, index: int) -> int:
        if index >= self.size:
            return index
        word = self.words[index]
        if word.kinds & QUALIFIER and not word.clitic:
            return self._qualified(index)
        if word.clitic in {"ل", "ب"} and not word.kinds & BREAK:
            return self._attached(index)
        return self._located(index) if self.forms[index] in _PLACED else index

    def _located(self, index: int) -> int:
        if index + 1 >= self.size:
            return index
        after = self.words[index + 1]
        if after.clitic or after.kinds & (BREAK | MARK):
            return index
        if after.kinds & KNOWN and (place := self.named(index + 1)):
            return place
        return self.complement(index + 1).last if after.kinds & HEAD or after.definite else index

    def _attached(self, index: int) -> int:
        word = self.words[index]
        known = self.known(index) if word.kinds & KNOWN else None
        if known is not None and known.phrase.type in _SPEAKERS:
            return index
        if word.kinds & KNOWN and (place := self.named(index)):
            return place
        if word.kinds & (HEAD | TITLE | RANK):
            return self.complement(index).last
        if "ل" not in word.clitic or not (word.definite or self._leads(index)):
            return index
        return self._coordinated(self.adjectives(index + (1 if word.definite else 2)))

    def _coordinated(self, index: int) -> int:
        """Take one "و" and a definite noun that goes on a purpose ("للإغاثة والأعمال الإنسانية")."""
        if index < self.size:
            word = self.words[index]
            if word.clitic == "و" and word.definite and not word.kinds & (KNOWN | TITLE | RANK | HEAD):
                return self.adjectives(index + 1)
        return index

    def _qualified(self, index: int) -> int:
        end = index + 1
        while end < self.size and self.forms[end] in {
            "بها",
            "به",
            "دوليا",
            "بهما",
            "له",
            "لها",
            "من",
            "عن",
            "معه",
        }:
            end += 1
        if end >= self.size:
            return end
        word = self.words[end]
        if word.clitic in {"ل", "ب"} or self.forms[end - 1] in {"من", "عن"}:
            return max(self._attached(end), end) if word.clitic else self._object(end)
        return end if end > index + 1 or self.words[index].definite else index

    def _object(self, index: int) -> int:
        if self.words[index].kinds & KNOWN and (known := self.known(index)):
            return known.last
        return self.complement(index).last


def is_verb(core: str) -> bool:
    """Tell whether a word that no list holds looks like an imperfect verb."""
    if core.startswith(("سي", "ست")) and len(core) > _SHORTEST + 1 and core[2] in "تنعسشقفكحخجطمبدرصضظ":
        return core.endswith(("ون", "ان")) or len(core) == _SHORTEST + 2
    return core[0] in "يت" and len(core) > _SHORTEST and not core.endswith(("ي", "س", "ف", "ز"))
