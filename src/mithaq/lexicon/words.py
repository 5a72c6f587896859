"""What one written word can be: its readings as verb or noun, and the stems by which patterns know it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.lexicon.clitics import Piece, cut_word, restore_noun, restore_verb
from mithaq.lexicon.compile import CODES, Compiled
from mithaq.lexicon.schema import Category
from mithaq.text.normalize import fold

THEMES = ("sports", "entertainment", "economy", "health", "forces", "people")
FINITE = frozenset((Category.PAST, Category.PRESENT, Category.IMPERATIVE))
_HOLLOW = 3  # "وزير" is no "و" with a passive of "زار"
_FIXED = {"M": Category.MASDAR, "N": Category.NOUN, "J": Category.ADJECTIVE}
_DESCRIBING = frozenset((Category.ACTIVE, Category.PASSIVE, Category.ADJECTIVE))


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a written word.

    Args:
        lemma: The verb's past tense with its derived form ("دعا/I"), or the fixed noun.
        category: Part of speech.
        person: ``m`` he, ``f`` she, ``d`` the two, ``p`` they, ``1`` I, ``w`` we; empty for nouns.
        passive: Whether the form can be a passive (then the actor may not be its subject).
        clitics: What is attached before, without the article: "و", "ول", "س", …
        article: Whether it has the article.
        suffix: Pronoun attached behind.
        family: Key of the act family, or None for a verb outside the families.
        plain: The lemma folded, without its derived form.
    """

    lemma: str
    category: Category
    person: str = ""
    passive: bool = False
    clitics: str = ""
    article: bool = False
    suffix: str = ""
    family: str | None = None
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Everything that is known about one written word.

    Args:
        form: The folded word itself.
        senses: Its readings.
        groups: For each reading the index of its family, or -1.
        stems: By what patterns and conditions know it.
        phrases: Indices of the phrases that it can begin.
        acts: Readings that belong to a family, with the index of the family.
        themes: Those of ``THEMES`` to whose sets it belongs.
    """

    form: str
    senses: tuple[Sense, ...]
    groups: tuple[int, ...]
    stems: frozenset[str]
    phrases: tuple[int, ...]
    acts: tuple[tuple[Sense, int], ...] = ()
    themes: tuple[str, ...] = ()


def analyse_word(tables: Compiled, form: str) -> Word:
    """Return what a folded word can be.

    Args:
        tables: The compiled lexicon.
        form: Folded word.
    """
    if not form[0].isalpha():
        return Word(form, (), (), frozenset((form,)), tables.heads.get(form, ()))
    found: dict[tuple[Sense, int], None] = {}
    stems = {form}
    closed = form in tables.cues["closed"]
    for piece in cut_word(form):
        if piece.suffix != "ي" or piece.base.endswith("ت"):
            stems.add(piece.base)
        if not closed:
            _read_verb(tables, piece, found, stems)
        _read_noun(tables, piece, found, stems)
    phrases: dict[int, None] = {}
    for stem in sorted(stems):
        phrases.update(dict.fromkeys(tables.heads.get(stem, ())))
    senses = tuple(sense for sense, _ in found)
    known = tables.vocabulary.intersection(stems)
    groups = tuple(group for _, group in found)
    themes = tuple(theme for theme in THEMES if not tables.sets[theme].isdisjoint(known))
    return Word(form, senses, groups, known, tuple(phrases), _pick_acts(found), themes)


def _pick_acts(found: dict[tuple[Sense, int], None]) -> tuple[tuple[Sense, int], ...]:
    best: dict[tuple[int, Category, str], tuple[Sense, int]] = {}
    for sense, group in found:
        if group >= 0:
            best.setdefault((group, sense.category, sense.plain), (sense, group))
    return tuple(best.values())


def _read_verb(tables: Compiled, piece: Piece, found: dict[tuple[Sense, int], None], stems: set[str]) -> None:
    particle = piece.clitics.lstrip("وف") if piece.clitics else ""
    if piece.article or particle in ("ب", "ك"):
        return
    for form in restore_verb(piece.base, piece.suffix):
        for cell in tables.verbs.get(form, ()):
            number, code = cell.split(" ")
            if particle and code[0] not in "RQ":
                continue
            if piece.clitics and code == "Vm" and len(form) == _HOLLOW:
                continue
            stems.add(f"<{number}")
            _add_verb(tables, int(number), code, piece, found)


def _add_verb(
    tables: Compiled, number: int, code: str, piece: Piece, found: dict[tuple[Sense, int], None]
) -> None:
    category = CODES[code[0]]
    person = code[1:]
    for group in tables.families_of.get(number, (-1,)):
        family = tables.groups[group] if group >= 0 else None
        if family is not None and family.only and category not in family.only:
            continue
        sense = Sense(
            tables.lemmas[number],
            category,
            person,
            code[0] in "VQO",
            piece.clitics,
            piece.article,
            piece.suffix,
            family.key if family else None,
            fold(tables.lemmas[number].partition("/")[0]),
        )
        found[sense, group] = None


def _read_noun(tables: Compiled, piece: Piece, found: dict[tuple[Sense, int], None], stems: set[str]) -> None:
    if "س" in piece.clitics:
        return
    for base, describing in restore_noun(piece.base, piece.suffix):
        if not describing:
            stems.add(base)
        for cell in tables.nominals.get(base, ()):
            number, code = cell.split(" ")
            fixed = _FIXED.get(code) if number[0] == "-" else None
            category = fixed or CODES[code]
            if describing and category not in _DESCRIBING:
                continue
            if fixed is None:
                stems.add(f"<{number}+")
                _add_verb(tables, int(number), code, piece, found)
                continue
            group = int(number[1:])
            sense = Sense(
                base,
                category,
                clitics=piece.clitics,
                article=piece.article,
                suffix=piece.suffix,
                family=tables.groups[group].key,
                plain=base,
            )
            found[sense, group] = None
