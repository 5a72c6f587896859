"""From readings to rows: what a person asks for, gathered over all documents.

Acts are gathered by their type and parties alone. Whether two documents tell of one and the same thing is not
decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.knowledge import read_knowledge
from mithaq.model import Act, Actor, ActType, MilestoneStatus, Reading, Span, Status, Topic
from mithaq.packs.context import load_packs
from mithaq.reports.rows import (
    ActorRow,
    ActRow,
    DateRow,
    DocumentRow,
    FigureRow,
    MilestoneRow,
    Party,
    Quote,
    RequestRow,
    Row,
)
from mithaq.text.normalize import fold

_PATH = Path(__file__).parent / "kinds.yaml"
_PARTICLES = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "س")
_LAST = "9999"  # sorts what has no date behind what has one


class Signing(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which an act of some types signs or activates an agreement, with examples."""

    types: tuple[ActType, ...]
    words: tuple[str, ...]
    match: tuple[str, ...]
    miss: tuple[str, ...]


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """``kinds.yaml``: which acts stand under which heading."""

    answers: tuple[ActType, ...]
    requests: tuple[ActType, ...]
    agreements: tuple[ActType, ...]
    incidents: tuple[ActType, ...]
    statements: tuple[ActType, ...]
    signing: Signing


@cache
def read_kinds() -> Kinds:
    """Return which acts stand under which heading."""
    return read_knowledge(_PATH, Kinds)


def is_signing(trigger: str) -> bool:
    """Tell whether a trigger signs, ratifies or activates an agreement.

    Args:
        trigger: The words of the trigger.
    """
    stems = tuple(fold(word) for word in read_kinds().signing.words)
    bare = chain.from_iterable(_cut_particles(word) for word in fold(trigger).split())
    return any(word.startswith(stems) for word in bare)


def _cut_particles(word: str) -> Iterable[str]:
    yield word
    yield from (word[len(part) :] for part in _PARTICLES if word.startswith(part))


def find_kind(act: ActRow) -> str:
    """Return the heading under which an act stands; empty where it stands under none but "acts".

    Args:
        act: The act.
    """
    kinds = read_kinds()
    if act.type in kinds.signing.types:
        return "agreements" if is_signing(act.trigger.text) else "statements"
    for name in ("requests", "agreements", "incidents", "statements"):
        if act.type in getattr(kinds, name):
            return name
    return ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A reading with its parties looked up once."""

    reading: Reading
    parties: dict[str, Party]

    def name(self, ids: Iterable[str]) -> tuple[Party, ...]:
        return tuple(self.parties[name] for name in ids)

    def quote(self, span: Span) -> Quote:
        document = self.reading.document
        line = document.text.count("\n", 0, span.start) + 1
        return Quote(document.name, line, span.start, span.end, span.select(document.text))

    def select(self, span: Span | None) -> str | None:
        return span.select(self.reading.document.text) if span else None

    @property
    def published(self) -> str | None:
        published = self.reading.document.published
        return str(published) if published else None


def _open_scene(reading: Reading) -> _Scene:
    text = reading.document.text
    return _Scene(reading, {actor.id: find_party(actor, text) for actor in reading.actors})


def find_party(actor: Actor, text: str) -> Party:
    """Return an actor with the labels that are shown for it.

    Args:
        actor: The actor of a reading.
        text: The text that was read.
    """
    known = load_packs().find_actor(actor.id)
    if known:
        return Party(actor.id, actor.type, actor.en or known.en, known.ar, actor.id)
    longest = max((mention.select(text) for mention in actor.mentions), key=len, default=actor.id)
    name = " ".join(longest.split())
    # Ids that no pack gives are numbered anew in each reading and tell nothing about another document.
    return Party(actor.id, actor.type, actor.en, name, f"{actor.type.value}: {fold(name)}")


def list_acts(readings: Iterable[Reading]) -> tuple[ActRow, ...]:
    """Return every act, by document and place in the text.

    Args:
        readings: What was read.
    """
    return tuple(
        _make_act(scene, number, act)
        for scene in map(_open_scene, readings)
        for number, act in enumerate(scene.reading.acts)
    )


def _make_act(scene: _Scene, number: int, act: Act) -> ActRow:
    return ActRow(
        key=(scene.reading.document.name, number),
        type=act.type,
        status=act.status,
        who=scene.name(act.actors),
        to=scene.name(act.recipients),
        about=scene.select(act.about),
        topics=act.topics,
        date=str(act.date) if act.date else None,
        published=scene.published,
        place=act.place,
        place_words=scene.select(act.place_evidence),
        said_by=scene.name(act.said_by),
        condition=scene.select(act.condition),
        trigger=scene.quote(act.trigger),
        evidence=scene.quote(act.evidence),
        confidence=round(act.confidence, 3),
        why=act.why,
    )


def list_requests(readings: Iterable[Reading]) -> tuple[RequestRow, ...]:
    """Return every request with the acts that may answer it; those addressed to somebody come first.

    Args:
        readings: What was read.
    """
    acts = list_acts(readings)
    answers = [act for act in acts if act.type in read_kinds().answers]
    by_doer: dict[str, list[ActRow]] = {}
    for act in answers:
        for party in act.who:
            by_doer.setdefault(party.key, []).append(act)
    requests = sorted((act for act in acts if find_kind(act) == "requests"), key=_order_by_date)
    rows = [RequestRow(request, _find_answers(request, by_doer)) for request in requests]
    return tuple(sorted(rows, key=lambda row: not row.request.to))


def _find_answers(request: ActRow, by_doer: Mapping[str, Sequence[ActRow]]) -> tuple[ActRow, ...]:
    near = {act.key: act for party in request.to for act in by_doer.get(party.key, ())}
    return tuple(sorted((act for act in near.values() if is_answer(request, act)), key=_order_by_date))


def is_answer(request: ActRow, act: ActRow) -> bool:
    """Tell whether an act of those who were asked may answer a request.

    It may where it is not known to be earlier, concerns those who asked or names nobody, and stands in the
    same document or shares a topic with the request.

    Args:
        request: What was asked.
        act: What one of those who were asked did.
    """
    asking = {party.key for party in (*request.who, *request.said_by)}
    if act.to and not asking & {party.key for party in act.to}:
        return False
    if _is_before(act.date, request.date):
        return False
    shared = set(request.topics) & set(act.topics) - {Topic.OTHER}
    return bool(shared) or request.key[0] == act.key[0]


def _is_before(first: str | None, second: str | None) -> bool:
    """Tell whether a date is known to lie before another one."""
    if not first or not second:
        return False
    latest, earliest = Edtf.parse(first).latest, Edtf.parse(second).earliest
    return latest is not None and earliest is not None and latest < earliest


def list_agreements(readings: Iterable[Reading]) -> tuple[ActRow, ...]:
    """Return promises, agreements, signatures and cooperation, by date.

    Args:
        readings: What was read.
    """
    return _list_kind(readings, "agreements")


def list_incidents(readings: Iterable[Reading]) -> tuple[ActRow, ...]:
    """Return attacks, arrests, protests and movements of forces, by date.

    Args:
        readings: What was read.
    """
    return _list_kind(readings, "incidents")


def list_statements(readings: Iterable[Reading]) -> tuple[ActRow, ...]:
    """Return accusations, refusals, threats, support in words, and every denied act, by date.

    Args:
        readings: What was read.
    """
    acts = [
        act for act in list_acts(readings) if find_kind(act) == "statements" or act.status is Status.DENIED
    ]
    return tuple(sorted(acts, key=_order_by_date))


def _list_kind(readings: Iterable[Reading], kind: str) -> tuple[ActRow, ...]:
    return tuple(sorted((act for act in list_acts(readings) if find_kind(act) == kind), key=_order_by_date))


def _order_by_date(act: ActRow) -> tuple[str, str, tuple[str, int]]:
    return (_first_day(act.date or act.published), act.published or _LAST, act.key)


def _first_day(when: str | None) -> str:
    if not when:
        return _LAST
    value = Edtf.parse(when)
    day = value.earliest or value.latest
    return day.isoformat() if day else _LAST


def list_milestones(readings: Iterable[Reading]) -> tuple[MilestoneRow, ...]:
    """Return every milestone with all its dates; those with most different dates come first.

    Args:
        readings: What was read.
    """
    names: dict[str, str] = {}
    dates: dict[str, list[DateRow]] = {}
    for scene in map(_open_scene, readings):
        for number, step in enumerate(scene.reading.milestones):
            names.setdefault(step.what, step.en)
            dates.setdefault(step.what, []).append(
                DateRow(
                    key=(scene.reading.document.name, number),
                    when=str(step.when) if step.when else None,
                    status=step.status,
                    said_by=scene.name(step.said_by),
                    published=scene.published,
                    evidence=scene.quote(step.evidence),
                )
            )
    rows = [
        MilestoneRow(
            what,
            names[what],
            len({date.when for date in found} - {None}),
            tuple(sorted(found, key=_order_dates)),
        )
        for what, found in dates.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.distinct, _first_day(row.dates[0].when), row.what)))


def _order_dates(date: DateRow) -> tuple[str, str, bool, tuple[str, int]]:
    # Of two dates in one document the later one is nearly always the newer one: dates slip.
    settled = date.status is not MilestoneStatus.PLANNED
    return (_first_day(date.published), _first_day(date.when), settled, date.key)


def list_figures(readings: Iterable[Reading]) -> tuple[FigureRow, ...]:
    """Return every figure, by document and place in the text.

    Args:
        readings: What was read.
    """
    return tuple(
        FigureRow(
            key=(scene.reading.document.name, number),
            value=figure.value,
            comparator=figure.comparator,
            unit=figure.unit,
            en=figure.en,
            said_by=scene.name(figure.said_by),
            published=scene.published,
            evidence=scene.quote(figure.evidence),
        )
        for scene in map(_open_scene, readings)
        for number, figure in enumerate(scene.reading.figures)
    )


def list_actors(readings: Iterable[Reading]) -> tuple[ActorRow, ...]:
    """Return every actor over all documents, those with most acts first.

    Args:
        readings: What was read.
    """
    parties: dict[str, Party] = {}
    firsts: dict[str, Quote] = {}
    forms: dict[str, Counter[str]] = {}
    documents: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for scene in map(_open_scene, readings):
        for actor in scene.reading.actors:
            party = scene.parties[actor.id]
            parties.setdefault(party.key, party)
            if actor.mentions:
                firsts.setdefault(party.key, scene.quote(actor.mentions[0]))
            found = (
                " ".join(mention.select(scene.reading.document.text).split()) for mention in actor.mentions
            )
            forms.setdefault(party.key, Counter()).update(found)
            documents[party.key] += 1
        for act in scene.reading.acts:
            acts.update({party.key for party in scene.name((*act.actors, *act.recipients))})
    rows = [
        ActorRow(
            party=party,
            forms=tuple(form for form, _ in forms[name].most_common()),
            documents=documents[name],
            mentions=forms[name].total(),
            acts=acts[name],
            first=firsts.get(name, Quote("", 0, 0, 0, "")),
        )
        for name, party in parties.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.acts, -row.mentions, row.party.id)))


def list_documents(readings: Iterable[Reading]) -> tuple[DocumentRow, ...]:
    """Return every document with how much was found in it, in the order in which they were read.

    Args:
        readings: What was read.
    """
    return tuple(
        DocumentRow(
            name=document.name,
            title=document.title,
            outlet=document.outlet,
            author=document.author,
            published=str(document.published) if document.published else None,
            url=document.url,
            origin=document.origin,
            actors=len(reading.actors),
            acts=len(reading.acts),
            milestones=len(reading.milestones),
            figures=len(reading.figures),
            reader=reading.reader,
        )
        for reading in readings
        for document in [reading.document]
    )


VIEWS: Final[Mapping[str, Callable[[Sequence[Reading]], Sequence[Row]]]] = MappingProxyType(
    {
        "requests": list_requests,
        "agreements": list_agreements,
        "incidents": list_incidents,
        "milestones": list_milestones,
        "statements": list_statements,
        "figures": list_figures,
        "actors": list_actors,
        "acts": list_acts,
        "documents": list_documents,
    }
)
"""Everything that can be shown, in the order in which "all" shows it."""


def encode_views(readings: Sequence[Reading], kinds: Iterable[str]) -> bytes:
    """Return the rows of some kinds as one JSON object with a list for each kind.

    Args:
        readings: What was read.
        kinds: Names of kinds, as in ``VIEWS``.
    """
    rows = {kind: VIEWS[kind](readings) for kind in kinds}
    return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
