"""A small record to export from: a request, an incident, a programme and a milestone, each with its document."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date

from mithaq.dates import Edtf
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    Attribute,
    Bind,
    Describe,
    Evidence,
    Harm,
    Kind,
    Open,
    Party,
    Verify,
)
from mithaq.following.entry import Confirm, Withhold
from mithaq.ledger.record import Record, open_record
from mithaq.model import Act, Actor, ActorType, ActType, Document, Reading, Span, Status, Topic
from mithaq.reports.exports.export import Format, export
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Statement

DAY = date(2021, 1, 1)
GNA = Party("gna", ActorType.INSTITUTION, "حكومة الوفاق الوطني", "Government of National Accord")
EU = Party("european-union", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union")
ARMY = Party("army-1", ActorType.INSTITUTION, "الجيش الميداني")
SALEM = Party("salem-1", ActorType.PERSON, "سالم عبد الكريم الورفلي", "Salem al-Warfalli")
BASHAGHA = Party("fathi-bashagha", ActorType.PERSON, "فتحي باشاغا", "Fathi Bashagha")

ASKED = (
    "طلبت حكومة الوفاق الوطني من الاتحاد الأوروبي دعم تدريب الشرطة في طرابلس. "
    "وقال خليل منصور التاورغي إن الرد قريب."
)
SHELLED = "قصفت مدفعية الجيش الميداني حيا في ترهونة فقتل أربعة مدنيين، بينهم سالم عبد الكريم الورفلي."
TRAINED = "أطلق الاتحاد الأوروبي برنامجا لتدريب الشرطة في ليبيا بميزانية معلنة."
VOTED = "أعلنت المفوضية أن الانتخابات ستجرى في 24 ديسمبر 2021."


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what it states of itself."""

    data: bytes
    statement: Statement

    @property
    def text(self) -> str:
        return self.data.decode("utf-8-sig")


def make_document(text: str, name: str, published: str, **more: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest, text, name, published=Edtf.parse(published), outlet="وكالة الساحل", **more)


DOCUMENTS = {
    ASKED: make_document(ASKED, "asked", "2020-11-21", title="طلب دعم", url="https://example.org/asked"),
    SHELLED: make_document(SHELLED, "shelled", "2020-05-19"),
    TRAINED: make_document(TRAINED, "trained", "2020-12-05"),
    VOTED: make_document(VOTED, "voted", "2021-01-20"),
}


def find_span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def show(text: str, words: str) -> tuple[Evidence, ...]:
    return (Evidence(DOCUMENTS[text].sha256, *find_span(text, words)),)


def make_act(text: str, kind: ActType, trigger: str, evidence: str, **more: object) -> Act:
    values: dict[str, object] = {"status": Status.ACTUAL} | more
    return Act(type=kind, trigger=find_span(text, trigger), evidence=find_span(text, evidence), **values)  # type: ignore[arg-type]


def make_actor(text: str, party: Party, words: str = "") -> Actor:
    return Actor(party.id, party.type, party.en, (find_span(text, words or party.ar),))


def read_asked() -> Reading:
    act = make_act(
        ASKED, ActType.REQUEST, "طلبت", ASKED[:70], actors=("gna",), recipients=("european-union",),
        about=find_span(ASKED, "دعم تدريب الشرطة"), topics=(Topic.TRAINING,), date=Edtf.parse("2020-11-20"),
        place="Tripoli", place_evidence=find_span(ASKED, "طرابلس"),
    )  # fmt: skip
    actors = (make_actor(ASKED, GNA), make_actor(ASKED, EU))
    return Reading(DOCUMENTS[ASKED], actors, (act,), (), (), "fast 1")


def read_shelled() -> Reading:
    act = make_act(
        SHELLED, ActType.ASSAULT, "قصفت", SHELLED[:41], actors=("army-1",), recipients=("salem-1",),
        date=Edtf.parse("2020-05-18"), place="Tarhuna",
    )  # fmt: skip
    denied = make_act(SHELLED, ActType.AID, "قتل", "قتل أربعة", status=Status.DENIED, actors=("army-1",))
    nobody = make_act(SHELLED, ActType.CONSULT, "بينهم", "بينهم")
    actors = (make_actor(SHELLED, ARMY), make_actor(SHELLED, SALEM))
    return Reading(DOCUMENTS[SHELLED], actors, (act, denied, nobody), (), (), "fast 1")


def open_warehouse(url: str) -> Record:
    """Return a new record: what the reader read without following it, and what people recorded."""
    record = open_record(url)
    for text in (TRAINED, VOTED):
        record.add_readings([Reading(DOCUMENTS[text], (), (), (), (), "fast 1")])
    for reading in (read_asked(), read_shelled()):
        # Without acts nothing follows: the cases are those below.
        record.add_readings([Reading(reading.document, reading.actors, (), (), (), "fast 1")])
    _record_request(record)
    _record_incident(record)
    _record_others(record)
    return record


def _record_request(record: Record) -> None:
    record.append(
        [
            Open(
                case="request-1", kind=Kind.REQUEST, title="=دعم تدريب الشرطة", sides=(("by", GNA), ("to", EU)),
                topics=("training",), on="2020-11-20", place="Tripoli", evidence=show(ASKED, "دعم تدريب الشرطة"),
            ),
            Advance(case="request-1", thread="european-union", state="delivering", on="2020-12-01"),
            Bind(case="request-1", thread="european-union", condition="k1", evidence=show(ASKED, "الرد قريب")),
        ],
        "nadia",
    )  # fmt: skip


def _record_incident(record: Record) -> None:
    record.append(
        [
            Open(
                case="incident-1", kind=Kind.INCIDENT, title="قصف مدفعية قتل سالم عبد الكريم الورفلي",
                sides=(("accused", ARMY), ("victim", SALEM)), on="2020-05-18", place="Tarhuna",
                evidence=show(SHELLED, SHELLED),
            ),
            Harm(case="incident-1", what="killed", amount=Amount(4, 4, 4), whom="civilian",
                 evidence=show(SHELLED, "قتل أربعة مدنيين")),
            Harm(case="incident-1", what="killed", amount=Amount(2, 2, 2), whom="combatant",
                 evidence=show(SHELLED, "قتل أربعة")),
            Accuse(case="incident-1", who="army-1", by=("gna",), named=(ARMY, GNA)),
            Describe(case="incident-1", field="category", value="fire"),
            Describe(case="incident-1", field="coordinates", value="32.4350, 13.6346"),
            Describe(case="incident-1", field="precision", value=50),
            Verify(case="incident-1", level="2", standard="reasonable-grounds"),
            Attribute(case="incident-1", level="probable", who=("army-1",), standard="reasonable-grounds"),
        ],
        "salma",
    )  # fmt: skip


def _record_others(record: Record) -> None:
    record.append(
        [
            Open(
                case="programme-1", kind=Kind.PROGRAMME, title="تدريب الشرطة", topics=("training",),
                sides=(("by", EU), ("funder", EU), ("for", GNA)), on="2020-12-05",
                evidence=show(TRAINED, "أطلق الاتحاد الأوروبي برنامجا"),
            ),
            Advance(case="programme-1", state="implementation", on="2020-12-05"),
            Describe(case="programme-1", field="end", value="2021-06-30"),
            Describe(case="programme-1", field="budget", value=Amount(1_250_000, 1_250_000, 1_250_000)),
            Describe(case="programme-1", field="currency", value="EUR"),
            Describe(case="programme-1", field="phase", value="first"),
            Open(
                case="milestone-1", kind=Kind.MILESTONE, what="libyan-legislative-elections", on="2021-01-20",
                sides=(("by", BASHAGHA),), evidence=show(VOTED, "الانتخابات ستجرى"),
            ),
            Announce(case="milestone-1", when="2021-12-24", evidence=show(VOTED, "24 ديسمبر 2021")),
        ],
        "nadia",
    )  # fmt: skip


def verify_all(record: Record) -> None:
    """Let a second person stand by what the first one found of the incident."""
    from mithaq.ledger.current import read_case  # noqa: PLC0415

    case = read_case(record, "incident-1")
    findings = (*case.verifications, *case.attributions)
    record.append([Confirm(case="incident-1", proposal=f"#{item.number}") for item in findings], "omar")


def withhold_speaker(record: Record) -> None:
    """Withhold the name of the speaker in the document of the request."""
    record.append([Withhold(case="", evidence=show(ASKED, "خليل منصور التاورغي"))], "nadia")


def run_export(record: Record, wanted: str, selection: Selection | None = None, **more: object) -> Exported:
    """Return what an export writes, to a stream that cannot be sought in."""
    out = io.BytesIO()
    asked = selection or Selection(as_of=DAY)
    statement = export(record, asked, Format(wanted), _Pipe(out), **more)  # type: ignore[arg-type]
    return Exported(out.getvalue(), statement)


class _Pipe(io.RawIOBase):
    """A stream that is only written to."""

    def __init__(self, out: io.BytesIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._out.write(data)
