"""Records, documents and steps made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mithaq.dates import Edtf
from mithaq.following.case import Advance, AnyRead, Evidence, Kind, Open, Party, Proposal, Step, identify
from mithaq.following.entry import Propose
from mithaq.model import (
    Act,
    Actor,
    ActorType,
    ActType,
    Document,
    Milestone,
    MilestoneStatus,
    Reading,
    Span,
    Status,
)

GOVERNMENT = Party("gna", ActorType.INSTITUTION, "حكومة الوفاق", "Government")
UNION = Party("european-union", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union")
SPEAKER = Party("person-1", ActorType.PERSON, "سالم عبد الكريم الورفلي", "Salem al-Warfalli")
TEXT = "طلبت حكومة الوفاق من الاتحاد الأوروبي دعم تدريب الشرطة. وقال سالم عبد الكريم الورفلي إن الورفلي ينتظر الرد."
READER = "reader fast 1"


def make_document(text: str = TEXT, published: str | None = "2020-11-21", **more: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        digest, text, more.pop("name", "one"), published=Edtf.parse(published) if published else None, **more
    )


def find_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def make_reading(document: Document | None = None, reader: str = "fast 1") -> Reading:
    """A reading of `TEXT` with one act, three actors and a milestone; of any other text an empty one."""
    document = document or make_document()
    text = document.text
    if text != TEXT:
        return Reading(document, (), (), (), (), reader)
    mentions = (find_span(text, SPEAKER.ar), Span(text.rindex("الورفلي"), text.rindex("الورفلي") + 7))
    actors = (
        Actor(GOVERNMENT.id, GOVERNMENT.type, GOVERNMENT.en, (find_span(text, GOVERNMENT.ar),)),
        Actor(UNION.id, UNION.type, UNION.en, (find_span(text, UNION.ar),)),
        Actor("salem", ActorType.PERSON, SPEAKER.en, mentions),
    )
    act = Act(
        ActType.REQUEST, Status.ACTUAL, find_span(text, "طلبت"), find_span(text, text[:30]),
        (GOVERNMENT.id,), (UNION.id,), said_by=("salem",), place="Tripoli",
    )  # fmt: skip
    step = Milestone("elections", "Elections", None, MilestoneStatus.PLANNED, act.evidence, ("salem",))
    return Reading(document, actors, (act,), (step,), (), reader)


def show(words: str = "دعم تدريب الشرطة", document: Document | None = None) -> tuple[Evidence, ...]:
    document = document or make_document()
    span = find_span(document.text, words)
    return (Evidence(document.sha256, span.start, span.end),)


def propose(step: AnyRead, score: float = 0.7) -> Propose:
    proposal = Proposal(id=identify(step), step=step, score=score)
    return Propose(case=step.case, evidence=step.evidence, proposal=proposal)


def open_request(
    case: str = "request-1", title: str = "دعم تدريب الشرطة", on: str | None = "2020-11-20"
) -> Open:
    sides = (("by", GOVERNMENT), ("to", UNION))
    return Open(
        case=case,
        kind=Kind.REQUEST,
        title=title,
        sides=sides,
        on=on,
        place="Tripoli",
        evidence=show(TEXT[: 20 + int(case.rpartition("-")[2])]),
    )


def open_incident(case: str = "incident-1", title: str = "قصف مطار", on: str | None = "2020-11-19") -> Open:
    sides = (("complainant", SPEAKER),)
    return Open(case=case, kind=Kind.INCIDENT, title=title, sides=sides, on=on, evidence=show("الورفلي"))


def answer(state: str = "conditional", case: str = "request-1", on: str = "2020-11-22") -> Advance:
    return Advance(case=case, thread=UNION.id, state=state, on=on, evidence=show("ينتظر الرد"))


def name_steps(entries: Sequence[object]) -> list[str]:
    return [type(getattr(entry, "step", entry)).__name__ for entry in entries]


def list_cases(steps: Sequence[Step]) -> list[str]:
    return [step.case for step in steps]
