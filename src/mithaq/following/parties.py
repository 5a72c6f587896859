"""Parties: the same actor in all documents of a story.

An actor that a pack knows is the same everywhere by its id. Others are united where two documents give the same
name of two words or more, or where a last name in one closes a full name in the other. A description without a
name ("مصدر أمني") is never united with one of another document.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mithaq.following.case import Party
from mithaq.model import Actor, ActorType, Reading
from mithaq.packs.context import Context, key_words

GENERIC = frozenset(
    ("مصدر", "مصادر", "مسوول", "مسوولون", "مسوولين", "دبلوماسي", "دبلوماسيان", "شاهد", "شهود", "عضو", "ناطق",
     "متحدث", "المتحدث", "الناطق", "قيادي", "ضابط", "سكان", "نظيرتها", "نظيره", "مراقبون", "محللون", "خبير")
)  # fmt: skip
_LEAST_NAME = 2


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of one reading with the plain spelling of its names.

    Args:
        document: Index of the reading.
        actor: The actor.
        forms: Plain spelling of every mention, the longest first.
    """

    document: int
    actor: Actor
    forms: tuple[str, ...]


def unite_parties(readings: Sequence[Reading], context: Context) -> tuple[Mapping[str, Party], ...]:
    """Return for each reading the party that each of its actors is.

    Args:
        readings: All readings of the story.
        context: What the packs know.
    """
    named = [
        _name(index, actor, reading) for index, reading in enumerate(readings) for actor in reading.actors
    ]
    groups = _group(named, context)
    found: tuple[dict[str, Party], ...] = tuple({} for _ in readings)
    for group in groups:
        party = _make_party(group, context, readings)
        for item in group:
            found[item.document][item.actor.id] = party
    return found


def _name(document: int, actor: Actor, reading: Reading) -> Named:
    text = reading.document.text
    forms = {key_words(span.select(text)) for span in actor.mentions}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return Named(document, actor, tuple(ordered))


def _group(named: Sequence[Named], context: Context) -> list[list[Named]]:
    keys: dict[str, int] = {}
    parent = list(range(len(named)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, item in enumerate(named):
        for key in list_keys(item, context):
            if key in keys:
                parent[root(index)] = root(keys[key])
            else:
                keys[key] = index
    groups: defaultdict[int, list[Named]] = defaultdict(list)
    for index, item in enumerate(named):
        groups[root(index)].append(item)
    return list(groups.values())


def list_keys(item: Named, context: Context) -> list[str]:
    """Return under which keys an actor is the same as another with one of them.

    Args:
        item: The actor with its names.
        context: What the packs know.
    """
    if context.find_actor(item.actor.id) is not None:
        return [f"id {item.actor.id}"]
    keys = [f"{item.document} {item.actor.id}"]
    for form in item.forms:
        words = form.split()
        if not words or words[0] in GENERIC:
            continue
        if len(words) >= _LEAST_NAME:
            keys.append(f"form {form}")
        if item.actor.type is ActorType.PERSON:
            keys.append(f"last {words[-1]}")
    return keys


def _make_party(group: Sequence[Named], context: Context, readings: Sequence[Reading]) -> Party:
    first = group[0].actor
    known = context.find_actor(first.id)
    fullest = max(
        (form for item in group for form in item.forms), key=lambda form: (len(form), form), default=""
    )
    ar = _spell(group, readings)
    if known is not None:
        return Party(id=known.id, type=known.type, ar=ar, en=known.en)
    kind = Counter(item.actor.type for item in group).most_common(1)[0][0]
    generic = fullest.split()[:1] and fullest.split()[0] in GENERIC
    salt = readings[group[0].document].document.sha256 if generic else ""
    en = next((item.actor.en for item in group if item.actor.en), "")
    return Party(id=identify_party(kind, fullest, salt), type=kind, ar=ar, en=en)


def identify_party(kind: ActorType, fullest: str, salt: str = "") -> str:
    """Return the id of a party that no pack knows.

    Args:
        kind: Its type.
        fullest: The plain spelling of its longest name.
        salt: Tells apart what goes by the same words.
    """
    return f"{kind.value}-{hashlib.sha256(f'{fullest}{salt}'.encode()).hexdigest()[:10]}"


def _spell(group: Sequence[Named], readings: Sequence[Reading]) -> str:
    spelled = (
        span.select(readings[item.document].document.text) for item in group for span in item.actor.mentions
    )
    return max(spelled, key=lambda words: (len(words), words), default="")
