"""All packs read together: actors, places and agreements by id, and the phrases that name them.

What is built here is compiled once and cached under the digest of the data; see :mod:`mithaq.knowledge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct, structs

from mithaq.errors import KnowledgeError
from mithaq.knowledge import digest_files, load_compiled, read_knowledge
from mithaq.model import ActorType
from mithaq.packs.schema import (
    ActorEntry,
    AgreementEntry,
    BodyEntry,
    Guards,
    PackHeader,
    PlaceEntry,
    StateEntry,
)
from mithaq.packs.states import Nationality, expand_names, list_nationalities, make_actors, make_places
from mithaq.refusals import make_error
from mithaq.text.normalize import fold

FOLDER = Path(__file__).parent
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LARGE, _LONG = 300_000, 5  # inhabitants and letters from which a town's name stands without a cue
_FORMAT = "5"  # raise when the shape of what is cached changes


class Phrase(Struct, frozen=True, forbid_unknown_fields=True, gc=False, array_like=True):
    """What a sequence of plain words can name.

    Args:
        actors: Indices of the actors that it names wherever it stands.
        shorts: Indices of the actors that it names only where the text concerns them.
        places: Indices of places, most likely first.
        weak: Whether it is also a common word, so that a place needs a cue before it.
    """

    actors: tuple[int, ...] = ()
    shorts: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    weak: bool = False


class Tenure(Struct, frozen=True, forbid_unknown_fields=True, gc=False, array_like=True):
    """Who held an office and when (EDTF)."""

    actor: int
    since: str | None
    until: str | None


class Context(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known before a text is read.

    Args:
        packs: Names of the packs, in the order in which they were read.
        headers: What the packs say of themselves.
        states: Every state.
        actors: Every actor, hand-written ones before generated ones.
        places: Every place.
        agreements: Every agreement.
        phrases: Plain words joined by a space, and what they name.
        heads: First words of phrases.
        pairs: First two words of longer phrases, and how many words such phrases have, longest first.
        nationalities: Plain spelling of nationality adjectives.
        holders: ``country|plain title`` and who held the office, in order of beginning.
        actor_of: Index of each actor by id.
        place_of: Index of each place by id.
        cues: Plain words that show that a place follows.
        bearers: Plain words that make a following place a part of another name.
    """

    packs: tuple[str, ...]
    headers: tuple[PackHeader, ...]
    states: tuple[StateEntry, ...]
    actors: tuple[ActorEntry, ...]
    places: tuple[PlaceEntry, ...]
    agreements: tuple[AgreementEntry, ...]
    phrases: dict[str, Phrase]
    heads: frozenset[str]
    pairs: dict[str, tuple[int, ...]]
    nationalities: dict[str, Nationality]
    holders: dict[str, tuple[Tenure, ...]]
    actor_of: dict[str, int]
    place_of: dict[str, int]
    cues: frozenset[str]
    bearers: frozenset[str]

    def find_actor(self, name: str) -> ActorEntry | None:
        """Return the actor with the id ``name``."""
        index = self.actor_of.get(name)
        return None if index is None else self.actors[index]

    def find_place(self, name: str) -> PlaceEntry | None:
        """Return the place with the id ``name``."""
        index = self.place_of.get(name)
        return None if index is None else self.places[index]

    def find_phrase(self, words: str) -> Phrase | None:
        """Return what ``words`` can name, in any spelling, without attached particles."""
        return self.phrases.get(key_words(words))

    def find_holder(self, title: str, country: str, when: str | None) -> ActorEntry | None:
        """Return who held an office.

        Args:
            title: The title without a nationality, in any spelling ("وزير الخارجية").
            country: ISO 3166-1 alpha-2 code; empty for an international office.
            when: EDTF date; None for the last known holder.
        """
        tenures = self.holders.get(f"{country}|{key_words(title)}", ())
        if when is None:
            return self.actors[tenures[-1].actor] if tenures else None
        for tenure in reversed(tenures):
            if _covers(tenure, when):
                return self.actors[tenure.actor]
        return None


def _covers(tenure: Tenure, when: str) -> bool:
    def cut(bound: str) -> tuple[str, str]:
        size = min(len(bound), len(when))
        return bound[:size], when[:size]

    if tenure.since:
        since, day = cut(tenure.since)
        if day < since:
            return False
    if tenure.until:
        until, day = cut(tenure.until)
        if day > until:
            return False
    return True


@lru_cache(maxsize=20_000)
def key_words(form: str) -> str:
    """Return ``form`` as plain words joined by one space, punctuation left out."""
    return " ".join(_WORD.findall(fold(form)))


@cache
def list_packs() -> tuple[str, ...]:
    """Return the names of all packs; ``world`` comes last."""
    names = sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml"))
    return (*(name for name in names if name != "world"), "world")


@lru_cache(maxsize=4)
def _load(names: tuple[str, ...]) -> Context:
    paths = [path for name in names for path in sorted((FOLDER / name).glob("*.*"))]
    digest = digest_files(
        [*paths, *sorted(FOLDER.glob("*.yaml")), *sorted(FOLDER.glob("*.py"))], salt=_FORMAT
    )
    return load_compiled("packs", digest, Context, lambda: build_context(names))


def load_packs(names: Sequence[str] | None = None) -> Context:
    """Return the knowledge of the packs ``names`` and of ``world``, from the cache where it is fresh.

    Args:
        names: Names of packs; None for all of them. Packs named earlier win where two claim one name.

    Raises:
        KnowledgeError: If a pack does not exist or breaks its schema.
    """
    known = list_packs()
    if names is None:
        return _load(known)
    wanted = tuple(dict.fromkeys([*names, "world"]))
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise make_error(KnowledgeError, "knowledge.no-pack", name=repr(unknown[0]), packs=", ".join(known))
    return _load(wanted)


def build_context(names: Sequence[str]) -> Context:
    """Read the packs ``names`` from their files and build what :func:`load_packs` caches."""
    guards = read_knowledge(FOLDER / "guards.yaml", Guards)
    states = read_knowledge(FOLDER / "world" / "states.yaml", tuple[StateEntry, ...])
    bodies = read_knowledge(FOLDER / "world" / "bodies.yaml", tuple[BodyEntry, ...])
    actors = _gather_actors(names, states, bodies)
    places = _gather_places(names, states)
    phrases = _index_phrases(actors, places, guards)
    return Context(
        packs=tuple(names),
        headers=tuple(read_knowledge(FOLDER / name / "pack.yaml", PackHeader) for name in names),
        states=states,
        actors=actors,
        places=places,
        agreements=tuple(
            entry
            for name in names
            for path in sorted((FOLDER / name).glob("agreements*.yaml"))
            for entry in read_knowledge(path, tuple[AgreementEntry, ...])
        ),
        phrases=phrases,
        heads=frozenset(key.partition(" ")[0] for key in phrases),
        pairs=_index_pairs(phrases),
        nationalities=_index_nationalities(states),
        holders=_index_holders(actors),
        actor_of={actor.id: index for index, actor in enumerate(actors)},
        place_of={place.id: index for index, place in reversed(tuple(enumerate(places)))},
        cues=frozenset(key_words(word) for word in guards.cues),
        bearers=frozenset(key_words(word) for word in guards.bearers),
    )


def read_actors(name: str) -> Iterator[ActorEntry]:
    """Yield the hand-written actors of the pack ``name``."""
    for path in sorted((FOLDER / name).glob("actors*.yaml")):
        yield from read_knowledge(path, tuple[ActorEntry, ...])


def read_places(name: str) -> Iterator[PlaceEntry]:
    """Yield the places of the pack ``name``: hand-written ones, then those of its gazetteer."""
    for path in sorted((FOLDER / name).glob("places*.yaml")):
        yield from read_knowledge(path, tuple[PlaceEntry, ...])
    for path in sorted((FOLDER / name).glob("gazetteer*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield _read_row(line)


def _read_row(line: str) -> PlaceEntry:
    slug, en, kind, country, latitude, longitude, population, forms = line.split("\t")
    names = forms.split("|")
    return PlaceEntry(
        id=slug,
        en=en,
        ar=names[0],
        kind=kind,
        forms=tuple(names[1:]),
        country=country or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
    )


def _gather_actors(
    names: Sequence[str], states: Sequence[StateEntry], bodies: Sequence[BodyEntry]
) -> tuple[ActorEntry, ...]:
    found: dict[str, ActorEntry] = {}
    for name in names:
        for actor in read_actors(name):
            found[actor.id] = _merge_actors(found[actor.id], actor) if actor.id in found else actor
    written = {key_words(form) for actor in found.values() for form in (actor.ar, *actor.forms)}
    for state in states:
        for actor in make_actors(state, bodies):
            free = tuple(form for form in (actor.ar, *actor.forms) if key_words(form) not in written)
            if actor.id in found:
                found[actor.id] = _merge_actors(found[actor.id], structs.replace(actor, forms=free))
            elif free:
                found[actor.id] = structs.replace(actor, ar=free[0], forms=free[1:])
    return tuple(found.values())


def _merge_actors(first: ActorEntry, second: ActorEntry) -> ActorEntry:
    return structs.replace(
        first,
        forms=tuple(dict.fromkeys([*first.forms, *second.forms])),
        short=tuple(dict.fromkeys([*first.short, *second.short])),
        offices=tuple(dict.fromkeys([*first.offices, *second.offices])),
        country=first.country or second.country,
        part_of=first.part_of or second.part_of,
    )


def _gather_places(names: Sequence[str], states: Sequence[StateEntry]) -> tuple[PlaceEntry, ...]:
    found: dict[str, PlaceEntry] = {}
    made = (place for state in states for place in make_places(state))
    for place in (*(entry for name in names for entry in read_places(name)), *made):
        if place.id in found:
            first = found[place.id]
            found[place.id] = structs.replace(
                first,
                forms=tuple(dict.fromkeys([*first.forms, place.ar, *place.forms])),
                government=first.government or place.government,
                country=first.country or place.country,
                within=first.within or place.within,
                latitude=place.latitude if first.latitude is None else first.latitude,
                longitude=place.longitude if first.longitude is None else first.longitude,
                population=max(first.population, place.population),
            )
        else:
            found[place.id] = place
    return tuple(found.values())


def _spell(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        for spelling in expand_names(form):
            key = key_words(spelling)
            if key:
                yield key


def _index_phrases(
    actors: Sequence[ActorEntry], places: Sequence[PlaceEntry], guards: Guards
) -> dict[str, Phrase]:
    named: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    placed: dict[str, list[int]] = {}
    guarded = {key_words(form) for form in guards.actors}
    for index, actor in enumerate(actors):
        keys = tuple(_spell((actor.ar, *actor.forms)))
        _claim(named, (key for key in keys if key not in guarded), index)
        _claim(short, (*_spell(actor.short), *(key for key in keys if key in guarded)), index)
    order = sorted(range(len(places)), key=lambda index: _rank_place(places[index], index))
    never = {key_words(form) for form in guards.never}
    for index in order:
        place = places[index]
        _claim(placed, (key for key in _spell((place.ar, *place.forms)) if key not in never), index)
    common = {key_words(form) for form in guards.places}
    weak = {
        key for key, claims in placed.items() if key in common or _is_weak(key, [places[at] for at in claims])
    }
    return {
        key: Phrase(
            tuple(named.get(key, ())), tuple(short.get(key, ())), tuple(placed.get(key, ())), weak=key in weak
        )
        for key in sorted({*named, *short, *placed})
    }


def _is_weak(key: str, claims: Sequence[PlaceEntry]) -> bool:
    if " " in key or any(place.kind != "town" for place in claims):
        return False
    large = max(place.population for place in claims) >= _LARGE
    return not large or len(key) < _LONG or key.startswith("ال")


def _rank_place(place: PlaceEntry, index: int) -> tuple[int, int, int, int]:
    return (0 if place.government else 1, 1 if place.kind == "town" else 0, -place.population, index)


def _claim(table: dict[str, list[int]], keys: Iterable[str], index: int) -> None:
    for key in keys:
        claims = table.setdefault(key, [])
        if index not in claims:
            claims.append(index)


def _index_pairs(phrases: Mapping[str, Phrase]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for key in phrases:
        words = key.split(" ", 2)
        if len(words) > 1:
            lengths.setdefault(f"{words[0]} {words[1]}", set()).add(key.count(" ") + 1)
    return {pair: tuple(sorted(sizes, reverse=True)) for pair, sizes in lengths.items()}


def _index_nationalities(states: Sequence[StateEntry]) -> dict[str, Nationality]:
    found: dict[str, Nationality] = {}
    for state in states:
        for form, nationality in list_nationalities(state):
            found.setdefault(key_words(form), nationality)
    return found


def _index_holders(actors: Sequence[ActorEntry]) -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for index, actor in enumerate(actors):
        if actor.type is not ActorType.PERSON:
            continue
        for office in actor.offices:
            country = office.country if office.country is not None else actor.country
            key = f"{country or ''}|{key_words(office.ar)}"
            found.setdefault(key, []).append(Tenure(index, office.since, office.until))
    return {key: tuple(sorted(held, key=lambda tenure: tenure.since or "")) for key, held in found.items()}
