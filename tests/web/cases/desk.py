"""Cases of a desk for the tests of their pages, with the words that they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.http import HttpResponse
from django.test import Client
from tests.web.persona import Site

from mithaq.dates import Edtf
from mithaq.following.case import (
    Advance,
    Amount,
    Announce,
    AnyRead,
    Bind,
    Describe,
    Evidence,
    Harm,
    Kind,
    Open,
    Party,
    Proposal,
    identify,
)
from mithaq.following.entry import AnyStep, Propose
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case
from mithaq.ledger.record import Record
from mithaq.model import ActorType, Document, Reading

GOVERNMENT = Party("gna", ActorType.INSTITUTION, "حكومة الوفاق الوطني", "Government of National Accord")
UNION = Party("european-union", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union")
NATO = Party("nato", ActorType.ORGANIZATION, "حلف شمال الأطلسي", "NATO")
READER = "reader fast 1"
TEXT = (
    "طلبت حكومة الوفاق الوطني من الاتحاد الأوروبي ومن حلف شمال الأطلسي تدريب الشرطة في طرابلس. "
    "وقال الحلف إنه يوافق مبدئيا بشرط تشكيل حكومة موحدة. وقال سالم الورفلي إن الرد تأخر."
)
SECOND = "جدد وزير الداخلية طلب تدريب الشرطة من الاتحاد الأوروبي، وأعلن الاتحاد قبوله الطلب."
FIRST_ID = hashlib.sha256(TEXT.encode()).hexdigest()
SECOND_ID = hashlib.sha256(SECOND.encode()).hexdigest()


def make_document(text: str, name: str, published: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        digest, text, name, published=Edtf.parse(published), outlet="صحيفة المثال", title=text[:40]
    )


def quote(words: str, text: str = TEXT) -> tuple[Evidence, ...]:
    start = text.index(words)
    document = hashlib.sha256(text.encode()).hexdigest()
    return (Evidence(document, start, start + len(words)),)


def propose(step: AnyRead, score: float = 0.8) -> Propose:
    proposal = Proposal(id=identify(step), step=step, score=score, reasons=(("cue", "طلب"),))
    return Propose(case=step.case, proposal=proposal)


def open_request(case: str, words: str = "تدريب الشرطة", **more: object) -> Open:
    sides = (("by", GOVERNMENT), ("to", UNION), ("to", NATO))
    return Open(case=case, kind=Kind.REQUEST, title=words, sides=sides, on="2017-02-12", **more)  # type: ignore[arg-type]


def fill_desk(record: Record) -> None:
    """Record two requests, an agreement, two promises, a programme, a plan and an incident."""
    documents = [make_document(TEXT, "01", "2017-02-13"), make_document(SECOND, "02", "2017-03-02")]
    record.add_readings([Reading(item, (), (), (), (), "fast 1") for item in documents])
    record.append(_list_proposed(), READER)
    record.append(_list_requests(), "nadia")
    record.append(_list_others(), "nadia")
    record.append(_list_incident(), "salma")


def _list_proposed() -> Sequence[AnyStep]:
    asked = quote("طلبت حكومة الوفاق الوطني من الاتحاد الأوروبي ومن حلف شمال الأطلسي تدريب الشرطة")
    principle = quote("الحلف إنه يوافق مبدئيا بشرط تشكيل حكومة موحدة")
    answer = Advance(
        case="request-1",
        thread="nato",
        state="conditional",
        on="2017-02-12",
        by=("nato",),
        evidence=principle,
    )
    return (
        propose(open_request("request-1", evidence=asked)),
        propose(answer),
        propose(Bind(case="request-1", thread="nato", condition="تشكيل حكومة موحدة", evidence=principle)),
    )


def _list_requests() -> Sequence[AnyStep]:
    asked = quote("جدد وزير الداخلية طلب تدريب الشرطة من الاتحاد الأوروبي", SECOND)
    accepted = quote("وأعلن الاتحاد قبوله الطلب", SECOND)
    renewed = Open(
        case="request-2", kind=Kind.REQUEST, title="طلب تدريب الشرطة", sides=(("by", GOVERNMENT), ("to", UNION)),
        on="2017-03-01", evidence=asked, place="Tripoli",
    )  # fmt: skip
    return (
        renewed,
        Advance(case="request-2", thread="european-union", state="accepted", on="2017-03-01", evidence=accepted),
    )  # fmt: skip


def _list_others() -> Sequence[AnyStep]:
    parties = (("party", GOVERNMENT), ("party", UNION))
    given = (("by", UNION), ("to", GOVERNMENT))
    trains = (("by", UNION), ("for", GOVERNMENT))
    return (
        Open(case="agreement-1", kind=Kind.AGREEMENT, title="اتفاق التعاون الأمني", sides=parties, on="2016-05-01"),
        Describe(case="agreement-1", thread="1", field="text", value="تدريب حرس السواحل"),
        Describe(case="agreement-1", thread="1", field="implementation", value="2"),
        Describe(case="agreement-1", thread="2", field="text", value="تبادل المعلومات"),
        Open(case="commitment-1", kind=Kind.COMMITMENT, title="تسليم زوارق", sides=given, due="2018-06"),
        Open(case="commitment-2", kind=Kind.COMMITMENT, title="تجهيز مركز", sides=given, due="2099-01-01"),
        Open(case="programme-1", kind=Kind.PROGRAMME, title="برنامج تدريب الشرطة", sides=trains),
        Advance(case="programme-1", state="implementation"),
        Describe(case="programme-1", field="partner", value="european-union"),
        Describe(case="programme-1", field="phase", value="المرحلة الثانية"),
        Describe(case="programme-1", field="trainees", value=Amount(120, 120, 150)),
        Describe(case="programme-1", field="safeguard", value="تدقيق في السجلات"),
        Open(case="plan-1", kind=Kind.PLAN, title="خطة تأمين العاصمة", sides=(("by", GOVERNMENT),), due="2020-01"),
        Describe(case="plan-1", thread="security", field="owner", value="gna"),
        Announce(case="plan-1", thread="security", when="2019-12-31"),
        Advance(case="plan-1", thread="security", state="done"),
    )  # fmt: skip


def _list_incident() -> Sequence[AnyStep]:
    opened = Open(
        case="incident-1", kind=Kind.INCIDENT, title="قصف على حي سكني", sides=(("complainant", GOVERNMENT),),
        on="2019-05-03", place="Sirte",
    )  # fmt: skip
    return (
        opened,
        Harm(case="incident-1", what="killed", amount=Amount(2, 2, 2), whom="civilian"),
        Harm(case="incident-1", what="killed", amount=Amount(5, 5, 5), whom="civilian"),
    )


def find_saw(client: Client, path: str) -> str:
    """The version that a page shows."""
    text = client.get(path).content.decode()
    return text.split('name="saw" value="')[1].split('"')[0]


def post(client: Client, path: str, fields: dict[str, object], saw: int | None = None) -> HttpResponse:
    """Send a form of a page, with the version that the page shows now unless another is named."""
    version = saw if saw is not None else find_saw(client, path)
    answer: HttpResponse = client.post(path, {**fields, "saw": version})  # type: ignore[assignment]
    return answer


def read(site: Site, case: str) -> Case:
    """The case as the record has it."""
    return read_case(site.record, case)
