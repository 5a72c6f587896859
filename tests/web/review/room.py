"""A record to review: documents with marks and emoji, proposals about a request and an incident, made by hand."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from tests.ledger.handmade import GOVERNMENT, READER, UNION, find_span
from tests.web.persona import Site

from mithaq.dates import Edtf
from mithaq.following.case import (
    Accuse,
    Advance,
    AnyRead,
    Bind,
    Deny,
    Describe,
    Evidence,
    Harm,
    Join,
    Kind,
    Open,
    Proposal,
    Relate,
    Rule,
    Tell,
    Verify,
    identify,
)
from mithaq.following.entry import Propose
from mithaq.model import Document, Reading
from mithaq.reports.saying import read_amount

TEXT = (
    "أعلن الاتحاد الأوروبي 🇪🇺 الثلاثاء 🕊️ أنه وَافَقَ مبدئيًّا على تدريب الشرطة،\r\nبشرط 👩‍👩‍👧 أن تُستبعد "
    "المجموعات المسلحة.\n\n"
    "وقالت حكومة الوفاق إنها ترحب بالقرار <وتنتظر> التنفيذ & المتابعة في طرابلس يوم 14 يناير 2020."
)
COPIED = f"(وكالات) {TEXT} انتهى"
OTHER = "قصفت طائرة مطار معيتيقة في طرابلس، وقُتل ثلاثة مدنيين على الأقل."


def make_document(text: str, name: str, outlet: str, published: str = "2020-01-15") -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest, text, name, published=Edtf.parse(published), outlet=outlet, title=f"خبر {name}")


STORY = make_document(TEXT, "one", "وكالة الأنباء")
COPY = make_document(COPIED, "two", "صحيفة الصباح")
STRIKE = make_document(OTHER, "three", "إذاعة طرابلس")


def show(words: str, document: Document = STORY) -> tuple[Evidence, ...]:
    span = find_span(document.text, words)
    return (Evidence(document.sha256, span.start, span.end),)


def make_open(case: str = "request-1", **more: Any) -> Open:
    return Open(
        case=case,
        kind=Kind.REQUEST,
        title="تدريب الشرطة",
        sides=(("by", GOVERNMENT), ("to", UNION)),
        on="2020-01-10",
        evidence=show("تدريب الشرطة"),
        **more,
    )


def make_answer(document: Document = STORY, **more: Any) -> Advance:
    words = show("وَافَقَ مبدئيًّا على تدريب الشرطة", document)
    fields = {
        "case": "request-1",
        "thread": UNION.id,
        "state": "accepted",
        "on": "2020-01-14",
        "evidence": words,
    }
    return Advance(**{**fields, **more})


def put_forward(site: Site, step: AnyRead, score: float = 0.8, act: Any = None, reasons: Any = ()) -> int:
    """Let the machine propose a step; return the number of its entry."""
    proposal = Proposal(id=identify(step, act), step=step, score=score, reasons=reasons, act=act)
    (entry,) = site.record.append(
        [Propose(case=step.case, evidence=step.evidence, proposal=proposal)], READER
    )
    return entry.number


def add_documents(site: Site) -> None:
    empty = [Reading(document, (), (), (), (), "hand 1") for document in (STORY, COPY, STRIKE)]
    site.record.add_readings(empty)


def fill(site: Site) -> dict[str, int]:
    """Put everything forward; return the numbers of the entries by name."""
    add_documents(site)
    span = find_span(TEXT, "وَافَقَ")
    cue = (("cue", "وافق"), ("addressee", "1.0"))
    return {
        "open": put_forward(site, make_open(), 0.9),
        "answer": put_forward(site, make_answer(), 0.85, (STORY.sha256, "AGREE", *span), cue),
        "copy": put_forward(site, make_answer(COPY), 0.84, reasons=cue),
        "incident": put_forward(site, make_incident(), 0.7),
        "harm": put_forward(site, make_harm(), 0.6),
        "verify": put_forward(site, make_check(), 0.5),
    }


def make_incident() -> Open:
    return Open(
        case="incident-1",
        kind=Kind.INCIDENT,
        title="قصف مطار معيتيقة",
        sides=(("accused", GOVERNMENT),),
        what="fire",
        place="Tripoli",
        evidence=show("قصفت طائرة مطار معيتيقة", STRIKE),
    )


def make_harm() -> Harm:
    return Harm(
        case="incident-1",
        what="killed",
        amount=read_amount(">=3", "harm"),
        whom="civilian",
        evidence=show("قُتل ثلاثة مدنيين على الأقل", STRIKE),
    )


def make_check() -> Verify:
    return Verify(case="incident-1", level="2", evidence=show("قصفت طائرة", STRIKE))


INCIDENT_STEPS: tuple[AnyRead, ...] = (
    Accuse(case="incident-1", who=GOVERNMENT.id, by=(UNION.id,), evidence=show("قصفت", STRIKE)),
    Deny(case="incident-1", who=GOVERNMENT.id, evidence=show("طائرة", STRIKE)),
    Describe(case="incident-1", field="weapon", value="طائرة", evidence=show("طائرة", STRIKE)),
    Describe(case="incident-1", field="flight", value="impact", evidence=show("مطار", STRIKE)),
    Describe(case="incident-1", field="control", value=GOVERNMENT.id, evidence=show("مطار", STRIKE)),
    Rule(case="incident-1", ruling="violation", term="3", evidence=show("قصفت", STRIKE)),
    Join(case="incident-1", role="observer", party=UNION, evidence=show("طرابلس", STRIKE)),
    Relate(case="incident-1", other="request-1", relation="follows", evidence=show("على الأقل", STRIKE)),
    msgspec.structs.replace(make_harm(), evidence=show("ثلاثة مدنيين", STRIKE)),
)
REQUEST_STEPS: tuple[AnyRead, ...] = (
    Bind(case="request-1", thread=UNION.id, condition="k1", evidence=show("أن تُستبعد المجموعات المسلحة")),
    Tell(case="request-1", by=("somebody-1",), evidence=show("ترحب بالقرار")),
)
