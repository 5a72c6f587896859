"""Acts as an event table in the 40 columns of POLECAT (docs/exports.md holds the data dictionary)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from mithaq.dates import Edtf, Precision
from mithaq.model import Act, Actor, ActorType, Reading, Status
from mithaq.packs.context import load_packs
from mithaq.packs.schema import ActorEntry
from mithaq.reports.exports.cells import write_tab_rows
from mithaq.reports.exports.coding import find_mode, find_plover_type, find_sector, read_polecat
from mithaq.reports.exports.pile import Pile
from mithaq.reports.exports.places import (
    find_country,
    find_place,
    list_containing,
    list_countries,
    name_country,
)
from mithaq.reports.exports.reasons import Reason

COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip
_BETWEEN: Final = "; "
_CITIES: Final = frozenset({"city", "town"})


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the acts of a pile; acts that are denied and acts without an actor are left out, and counted.

    Args:
        pile: What is exported.
        out: Where to.
    """
    write_tab_rows(out, _list_rows(pile))


def _list_rows(pile: Pile) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for reading in pile.readings():
        story = _tell_story(reading, pile)
        for act in reading.acts:
            if act.status is Status.DENIED:
                pile.tally.left_out[Reason.DENIED] += 1
            elif not act.actors:
                pile.tally.left_out[Reason.NO_ACTOR] += 1
            else:
                pile.tally.records += 1
                yield make_row(act, story)


@dataclass(frozen=True, slots=True)
class Story:
    """What the rows of one document share.

    Args:
        reading: What was read.
        actors: Its actors by id.
        ends: The last columns.
    """

    reading: Reading
    actors: dict[str, Actor]
    ends: tuple[str, ...]


def _tell_story(reading: Reading, pile: Pile) -> Story:
    document = reading.document
    actors = {actor.id: actor for actor in reading.actors}
    named = [(actor.type, _name(actor, document.text)) for actor in reading.actors]
    people = [name for kind, name in named if kind is ActorType.PERSON]
    others = [name for kind, name in named if kind is not ActorType.PERSON]
    places = dict.fromkeys(act.place for act in reading.acts if act.place)
    ends = (
        document.outlet or "",
        _tell_day(document.published),
        _BETWEEN.join(people),
        _BETWEEN.join(others),
        _BETWEEN.join(places),
        "ar",
        f"mithaq {pile.statement.mithaq} {reading.reader}",
    )
    return Story(reading, actors, ends)


def make_row(act: Act, story: Story) -> tuple[object, ...]:
    """Return an act as a row.

    Args:
        act: The act.
        story: What the rows of its document share.
    """
    book, reading = read_polecat(), story.reading
    text = reading.document.text
    kind = find_plover_type(act, reading)
    contexts = [book.contexts.get(topic, "") for topic in act.topics] + [book.statuses.get(act.status, "")]
    return (
        f"{reading.document.sha256[:16]}-{act.trigger.start}-{act.type.value}",
        _tell_day(act.date),
        kind.value,
        find_mode(kind, (act.trigger.select(text), act.evidence.select(text))),
        book.intensity[kind],
        book.quads[kind],
        _BETWEEN.join(dict.fromkeys(context for context in contexts if context)),
        *_tell_actors(act.actors, act.date, story),
        *_tell_actors(act.recipients, act.date, story),
        *_tell_place(act, reading),
        *story.ends,
    )


def _tell_day(when: Edtf | None) -> str:
    single = when is not None and when.precision is Precision.DAY
    return when.earliest.isoformat() if single and when and when.earliest else ""


def _name(actor: Actor, text: str) -> str:
    known = load_packs().find_actor(actor.id)
    return (known.en if known else actor.en) or _find_raw(actor, text)


def _find_raw(actor: Actor, text: str) -> str:
    return actor.mentions[0].select(text) if actor.mentions else ""


def _tell_actors(ids: Iterable[str], when: Edtf | None, story: Story) -> tuple[str, ...]:
    text, packs = story.reading.document.text, load_packs()
    actors = [story.actors[actor] for actor in ids if actor in story.actors]
    entries = [packs.find_actor(actor.id) for actor in actors]
    sectors = [find_sector(actor.id, actor.type, _find_raw(actor, text)) for actor in actors]
    countries = [find_country(entry.country) if entry else None for entry in entries]
    titles = [_find_title(entry, when) for entry in entries]
    return (
        _BETWEEN.join(_name(actor, text) for actor in actors),
        _BETWEEN.join(dict.fromkeys(country.alpha3 for country in countries if country)),
        _BETWEEN.join(dict.fromkeys(str(country.cow) for country in countries if country and country.cow)),
        next((sector for sector in sectors if sector), ""),
        _BETWEEN.join(dict.fromkeys(sector for sector in sectors if sector)),
        _BETWEEN.join(title for title in titles if title),
        _BETWEEN.join(_find_raw(actor, text) for actor in actors),
        "",
    )


def _find_title(entry: ActorEntry | None, when: Edtf | None) -> str:
    """Return the office that a person held on the day of the act, where the packs know both."""
    if entry is None or when is None or when.earliest is None:
        return ""
    day = when.earliest.isoformat()
    for office in entry.offices:
        begins = office.since is not None and office.since <= day[: len(office.since)]
        if begins and (office.until is None or day[: len(office.until)] <= office.until):
            return office.en
    return ""


def _tell_place(act: Act, reading: Reading) -> tuple[object, ...]:
    place = find_place(act.place, list_countries((*act.actors, *act.recipients))) if act.place else None
    raw = act.place_evidence.select(reading.document.text) if act.place_evidence else ""
    if place is None:
        return (act.place or "", "", "", "", "", "", "", "", raw, "")
    outer = (place, *list_containing(place))
    return (
        place.en,
        place.en if place.kind in _CITIES else "",
        next((item.en for item in outer if item.kind == "district"), ""),
        next((item.en for item in outer if item.kind == "region"), ""),
        name_country(place.country),
        "" if place.latitude is None else place.latitude,
        "" if place.longitude is None else place.longitude,
        "",
        raw,
        place.kind,
    )
