"""FollowTheMoney entities, one JSON object on each line, built and checked by the library of the format.

Persons, bodies, positions with those who held them, documents, events, projects and the links between them. An entity
that several cases share can come again: whoever reads the file merges entities by their ids.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Final

import msgspec
from followthemoney import EntityProxy, model

from mithaq.following.case import Kind, Party
from mithaq.following.clock import find_state
from mithaq.following.facts import find_value
from mithaq.following.fold import Case
from mithaq.following.kinds import find_kind
from mithaq.model import ActorType, Document
from mithaq.packs.context import load_packs
from mithaq.packs.schema import ActorEntry, Office
from mithaq.reports.exports.days import cut_dates
from mithaq.reports.exports.pile import Dossier, Pile

_SCHEMAS: Final = {
    ActorType.PERSON: "Person",
    ActorType.INSTITUTION: "PublicBody",
    ActorType.STATE: "PublicBody",
    ActorType.ARMED_GROUP: "Organization",
    ActorType.ORGANIZATION: "Organization",
    ActorType.COMPANY: "Company",
    ActorType.MEDIA: "Organization",
    ActorType.POPULATION: "LegalEntity",
}
_PROJECTS: Final = frozenset({Kind.PROGRAMME, Kind.PLAN})
_RECENT: Final = 20_000  # entities that are not written again within so many others


@dataclass(frozen=True, slots=True)
class Recent:
    """What was written lately; how much of it is kept does not grow with the record."""

    ids: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def is_new(self, key: str) -> bool:
        """Tell whether something was not written lately; from now on it was.

        Args:
            key: Id of an entity.
        """
        if key in self.ids:
            return False
        self.ids[key] = None
        if len(self.ids) > _RECENT:
            self.ids.popitem(last=False)
        return True


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the entities of a pile; the last line is a note with the statement.

    Args:
        pile: What is exported.
        out: Where to.
    """
    recent = Recent()
    for dossier in pile.dossiers():
        for entity in list_entities(dossier, pile, recent):
            pile.tally.records += 1
            _write_entity(entity, out)
    note = _make("Note", "statement", name="Mithaq export")
    note.add("notes", pile.state().encode().decode())
    _write_entity(note, out)


def _write_entity(entity: EntityProxy, out: IO[bytes]) -> None:
    entity.schema.validate({"properties": entity.properties})
    out.write(msgspec.json.encode(entity.to_dict()) + b"\n")


def _make(schema: str, key: str, **values: str | Iterable[str] | None) -> EntityProxy:
    entity = model.make_entity(schema)
    entity.id = f"mithaq-{key}"
    for name, value in values.items():
        entity.add(name, value)
    return entity


def list_entities(dossier: Dossier, pile: Pile, recent: Recent) -> Iterator[EntityProxy]:
    """Yield everything that a case brings: who takes part, documents, the case itself, links.

    Args:
        dossier: The case with its documents.
        pile: Language and day.
        recent: What cases before it brought: it is not told again.
    """
    hidden = dossier.hidden
    shown = {key: party for key, party in dossier.parties.items() if key not in hidden}
    for party in shown.values():
        if recent.is_new(f"party {party.id}"):
            yield from (entity for entity in _tell_party(party) if recent.is_new(str(entity.id)))
    documents = dossier.list_documents()
    for document in documents:
        if recent.is_new(_name_document(document)):
            yield _tell_document(document)
    proof = [_name_document(document) for document in documents]
    yield _tell_case(dossier, shown, proof, pile)
    yield from _link(dossier.case, shown, proof)


def _name_party(party: str) -> str:
    return f"actor-{party}"


def _name_document(document: Document) -> str:
    return f"mithaq-document-{document.sha256}"


def _tell_party(party: Party) -> Iterator[EntityProxy]:
    known = load_packs().find_actor(party.id)
    names = (known.en, known.ar) if known else (party.en, party.ar)
    entity = _make(_SCHEMAS[party.type], _name_party(party.id), name=[name for name in names if name])
    if known and known.country:
        entity.add("country", known.country.lower())
    yield entity
    if known:
        for office in known.offices:
            yield from _tell_office(known, office)
        if known.part_of:
            yield from _tell_membership(known)


def _tell_office(person: ActorEntry, office: Office) -> Iterator[EntityProxy]:
    country = office.country if office.country is not None else person.country
    digest = hashlib.sha256(f"{country}|{office.en}".encode()).hexdigest()[:12]
    post = _make("Position", f"position-{digest}", name=[office.en, office.ar])
    if country:
        post.add("country", country.lower())
    yield post
    held = _make(
        "Occupancy",
        f"occupancy-{person.id}-{digest}-{office.since or ''}",
        holder=f"mithaq-{_name_party(person.id)}",
        post=str(post.id),
        startDate=cut_dates(office.since)[0],
        endDate=cut_dates(office.until)[1],
    )
    yield held


def _tell_membership(actor: ActorEntry) -> Iterator[EntityProxy]:
    whole = load_packs().find_actor(actor.part_of or "")
    if whole is None:
        return
    yield _make(_SCHEMAS[whole.type], _name_party(whole.id), name=[whole.en, whole.ar])
    yield _make(
        "Membership",
        f"membership-{actor.id}",
        member=f"mithaq-{_name_party(actor.id)}",
        organization=f"mithaq-{_name_party(whole.id)}",
    )


def _tell_document(document: Document) -> EntityProxy:
    published = document.published.text if document.published else None
    entity = model.make_entity("Article")
    entity.id = _name_document(document)
    entity.add("title", document.title)
    entity.add("fileName", document.name)
    entity.add("publisher", document.outlet)
    entity.add("author", document.author)
    entity.add("publishedAt", cut_dates(published)[0], cleaned=True)
    entity.add("sourceUrl", document.url)
    entity.add("language", "ara", cleaned=True)
    return entity


def _tell_case(dossier: Dossier, shown: dict[str, Party], proof: list[str], pile: Pile) -> EntityProxy:
    case = dossier.case
    entity = _make("Project" if case.kind in _PROJECTS else "Event", f"case-{case.id}")
    states = [find_state(find_kind(case.kind), thread, pile.selection.as_of)[0] for thread in case.threads]
    begins, ends = cut_dates(case.opened.step.on)
    entity.add("name", case.title or case.what or case.id)
    entity.add("recordId", case.id)
    entity.add("keywords", [case.kind.value, *case.topics])
    # Dates and references are made here: there is nothing in them to be cleaned.
    entity.add("startDate", _find_start(case) or begins, cleaned=True)
    entity.add("endDate", ends if ends != begins else None, cleaned=True)
    entity.add("proof", proof, cleaned=True)
    entity.add("description", [citation.quote.text for citation in dossier.cite(case.opened)])
    entity.add("notes", [f"standing: {case.standing.name.lower()}", *(f"state: {state}" for state in states)])
    if entity.schema.is_a("Event"):
        entity.add("location", case.place)
        entity.add("involved", [f"mithaq-{_name_party(party)}" for party in shown], cleaned=True)
        by = [party.id for role, party in case.sides if role == "by" and party.id in shown]
        entity.add("organizer", [f"mithaq-{_name_party(party)}" for party in by], cleaned=True)
    else:
        entity.add("status", states)
        phase = find_value(case, "phase")
        entity.add("phase", str(phase) if phase else None)
    return entity


def _find_start(case: Case) -> str | None:
    start = find_value(case, "start")
    return cut_dates(start)[0] if isinstance(start, str) else None


def _link(case: Case, shown: dict[str, Party], proof: list[str]) -> Iterator[EntityProxy]:
    when = cut_dates(case.opened.step.on)[0]
    if case.kind in _PROJECTS:
        for role, party in case.sides:
            if party.id in shown:
                part = _make("ProjectParticipant", f"part-{case.id}-{role}-{party.id}", role=role)
                part.add("project", f"mithaq-case-{case.id}", cleaned=True)
                part.add("participant", f"mithaq-{_name_party(party.id)}", cleaned=True)
                part.add("proof", proof, cleaned=True)
                yield part
        return
    for first, second, role in dict.fromkeys(_list_pairs(case)):
        if first in shown and second in shown:
            link = _make(
                "UnknownLink", f"link-{case.id}-{role}-{first}-{second}", role=role, recordId=case.id
            )
            link.add("subject", f"mithaq-{_name_party(first)}", cleaned=True)
            link.add("object", f"mithaq-{_name_party(second)}", cleaned=True)
            link.add("date", when, cleaned=True)
            link.add("proof", proof, cleaned=True)
            yield link


def _list_pairs(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield who stands to whom: asks, promises, or holds to be the doer."""
    by = [party.id for role, party in case.sides if role == "by"]
    to = [party.id for role, party in case.sides if role == "to"]
    yield from ((first, second, case.kind.value) for first in by for second in to)
    for accusation in case.accusations:
        yield from ((first, accusation.step.who, "accusation") for first in accusation.step.by)
