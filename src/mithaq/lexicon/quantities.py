"""What numbers are made of and what they count: the typed form of ``numerals.yaml`` and ``units.yaml``."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import Comparator
from mithaq.text.normalize import fold
from mithaq.text.segment import segment

_DATA = Path(__file__).parent / "data"
WEIGHTS = Path(__file__).parents[1] / "weights"
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "وك")


_NOUN_PROCLITICS = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "فال", "ولل", "وبال")
_ARTICLES = ("ال", "وال", "بال", "لل", "فال")
_BOUND_PROCLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب")


class WordKind(StrEnum):
    """How a number word joins with others."""

    ONE = "one"
    LINKED = "linked"
    UNIT = "unit"
    TEN = "ten"
    TENS = "tens"
    HUNDRED = "hundred"
    HUNDREDS = "hundreds"
    SCALE = "scale"
    PLURAL = "plural"
    DOUBLE = "double"


class Numeral(Struct, frozen=True, forbid_unknown_fields=True):
    """A number word: its value, how it joins with others, and its forms."""

    value: float
    kind: WordKind
    forms: tuple[str, ...]


class Bound(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that bound a number from before or behind it."""

    sign: Comparator
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class NumeralExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase and the first number in it, or None where it holds no exact number."""

    text: str
    value: float | None


class NumeralFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``numerals.yaml``."""

    words: tuple[Numeral, ...]
    comparators: tuple[Bound, ...]
    percent: tuple[str, ...]
    never: tuple[str, ...]
    ordinals: tuple[str, ...]
    labels: tuple[str, ...]
    examples: tuple[NumeralExample, ...]


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """What a number can count.

    Args:
        en: English plural.
        group: Class of units that the judgement of relevance knows ("people", "money", "duration").
        one: Singular nouns; the dual and the accusative are made from them.
        many: Plural nouns.
        counted: Whether a dual alone states a number ("جنديان"); many duals are mere idiom ("الطرفين").
    """

    en: str
    group: str
    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    counted: bool = False


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words near a number that tell what it is about: name of the class, and its words."""

    name: str
    words: tuple[str, ...]


class FigureExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the figures that it states, each as value, comparator and unit."""

    text: str
    figures: tuple[tuple[float, Comparator, str], ...]


class UnitFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``units.yaml``."""

    units: tuple[Unit, ...]
    cues: tuple[Cue, ...]
    topics: tuple[Cue, ...]
    weights: dict[str, float]
    examples: tuple[FigureExample, ...]


class NumberWord(NamedTuple):
    """One surface form of a number word, attached particles and article included."""

    value: float
    kind: WordKind
    clitic: str


class Noun(NamedTuple):
    """One surface form of a counted noun: its unit, and whether the form is a dual."""

    unit: Unit
    dual: bool


class Quantities(NamedTuple):
    """All that reading numbers and figures looks up, compiled.

    Args:
        words: Number words in plain spelling.
        before: Bounding phrases as token tuples, by their last token, longest first.
        after: Bounding phrases as token tuples, by their first token, longest first.
        percent: Percent phrases as token tuples, longest first.
        ordinals: Ordinals with article and particles.
        labels: Words behind which a number names and counts nothing.
        nouns: Counted nouns in plain spelling, also with article and particles.
        heads: First words of the counted nouns that have two.
        joined: Nouns with "و" attached: behind a number they begin something new.
        duals: Nouns that state two by their form alone.
        cues: Cue classes of a word in plain spelling.
        topics: For each word the topic of the text to which it points.
        weights: Weights by hand of the judgement of relevance.
    """

    words: dict[str, NumberWord]
    before: dict[str, tuple[tuple[tuple[str, ...], Comparator], ...]]
    after: dict[str, tuple[tuple[tuple[str, ...], Comparator], ...]]
    percent: tuple[tuple[str, ...], ...]
    ordinals: frozenset[str]
    labels: frozenset[str]
    nouns: dict[str, Noun]
    heads: frozenset[str]
    joined: frozenset[str]
    duals: dict[str, Noun]
    cues: dict[str, tuple[str, ...]]
    topics: dict[str, str]
    weights: dict[str, float]


def read_numerals() -> NumeralFile:
    """Return what ``numerals.yaml`` says."""
    return read_knowledge(_DATA / "numerals.yaml", NumeralFile)


def read_units() -> UnitFile:
    """Return what ``units.yaml`` says."""
    return read_knowledge(_DATA / "units.yaml", UnitFile)


@cache
def load_quantities(weights: Path | None = WEIGHTS) -> Quantities:
    """Return the compiled number words, units and cues; read once.

    Args:
        weights: Folder of the fitted weights; None to judge by those of the file.
    """
    numerals, units = read_numerals(), read_units()
    nouns = _spell_nouns(units.units)
    return Quantities(
        words=_spell_numbers(numerals.words, frozenset(fold(word) for word in numerals.never)),
        before=_index_bounds(numerals.comparators, at=-1),
        after=_index_bounds(numerals.comparators, at=0),
        percent=tuple(sorted((_cut(form) for form in numerals.percent), key=len, reverse=True)),
        ordinals=frozenset(
            f"{clitic}ال{fold(word)}" for word in numerals.ordinals for clitic in ("", "و", "ب", "ف")
        ),
        labels=frozenset(fold(word) for word in numerals.labels),
        nouns=nouns,
        heads=frozenset(form.split()[0] for form in nouns if " " in form),
        joined=frozenset(form for form in nouns if form[0] == "و" and form[1:] in nouns),
        duals={form: noun for form, noun in nouns.items() if _is_counted_dual(form, noun)},
        cues=_index_cues(units.cues),
        topics={fold(word): topic.name for topic in units.topics for word in topic.words},
        weights=read_weights("figures", weights) or units.weights,
    )


def read_weights(name: str, folder: Path | None) -> dict[str, float]:
    """Return the fitted weights of one judgement, empty where none are installed.

    Args:
        name: Stem of the file: ``figures`` or ``milestones``.
        folder: Where the files lie; None for no weights.
    """
    path = folder / f"{name}.json" if folder else None
    return msgspec.json.decode(path.read_bytes(), type=dict[str, float]) if path and path.exists() else {}


def _cut(phrase: str) -> tuple[str, ...]:
    return segment(phrase).forms


def _spell_numbers(numerals: tuple[Numeral, ...], never: frozenset[str]) -> dict[str, NumberWord]:
    words: dict[str, NumberWord] = {}
    for numeral in numerals:
        for form in numeral.forms:
            plain = fold(form)
            for clitic in _PROCLITICS:
                words.setdefault(clitic + plain, NumberWord(numeral.value, numeral.kind, clitic))
                defined = "لل" if clitic in ("ل", "ول", "فل") else clitic + "ال"
                if numeral.kind not in (WordKind.LINKED, WordKind.PLURAL) and numeral.value != 2:  # noqa: PLR2004 - "الاثنين" is Monday
                    article = clitic[:-1] + defined if clitic in ("ول", "فل") else defined
                    words.setdefault(article + plain, NumberWord(numeral.value, numeral.kind, article))
    return {form: word for form, word in words.items() if form not in never}


def _index_bounds(
    bounds: tuple[Bound, ...], *, at: int
) -> dict[str, tuple[tuple[tuple[str, ...], Comparator], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], Comparator]]] = {}
    for bound in bounds:
        for phrase in bound.before if at < 0 else bound.after:
            tokens = _cut(phrase)
            for clitic in _BOUND_PROCLITICS if at < 0 else ("",):
                joined = (clitic + tokens[0], *tokens[1:])
                index.setdefault(joined[at], []).append((joined, bound.sign))
    return {key: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for key, found in index.items()}


def _spell_nouns(units: tuple[Unit, ...]) -> dict[str, Noun]:
    bare: dict[str, Noun] = {}
    for unit in units:
        for form in (*unit.one, *unit.many):
            bare.setdefault(fold(form), Noun(unit, dual=False))
        for form in unit.one:
            plain = fold(form)
            if not plain.endswith(("ه", "ا", "اء")):
                bare.setdefault(plain + "ا", Noun(unit, dual=False))
            if " " not in plain:
                for dual in _spell_dual(form, plain):
                    bare.setdefault(dual, Noun(unit, dual=True))
    nouns = dict(bare)
    for clitic in _NOUN_PROCLITICS[1:]:
        for form, noun in bare.items():
            nouns.setdefault(clitic + form, noun)
    return nouns


def _spell_dual(form: str, plain: str) -> tuple[str, ...]:
    """Return the duals of a singular; only those in "ت" also before a genitive ("قذيفتي هاون")."""
    if form.endswith(("ة", "ه")):
        stem = plain[:-1] + "ت"
        return (stem + "ان", stem + "ين", stem + "ا", stem + "ي")
    return (plain + "ان", plain + "ين")


def _is_counted_dual(form: str, noun: Noun) -> bool:
    """Tell whether a form alone states two; "المدانين" with the article is mostly a plural."""
    return noun.dual and noun.unit.counted and not (form.endswith("ين") and form.startswith(_ARTICLES))


def _index_cues(cues: tuple[Cue, ...]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for cue in cues:
        for word in cue.words:
            plain = fold(word)
            for clitic in ("", "و", "ف", "ال", "وال", "بال", "ب", "ل", "لل"):
                index.setdefault(clitic + plain, ())
                if cue.name not in index[clitic + plain]:
                    index[clitic + plain] += (cue.name,)
    return index
