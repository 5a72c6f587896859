"""How acts, incidents and actors are coded for others: the mappings of `polecat.yaml` and `acled.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import Act, ActorType, ActType, Reading, Status, Topic
from mithaq.packs.context import load_packs
from mithaq.reports.exports.cues import Cue, Cues, compile_cues

_FOLDER = Path(__file__).parent


class OwnConflict(Struct, frozen=True, forbid_unknown_fields=True):
    """What shows that somebody asks for an end of a conflict that is their own.

    Args:
        topic: What the request is about.
        type: Type of an act of the same text in which they take part.
    """

    topic: Topic
    type: ActType


class PolecatBook(Struct, frozen=True, forbid_unknown_fields=True):
    """`polecat.yaml`.

    Args:
        quads: Quad code of each type.
        intensity: Figure of each type on the scale of PLOVER.
        contexts: Contexts of topics.
        statuses: Contexts of statuses.
        planned: Types that acts have in PLOVER as long as they are planned.
        regret: Words of regret.
        own_conflict: What makes a call for an end of fighting a promise.
        modes: Words of modes, by type.
        sectors: Words of sectors in names of actors.
        types: Sectors that the type of an actor decides.
    """

    quads: dict[ActType, str]
    intensity: dict[ActType, float]
    contexts: dict[Topic, str]
    statuses: dict[Status, str]
    planned: dict[ActType, ActType]
    regret: Cue
    own_conflict: OwnConflict
    modes: dict[ActType, tuple[Cue, ...]]
    sectors: tuple[Cue, ...]
    types: dict[ActorType, str]


class EventClass(Struct, frozen=True, forbid_unknown_fields=True):
    """A sub-event of ACLED with the event and the disorder that it belongs to."""

    name: str
    event: str
    disorder: str


class AcledBook(Struct, frozen=True, forbid_unknown_fields=True):
    """`acled.yaml`.

    Args:
        events: The sub-events that are told apart.
        cues: Their words.
        actors: Codes of actors, in the order in which pairs of them are written.
        forces: Sectors whose actors are state forces.
        types: Codes that the type of an actor decides.
        known: Actors of which the code is known, by code.
    """

    events: tuple[EventClass, ...]
    cues: tuple[Cue, ...]
    actors: tuple[str, ...]
    forces: tuple[str, ...]
    types: dict[ActorType, str]
    known: dict[str, tuple[str, ...]]


@cache
def read_polecat() -> PolecatBook:
    """Return the mapping to POLECAT."""
    return read_knowledge(_FOLDER / "polecat.yaml", PolecatBook)


@cache
def read_acled() -> AcledBook:
    """Return the mapping to ACLED."""
    return read_knowledge(_FOLDER / "acled.yaml", AcledBook)


@cache
def load_modes() -> dict[ActType, Cues]:
    """Return the words of modes, compiled."""
    return {kind: compile_cues(cues) for kind, cues in read_polecat().modes.items()}


@cache
def load_sectors() -> Cues:
    """Return the words of sectors, compiled."""
    return compile_cues(read_polecat().sectors)


@cache
def load_regret() -> Cues:
    """Return the words of regret, compiled."""
    return compile_cues([read_polecat().regret])


@cache
def load_events() -> Cues:
    """Return the words of sub-events, compiled."""
    return compile_cues(read_acled().cues)


@lru_cache(maxsize=4096)
def find_sector(actor: str, kind: ActorType, name: str) -> str:
    """Return the sector of an actor in the codes of PLOVER; empty where nothing decides.

    Args:
        actor: Its id.
        kind: What kind of actor it is.
        name: Its Arabic name in the text, for actors that no pack knows.
    """
    known = load_packs().find_actor(actor)
    if kind is ActorType.INSTITUTION:
        return load_sectors().find_one((known.ar if known else "", name))
    if actor in read_acled().known.get("Rebel group", ()):
        return "REB"
    return read_polecat().types.get(kind, "")


@lru_cache(maxsize=4096)
def code_actor(actor: str, kind: ActorType, name: str, country: str | None) -> str:
    """Return the code of an actor in an incident, as ACLED names it; empty where nothing decides.

    Args:
        actor: Its id.
        kind: What kind of actor it is.
        name: Its Arabic name.
        country: Where the incident took place, ISO 3166-1 alpha-2.
    """
    book = read_acled()
    found = next((code for code, actors in book.known.items() if actor in actors), book.types.get(kind, ""))
    forces = kind is ActorType.STATE or find_sector(actor, kind, name) in book.forces
    if found or not forces:
        return found
    known = load_packs().find_actor(actor)
    home = known.country if known else None
    if home is None or country is None:
        return ""
    return "State forces" if home == country else "External/Other forces"


def join_codes(first: str, second: str) -> str:
    """Return the code of two actors together; empty where one of them is there without a code.

    Args:
        first: Code of the first.
        second: Code of the second, empty where there is none.
    """
    order = read_acled().actors
    if not first:
        return ""
    if not second:
        return f"{first} only"
    return "-".join(sorted((first, second), key=order.index))


def find_plover_type(act: Act, reading: Reading) -> ActType:
    """Return the type of an act in PLOVER, where the codebook departs from it.

    Args:
        act: The act.
        reading: The reading that it is of.
    """
    book, text = read_polecat(), reading.document.text
    if act.status is Status.PLANNED:
        return book.planned.get(act.type, act.type)
    if act.type is not ActType.CONCEDE and load_regret().find_all(act.trigger.select(text)):
        return ActType.CONCEDE
    if act.type is ActType.REQUEST and book.own_conflict.topic in act.topics:
        fighting = {actor for other in reading.acts if other.type is book.own_conflict.type
                    for actor in (*other.actors, *other.recipients)}  # fmt: skip
        if fighting.intersection(act.actors):
            return ActType.AGREE
    return act.type


def find_mode(kind: ActType, texts: Iterable[str]) -> str:
    """Return the mode of an act; empty where its words decide none.

    Args:
        kind: Its type in PLOVER.
        texts: The word that carries it, then the clause that tells it.
    """
    modes = load_modes().get(kind)
    return modes.find_one(texts) if modes else ""
