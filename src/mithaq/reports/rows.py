"""Rows of tables: what was read, ready to be shown, each with its evidence and its place in the text.

Dates are EDTF texts, so that a row can be written as JSON as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.model import ActorType, ActType, Comparator, MilestoneStatus, Status, Sureness, Topic


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document and where they stand.

    Args:
        document: Name of the document.
        line: Number of the line in which they begin, from 1.
        start: First code point.
        end: Behind the last code point.
        text: The words, letter for letter.
    """

    document: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who takes part.

    Args:
        id: Id of the actor.
        type: What kind of actor.
        en: English name; empty where no pack knows it.
        ar: The neutral Arabic label of the packs, or else the name that the text gives.
        key: What is equal in two documents for one actor: the id where a pack knows it, or else the name.
    """

    id: str
    type: ActorType
    en: str
    ar: str
    key: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act.

    Args:
        key: Name of the document and number of the act in it; unique among the rows.
        type: One of the sixteen types.
        status: How it stands in the text.
        who: Who did it.
        to: To whom or against whom.
        about: What it is about, in the words of the text.
        topics: What it is about, from the closed list.
        date: When it took place, EDTF.
        published: When the document was published, EDTF.
        place: English name of where.
        place_words: The words that name the place.
        said_by: On whose word it rests.
        condition: The words that bind it.
        trigger: The word that carries it.
        evidence: The clause that tells it.
        confidence: Share of such readings that proved right.
        sure: How sure the reader is of what it says of the act.
        why: The cues that decided.
    """

    key: tuple[str, int]
    type: ActType
    status: Status
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    about: str | None
    topics: tuple[Topic, ...]
    date: str | None
    published: str | None
    place: str | None
    place_words: str | None
    said_by: tuple[Party, ...]
    condition: str | None
    trigger: Quote
    evidence: Quote
    confidence: float
    sure: Sureness
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request with the acts that may answer it: done by those who were asked, later or at no known time."""

    request: ActRow
    answers: tuple[ActRow, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date that a milestone was given.

    Args:
        key: Name of the document and number of the milestone in it.
        when: EDTF, or None where the text gives no date.
        status: How the step stands by this text.
        said_by: Who gave the date.
        published: When the document was published, EDTF.
        evidence: The words that name the step and its date.
    """

    key: tuple[str, int]
    when: str | None
    status: MilestoneStatus
    said_by: tuple[Party, ...]
    published: str | None
    evidence: Quote


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step of a roadmap with every date that it was given, in the order of publication.

    Steps of one name and country are taken for one, but for those that happen again and again (a meeting, an
    agreement): these only within one document.

    Args:
        what: English slug.
        en: English name.
        country: ISO 3166-1 alpha-2 code of the country that the documents concern, None where unknown.
        distinct: How many different dates it was given.
        dates: Every date with its evidence.
    """

    what: str
    en: str
    country: str | None
    distinct: int
    dates: tuple[DateRow, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that a text states."""

    key: tuple[str, int]
    value: float
    comparator: Comparator
    unit: str
    en: str
    said_by: tuple[Party, ...]
    published: str | None
    evidence: Quote


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over all documents.

    Args:
        party: Who.
        forms: How the texts name it, most frequent first.
        documents: In how many documents.
        mentions: How many places name it.
        acts: In how many acts it takes part.
        first: The first place that names it.
    """

    party: Party
    forms: tuple[str, ...]
    documents: int
    mentions: int
    acts: int
    first: Quote


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and how much was found in it."""

    name: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    origin: str
    actors: int
    acts: int
    milestones: int
    figures: int
    reader: str


Row = RequestRow | ActRow | MilestoneRow | FigureRow | ActorRow | DocumentRow
