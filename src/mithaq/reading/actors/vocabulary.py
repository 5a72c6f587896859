"""The table of all words that names are made of, compiled from the lexicon and the packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Final

from msgspec import structs

from mithaq.lexicon.naming import Head, Naming, People
from mithaq.packs.context import Context
from mithaq.reading.actors.words import (
    ADJ,
    BOUND,
    BREAK,
    COMMON,
    COORDINATED,
    FIXED,
    FOREIGN,
    GIVEN,
    HEAD,
    KNOWN,
    MARK,
    NAMEY,
    NATADJ,
    ON,
    OWNED,
    PARTICLE,
    PEOPLE,
    PLAIN,
    QUALIFIER,
    QUANTITY,
    RANK,
    SOURCE,
    TITLE,
    Entry,
    Phrase,
    Word,
    decline,
    own,
)
from mithaq.text.normalize import fold

_PREFIXES: Final = {
    "و": ("و", "ول", "وب", "وك"),
    "ف": ("ف", "فل", "فب"),
    "ل": ("ل",),
    "ب": ("ب",),
    "ك": ("ك",),
}
"""Attached particles by their first letter, in the order in which they are cut off."""
_DEFINITE_PREFIXES: Final = ("وال", "فال", "بال", "كال", "وبال", "فبال", "وكال")
_ARTICLE: Final = "ال"
_LIMIT: Final = 250_000  # words remembered
_SHORTEST: Final = 2  # letters of a word behind its article or particle


class Memory(dict[str, Word]):
    """What every form that was asked before can be, numbered in the order of asking."""

    def __init__(self, analyse: Callable[[str, int], Word]) -> None:
        super().__init__()
        self._analyse = analyse
        self._numbers = count(1)

    def __missing__(self, form: str) -> Word:
        """Find out what ``form`` can be and keep it."""
        word = self[form] = self._analyse(form, next(self._numbers))
        return word


class Vocabulary:
    """The table of words; :meth:`find` answers from memory for every form that was asked before."""

    def __init__(
        self, naming: Naming, context: Context, namey: Iterable[str] = (), common: Iterable[str] = ()
    ) -> None:
        """Build the table.

        Args:
            naming: The words of the three files.
            context: What the packs know.
            namey: Further words that are parts of personal names.
            common: Words that are not, though their form does not tell.
        """
        self._table: dict[str, Entry] = {ON: Entry(BREAK)}
        self.memory = Memory(self._analyse)
        self.context = context
        self.phrases: dict[str, list[Phrase]] = {}
        self.fixed: dict[str, list[tuple[str, ...]]] = {}
        self.leading = {
            key.partition(" ")[0]
            for key, phrase in context.phrases.items()
            if phrase.actors or len(phrase.shorts) == 1
        }
        self._mark_lines(namey, NAMEY)
        self._mark_lines(common, COMMON)
        self.knows_common = any(entry.kinds & COMMON for entry in self._table.values())
        self._add_names(naming)
        self._add_titles(naming)
        self._add_institutions(naming)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))
        for tails in self.fixed.values():
            tails.sort(key=lambda tail: -len(tail))

    def find(self, form: str) -> Word:
        """Return what ``form`` (plain spelling) can be."""
        return self.memory[form]

    def remember(self) -> Memory:
        """Return the memory to look the words of a text up in; a new one where the old one is full."""
        if len(self.memory) > _LIMIT:
            self.memory = Memory(self._analyse)
        return self.memory

    def _entry(self, form: str) -> Entry:
        return self._table.setdefault(fold(form), Entry())

    def _mark_lines(self, forms: Iterable[str], kinds: int) -> None:
        """Mark many words at once; folding them together takes a fraction of the time."""
        table = self._table
        for form in filter(None, fold("\n".join(forms)).split("\n")):
            entry = table.get(form)
            if entry is None:
                table[form] = Entry(kinds)
            else:
                entry.kinds |= kinds

    def _mark(self, forms: Iterable[str], kinds: int) -> None:
        for form in forms:
            self._entry(form).kinds |= kinds

    def _add_names(self, naming: Naming) -> None:
        names = naming.names
        self._mark(names.given, GIVEN | NAMEY)
        self._mark(names.particles, PARTICLE)
        self._mark(names.bound, BOUND)
        self._mark(names.foreign, FOREIGN)

    def _add_titles(self, naming: Naming) -> None:
        titles = naming.titles
        for office in titles.offices:
            for base in office.ar:
                self._put((base, _ARTICLE + base), TITLE, base, en=office.en)
                self._put(own(fold(base)), TITLE | OWNED, base, en=office.en)
        for fixed in titles.fixed:
            first, *rest = fold(fixed).split()
            self._mark((first,), FIXED)
            self.fixed.setdefault(first, []).append(tuple(rest))
        for kind, forms in ((RANK, titles.ranks), (PLAIN, titles.plain), (SOURCE, titles.sources)):
            for form in forms:
                self._put((form, _ARTICLE + form), kind, form)

    def _put(self, forms: Iterable[str], kinds: int, base: str, *, en: str = "") -> None:
        for form in forms:
            entry = self._entry(form)
            entry.kinds |= kinds
            entry.base = entry.base or fold(base)
            entry.en = entry.en or en

    def _add_institutions(self, naming: Naming) -> None:
        institutions = naming.institutions
        for head in institutions.heads:
            for base in head.ar:
                self._add_head(head, base)
        for group in institutions.groups:
            for name in group.ar:
                words = tuple(fold(name).split())
                self._mark(words[:1], KNOWN)
                self.leading.add(words[0])
                phrase = Phrase(group.id, group.type, group.en, words, quoted=group.quoted)
                self.phrases.setdefault(words[0], []).append(phrase)
        for adjective in institutions.adjectives:
            self._mark((adjective, _ARTICLE + adjective), ADJ)
        self._mark(institutions.breaks, BREAK)
        self._mark(institutions.quantifiers, QUANTITY)
        self._mark(institutions.coordinated, COORDINATED)
        self._mark(institutions.qualifiers, QUALIFIER)
        for people in institutions.peoples:
            self._add_people(people)

    def _add_head(self, head: Head, base: str) -> None:
        forms = [(base, HEAD), (_ARTICLE + base, HEAD)]
        forms += [(form, HEAD | OWNED) for form in own(fold(base))]
        for form, bits in forms:
            kinds = bits
            entry = self._entry(form)
            if entry.kinds & TITLE:  # "مؤسسة" is no founder, though "مؤسسه" would be his
                entry.kinds &= ~(TITLE | OWNED)
                kinds &= ~OWNED
                entry.base = ""
            entry.kinds |= kinds
            entry.base = entry.base or fold(base)
            entry.type = entry.type or head.type
            entry.alone |= head.alone
            entry.bare |= head.indefinite

    def _add_people(self, people: People) -> None:
        nisbas = [(form, NATADJ) for nisba in people.adjective for form in decline(nisba)]
        for form, kinds in (*nisbas, *((plural, NATADJ | PEOPLE) for plural in people.people)):
            for text in (form, _ARTICLE + form):
                entry = self._entry(text)
                entry.kinds |= kinds
                entry.nation = people.id

    def _look(self, form: str) -> Entry | None:
        entry = self._table.get(form)
        nationality = self.context.nationalities.get(form)
        heads = form in self.context.heads
        if nationality is None and not heads:
            return entry
        entry = structs.replace(entry) if entry is not None else Entry()
        if heads:
            entry.kinds |= KNOWN
        if nationality is not None and not nationality.weak:
            entry.kinds |= NATADJ | (PEOPLE if nationality.number == "p" else 0)
            entry.nation = nationality.state
        return entry

    def _analyse(self, form: str, number: int) -> Word:
        if not form[0].isalpha():
            return Word(form, kinds=MARK, number=number)
        entry = self._look(form)
        if entry is not None:
            return _make(form, 0, entry, number)
        for clitic in _PREFIXES.get(form[0], ()):
            if form.startswith(clitic) and len(form) > len(clitic) + 1:
                rest, cut = form[len(clitic) :], len(clitic)
                if clitic.endswith("ل") and rest.startswith("ل"):
                    rest, cut = _ARTICLE + rest[1:], cut - 1
                entry = self._look(rest)
                if entry is not None:
                    return _make(rest, cut, entry, number, clitic)
        return _guess(form, number)


def _make(core: str, cut: int, entry: Entry, number: int, clitic: str = "") -> Word:
    definite = core.startswith(_ARTICLE) and len(core) > len(_ARTICLE) + _SHORTEST
    return Word(
        core,
        clitic,
        cut,
        entry.kinds,
        definite,
        entry.base,
        entry.type,
        entry.alone,
        entry.bare,
        entry.nation,
        entry.en,
        number,
    )


def _guess(form: str, number: int) -> Word:
    """Cut particles off a word that no list holds where the article shows them."""
    for prefix in ("لل", "ولل", "فلل"):
        if form.startswith(prefix) and len(form) > len(prefix) + _SHORTEST:
            core, clitic = _ARTICLE + form[len(prefix) :], prefix[:-1]
            return Word(core, clitic, len(prefix) - 2, definite=True, number=number)
    for prefix in _DEFINITE_PREFIXES:
        if form.startswith(prefix) and len(form) > len(prefix) + _SHORTEST:
            cut = len(prefix) - len(_ARTICLE)
            return Word(form[cut:], form[:cut], cut, definite=True, number=number)
    definite = form.startswith(_ARTICLE) and len(form) > len(_ARTICLE) + _SHORTEST
    return Word(form, definite=definite, number=number)
