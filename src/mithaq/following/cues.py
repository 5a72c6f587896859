"""Cues: the words that show which state a case is in, as data, and where they stand in a text.

A pattern is a row of elements set apart by blanks, as in the act files of the lexicon: ``كلمة`` a word with
whatever is attached to it, ``أ|ب`` one of several, ``<دعا>`` any finite form of a verb, ``<دعا+>`` also its verbal
noun and participles, ``$name`` a named set of ``words.yaml``, ``…`` up to four words between, ``…7`` up to seven,
never across a full stop. An element that begins with ``~`` must be the written word, nothing cut off it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from mithaq.errors import KnowledgeError
from mithaq.following.tense import is_coming, is_denied, is_said_untrue
from mithaq.knowledge import read_knowledge
from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.clitics import cut_word, restore_noun
from mithaq.lexicon.forms import find_lemma
from mithaq.lexicon.words import FINITE
from mithaq.refusals import make_error
from mithaq.text.memory import Memory
from mithaq.text.normalize import fold

DATA = Path(__file__).parent / "data"
_WORDS = "words"  # the file of named sets
_GAP = 4
_DENIED_BEFORE = 3
_REMEMBERED = 60_000
_PAGES = 128  # texts whose cues are remembered: those of one batch are asked for clause by clause


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show one state of a kind of case.

    Args:
        state: The state, or the name of what else they show ("open").
        patterns: The words.
        weight: How strongly they speak, between 0 and 1.
        denied: State that they show where they are denied ("لم ترد"); empty where they then show nothing;
            ``same`` for no difference.
        coming: State that they show in the future tense; empty where they then show nothing; ``same`` for no
            difference.
        takes: How the words name the one that they address: ``object``, ``from`` ("من"), ``to`` ("إلى", "لـ") or
            ``before`` (it stands before them), ``answer`` (likewise, and they are its answer).
        match: Phrases in which the state must be found.
        avoid: Phrases in which it must not.
    """

    state: str
    patterns: tuple[str, ...]
    weight: float = 1.0
    denied: str = ""
    coming: str = ""
    takes: str = ""
    match: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that show a state.

    Args:
        first: First token.
        last: Token behind the last one.
        state: The state that they show, denial and tense taken into account.
        cue: The cue.
        denied: Whether they are denied.
        coming: Whether they stand in the future tense.
    """

    first: int
    last: int
    state: str
    cue: Cue
    denied: bool = False
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: what a word must be, and how many words may stand before it."""

    keys: frozenset[str]
    gap: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern of a cue.

    Args:
        cue: The cue.
        elements: What stands one behind the other.
        where: The file that it is from.
        asked: Numbers of what its elements behind the first one ask for (`Openings`): a text must hold them all.
    """

    cue: Cue
    elements: tuple[Element, ...]
    where: str
    asked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the patterns of one file stand in a text, denied or not.

    Args:
        starts: First token of each, in text order.
        ends: Token behind the last one of each.
        cues: The cue of each.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cues: tuple[Cue, ...]


class Openings:
    """Where the patterns of some files can begin: a text is gone through once for all of them."""

    def __init__(self) -> None:
        self._heads: dict[str, list[Pattern]] = {}
        self._asked: dict[frozenset[str], int] = {}  # what elements ask for, numbered
        self._askers: dict[str, set[int]] = {}  # by key the numbers of those that it satisfies
        self._head_keys: frozenset[str] = frozenset()
        self._asker_keys: frozenset[str] = frozenset()
        self._known: set[str] = set()
        self._beginning: dict[str, tuple[Pattern, ...]] = {}
        self._satisfied: dict[str, frozenset[int]] = {}
        self._pages: dict[int, tuple[Sequence[str], Mapping[str, Places]]] = {}

    def add(self, cue: Cue, elements: tuple[Element, ...], where: str) -> None:
        """Take a pattern in, before any text is asked for.

        Args:
            cue: The cue that it is of.
            elements: The compiled pattern.
            where: The file that it is from.
        """
        asked = frozenset(map(self._number, elements[1:]))
        pattern = Pattern(cue, elements, where, asked)
        for key in elements[0].keys:
            self._heads.setdefault(key, []).append(pattern)

    def _number(self, element: Element) -> int:
        number = self._asked.setdefault(element.keys, len(self._asked))
        for key in element.keys:
            self._askers.setdefault(key, set()).add(number)
        return number

    def find(self, forms: Sequence[str]) -> Mapping[str, Places]:
        """Return by file where the patterns stand in a text, remembered: a text is asked for clause by clause.

        The elements of a pattern are the nearest ones, so that a part of the text holds those that end in it.

        Args:
            forms: Folded words of the whole text.
        """
        known = self._pages.get(id(forms))
        if known is not None and known[0] is forms:
            return known[1]
        opening = self._find_possible(set(forms))
        found: dict[str, list[tuple[int, int, Cue]]] = {}
        for at, form in enumerate(forms):
            if form in opening:
                for pattern in opening[form]:
                    end = _follow(pattern, forms, at)
                    if end:
                        found.setdefault(pattern.where, []).append((at, end, pattern.cue))
        places = {where: Places(*zip(*rows, strict=True)) for where, rows in found.items()}
        if isinstance(forms, tuple):
            if len(self._pages) >= _PAGES:
                self._pages.clear()
            self._pages[id(forms)] = forms, places
        return places

    def _find_possible(self, words: set[str]) -> dict[str, list[Pattern]]:
        """Return which patterns begin with words of a text, if every element is met somewhere in it: few are."""
        self._learn(words)
        beginning, satisfied = self._beginning, self._satisfied
        present = frozenset().union(*[satisfied[form] for form in words if form in satisfied])
        opening: dict[str, list[Pattern]] = {}
        for form in words:
            patterns = [one for one in beginning.get(form, ()) if one.asked <= present]
            if patterns:
                opening[form] = patterns
        return opening

    def _learn(self, words: set[str]) -> None:
        """Remember which patterns begin with words, and what of patterns they satisfy: most do neither."""
        if len(self._known) >= _REMEMBERED:
            self._known, self._beginning, self._satisfied = set(), {}, {}
        if not self._known:
            self._head_keys, self._asker_keys = frozenset(self._heads), frozenset(self._askers)
        fresh = words - self._known
        for form, keys in zip(fresh, map(_KEYS.__getitem__, fresh), strict=True):
            if not keys.isdisjoint(self._head_keys):
                mine = sorted(keys & self._head_keys)
                self._beginning[form] = tuple(one for key in mine for one in self._heads[key])
            if not keys.isdisjoint(self._asker_keys):
                theirs = keys & self._asker_keys
                self._satisfied[form] = frozenset().union(*[self._askers[key] for key in theirs])
        self._known |= fresh


class Cues:
    """The cues of one file, ready for use.

    Args:
        cues: The cues.
        sets: Named sets of words.
        lexicon: Knows the forms of verbs.
        where: The file, for errors.
        openings: What its patterns are looked for with; None for them alone.
    """

    def __init__(
        self,
        cues: Iterable[Cue],
        sets: dict[str, tuple[str, ...]],
        lexicon: Lexicon,
        where: str,
        openings: Openings | None = None,
    ) -> None:
        self.cues = tuple(cues)
        self._sets, self._where = sets, where
        self._lemmas = tuple(tuple(lemma.split("/")) for lemma in lexicon.tables.lemmas)
        self._filled: dict[str, frozenset[str]] = {}
        self._openings = openings or Openings()
        for cue in self.cues:
            for text in cue.patterns:
                self._openings.add(cue, tuple(self._read(text)), where)

    def find(self, forms: Sequence[str], first: int, last: int) -> tuple[Hit, ...]:
        """Return every cue between two tokens, in text order; the longest of those of one state.

        Args:
            forms: Folded words of the text.
            first: First token.
            last: Token behind the last one.
        """
        places = self._openings.find(forms).get(self._where)
        if places is None:
            return ()
        found: dict[tuple[int, str], Hit] = {}
        begin = bisect_left(places.starts, first)
        for number in range(begin, bisect_left(places.starts, last, begin)):
            at, end = places.starts[number], places.ends[number]
            hit = _judge(places.cues[number], forms, (at, end), first) if end <= last else None
            if hit is None:
                continue
            known = found.get((at, hit.state))
            if known is None or (hit.cue.weight, hit.last) > (known.cue.weight, known.last):
                found[at, hit.state] = hit
        return tuple(found.values())

    def fills(self, name: str, form: str) -> bool:
        """Tell whether a folded word is in a named set, whatever is attached to it.

        Args:
            name: The set.
            form: The word.
        """
        if name not in self._filled:
            self._filled[name] = self._resolve_set(name)
        return not self._filled[name].isdisjoint(find_keys(form))

    def _read(self, text: str) -> Iterator[Element]:
        gap = 0
        for part in text.split():
            if part[0] == "…":
                gap = int(part[1:] or _GAP)
                continue
            yield Element(self._resolve(part), gap)
            gap = 0

    def _resolve(self, part: str) -> frozenset[str]:
        keys: set[str] = set()
        for word in part.split("|"):
            if word.startswith("$"):
                keys |= self._resolve_set(word[1:])
            elif word.startswith("<"):
                keys.add(self._find_verb(word))
            elif word.startswith("~"):
                keys.add(f"={fold(word[1:])}")
            else:
                keys.add(fold(word))
        return frozenset(keys)

    def _resolve_set(self, name: str) -> frozenset[str]:
        if name not in self._sets:
            where, file = self._where, "words.yaml"
            raise make_error(KnowledgeError, "knowledge.no-set", where=where, name=f"${name}", file=file)
        return frozenset(key for word in self._sets[name] for key in self._resolve(word))

    def _find_verb(self, word: str) -> str:
        lemma = find_lemma(self._lemmas, word.strip("<>+"))  # type: ignore[arg-type]
        if lemma is None:
            raise make_error(KnowledgeError, "knowledge.no-verb", where=self._where, verb=word)
        return f"<{'/'.join(lemma)}{'+' if word.endswith('+>') else ''}"


def _follow(pattern: Pattern, forms: Sequence[str], at: int) -> int:
    """Return the token behind the pattern that begins at ``at``, or 0."""
    for element in pattern.elements[1:]:
        for at in range(at + 1, min(at + 2 + element.gap, len(forms))):  # noqa: B020, PLR1704 - the scan goes on
            if not element.keys.isdisjoint(_KEYS[forms[at]]):
                break
        else:
            return 0
    return at + 1


def _judge(cue: Cue, forms: Sequence[str], words: tuple[int, int], low: int) -> Hit | None:
    first, last = words
    before = forms[max(first - _DENIED_BEFORE, low) : first]
    denied = is_denied(before) or is_said_untrue(forms, low, first)
    coming = is_coming(forms[first], before)
    state = cue.state
    if denied:
        state = cue.state if cue.denied == "same" else cue.denied
    elif coming and cue.coming != "same":
        state = cue.coming
    return Hit(first, last, state, cue, denied, coming) if state else None


def find_keys(form: str) -> frozenset[str]:
    """Return everything that an element of a pattern can ask of a folded word.

    Args:
        form: The word.
    """
    return _KEYS[form]


def _find_keys(form: str) -> frozenset[str]:
    keys = {form, f"={form}"}
    if not form[0].isalpha():
        return frozenset(keys)
    for piece in cut_word(form):
        if piece.suffix != "ي":
            keys.add(piece.base)
        keys.update(base for base, describing in restore_noun(piece.base, piece.suffix) if not describing)
    for sense in load_lexicon().analyse(form):
        if "/" in sense.lemma:
            keys.add(f"<{sense.lemma}+")
            if sense.category in FINITE:
                keys.add(f"<{sense.lemma}")
    return frozenset(keys)


_KEYS: Final = Memory(_find_keys, _REMEMBERED)


def load_cues(name: str) -> Cues:
    """Return the cues of one file of ``data/``.

    Args:
        name: Its stem, for instance ``requests``.

    Raises:
        KnowledgeError: If a file breaks its schema or names a verb without forms.
    """
    return _load_all()[name]


@cache
def _load_all() -> Mapping[str, Cues]:
    """Return the cues of every file by its stem: one goes through a text for all of them."""
    openings, lexicon, words = Openings(), load_lexicon(), load_words()
    paths = sorted(path for path in DATA.glob("*.yaml") if path.stem != _WORDS)
    return {
        path.stem: Cues(read_knowledge(path, tuple[Cue, ...]), words, lexicon, str(path), openings)
        for path in paths
    }


@cache
def load_words() -> dict[str, tuple[str, ...]]:
    """Return the named sets of words."""
    return read_knowledge(DATA / f"{_WORDS}.yaml", dict[str, tuple[str, ...]])


@cache
def load_set(name: str) -> frozenset[str]:
    """Return the folded words of a named set, for membership."""
    return frozenset(fold(word) for word in load_words()[name])
