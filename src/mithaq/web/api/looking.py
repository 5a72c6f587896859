"""Overview, actors, sources, incidents, acts and the queue, asked by programs."""

from __future__ import annotations

from dataclasses import asdict

from ninja import Query, Schema
from pydantic import Field

from mithaq.dates import find_today
from mithaq.errors import LedgerError
from mithaq.following.case import Kind
from mithaq.following.clock import Sign
from mithaq.ledger.current import read_cases
from mithaq.ledger.dossier import read_dossier
from mithaq.ledger.facets import Facet
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.glance import (
    count_incidents,
    count_news,
    count_open_requests,
    find_contradicted,
    find_moved,
)
from mithaq.ledger.incidents import select_incidents
from mithaq.ledger.profiles import list_named, list_tellers, read_actor
from mithaq.ledger.reviews import ReviewFilter, count_queue, find_queue
from mithaq.web.api.answers import (
    ActListed,
    ActorAnswer,
    ActorList,
    Age,
    IncidentList,
    MovedMilestone,
    Overview,
    QueueAnswer,
    QueueItem,
    SourceList,
    SourceListed,
)
from mithaq.web.api.incidents import Wanted as Incidents
from mithaq.web.api.incidents import read_wanted
from mithaq.web.api.shapes import Range
from mithaq.web.api.tokens import Called
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record

_PAGE, _MOST, _FEW = 50, 200, 8


class Sought(Schema):
    """Which actors or sources."""

    text: str = Field("", description="A part of a name")
    type: str = Field("", description="Type of the actor")
    limit: int = Field(_PAGE, ge=1, le=_MOST, description="How many at most")
    offset: int = Field(0, ge=0, description="How many to pass over")


class Waits(Schema):
    """What of the queue."""

    kind: Kind | None = Field(None, description="Kind of the case")
    second: bool | None = Field(
        None, description="Only what waits for a second person, or only what nobody judged"
    )
    source: str = Field("", description="Part of the name of the source")
    least: float = Field(0.0, ge=0, le=1, description="The least certainty")
    limit: int = Field(_PAGE, ge=1, le=_MOST, description="How many at most")


def tell_overview(request: Called, since: int = -1) -> Overview:
    """Tell what came in behind the entry `since`, open requests by age, what is overdue, moved and contradicted."""
    record, sight, today = find_record(), request.sight, find_today()
    news = count_news(record, since, sight=sight)
    weeks = count_incidents(record, today, sight=sight)
    overdue = CaseFilter(kind=Kind.COMMITMENT, state=Sign.MISSED, as_of=today)
    return Overview(
        day=today,
        last=news.last,
        documents=news.documents,
        proposals=news.proposals,
        changed=news.cases,
        requests=[Age(**asdict(age)) for age in count_open_requests(record, today, sight=sight)],
        incidents=weeks.this,
        incidents_before=weeks.before,
        overdue=[case.id for case in find_cases(record, overdue, limit=_FEW, sight=sight).cases],
        moved=[
            MovedMilestone(case=item.case.id, before=item.slip.old, now=item.slip.new)
            for item in find_moved(record, _FEW, sight=sight)
        ],
        contradicted=[case.id for case in find_contradicted(record, _FEW, sight=sight)],
    )


def list_actors(request: Called, wanted: Query[Sought]) -> ActorList:
    """List the actors that documents and cases name, those with the most documents first."""
    page = list_named(
        find_record(), Facet.ACTOR, text=wanted.text, kind=wanted.type, offset=wanted.offset,
        limit=wanted.limit, sight=request.sight,
    )  # fmt: skip
    return ActorList(actors=list(page.rows), more=page.more)


def show_actor(request: Called, actor: str) -> ActorAnswer:
    """Show an actor: names, offices over time, labels that parties use, what the record holds of it."""
    try:
        known = read_actor(find_record(), actor, sight=request.sight)
    except LedgerError as error:
        raise fail_missing(error.what) from error
    return ActorAnswer(
        actor=known.named,
        part_of=known.part_of,
        names=list(known.names),
        labels={by: list(labels) for by, labels in known.labels},
        offices=list(known.offices),
    )


def list_sources(request: Called, wanted: Query[Sought]) -> SourceList:
    """List sources with how often each is first, alone, or contradicted."""
    record, sight = find_record(), request.sight
    page = list_named(
        record, Facet.OUTLET, text=wanted.text, offset=wanted.offset, limit=wanted.limit, sight=sight
    )
    tellers = list_tellers(record, [row.id for row in page.rows], sight=sight)
    return SourceList(
        sources=[
            SourceListed(
                name=row.id,
                documents=row.documents,
                acts=row.acts,
                cases=tellers[row.id].cases,
                first=tellers[row.id].first,
                alone=tellers[row.id].alone,
                contradicted=tellers[row.id].contradicted,
            )
            for row in page.rows
        ],
        more=page.more,
    )


def list_incidents(
    request: Called, wanted: Query[Incidents], limit: int = _PAGE, offset: int = 0
) -> IncidentList:
    """List incidents as the page of the ceasefire filters them, the latest first."""
    record, sight = find_record(), request.sight
    found = select_incidents(record, read_wanted(wanted), sight=sight)
    first, size = max(0, offset), max(1, min(limit, _MOST))
    ids = [found.columns.cases[row] for row in found.rows[first : first + size]]
    cases = read_cases(record, ids, sight=sight)
    return IncidentList(cases=list(cases), total=len(found), more=first + size < len(found))


def list_acts(request: Called, sha256: str) -> list[ActListed]:
    """List the acts that a document tells, with their words; withheld names are masked in them."""
    try:
        dossier = read_dossier(find_record(), sha256, sight=request.sight)
    except LedgerError as error:
        raise fail_missing(error.what) from error
    if dossier.reading is None:
        return []
    shown, reading = dossier.shown.document, dossier.reading
    return [
        ActListed(
            type=act.type.value, status=act.status.value, actors=list(act.actors), recipients=list(act.recipients),
            said_by=list(act.said_by), place=act.place, date=act.date.text if act.date else None,
            words=act.evidence.select(shown.text), evidence=Range(start=act.evidence.start, end=act.evidence.end),
        )
        for act in reading.acts
    ]  # fmt: skip


def list_queue(request: Called, wanted: Query[Waits]) -> QueueAnswer:
    """List what waits for a judgement, what most hangs on and is most certain first."""
    asked = ReviewFilter(
        kind=wanted.kind, second=wanted.second, outlet=wanted.source, least=wanted.least,
        person=request.auth.account.username,
    )  # fmt: skip
    queue = find_queue(find_record(), asked, limit=wanted.limit, sight=request.sight)
    items = [
        QueueItem(
            entry=item.entry.number, target=item.target, case=item.case, second=item.second, score=item.score,
            consequence=item.consequence,
        )
        for item in queue.items
    ]  # fmt: skip
    return QueueAnswer(
        items=items, waiting=count_queue(find_record(), asked, sight=request.sight), more=queue.more
    )
