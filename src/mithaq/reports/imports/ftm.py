"""FollowTheMoney entities as cases, parties and documents, where what they mean is clear.

Events and projects become cases; persons and bodies become their parties by the links between them; documents that
bring their text come in as documents. Everything else (positions, payments, ownership …) has no place in a record and
is counted. Each case rests on the values of its own entity, written out one on each line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec
from followthemoney import EntityProxy, model
from followthemoney.exc import FollowTheMoneyException

from mithaq.dates import Edtf
from mithaq.errors import Reason
from mithaq.following.case import AnyRead, Describe, Kind, Open, Party
from mithaq.following.kinds import find_kind
from mithaq.ledger.arrivals import Arrival
from mithaq.model import ActorType, Topic
from mithaq.refusals import make_error
from mithaq.reports.imports.acled import read_day
from mithaq.reports.imports.naming import name_case, name_party
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Known, Sheet, Source, write_sheet
from mithaq.reports.imports.taken import Left, Result, make_arrival

_PARTIES: Final = (
    ("Company", ActorType.COMPANY),
    ("PublicBody", ActorType.INSTITUTION),
    ("Person", ActorType.PERSON),
    ("Organization", ActorType.ORGANIZATION),
    ("LegalEntity", ActorType.ORGANIZATION),
)
"""Which schemas are parties; the first that an entity is decides."""
_ACTOR: Final = "mithaq-actor-"
_OTHERS: Final = {Kind.INCIDENT: "party", Kind.AGREEMENT: "party"}
"""The role of those who are involved in a case, nobody says how; in the other kinds there is none."""


@dataclass(slots=True)
class _Entities:
    """What a file holds, by id."""

    lines: dict[str, int] = field(default_factory=dict)
    known: dict[str, EntityProxy] = field(default_factory=dict)
    links: defaultdict[str, list[EntityProxy]] = field(default_factory=lambda: defaultdict(list))


def read_ftm(text: str, source: Source) -> Result:
    """Yield a case for each event and project, documents with their text, and what was not taken.

    Args:
        text: The file, decoded: one entity as JSON on each line.
        source: The file.
    """
    entities = _Entities()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                _keep(entities, _read_entity(line), number)
            except NotTakenError as error:
                yield Left(source.point(str(number)), error)
    for key, entity in entities.known.items():
        place = source.point(str(entities.lines[key]))
        try:
            yield _take(entity, entities, source, place)
        except NotTakenError as error:
            yield Left(place, error)


def _read_entity(line: str) -> EntityProxy:
    try:
        data = msgspec.json.decode(line, type=dict[str, object])
        entity = model.get_proxy(data, cleaned=False)
    except (
        msgspec.MsgspecError,
        FollowTheMoneyException,
        RecursionError,
        AttributeError,
        TypeError,
    ) as error:
        raise make_error(NotTakenError, "imports.no-entity", error=str(error)) from error
    if not entity.id:
        raise make_error(NotTakenError, "imports.no-entity-id")
    return entity


def _keep(entities: _Entities, entity: EntityProxy, line: int) -> None:
    """Keep an entity; one that comes again is merged, as the format has it."""
    key = str(entity.id)
    if key in entities.known:
        try:
            entity = entities.known[key].merge(entity)
        except FollowTheMoneyException as error:
            raise make_error(NotTakenError, "imports.two-things", key=key, error=str(error)) from error
    entities.lines.setdefault(key, line)
    entities.known[key] = entity
    if entity.schema.is_a("UnknownLink"):
        entities.links[entity.first("recordId", quiet=True) or ""].append(entity)
    elif entity.schema.is_a("ProjectParticipant"):
        entities.links[entity.first("project", quiet=True) or ""].append(entity)


def _take(entity: EntityProxy, entities: _Entities, source: Source, place: str) -> Arrival | Left:
    if entity.schema.is_a("Event") or entity.schema.is_a("Project"):
        return make_arrival(*_read_case(entity, entities, source), place)
    if entity.schema.is_a("Document"):
        return _take_document(entity, entities, source, place)
    name = entity.schema.name
    key = "imports.through-cases" if _find_type(entity) else "imports.no-place"
    return Left(place, make_error(NotTakenError, key, name=name), refused=False)


def _take_document(entity: EntityProxy, entities: _Entities, source: Source, place: str) -> Arrival | Left:
    text = "\n".join(entity.get("bodyText", quiet=True))
    if not text.strip():
        told = make_error(NotTakenError, "imports.no-text", name=entity.schema.name)
        return Left(place, told, refused=False)
    sheet = write_sheet(text, (), _describe(entity, entities, source))
    return Arrival(sheet.document, ())


def _describe(entity: EntityProxy, entities: _Entities, source: Source) -> Known:
    key = str(entity.id)
    published = entity.first("publishedAt", quiet=True) or entity.first("date", quiet=True)
    return Known(
        name=(entity.first("fileName", quiet=True) or key)[:80],
        origin=source.locate(str(entities.lines[key])),
        title=entity.caption or None,
        outlet=entity.first("publisher", quiet=True),
        published=_read_day(published),
        url=entity.first("sourceUrl", quiet=True),
    )


def _read_day(text: str | None) -> Edtf | None:
    return read_day(text) if text else None


def _read_case(entity: EntityProxy, entities: _Entities, source: Source) -> tuple[Sheet, list[AnyRead]]:
    kind = _find_kind(entity)
    cells = [(name, " ؛ ".join(values)) for name, values in _list_properties(entity)]
    sheet = write_sheet(f"{entity.schema.name} {entity.id}", cells, _describe(entity, entities, source))
    key = entity.first("recordId", quiet=True) or str(entity.id)
    case = name_case(kind, "ftm", key)
    when = entity.first("startDate", quiet=True) or entity.first("date", quiet=True)
    title = entity.first("name", quiet=True) or entity.first("summary", quiet=True) or entity.caption
    opening = Open(
        case=case,
        kind=kind,
        title=title,
        sides=tuple(_find_sides(entity, kind, entities)),
        topics=tuple(topic for topic in entity.get("keywords", quiet=True) if topic in set(Topic)),
        place=entity.first("location", quiet=True) or "",
        on=_read_when(when),
        evidence=sheet.quote("name", "summary", "startDate", "date", "location", "involved", "organizer"),
    )
    return sheet, [opening, *_tell(entity, sheet, opening)]


def _list_properties(entity: EntityProxy) -> Iterator[tuple[str, list[str]]]:
    for name in sorted(entity.properties):
        yield name, sorted(entity.get(name))


def _find_kind(entity: EntityProxy) -> Kind:
    told = [word for word in entity.get("keywords", quiet=True) if word in set(Kind)]
    if told:
        return Kind(min(told))
    return Kind.PROGRAMME if entity.schema.is_a("Project") else Kind.INCIDENT


def _read_when(text: str | None) -> str | None:
    """Return a date of the format as EDTF: the two write years, months and days alike."""
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise make_error(NotTakenError, "imports.no-date", text=text, how=Reason("imports.how-date"))
    return day.text


def _find_sides(entity: EntityProxy, kind: Kind, entities: _Entities) -> Iterator[tuple[str, Party]]:
    roles = {role.name for role in find_kind(kind).roles}
    pairs: dict[tuple[str, str], Party] = {}

    def add(role: str, key: str | None) -> None:
        party = _find_party(key, entities) if key and role in roles else None
        if party:
            pairs.setdefault((role, party.id), party)

    for key in entity.get("organizer", quiet=True):
        add("by", key)
    record = entity.first("recordId", quiet=True) or ""
    for link in (*entities.links.get(record, ()), *entities.links.get(str(entity.id), ())):
        role = link.first("role", quiet=True) or ""
        if link.schema.is_a("ProjectParticipant"):
            add(role, link.first("participant", quiet=True))
        elif role == "accusation":
            add("complainant", link.first("subject", quiet=True))
            add("accused", link.first("object", quiet=True))
        elif role == kind.value:
            add("by", link.first("subject", quiet=True))
            add("to", link.first("object", quiet=True))
    named = {party for _, party in pairs}
    for key in entity.get("involved", quiet=True):
        other = _find_party(key, entities)
        if other and other.id not in named:
            add(_OTHERS.get(kind, ""), key)
    yield from ((role, party) for (role, _), party in pairs.items())


def _find_party(key: str, entities: _Entities) -> Party | None:
    entity = entities.known.get(key)
    kind = _find_type(entity) if entity else None
    if entity is None or kind is None:
        return None
    names = entity.get("name", quiet=True)
    ours = name_party(key.removeprefix(_ACTOR), kind) if key.startswith(_ACTOR) else None
    if ours and ours.ar:
        return ours
    arabic = [name for name in names if name_party(name, kind).ar]
    found = name_party((arabic or names or [key])[0], kind)
    latin = next((name for name in names if name not in arabic), found.en)
    return msgspec.structs.replace(found, en=found.en or latin)


def _find_type(entity: EntityProxy) -> ActorType | None:
    return next((kind for schema, kind in _PARTIES if entity.schema.is_a(schema)), None)


def _tell(entity: EntityProxy, sheet: Sheet, opening: Open) -> Iterator[AnyRead]:
    spec = find_kind(opening.kind)
    for name, source in (("phase", "phase"), ("end", "endDate")):
        value = entity.first(source, quiet=True)
        if value and spec.find_field(name) is not None:
            told = _read_when(value) or value if name == "end" else value
            yield Describe(
                case=opening.case, field=name, value=told, on=opening.on, evidence=sheet.quote(source)
            )
