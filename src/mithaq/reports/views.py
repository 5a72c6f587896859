"""From readings to rows: what a person asks for, gathered over all documents.

Acts are gathered by their type and parties alone. Whether two documents tell of one and the same thing is not
decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from mithaq.model import Milestone, MilestoneStatus, Reading, Status, Topic
from mithaq.reports.headings import find_kind, is_recurring, read_kinds
from mithaq.reports.labels import find_country
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
from mithaq.reports.scene import Scene, first_day, is_before, make_act, open_scene

_Step = tuple[str, str | None, str]
"""Slug, country, and the document where such steps happen again and again."""


def list_acts(readings: Iterable[Reading]) -> tuple[ActRow, ...]:
    """Return every act, by document and place in the text.

    Args:
        readings: What was read.
    """
    return tuple(
        make_act(scene, number, act)
        for scene in map(open_scene, readings)
        for number, act in enumerate(scene.reading.acts)
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
    if is_before(act.date, request.date):
        return False
    shared = set(request.topics) & set(act.topics) - {Topic.OTHER}
    return bool(shared) or request.key[0] == act.key[0]


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
    return (first_day(act.date or act.published), first_day(act.published), act.key)


def list_milestones(readings: Iterable[Reading]) -> tuple[MilestoneRow, ...]:
    """Return every milestone with all its dates; those with most different dates come first.

    Args:
        readings: What was read.
    """
    names: dict[_Step, str] = {}
    dates: dict[_Step, list[DateRow]] = {}
    for scene in map(open_scene, readings):
        country = find_country(scene.reading)
        for number, step in enumerate(scene.reading.milestones):
            key = (step.what, country, scene.reading.document.name if is_recurring(step.what) else "")
            names.setdefault(key, step.en)
            dates.setdefault(key, []).append(_make_date(scene, number, step))
    rows = [
        MilestoneRow(
            what=key[0],
            en=names[key],
            country=key[1],
            distinct=len({date.when for date in found} - {None}),
            dates=tuple(sorted(found, key=_order_dates)),
        )
        for key, found in dates.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.distinct, first_day(row.dates[0].when), row.what)))


def _make_date(scene: Scene, number: int, step: Milestone) -> DateRow:
    return DateRow(
        key=(scene.reading.document.name, number),
        when=str(step.when) if step.when else None,
        status=step.status,
        said_by=scene.name(step.said_by),
        published=scene.published,
        evidence=scene.quote(step.evidence),
    )


def _order_dates(date: DateRow) -> tuple[str, str, bool, tuple[str, int]]:
    # Of two dates in one document the later one is nearly always the newer one: dates slip.
    settled = date.status is not MilestoneStatus.PLANNED
    return (first_day(date.published), first_day(date.when), settled, date.key)


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
        for scene in map(open_scene, readings)
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
    for scene in map(open_scene, readings):
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
