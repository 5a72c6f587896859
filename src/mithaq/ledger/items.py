"""What the search index holds of documents, acts and cases: their words as keys, and the values of their facets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from mithaq.dates import Edtf
from mithaq.following.case import Party
from mithaq.following.fold import Case, Standing
from mithaq.following.parties import GENERIC, identify_party
from mithaq.ledger.facets import Facet, Value, What
from mithaq.ledger.keyed import key_text, write_words
from mithaq.ledger.masks import Masks
from mithaq.ledger.periods import find_days
from mithaq.ledger.related import find_telling_key
from mithaq.model import Act, ActorType, Document, Reading, Span
from mithaq.packs.context import key_words, load_packs
from mithaq.text.keys import list_forms
from mithaq.text.normalize import normalize

_MONTH = len("2020-11")
_WITHHELD = "withheld-"
_NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be found.

    Args:
        what: What it is.
        document: SHA-256 of the document; empty for a case.
        case: Id of the case; empty otherwise.
        span: Where the act's words stand; empty otherwise.
        day: The day by which hits are ordered, ISO; empty where unknown.
        title: Keys of the words that name it, joined by a blank.
        body: Keys of its words.
        exact: All its words, each behind "=".
        values: The values of its facets.
        masked: Whether withheld names were left out.
    """

    what: What
    document: str = ""
    case: str = ""
    span: Span = _NOWHERE
    day: str = ""
    title: str = ""
    body: str = ""
    exact: str = ""
    values: tuple[Value, ...] = ()
    masked: bool = False

    @property
    def digest(self) -> str:
        """What changes with everything that the index holds of it."""
        values = sorted(f"{value.facet} {value.value}" for value in self.values)
        parts = (self.what, self.day, self.title, self.body, self.exact, *values)
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def make_document_items(reading: Reading, masks: Masks) -> list[Item]:
    """Return what can be found of a document that was read: itself, and the acts that it tells.

    Args:
        reading: What was read, as it is stored.
        masks: What is withheld.
    """
    shown = masks.mask_reading(reading)
    document = shown.document
    masked = document != reading.document
    common = _list_common(document)
    names = _name_actors(shown)
    day = _find_day(document.published)
    text = normalize(_leave_out(document.text, document.skipped))
    keyed = key_text(text.plain)
    body, exact = keyed.write()
    title, named = write_words(document.title or "")
    values = (*common, *names.values(), *(value for act in shown.acts for value in _list_values(act)))
    whole = Item(
        What.DOCUMENT,
        document.sha256,
        day=day,
        title=title,
        body=body,
        exact=f"{named} {exact}",
        values=(name_what(What.DOCUMENT), *dict.fromkeys(values)),
        masked=masked,
    )
    acts = ((act, keyed.write_part(*text.project(act.evidence))) for act in shown.acts)
    return [whole, *(_make_act_item(act, whole, words, (*common, *_pick(names, act))) for act, words in acts)]


def _make_act_item(act: Act, whole: Item, words: tuple[str, str], values: tuple[Value, ...]) -> Item:
    body, exact = words
    return Item(
        What.ACT,
        whole.document,
        span=act.evidence,
        day=_find_day(act.date) or whole.day,
        body=body,
        exact=exact,
        values=(name_what(What.ACT), *dict.fromkeys((*values, *_list_values(act)))),
        masked=whole.masked,
    )


def _leave_out(text: str, skipped: Iterable[Span]) -> str:
    for span in skipped:
        text = text[: span.start] + "\n" * (span.end - span.start) + text[span.end :]
    return text


def _list_common(document: Document) -> tuple[Value, ...]:
    day = _find_day(document.published)
    outlet = (Value(Facet.OUTLET, document.outlet),) if document.outlet else ()
    return (*outlet, *((Value(Facet.MONTH, day[:_MONTH]),) if day else ()))


def _find_day(when: Edtf | None) -> str:
    return find_days(when.text)[0] if when else ""


def _list_values(act: Act) -> Iterator[Value]:
    yield _name(Facet.TYPE, act.type.value)
    if act.place:
        yield name_place(act.place)
    for topic in act.topics:
        yield _name(Facet.TOPIC, topic.value)


@cache
def _name(facet: Facet, value: str) -> Value:
    """Return a value of a closed list: there are few, each is met again and again."""
    return Value(facet, value)


def name_what(what: What) -> Value:
    """Return what something is as a value of its facet.

    Args:
        what: What it is.
    """
    return _name(Facet.WHAT, what.value)


def _pick(names: Mapping[str, Value], act: Act) -> Iterator[Value]:
    for actor in (*act.actors, *act.recipients, *act.said_by):
        if actor in names:
            yield names[actor]


def _name_actors(reading: Reading) -> dict[str, Value]:
    """Return the actors of a reading that have a name by which other documents know them, too."""
    context = _load_context()
    text = reading.document.text
    names: dict[str, Value] = {}
    for actor in reading.actors:
        known = context.find_actor(actor.id)
        if known is not None:
            names[actor.id] = Value(Facet.ACTOR, known.id, known.ar, known.en, known.type.value)
            continue
        longest = max([span.select(text) for span in actor.mentions], key=len, default="")
        if actor.id.startswith(_WITHHELD):
            names[actor.id] = Value(Facet.ACTOR, actor.id, longest, actor.en, actor.type.value)
        elif is_named(longest):
            names[actor.id] = Value(
                Facet.ACTOR, _identify(actor.type, longest), longest, actor.en, actor.type.value
            )
    return names


@lru_cache(maxsize=20_000)
def _identify(kind: ActorType, name: str) -> str:
    return identify_party(kind, key_words(name))


@lru_cache(maxsize=20_000)
def is_named(name: str) -> bool:
    """Tell whether a name can be that of the same actor elsewhere: it has two words that say something.

    Args:
        name: The longest name that a text gives.
    """
    forms = list_forms(name)[:2]
    return len(forms) > 1 and forms[0] not in GENERIC and all(map(find_telling_key, forms))


_load_context = cache(load_packs)


@cache
def _load_places() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for place in _load_context().places:
        names.setdefault(place.en, place.ar)
    return names


@lru_cache(maxsize=20_000)
def name_place(en: str) -> Value:
    """Return a place as a value of its facet.

    Args:
        en: English name.
    """
    return Value(Facet.PLACE, en, _load_places().get(en, ""), en)


def make_case_item(case: Case, begins: str, masks: Masks) -> Item | None:
    """Return what can be found of a case; nothing of one that was rejected.

    Args:
        case: As it was folded.
        begins: The first day that is known of it, ISO.
        masks: What is withheld.
    """
    if case.standing is Standing.REJECTED:
        return None
    shown = masks.mask_case(case)
    parties = dict.fromkeys(party for _, party in shown.sides)
    names = " \n ".join(name for party in parties for name in (party.ar, party.en))
    rest = "\n".join((names, shown.place, name_place(shown.place).ar, shown.what.replace("-", " ")))
    values = (
        name_what(What.CASE),
        _name(Facet.KIND, shown.kind.value),
        *((Value(Facet.MONTH, begins[:_MONTH]),) if begins else ()),
        *((name_place(shown.place),) if shown.place else ()),
        *(Value(Facet.TOPIC, topic) for topic in shown.topics),
        *map(_name_party, parties),
    )
    title, named = write_words(shown.title)
    body, exact = write_words(rest)
    return Item(
        What.CASE,
        case=shown.id,
        day=begins,
        title=title,
        body=body,
        exact=f"{named} {exact}",
        values=tuple(dict.fromkeys(values)),
        masked=shown != case,
    )


def _name_party(party: Party) -> Value:
    """Return a party as a value of its facet, by the label that the packs have for it."""
    known = _load_context().find_actor(party.id)
    if known is not None:
        return Value(Facet.ACTOR, known.id, known.ar, known.en, known.type.value)
    return Value(Facet.ACTOR, party.id, party.ar, party.en, party.type.value)


def list_all(readings: Sequence[Reading], masks: Masks) -> list[Item]:
    """Return what can be found of documents that were read.

    Args:
        readings: What was read.
        masks: What is withheld.
    """
    return [item for reading in readings for item in make_document_items(reading, masks)]
