"""What the API answers of lists, of the operations room and of accounts; nouns of the ledger are in `shapes`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from mithaq.ledger.profiles import Named
from mithaq.web.api.shapes import AttachmentOf, CaseOut, OfficeOut, Range


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


class ActorList(Schema):
    """Some actors."""

    actors: list[Named]
    more: bool


class ActorAnswer(Schema):
    """An actor with what the packs know of it."""

    actor: Named
    part_of: str | None
    names: list[str]
    labels: dict[str, list[str]]
    offices: list[OfficeOut]


class PackOf(Schema):
    """A pack with how much it holds."""

    id: str
    ar: str
    en: str
    countries: list[str]
    actors: int
    places: int
    agreements: int


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
    attachment: AttachmentOf | None
    once: UUID | None
    matters: list[MatterOf]


class ShiftAnswer(Schema):
    """A shift with its lines; `open` is what is open now, for the shift that goes on."""

    number: int
    people: list[str]
    handed_over: bool
    accepted: bool
    lines: list[LineOf]
    open: list[MatterOf] = Field(default_factory=list)


class ShiftOf(Schema):
    """A shift among others: who is on, how many lines it has, when it began, was handed over and accepted."""

    number: int
    started: datetime
    people: list[str]
    lines: int
    handed_over: datetime | None
    accepted: datetime | None


class ShiftList(Schema):
    """Some shifts."""

    shifts: list[ShiftOf]
    more: int | None


class FileKept(Schema):
    """A file that was sent, as it is kept.

    ``receipt`` names it in a report or line of the same account; ``cleaned`` says whether position and device data
    were removed from it, or could not be.
    """

    receipt: str
    sha256: str
    name: str
    media: str
    size: int
    cleaned: Literal["nothing", "removed", "failed"]


class ReportOf(Schema):
    """A report that one sent, with the case in which it counts now."""

    number: UUID
    at: datetime
    document: str
    case: str
    joined: bool
    title: str
    standing: str
    attachments: list[AttachmentOf]


class ReportList(Schema):
    """Some reports."""

    reports: list[ReportOf]
    more: bool


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


class GroupOf(Schema):
    """A group with its members and how many cases are restricted to it."""

    name: str
    members: list[str]
    cases: int


class TokenOf(Schema):
    """A token of who asks; what it is was shown once, when it was made."""

    number: int
    name: str
    role: str
    made: datetime
    expires: datetime | None
    used: datetime | None
