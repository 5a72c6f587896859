from __future__ import annotations

import hashlib

import pytest

from mithaq.dates import Edtf
from mithaq.model import (
    Act,
    Actor,
    ActorType,
    ActType,
    Comparator,
    Document,
    Figure,
    Milestone,
    MilestoneStatus,
    Reading,
    Span,
    Status,
    Sureness,
    Topic,
)

FIRST = (
    "طلبت الحكومة الليبية من الأمم المتحدة تدريب الشرطة.\n"
    "ووافقت الأمم المتحدة على تدريب الشرطة بشرط وقف القتال.\n"
    "وأعلن الفريق سالم أن الانتخابات ستجرى في 10 ديسمبر 2018 وأن 40 شخصا قتلوا."
)
SECOND = (
    "<script>alert('x')</script> & \u202eهجوم\u202c قصفت كتيبة مجهولة مطار طرابلس.\n"
    "ونفى الفريق سالم القصف. وتأجلت الانتخابات إلى 24 ديسمبر 2021.\n"
    "ووقعت الحكومة الليبية الاتفاق، وأدانت الأمم المتحدة القصف. والتقى سالم الوفد."
)


def find_span(text: str, words: str, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def make_document(text: str, name: str, published: str | None) -> Document:
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        name=name,
        origin=f"{name}.txt",
        title=f"عنوان {name}",
        outlet="صحيفة <b>",
        published=Edtf.parse(published) if published else None,
    )


def make_first() -> Reading:
    text = FIRST
    government = Actor(
        "libyan-government", ActorType.INSTITUTION, "Libyan government", (find_span(text, "الحكومة الليبية"),)
    )
    nations = Actor(
        "united-nations",
        ActorType.ORGANIZATION,
        "United Nations",
        (find_span(text, "الأمم المتحدة"), find_span(text, "الأمم المتحدة", "ووافقت")),
    )
    salem = Actor("person", ActorType.PERSON, "", (find_span(text, "الفريق سالم"),))
    asked = Act(
        ActType.REQUEST,
        Status.ACTUAL,
        find_span(text, "طلبت"),
        find_span(text, "طلبت الحكومة الليبية من الأمم المتحدة تدريب الشرطة"),
        actors=("libyan-government",),
        recipients=("united-nations",),
        about=find_span(text, "تدريب الشرطة"),
        topics=(Topic.TRAINING,),
        date=Edtf.parse("2018-03"),
        date_evidence=find_span(text, "طلبت"),
        place="Tripoli",
        place_evidence=find_span(text, "الشرطة"),
        confidence=0.9,
        sure=Sureness(actors=0.7, date=0.4),
        why=("a verb",),
    )
    agreed = Act(
        ActType.AGREE,
        Status.CONDITIONAL,
        find_span(text, "وافقت"),
        find_span(text, "ووافقت الأمم المتحدة على تدريب الشرطة بشرط وقف القتال"),
        actors=("united-nations",),
        about=find_span(text, "تدريب الشرطة", "ووافقت"),
        topics=(Topic.TRAINING,),
        said_by=("person",),
        condition=find_span(text, "بشرط وقف القتال"),
    )
    vote = Milestone(
        "election",
        "election",
        Edtf.parse("2018-12-10"),
        MilestoneStatus.PLANNED,
        find_span(text, "الانتخابات ستجرى في 10 ديسمبر 2018"),
        said_by=("person",),
    )
    dead = Figure(
        40.0, Comparator.AT_LEAST, "people", "people killed", find_span(text, "40 شخصا قتلوا"), ("person",)
    )
    document = make_document(text, "first", "2018-05-01")
    return Reading(document, (government, nations, salem), (asked, agreed), (vote,), (dead,), "fast test")


def make_second() -> Reading:
    text = SECOND
    battalion = Actor("armed-group", ActorType.ARMED_GROUP, "", (find_span(text, "كتيبة مجهولة"),))
    salem = Actor("person-2", ActorType.PERSON, "", (find_span(text, "الفريق سالم"),))
    nations = Actor(
        "united-nations", ActorType.ORGANIZATION, "United Nations", (find_span(text, "الأمم المتحدة"),)
    )
    government = Actor("libyan-government", ActorType.INSTITUTION, "", (find_span(text, "الحكومة الليبية"),))

    def act(kind: ActType, trigger: str, evidence: str, *who: str, **more: object) -> Act:
        values = {"status": Status.ACTUAL, "actors": who} | more
        return Act(type=kind, trigger=find_span(text, trigger), evidence=find_span(text, evidence), **values)  # type: ignore[arg-type]

    acts = (
        act(
            ActType.ASSAULT,
            "قصفت",
            "قصفت كتيبة مجهولة مطار طرابلس",
            "armed-group",
            date=Edtf.parse("2019-04-04"),
        ),
        act(ActType.ASSAULT, "القصف", "ونفى الفريق سالم القصف", status=Status.DENIED, said_by=("person-2",)),
        act(ActType.REJECT, "نفى", "ونفى الفريق سالم القصف", "person-2"),
        act(ActType.SUPPORT, "وقعت", "ووقعت الحكومة الليبية الاتفاق", "libyan-government"),
        act(ActType.ACCUSE, "أدانت", "وأدانت الأمم المتحدة القصف", "united-nations"),
        act(ActType.CONSULT, "التقى", "والتقى سالم الوفد", "person-2"),
        act(ActType.REQUEST, "هجوم", "هجوم"),
    )
    moved = Milestone(
        "election",
        "election",
        Edtf.parse("2021-12-24"),
        MilestoneStatus.POSTPONED,
        find_span(text, "وتأجلت الانتخابات إلى 24 ديسمبر 2021"),
    )
    document = make_document(text, "second", None)
    return Reading(document, (battalion, salem, nations, government), acts, (moved,), (), "fast test")


@pytest.fixture
def readings() -> list[Reading]:
    return [make_first(), make_second()]
