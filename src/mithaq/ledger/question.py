"""What somebody looks for, in Arabic or English, as what the index is asked: clauses that must all be met.

A clause is met by any of its rows: keys of words that stand one behind the other, words letter by letter (behind "="),
or a value of a facet. A name that the packs know is looked for by all its Arabic forms and as the actor or place that
readings found; other Arabic words by their forms, plurals, spellings and relatives; English words by the Arabic ones
that the glossary has for them. Words in quotation marks are looked for as they stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mithaq.ledger.facets import Facet, Key
from mithaq.ledger.related import find_related, is_telling, list_rows, spell_rows
from mithaq.lexicon.alike import find_english, key_english
from mithaq.packs.context import Context, load_packs
from mithaq.packs.match import match
from mithaq.packs.schema import ActorEntry
from mithaq.text.keys import list_forms
from mithaq.text.segment import segment

Row = tuple[str, ...]

_QUOTED = re.compile(r'["“”«„](.+?)["“”»]')
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.-]*")
_LONGEST = 6  # English words of a name
_MOST_NAMED = 6  # actors and places that one English name may mean
_MOST_ROWS = 160
_PARTLY = re.compile(r"\s*\([^)]*\)")
_CALLED = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that has to be there.

    Args:
        words: What was asked, for messages.
        rows: Keys one behind the other; any of these rows will do.
        values: Values of facets; any of these will do, too.
    """

    words: str
    rows: tuple[Row, ...] = ()
    values: tuple[Key, ...] = ()


def read_question(text: str) -> tuple[Clause, ...]:
    """Return what has to be there for a text to be found.

    Args:
        text: What somebody typed.
    """
    clauses: list[Clause] = []
    at = 0
    for quoted in _QUOTED.finditer(text):
        clauses += _read_words(text[at : quoted.start()])
        exact = tuple(f"={form}" for form in list_forms(quoted.group(1)))
        clauses += [Clause(quoted.group(1), (exact,))] if exact else []
        at = quoted.end()
    clauses += _read_words(text[at:])
    return tuple(dict.fromkeys(clauses))


def _read_words(text: str) -> Iterator[Clause]:
    at = 0
    for run in re.finditer(rf"{_LATIN.pattern}(?:[\s,;/]+{_LATIN.pattern})*", text):
        yield from _read_arabic(text[at : run.start()])
        yield from _read_english(run.group())
        at = run.end()
    yield from _read_arabic(text[at:])


def _read_arabic(text: str) -> Iterator[Clause]:
    page = segment(text)
    context = load_packs()
    names = {found.first: found for found in match(page, context)}
    at = 0
    while at < len(page.forms):
        found = names.get(at)
        if found is None:
            yield from _read_word(page.forms[at])
            at += 1
            continue
        at = found.last
        words = found.key.split()
        places = [context.places[place] for place in found.phrase.places[:1]]
        # Who looks for a capital does not look for the government that is called after it.
        capital = any(place.kind != "country" for place in places)
        actors = [] if capital else [context.actors[actor] for actor in found.phrase.actors]
        values = [(Facet.ACTOR.value, actor.id) for actor in actors]
        values += [(Facet.PLACE.value, place.en) for place in places]
        rows = spell_rows(words) if len(words) > 1 else _list_single(words[0])
        for actor in actors:
            rows = (*rows, *_name_actor(actor))
        if rows or values:
            yield Clause(
                " ".join(words), tuple(dict.fromkeys(rows))[:_MOST_ROWS], tuple(dict.fromkeys(values))
            )


def _list_single(form: str) -> tuple[Row, ...]:
    return tuple((key,) for key in find_related(form)) if is_telling(form) else ()


def _read_word(form: str) -> Iterator[Clause]:
    for part in list_forms(form):
        rows = _list_single(part)
        if rows:
            yield Clause(part, rows[:_MOST_ROWS])


def _name_actor(actor: ActorEntry) -> Iterator[Row]:
    """Yield how an actor is named wherever it is named in full; short names mean others elsewhere."""
    for form in dict.fromkeys((actor.ar, *actor.forms)):
        yield from list_rows(form)[:2]


def _read_english(text: str) -> Iterator[Clause]:
    words = key_english(text.replace("'s", " ").replace("’s", " ")).split()
    at = 0
    while at < len(words):
        size, clause = _find_longest(words, at)
        if clause is not None:
            yield clause
        at += size


def _find_longest(words: Sequence[str], at: int) -> tuple[int, Clause | None]:
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + size])
        named = _name_english().get(phrase, ())
        arabic = find_english(phrase)
        if not named and arabic is None:
            continue
        if not named and not arabic:
            return size, None  # "the", "of"
        return size, _translate(phrase, named, arabic or ())
    # A word that no table has may stand in the texts as it is: a name in Latin letters, a number.
    return 1, Clause(words[at], ((words[at],),))


def _translate(phrase: str, named: Sequence[Key], arabic: Sequence[str]) -> Clause:
    context = load_packs()
    rows: dict[Row, None] = {}
    for facet, value in named:
        entry = context.find_actor(value) if facet == Facet.ACTOR else None
        if entry is not None:
            rows.update(dict.fromkeys(_name_actor(entry)))
    for name in _list_arabic(named):
        rows.update(dict.fromkeys(list_rows(name)))
    for words in arabic:
        forms = list_forms(words)
        rows.update(dict.fromkeys(spell_rows(forms) if len(forms) > 1 else _list_single(forms[0])))
    rows.update(dict.fromkeys([tuple(phrase.split())]))
    return Clause(phrase, tuple(rows)[:_MOST_ROWS], tuple(named))


def _list_arabic(named: Sequence[Key]) -> Iterator[str]:
    """Yield the Arabic names of places and agreements."""
    for facet, value in named:
        yield from _load_arabic().get((facet, value), ())


@cache
def _load_arabic() -> Mapping[Key, tuple[str, ...]]:
    context = load_packs()
    found: dict[Key, tuple[str, ...]] = {}
    for place in context.places:
        found.setdefault((Facet.PLACE.value, place.en), (place.ar, *place.forms))
    for agreement in context.agreements:
        found[_AGREEMENT, agreement.id] = (agreement.ar, *agreement.forms)
    return found


_AGREEMENT = "agreement"  # no facet: an agreement is found by its Arabic names alone


@cache
def _name_english() -> Mapping[str, tuple[Key, ...]]:
    """Return what English names mean, by `key_english`: actors, places, agreements, and last names of few persons."""
    context = load_packs()
    found: defaultdict[str, dict[Key, None]] = defaultdict(dict)
    for actor in context.actors:
        key = (Facet.ACTOR.value, actor.id)
        for name in (*_spell(actor.en), *_shorten(actor)):
            found[name][key] = None
    for place in _list_places(context):
        found[key_english(place)][Facet.PLACE.value, place] = None
    for agreement in context.agreements:
        for name in _spell(agreement.en):
            found[name][_AGREEMENT, agreement.id] = None
    return {name: tuple(keys) for name, keys in found.items() if name and len(keys) <= _MOST_NAMED}


def _list_places(context: Context) -> Iterator[str]:
    """Yield the English names of places that are no common words ("Of", "Was" are towns somewhere)."""
    for place in context.places:
        if find_english(key_english(place.en)) is None:
            yield place.en


def _spell(name: str) -> Iterator[str]:
    for form in (name, _PARTLY.sub("", name), *_CALLED.findall(name)):
        yield key_english(form.removeprefix("The ").removeprefix("the "))


def _shorten(actor: ActorEntry) -> Iterator[str]:
    """Yield the last name of a person, with and without its article."""
    words = key_english(actor.en).split()
    if actor.type == "person" and len(words) > 1 and find_english(words[-1]) is None:
        yield words[-1]
        if words[-2] in ("al", "el"):
            yield f"{words[-2]} {words[-1]}"
