"""What the API answers of lists, of the operations room and of accounts; nouns of the ledger are in `shapes`."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from mithaq.web.api.shapes import CaseOut, Range


class Age(Schema):
    """Open requests of one age."""

    name: str
    count: int
    first: str
    last: str


class MovedMilestone(Schema):
    """A milestone whose date moved, EDTF."""

    case: str
    before: str | None
    now: str | None


class Overview(Schema):
    """What the first page of the workbench tells; cases by their ids."""

    day: date
    last: int = Field(description="Number of the last entry: ask with it next time")
    documents: int
    proposals: int
    changed: int
    requests: list[Age]
    incidents: int
    incidents_before: int
    overdue: list[str]
    moved: list[MovedMilestone]
    contradicted: list[str]


class ActorListed(Schema):
    """An actor with how much the record holds of it."""

    id: str
    ar: str
    en: str
    type: str
    documents: int
    acts: int
    cases: int


class ActorList(Schema):
    """Some actors."""

    actors: list[ActorListed]
    more: bool


class OfficeOf(Schema):
    """An office that a person held, with EDTF days."""

    ar: str
    en: str
    since: str | None
    until: str | None


class ActorAnswer(ActorListed):
    """An actor with what the packs know of it."""

    part_of: str | None
    names: list[str]
    labels: dict[str, list[str]]
    offices: list[OfficeOf]


class ActorKnown(Schema):
    """An actor of the packs under its neutral label."""

    id: str
    ar: str
    en: str
    type: str
    country: str


class SourceListed(Schema):
    """A source: of its cases those that it was first with, that nobody else tells, that something speaks against."""

    name: str
    documents: int
    acts: int
    cases: int
    first: int
    alone: int
    contradicted: int


class SourceList(Schema):
    """Some sources."""

    sources: list[SourceListed]
    more: bool


class IncidentList(Schema):
    """Some incidents."""

    cases: list[CaseOut]
    total: int
    more: bool


class ActListed(Schema):
    """An act that a document tells; actors by their ids."""

    type: str
    status: str
    actors: list[str]
    recipients: list[str]
    said_by: list[str]
    place: str | None
    date: str | None
    words: str
    evidence: Range


class QueueItem(Schema):
    """Something that waits for a judgement."""

    entry: int
    target: str
    case: str
    second: bool
    score: float
    consequence: float


class QueueAnswer(Schema):
    """The head of what waits."""

    items: list[QueueItem]
    waiting: int
    more: bool


class MatterOf(Schema):
    """Something open: an action with a deadline, an assignment, an incident that nobody verified."""

    sort: str
    case: str
    due: str | None


class LineOf(Schema):
    """A line of the shift log; withheld names are masked."""

    number: int
    at: datetime
    author: str
    act: str
    text: str
    case: str
    corrects: int | None
    corrected: int | None
    attachment: str | None
    matters: list[MatterOf]


class ShiftAnswer(Schema):
    """A shift with its lines; `open` is what is open now, for the shift that goes on."""

    number: int
    people: list[str]
    handed_over: bool
    accepted: bool
    lines: list[LineOf]
    open: list[MatterOf] = Field(default_factory=list)


class SearchKept(Schema):
    """A search that somebody keeps; `asked` is what stands behind the question mark of its address."""

    number: int
    name: str
    asked: str
    mail: bool
    feed: str


class SettingsOf(Schema):
    """How things are shown to somebody, and where notices go."""

    lang: str
    numerals: str
    months: str
    hijri: bool
    email: str


class AccountOf(Schema):
    """An account."""

    name: str
    role: str
    groups: list[str]
    email: str
    active: bool
