"""What each word can be in a name: one table for all forms, attached particles cut off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from mithaq.lexicon.naming import Naming
from mithaq.model import ActorType
from mithaq.packs.context import Context
from mithaq.text.normalize import fold

HEAD: Final = 1
TITLE: Final = 2
RANK: Final = 4
PLAIN: Final = 8
SOURCE: Final = 16
GIVEN: Final = 32
PARTICLE: Final = 64
NATADJ: Final = 128
ADJ: Final = 256
BREAK: Final = 512
FOREIGN: Final = 1024
KNOWN: Final = 2048
BOUND: Final = 4096
OWNED: Final = 8192
NAMEY: Final = 16384
COMMON: Final = 32768
MARK: Final = 65536

_PREFIXES: Final = ("و", "ف", "ل", "ب", "ك", "ول", "وب", "فل", "فب", "وك")
_DEFINITE_PREFIXES: Final = ("وال", "فال", "بال", "كال", "وبال", "فبال", "وكال")
_LIMIT: Final = 200_000


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a word as names use it.

    Args:
        core: Plain spelling without attached particles ("لل…" restored to "ال…").
        clitic: What was cut off or is held by "لل", plain spelling.
        cut: Length of what can be cut off in the text; "لل" stays.
        kinds: Sum of the constants of this module.
        definite: Whether it begins with the article.
        base: Lemma of a head or title: indefinite, without possessive.
        type: Type that a head gives its name.
        alone: Whether a definite head is a name by itself.
        bare: Whether an indefinite head is one.
        nation: Id of the nation of an adjective.
        en: English of a title.
    """

    core: str
    clitic: str = ""
    cut: int = 0
    kinds: int = 0
    definite: bool = False
    base: str = ""
    type: ActorType | None = None
    alone: bool = False
    bare: bool = False
    nation: str = ""
    en: str = ""


@dataclass(slots=True)
class _Entry:
    kinds: int = 0
    base: str = ""
    type: ActorType | None = None
    alone: bool = False
    bare: bool = False
    nation: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name that is known by its words."""

    id: str
    type: ActorType
    en: str
    words: tuple[str, ...]
    capital: bool = False
    quoted: bool = False


def own(base: str) -> list[str]:
    """Return ``base`` with the possessives of the third person."""
    stem = base[:-1] + "ت" if base.endswith("ه") else base
    return [stem + suffix for suffix in ("ه", "ها", "هم", "هما", "نا", "ي")[:5]]


def decline(nisba: str) -> list[str]:
    """Return the forms of a nisba: gender, number, without article."""
    *before, last = nisba.split()
    ends = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات", "ا", "ي", "و")
    return [" ".join([*before, last + end]) for end in ends]


class Vocabulary:
    """The table of words, built once; :meth:`find` answers from memory for every form that was asked before."""

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
        self._table: dict[str, _Entry] = {}
        self._memory: dict[str, Word] = {}
        self.context = context
        self.phrases: dict[str, list[Phrase]] = {}
        for form in namey:
            self._entry(form).kinds |= NAMEY
        for form in common:
            self._entry(form).kinds |= COMMON
        self._add_names(naming)
        self._add_titles(naming)
        self._add_institutions(naming)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))

    def find(self, form: str) -> Word:
        """Return what ``form`` (plain spelling) can be."""
        word = self._memory.get(form)
        if word is None:
            if len(self._memory) > _LIMIT:
                self._memory.clear()
            word = self._memory[form] = self._analyse(form)
        return word

    def _entry(self, form: str) -> _Entry:
        return self._table.setdefault(fold(form), _Entry())

    def _mark(self, forms: Iterable[str], kinds: int) -> None:
        for form in forms:
            self._entry(form).kinds |= kinds

    def _add_names(self, naming: Naming) -> None:
        names = naming.names
        self._mark(names.given, GIVEN | NAMEY)
        self._mark(names.particles, PARTICLE)
        self._mark(names.bound, BOUND)
        self._mark(names.foreign, FOREIGN)
    def _know(self, phrase: Phrase) -> None:
        self._entry(phrase.words[0]).kinds |= KNOWN
        self.phrases.setdefault(phrase.words[0], []).append(phrase)

    def _add_titles(self, naming: Naming) -> None:
        titles = naming.titles
        for office in titles.offices:
            for base in office.ar:
                self._put(base, TITLE, base, en=office.en)
                for form in own(fold(base)):
                    self._put(form, TITLE | OWNED, base, en=office.en, article=False)
        for kind, forms in ((RANK, titles.ranks), (PLAIN, titles.plain), (SOURCE, titles.sources)):
            for form in forms:
                if " " not in form:
                    self._put(form, kind, form)

    def _put(self, form: str, kinds: int, base: str, *, en: str = "", article: bool = True) -> None:
        for text in (form, "ال" + form) if article else (form,):
            entry = self._entry(text)
            entry.kinds |= kinds
            entry.base = entry.base or fold(base)
            entry.en = entry.en or en

    def _add_institutions(self, naming: Naming) -> None:
        institutions = naming.institutions
        for head in institutions.heads:
            for base in head.ar:
                if " " in base:
                    continue
                forms = [(base, HEAD), ("ال" + base, HEAD)]
                forms += [(form, HEAD | OWNED) for form in own(fold(base))]
                for form, kinds in forms:
                    entry = self._entry(form)
                    entry.kinds |= kinds
                    entry.base = entry.base or fold(base)
                    entry.type = entry.type or head.type
                    entry.alone |= head.alone
                    entry.bare |= head.indefinite
        for group in institutions.groups:
            for name in group.ar:
                self._know(Phrase(group.id, group.type, group.en, tuple(fold(name).split()), quoted=group.quoted))
        for adjective in institutions.adjectives:
            self._mark((adjective, "ال" + adjective), ADJ)
        self._mark(institutions.breaks, BREAK)
        for people in institutions.peoples:
            for form in [*(form for nisba in people.adjective for form in decline(nisba)), *people.people]:
                for text in (form, "ال" + form):
                    entry = self._entry(text)
                    entry.kinds |= NATADJ
                    entry.nation = people.id

    def _look(self, form: str) -> _Entry | None:
        entry = self._table.get(form)
        nationality = self.context.nationalities.get(form)
        heads = form in self.context.heads
        if nationality is None and not heads:
            return entry
        entry = replace(entry) if entry is not None else _Entry()
        if heads:
            entry.kinds |= KNOWN
        if nationality is not None and not nationality.weak:
            entry.kinds |= NATADJ
            entry.nation = nationality.state
        return entry

    def _analyse(self, form: str) -> Word:
        if not form[0].isalpha():
            return Word(form, kinds=MARK)
        entry = self._look(form)
        if entry is not None:
            return self._make(form, "", 0, entry)
        for clitic in _PREFIXES:
            if form.startswith(clitic) and len(form) > len(clitic) + 1:
                rest = form[len(clitic) :]
                if clitic.endswith("ل") and rest.startswith("ل"):
                    rest = "ا" + rest
                    if (entry := self._look("ال" + rest[2:])) is not None:
                        return self._make("ال" + rest[2:], clitic, len(clitic) - 1, entry)
                    continue
                entry = self._look(rest)
                if entry is not None:
                    return self._make(rest, clitic, len(clitic), entry)
        return _guess(form)

    @staticmethod
    def _make(core: str, clitic: str, cut: int, entry: _Entry) -> Word:
        return Word(
            core,
            clitic,
            cut,
            entry.kinds,
            core.startswith("ال") and len(core) > 4,
            entry.base,
            entry.type,
            entry.alone,
            entry.bare,
            entry.nation,
            entry.en,
        )


def _guess(form: str) -> Word:
    if form.startswith("لل") and len(form) > 4:
        return Word("ال" + form[2:], "ل", 0, 0, definite=True)
    if form.startswith(("ولل", "فلل")) and len(form) > 5:
        return Word("ال" + form[3:], form[:2], 1, 0, definite=True)
    for prefix in _DEFINITE_PREFIXES:
        if form.startswith(prefix) and len(form) > len(prefix) + 2:
            cut = len(prefix) - 2
            return Word(form[cut:], form[:cut], cut, 0, definite=True)
    return Word(form, definite=form.startswith("ال") and len(form) > 4)
