"""What a case is at one moment: the values that the fold makes (`fold.py`).

Every step that counts is held with the number of its entry and those who stand by it, so that whatever is shown
of a case leads back to its entry and to the words that it rests on.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Generic, TypeVar

import msgspec

from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Kind,
    Open,
    Party,
    Relate,
    Remedy,
    Rule,
    Step,
    Tell,
    Verify,
)

S_co = TypeVar("S_co", bound=Step, covariant=True)


class Standing(IntEnum):
    """Who stands by something: nobody any more, a machine, one person, two persons."""

    REJECTED = 0
    PROPOSED = 1
    CONFIRMED = 2
    VERIFIED = 3


class Held(msgspec.Struct, Generic[S_co], frozen=True, kw_only=True, gc=False):
    """A step as it counts now.

    Args:
        number: Number of the entry that brought it.
        at: When it was recorded, ISO 8601 UTC.
        author: Who recorded it.
        step: The step, corrections applied.
        standing: Who stands by it.
        people: Those who do, first one first.
        proposal: Id of the proposal; empty where a person recorded it.
        score: How sure the machine was, between 0 and 1; 1 for a person's step.
        reasons: Why the machine proposed it.
    """

    number: int
    at: str
    author: str
    step: S_co
    standing: Standing
    people: tuple[str, ...] = ()
    proposal: str = ""
    score: float = 1.0
    reasons: tuple[tuple[str, str], ...] = ()


class Condition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an answer or an agreement depends on.

    Args:
        id: Its id inside the case.
        thread: The thread that it binds; empty for the case as a whole.
        state: ``met``, ``unmet``, ``waived`` or ``disputed``.
        history: How it became so, the words that set it first.
    """

    id: str
    thread: str
    state: str
    history: tuple[Held[Bind], ...]


class Thread(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One answer, term or measure of a case; the thread without an id is the case as a whole.

    Args:
        id: Party id of the addressee, or name of the term, measure or part.
        party: The addressee, where it is one.
        state: Where it stands.
        since: When that was reached, EDTF; None where unknown.
        procedure: Where it stands with the committee; empty where none decides.
        history: Every step to a state, told again or not, by number.
        conditions: What it depends on.
    """

    id: str
    party: Party | None = None
    state: str
    since: str | None = None
    procedure: str = ""
    history: tuple[Held[Advance], ...] = ()
    conditions: tuple[Condition, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A case, as its entries make it.

    Args:
        id: Its id.
        kind: What kind of case.
        standing: Who stands by it.
        title: What names it.
        sides: Its parties by role.
        topics: What it is about.
        place: English name of the place, or empty.
        what: Slug of the milestone; category of the incident.
        due: When it falls due by the last word on it, EDTF.
        opened: The step that opened it.
        threads: Its threads; every case but a request with addressees has one without an id, first.
        dates: Every announced date.
        harms: What an incident did to people, as each document tells it.
        accusations: Who holds whom to be the doer.
        denials: Who denies it.
        fields: Values of its fields in the order in which they came; `find_values` picks those that count.
        verifications: How well it is established; only what a second person confirmed has effect.
        attributions: Who did it.
        rulings: What it is under which agreement.
        remedies: What was asked, answered, set and closed.
        relations: How it stands to other cases.
        tellings: Documents that tell it again.
        assignments: Who was to follow it up.
        comments: Remarks.
        documents: Every document that it rests on, in order.
        merged: Ids of cases that were merged into it.
        version: Number of the last entry that changed it.
        groups: Those who may see it; empty where it is open to all.
    """

    id: str
    kind: Kind
    standing: Standing
    title: str
    sides: tuple[tuple[str, Party], ...]
    topics: tuple[str, ...]
    place: str
    what: str
    due: str | None
    opened: Held[Open]
    threads: tuple[Thread, ...]
    dates: tuple[Held[Announce], ...]
    harms: tuple[Held[Harm], ...]
    accusations: tuple[Held[Accuse], ...]
    denials: tuple[Held[Deny], ...]
    fields: tuple[Held[Describe], ...]
    verifications: tuple[Held[Verify], ...]
    attributions: tuple[Held[Attribute], ...]
    rulings: tuple[Held[Rule], ...]
    remedies: tuple[Held[Remedy], ...]
    relations: tuple[Held[Relate], ...]
    tellings: tuple[Held[Tell], ...]
    assignments: tuple[Held[Assign], ...]
    comments: tuple[Held[Comment], ...]
    documents: tuple[str, ...]
    merged: tuple[str, ...]
    version: int
    groups: tuple[str, ...] = ()
