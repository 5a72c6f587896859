"""Who is meant by a name in a table of others: an actor of the packs, or somebody new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache

from mithaq.following.case import Kind, Party
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.packs.schema import ActorEntry

_ARABIC = re.compile("[\u0621-\u064a]")
_OURS = re.compile(rf"(?:[A-Z]{{3}}-)?((?:{'|'.join(kind.value for kind in Kind)})-[0-9a-f]{{10,20}})")
_LENGTH = 12


def name_party(name: str, kind: ActorType) -> Party:
    """Return the party that a name stands for: the same for the same name in every file.

    Args:
        name: In Arabic or English; or the id of an actor of the packs.
        kind: What it is where no pack knows it.
    """
    entry = _find_entry(name)
    if entry is not None:
        return Party(entry.id, entry.type, entry.ar, entry.en)
    plain = " ".join(name.split())
    digest = hashlib.sha256(plain.casefold().encode()).hexdigest()[:10]
    arabic = _ARABIC.search(plain) is not None
    return Party(f"{kind.value}-{digest}", kind, plain if arabic else "", "" if arabic else plain)


def name_case(kind: Kind, origin: str, key: str) -> str:
    """Return the id of the case that a row opens: its own where it came out of a record, else one made from its key.

    Args:
        kind: Kind of the case.
        origin: Which system the key is of.
        key: What the system calls it.
    """
    ours = _OURS.fullmatch(key.strip())
    if ours and ours[1].startswith(kind.value):
        return ours[1]
    digest = hashlib.sha256(f"{origin} {key.strip()}".encode()).hexdigest()[:_LENGTH]
    return f"{kind.value}-{digest}"


def _find_entry(name: str) -> ActorEntry | None:
    packs = load_packs()
    phrase = packs.find_phrase(name)
    if phrase and phrase.actors:
        return packs.actors[phrase.actors[0]]
    return packs.find_actor(name) or _list_english().get(name.strip().casefold())


@cache
def _list_english() -> Mapping[str, ActorEntry]:
    found: dict[str, ActorEntry] = {}
    for entry in load_packs().actors:
        if entry.en:
            found.setdefault(entry.en.casefold(), entry)
    return found
