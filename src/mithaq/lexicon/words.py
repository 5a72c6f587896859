"""What one written word can be: its readings as verb or noun, and what it means to patterns and lists."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from mithaq.lexicon.clitics import Piece, cut_word, restore_noun, restore_verb
from mithaq.lexicon.compile import CODES, JOIN, Compiled
from mithaq.lexicon.schema import Category
from mithaq.model import Topic
from mithaq.text.normalize import fold

FINITE = frozenset((Category.PAST, Category.PRESENT, Category.IMPERATIVE))
_PUNCTUATION = frozenset('،,؛;:«»"“”()[]-–—.!?؟…')
_HOLLOW = 3  # "وزير" is no "و" with a passive of "زار"
_FIXED = {"M": Category.MASDAR, "N": Category.NOUN, "J": Category.ADJECTIVE}
_DESCRIBING = frozenset((Category.ACTIVE, Category.PASSIVE, Category.ADJECTIVE))


class Sense(Struct, frozen=True, gc=False):
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


class Word(Struct, frozen=True, gc=False):
    """Everything that is known about one written word.

    Args:
        form: The folded word itself.
        senses: Its readings.
        acts: Readings that belong to a family, with the index of the family.
        slots: Numbers of the sets of stems that it belongs to.
        phrases: Indices of the phrases that it can begin.
        keys: Slots of which a sentence must fill one to hold any of these phrases.
        lead: Between -1 and 1 whether a finite verb rather than a noun is to be expected behind it.
        firm: Whether that is so whatever is attached to the word behind it.
        topics: Topics that it speaks of.
    """

    form: str
    senses: tuple[Sense, ...] = ()
    acts: tuple[tuple[Sense, int], ...] = ()
    slots: frozenset[int] = frozenset()
    phrases: tuple[int, ...] = ()
    keys: frozenset[int] = frozenset()
    lead: float = 0.0
    firm: bool = False
    topics: tuple[Topic, ...] = ()


Found = dict[tuple[Sense, int], None]


def analyse_word(tables: Compiled, form: str) -> Word:
    """Return what a folded word can be.

    Args:
        tables: The compiled lexicon.
        form: Folded word.
    """
    found: Found = {}
    stems = {form}
    if form[0].isalpha():
        closed = tables.named["closed"] in tables.slots_of.get(form, ())
        for piece in cut_word(form):
            if piece.suffix != "ي" or piece.base.endswith("ت"):
                stems.add(piece.base)
            if not closed:
                _read_verb(tables, piece, found, stems)
            _read_noun(tables, piece, found, stems)
    slots_of = tables.slots_of
    slots = frozenset([slot for stem in stems if stem in slots_of for slot in slots_of[stem]])
    lead, firm = _find_lead(tables, form, slots)
    senses = tuple([sense for sense, _ in found])
    if not slots:
        return Word(form, senses, _pick_acts(found), lead=lead, firm=firm)
    phrases = tuple(
        sorted([number for slot in slots if slot in tables.heads for number in tables.heads[slot]])
    )
    return Word(
        form,
        senses,
        _pick_acts(found),
        slots,
        phrases,
        frozenset([tables.phrases[number].key for number in phrases]),
        lead,
        firm,
        tuple([topic for slot, topic in tables.topics.items() if slot in slots]),
    )


def _find_lead(tables: Compiled, form: str, slots: frozenset[int]) -> tuple[float, bool]:
    if tables.named["verbal"] in slots:
        return 1.0, True
    if tables.named["prepositions"] in slots:
        return -1.0, True
    if form in _PUNCTUATION or not form[0].isalpha():
        return 0.4, True
    return (0.3 if form.startswith(("ال", "وال", "بال", "لل")) else -0.3), False


def _pick_acts(found: Found) -> tuple[tuple[Sense, int], ...]:
    best: dict[tuple[int, Category, str], tuple[Sense, int]] = {}
    for sense, group in found:
        if group >= 0:
            best.setdefault((group, sense.category, sense.plain), (sense, group))
    return tuple(best.values())


@lru_cache(maxsize=1 << 14)
def _fold_lemma(lemma: str) -> str:
    return fold(lemma.partition("/")[0])


def _read_verb(tables: Compiled, piece: Piece, found: Found, stems: set[str]) -> None:
    particle = piece.clitics.lstrip("وف") if piece.clitics else ""
    if piece.article or particle in ("ب", "ك"):
        return
    for form in restore_verb(piece.base, piece.suffix):
        cells = tables.verbs.get(form)
        for cell in cells.split(JOIN) if cells else ():
            number, code = cell.split(" ")
            if particle and code[0] not in "RQ":
                continue
            if piece.clitics and code == "Vm" and len(form) == _HOLLOW:
                continue
            stems.add(f"<{number}")
            _add_verb(tables, int(number), code, piece, found)


def _add_verb(tables: Compiled, number: int, code: str, piece: Piece, found: Found) -> None:
    category = CODES[code[0]]
    lemma = tables.lemmas[number]
    for group in tables.families_of.get(number, (-1,)):
        family = tables.groups[group] if group >= 0 else None
        if family is not None and family.only and category not in family.only:
            continue
        sense = Sense(
            lemma,
            category,
            code[1:],
            code[0] in "VQO",
            piece.clitics,
            piece.article,
            piece.suffix,
            family.key if family else None,
            _fold_lemma(lemma),
        )
        found[sense, group] = None


def _read_noun(tables: Compiled, piece: Piece, found: Found, stems: set[str]) -> None:
    if "س" in piece.clitics:
        return
    nominals = tables.nominals
    for base, describing in restore_noun(piece.base, piece.suffix):
        if not describing:
            stems.add(base)
        cells = nominals.get(base)
        for cell in cells.split(JOIN) if cells else ():
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
