"""What a word is looked for by: the keys of its forms, of its plurals and spellings, and of the verbs of its family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, product
from typing import Final

from msgspec import Struct

from mithaq.following.terms import find_term
from mithaq.knowledge import digest_files, load_compiled
from mithaq.lexicon.alike import load_alike
from mithaq.lexicon.forms import FORMS, read_forms
from mithaq.lexicon.lexicon import load_lexicon
from mithaq.lexicon.schema import Category, list_files, read_acts, read_cues
from mithaq.lexicon.words import FINITE, Sense
from mithaq.model import ActType
from mithaq.text.keys import COUNTS, find_key, list_forms, list_keys
from mithaq.text.memory import Memory
from mithaq.text.normalize import fold

_FORMAT = "1"  # raise when what is cached changes its shape
_PASSIVE = "O"  # passive participles: "مطلوب" is not looked for by who looks for "طلب"
_FEW = 24  # rows of keys that one phrase is looked for by
_SHORT = 3
_DESCRIBING = frozenset((Category.ACTIVE, Category.PASSIVE))
_ADVERBIAL = ("ا", "ين", "ون")  # "مطالبا", "مطالبين"
_NOMINAL = frozenset((Category.MASDAR, Category.NOUN))


class Verbs(Struct, frozen=True):
    """Verbs by what they are looked for by.

    Args:
        forms: For each verb ("طلب/I") the keys of its forms, joined by a blank.
        families: For each act type and root the verbs, and behind them the fixed nouns, that carry it.
    """

    forms: dict[str, str]
    families: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@cache
def load_verbs() -> Verbs:
    """Return the verbs, from the cache on disk where the lexicon has not changed.

    Raises:
        KnowledgeError: If a file of the lexicon breaks its schema.
    """
    digest = digest_files((*list_files(), FORMS, COUNTS), salt=_FORMAT)
    return load_compiled("verbs", digest, Verbs, _build)


def _build() -> Verbs:
    forms: dict[str, str] = {}
    for verb in read_forms():
        kept = (form for form, codes in verb.forms if any(code[0] != _PASSIVE for code in codes))
        forms[f"{verb.lemma}/{verb.derived}"] = " ".join(dict.fromkeys(map(find_key, kept)))
    return Verbs(forms, _group_families())


def _group_families() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    tables = load_lexicon().tables
    verbs: defaultdict[str, dict[str, None]] = defaultdict(dict)
    nouns: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number, groups in tables.families_of.items():
        lemma = tables.lemmas[number]
        for group in groups:
            verbs[_name_root(tables.groups[group].type, lemma)][lemma] = None
    for file in read_acts():
        for family in file.families:
            for noun in (*family.masdars, *family.nouns):
                nouns[_name_root(family.type or file.type, noun)][fold(noun)] = None
    return {root: (tuple(verbs[root]), tuple(nouns[root])) for root in {**verbs, **nouns}}


def _name_root(act: ActType, lemma: str) -> str:
    plain = fold(lemma.partition("/")[0])
    return f"{act} {find_term(plain) or plain}"


@cache
def _load_silent() -> frozenset[str]:
    """Return the words that say nothing to look for, with and without "and" before them."""
    cues = read_cues()
    listed = (*cues.verbal, *cues.closed)
    words = {fold(word) for word in listed if not word.startswith("<")}
    return frozenset(before + word for word in words for before in ("", "و", "ف"))


def is_telling(form: str) -> bool:
    """Tell whether a word says something to look for: prepositions, particles and pronouns do not.

    Args:
        form: The word in plain spelling.
    """
    return form not in _load_silent()


def find_telling_keys(forms: Iterable[str]) -> list[str]:
    """Return the keys by which words are kept in the index; empty ones for those that say nothing to look for.

    Args:
        forms: The words in plain spelling.
    """
    return list(map(_TELLING.__getitem__, forms))


def find_telling_key(form: str) -> str:
    """Return the key by which a word is kept in the index; empty where it says nothing to look for.

    Args:
        form: The word in plain spelling.
    """
    return _TELLING[form]


def _find_telling_key(form: str) -> str:
    return find_key(form) if is_telling(form) else ""


_TELLING: Final = Memory(_find_telling_key, 200_000)


@lru_cache(maxsize=5_000)
def find_related(form: str) -> tuple[str, ...]:
    """Return the keys that a word is looked for by, its own first.

    Args:
        form: The word in plain spelling.
    """
    own = list_keys(form)
    alike = load_alike().get(own[0], ())
    others = chain.from_iterable(list_keys(word) for word in alike)
    return tuple(dict.fromkeys([*own, *others, *_list_relatives(form)]))


def _list_relatives(form: str) -> Iterator[str]:
    """Yield the keys of the verbs of a word's family, and of the nouns that go with them."""
    verbs = load_verbs()
    tables = load_lexicon().tables
    kinds = {group.key: group.type for group in tables.groups}
    senses = load_lexicon().analyse(form)
    for sense in senses:
        if sense.category in _DESCRIBING and not form.endswith(_ADVERBIAL):
            continue  # "مدينة" is a city before it is one that condemns
        if sense.family is not None:
            lemmas, nouns = verbs.families.get(_name_root(kinds[sense.family], sense.plain), ((), ()))
            yield from _list_verb_forms(verbs, lemmas)
            for noun in nouns:
                yield from list_keys(noun)
        elif _is_verb(sense, senses):
            yield from _list_verb_forms(verbs, (sense.lemma,))


def _is_verb(sense: Sense, senses: Sequence[Sense]) -> bool:
    """Tell whether a word is looked for as the verb that one of its readings is."""
    if sense.category in FINITE:
        return all(other.category in FINITE for other in senses)
    # "تدريب" is "درب" made a noun; where something is cut off, it is too often another word.
    return sense.category in _NOMINAL and not sense.suffix and not sense.clitics


def _list_verb_forms(verbs: Verbs, lemmas: Iterable[str]) -> Iterator[str]:
    for lemma in lemmas:
        own = find_key(fold(lemma.partition("/")[0]))
        # The rare short forms of weak verbs are other words: "ساد" is not looked for by who looks for "أدان".
        yield from (key for key in verbs.forms.get(lemma, "").split() if len(key) > _SHORT or key == own)


def list_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of keys that a name or phrase is looked for by; nothing where it says nothing.

    Args:
        text: The phrase, in any spelling.
    """
    return spell_rows(list_forms(text))


def spell_rows(forms: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of keys that words in a row are looked for by.

    Args:
        forms: The words in plain spelling.
    """
    words = [list_keys(form) for form in forms if is_telling(form)]
    if not words:
        return ()
    most = max(1, int(_FEW ** (1 / len(words))))
    return tuple(product(*(keys[:most] for keys in words)))
