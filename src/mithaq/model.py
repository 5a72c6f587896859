"""The nouns of Mithaq: frozen values that every stage hands on.

Spans are half-open ranges of code points of the *original* text of the document. The sixteen act types are
those of PLOVER (Open Event Data Alliance, 2023); their boundaries are drawn in the project's codebook.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from mithaq.dates import Edtf


class Span(NamedTuple):
    """A half-open range of code points of the original text."""

    start: int
    end: int

    def select(self, text: str) -> str:
        """Return the quotation that the span selects from ``text``."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class ActType(StrEnum):
    """What is done or said: the sixteen PLOVER types."""

    __hash__ = str.__hash__  # that of the letters, which they remember

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How an act stands in the text that tells it."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class ActorType(StrEnum):
    """What kind of public actor it is."""

    __hash__ = str.__hash__  # that of the letters, which they remember

    PERSON = "person"
    INSTITUTION = "institution"
    STATE = "state"
    ARMED_GROUP = "armed-group"
    ORGANIZATION = "organization"
    COMPANY = "company"
    MEDIA = "media"
    POPULATION = "population"


class Topic(StrEnum):
    """What an act is about, from a closed list."""

    CEASEFIRE = "ceasefire"
    TRAINING = "training"
    ARMS = "arms"
    EQUIPMENT = "equipment"
    EMBARGO = "embargo"
    SECURITY_FORCES = "security-forces"
    COUNTER_TERRORISM = "counter-terrorism"
    ELECTIONS = "elections"
    CONSTITUTION = "constitution"
    DIALOGUE = "dialogue"
    MIGRATION = "migration"
    HUMANITARIAN = "humanitarian"
    ECONOMY = "economy"
    DETAINEES = "detainees"
    JUSTICE = "justice"
    TERRITORY = "territory"
    FOREIGN_INTERVENTION = "foreign-intervention"
    IDENTITY_SYSTEMS = "identity-systems"
    DIPLOMACY = "diplomacy"
    OTHER = "other"


class MilestoneStatus(StrEnum):
    """How a dated step of a roadmap stands."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Comparator(StrEnum):
    """How a stated number bounds the true one."""

    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"


@dataclass(frozen=True, slots=True)
class Document:
    """One text, identified by the SHA-256 of its content.

    Args:
        sha256: Hex digest of the UTF-8 encoded ``text``.
        text: The text as it was published, boilerplate removed; all spans refer to it.
        name: Short name, for instance the file's stem; unique within one run.
        origin: Where it came from: path, ``archive!member`` or address.
        title: Headline, where the source gives one.
        outlet: Who published it.
        author: Byline.
        published: Publication date, EDTF.
        url: Public address.
        skipped: Boilerplate inside ``text`` that is not read (breadcrumbs, repeated headline, share lines).
    """

    sha256: str
    text: str
    name: str
    origin: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Edtf | None = None
    url: str | None = None
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part in an act, says something, or is named as such.

    Args:
        id: Lower-case Latin words joined by ``-``; unique within a reading.
        type: What kind of actor.
        en: English name where a pack knows it, else empty.
        mentions: Every place that names the actor, in text order, clitics cut off.
    """

    id: str
    type: ActorType
    en: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a reader is of what it says of an act, if there is such an act: the share of such that proved right.

    Between 0 and 1; None where it says nothing, or cannot tell.

    Args:
        status: Of the status.
        actors: Of those who did it, on average.
        recipients: Of those to whom it was done, likewise.
        said_by: Of those on whose word it rests, likewise.
        about: Of what it is about.
        date: Of its date.
    """

    status: float | None = None
    actors: float | None = None
    recipients: float | None = None
    said_by: float | None = None
    about: float | None = None
    date: float | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done or said by someone, as told by one document.

    Args:
        type: One of the sixteen types.
        status: How the act stands in the text.
        trigger: The word or shortest phrase that carries the act.
        evidence: The clause, from the actor to the end of the object; covers ``trigger``.
        actors: Ids of those who did it.
        recipients: Ids of those to whom or against whom it was done.
        about: What is asked, promised, agreed, discussed or refused.
        topics: What it is about, from the closed list.
        date: When it took place, EDTF.
        date_evidence: The words that give the date; None only when ``date`` is None.
        place: English name of where it took place.
        place_evidence: The words that give the place; None only when ``place`` is None.
        said_by: Ids of those on whose word the act rests.
        condition: The words that bind a conditional act.
        confidence: Between 0 and 1; the share of such readings that proved right.
        sure: How sure the reader is of what it says of the act.
        why: The cues that decided, strongest first, in words.
    """

    type: ActType
    status: Status
    trigger: Span
    evidence: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    about: Span | None = None
    topics: tuple[Topic, ...] = ()
    date: Edtf | None = None
    date_evidence: Span | None = None
    place: str | None = None
    place_evidence: Span | None = None
    said_by: tuple[str, ...] = ()
    condition: Span | None = None
    confidence: float = 1.0
    sure: Sureness = Sureness()
    why: tuple[str, ...] = ()

    def keep_sure(self, least: float) -> Act:
        """Return the act without the parts, the content and the date of which the reader is less sure.

        Args:
            least: From which sureness on they stay, between 0 and 1; what no reader can tell the sureness of stays.
        """

        def is_kept(sure: float | None) -> bool:
            return sure is None or sure >= least

        sure = self.sure
        dated = is_kept(sure.date)
        return replace(
            self,
            actors=self.actors if is_kept(sure.actors) else (),
            recipients=self.recipients if is_kept(sure.recipients) else (),
            said_by=self.said_by if is_kept(sure.said_by) else (),
            about=self.about if is_kept(sure.about) else None,
            date=self.date if dated else None,
            date_evidence=self.date_evidence if dated else None,
            sure=Sureness(
                sure.status,
                *(
                    share if is_kept(share) else None
                    for share in (sure.actors, sure.recipients, sure.said_by, sure.about, sure.date)
                ),
            ),
        )


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated or datable step of a political or security roadmap.

    Args:
        what: Short English slug, for instance ``national-conference``.
        en: English name.
        when: EDTF, or None where the text gives no date.
        status: How the step stands.
        evidence: The words that name the step and its date.
        said_by: Ids of those who gave the date.
    """

    what: str
    en: str
    when: Edtf | None
    status: MilestoneStatus
    evidence: Span
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the text states about the conflict or the process.

    Args:
        value: The number itself; money and people in units, not thousands.
        comparator: How the number bounds the true one.
        unit: English plural, for instance ``people``, ``killed``, ``USD``.
        en: What is counted, in English, as far as the lexicon knows it.
        evidence: The words that state it.
        said_by: Ids of those who say so.
    """

    value: float
    comparator: Comparator
    unit: str
    en: str
    evidence: Span
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says.

    Args:
        document: The document that was read.
        actors: In order of first mention.
        acts: In text order.
        milestones: In text order.
        figures: In text order.
        reader: Name and version of the reader and its knowledge, for instance ``fast 0.1.0``.
    """

    document: Document
    actors: tuple[Actor, ...]
    acts: tuple[Act, ...]
    milestones: tuple[Milestone, ...]
    figures: tuple[Figure, ...]
    reader: str

    def keep_sure(self, least: float, details: float = 0.0) -> Reading:
        """Return the reading without the acts, and the details of acts, of which the reader is less sure.

        Args:
            least: Confidence from which on an act stays, between 0 and 1.
            details: As for `Act.keep_sure`; nothing is left out where it is 0.
        """
        sure = tuple(act for act in self.acts if act.confidence >= least)
        if details:
            sure = tuple(act.keep_sure(details) for act in sure)
        return self if sure == self.acts else replace(self, acts=sure)
