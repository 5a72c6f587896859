"""The sample reports are what the page about them says, and the reader finds what the demo promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bench.evidence import find_faults

import mithaq
from mithaq.model import ActType, Document, MilestoneStatus, Reading, Span, Status
from mithaq.sources import Refused, read_documents

SAMPLES = Path(__file__).parents[1] / "samples"


@cache
def read_samples() -> dict[str, Reading]:
    documents = [document for document in read_documents([SAMPLES]) if isinstance(document, Document)]
    return {
        document.name: mithaq.read_text(document.text, published=str(document.published))
        for document in documents
    }


def test_every_file_is_read() -> None:
    assert [item for item in read_documents([SAMPLES]) if isinstance(item, Refused)] == []


def test_there_are_enough_reports_with_date_title_and_length() -> None:
    documents = [item for item in read_documents([SAMPLES]) if isinstance(item, Document)]
    assert len(documents) >= 16
    for document in documents:
        assert document.published, document.name
        assert document.title, document.name
        assert 100 <= len(document.text.split()) <= 400, document.name


def test_sidecars_say_what_the_reports_are() -> None:
    sidecars = list(SAMPLES.glob("*.meta.json"))
    assert len(sidecars) >= 16
    assert not [path.name for path in sidecars if "Written for this project" not in path.read_text("utf-8")]


@pytest.mark.parametrize("name", sorted(read_samples()))
def test_evidence_of_every_report_holds(name: str) -> None:
    reading = read_samples()[name]
    assert find_faults(reading, reading.document.text) == []


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("01-nato-request", ActType.REQUEST, "طلب من الحلف المساعدة"),
        ("01-nato-request", ActType.REJECT, "رفض نواب"),
        ("02-five-states", ActType.REQUEST, "طالبهم فيها بتفعيل"),
        ("02-five-states", ActType.ACCUSE, "نددت القيادة العامة"),
        ("03-turkish-mandate", ActType.ACCUSE, "أدانت مصر"),
        ("04-embargo-exemption", ActType.REQUEST, "طلبت من اللجنة السماح"),
        ("05-geneva-ceasefire", ActType.SUPPORT, "رحب الأمين العام"),
        ("06-college-strike-a", ActType.ACCUSE, "اتهمت حكومة الوفاق"),
        ("07-college-strike-b", ActType.REJECT, "نفى الجيش الوطني"),
        ("08-stockholm", ActType.AGREE, "توصلت الحكومة اليمنية"),
        ("09-joint-operations", ActType.REQUEST, "طالب غوها الطرفين"),
        ("10-field-report", ActType.ASSAULT, "قصفت قوات جماعة الحوثي"),
        ("11-tripoli-plan", ActType.THREATEN, "هدد المبعوث"),
        ("12-conference-slips", ActType.REQUEST, "دعا مجلس الأمن"),
        ("15-coastguard-training", ActType.REQUEST, "طلبت توسيعه"),
        ("16-juba", ActType.SUPPORT, "وقّعت الحكومة الانتقالية"),
        ("17-idlib", ActType.AGREE, "اتفق الرئيسان"),
        ("18-iraq-election-date", ActType.REQUEST, "طلب من الأمم المتحدة"),
        ("19-20-statements-1", ActType.PROTEST, "تظاهر مئات"),
        ("19-20-statements-2", ActType.SUPPORT, "رحبت الدول الأربع"),
        ("21-riyadh-agreement", ActType.REJECT, "رفضت جماعة الحوثي"),
    ],
)
def test_act_is_found(name: str, kind: ActType, words: str) -> None:
    reading = read_samples()[name]
    text = reading.document.text
    place = Span(text.index(words), text.index(words) + len(words))
    found = [act for act in reading.acts if act.trigger.meets(place)]
    assert [act.type for act in found] == [kind]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("01-nato-request", Status.CONDITIONAL),
        ("07-college-strike-b", Status.DENIED),
        ("05-geneva-ceasefire", Status.PLANNED),
    ],
)
def test_status_is_found(name: str, status: Status) -> None:
    assert status in {act.status for act in read_samples()[name].acts}


def test_condition_of_an_approval_in_principle_is_quoted() -> None:
    reading = read_samples()["01-nato-request"]
    conditions = [act.condition.select(reading.document.text) for act in reading.acts if act.condition]
    assert any("الظروف السياسية والأمنية" in condition for condition in conditions)


def test_every_date_of_a_slipping_election_is_kept() -> None:
    milestones = read_samples()["19-20-statements-1"].milestones
    assert {"2021-05-22", "2021-07-31"} <= {str(milestone.when) for milestone in milestones}
    assert MilestoneStatus.POSTPONED in {milestone.status for milestone in milestones}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("04-embargo-exemption", 150),
        ("13-consultations", 7000),
        ("14-election-readiness", 2_800_000),
        ("17-idlib", 34),
    ],
)
def test_figure_is_found(name: str, value: float) -> None:
    assert value in {figure.value for figure in read_samples()[name].figures}


def test_nothing_is_found_where_there_is_nothing() -> None:
    reading = read_samples()["22-date-festival"]
    assert (reading.acts, reading.milestones, reading.figures) == ((), (), ())
