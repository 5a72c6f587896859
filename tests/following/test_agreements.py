"""Agreements followed from the proposal to the end."""

from __future__ import annotations

import pytest
from tests.following.telling import list_conditions, list_opened, list_states, tell

from mithaq.following.agreements import propose_agreements

SIGNED = ("2016-02-01", "وقعت الحكومة السورية وجيش الإسلام أمس اتفاقا لوقف القتال في الغوطة.")


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("صادق مجلس الشعب على اتفاق الغوطة.", "ratified"),
        ("دخل اتفاق الغوطة حيز التنفيذ مساء الخميس.", "in-force"),
        ("علقت الحكومة السورية العمل بالاتفاق.", "suspended"),
        ("انهارت الهدنة في الغوطة بعد ساعات.", "broken"),
        ("انتهت الهدنة في الغوطة من دون تجديد.", "ended"),
    ],
)
def test_states(later: str, state: str) -> None:
    proposals = propose_agreements(tell(SIGNED, ("2016-03-01", later)))
    assert len(list_opened(proposals)) == 1
    assert list_states(proposals) == [("", "signed"), ("", state)]


def test_both_sides_are_named() -> None:
    (opened,) = list_opened(propose_agreements(tell(SIGNED)))
    assert len(opened.sides) == 2


def test_a_proposal_needs_no_sides() -> None:
    text = "اقترح المبعوث الأممي هدنة إنسانية مدتها عشرة أيام في حلب."
    assert list_states(propose_agreements(tell(("2016-02-01", text)))) == [("", "proposed")]


@pytest.mark.parametrize(
    "text",
    [
        "سيوقع الطرفان الاتفاق غدا.",
        "لم يتوصل الجانبان إلى اتفاق.",
        "رحبت فرنسا بالحوار.",
        "دعا المبعوث الأممي الحكومة اليمنية والحوثيين إلى توقيع اتفاق لتبادل الأسرى.",
        "وقعت اشتباكات بين الجيش اليمني والحوثيين بعد خرق الاتفاق.",
        "هددت تركيا وهددت فرنسا بإلغاء اتفاقهما.",
    ],
)
def test_no_agreement(text: str) -> None:
    assert propose_agreements(tell(("2016-02-01", text))) == []


def test_another_agreement_is_another_case() -> None:
    other = ("2016-02-20", "أبرمت مصر والصين عقدا لبناء محطة كهرباء في الصعيد.")
    assert len(list_opened(propose_agreements(tell(SIGNED, other)))) == 2


def test_what_it_waits_for_is_a_condition() -> None:
    text = (
        "وقعت مصر والصين عقدا لبناء محطة كهرباء. ولن يدخل العقد حيز التنفيذ إلا بعد مصادقة البرلمان المصري."
    )
    proposals = propose_agreements(tell(("2016-02-20", text)))
    assert list_states(proposals) == [("", "signed")]
    assert list(list_conditions(proposals).values()) == ["unmet"]


@pytest.mark.parametrize(
    ("later", "count"),
    [
        ("وقعت مصر والأردن أمس اتفاقا لتبادل الكهرباء.", 2),
        ("وقع وزير الدفاع المصري ونظيره الأردني أمس مذكرة تفاهم.", 2),
        ("وقعت الحكومة السورية وجيش الإسلام أمس اتفاقا لتبادل الأسرى.", 2),
        ("وقعت الحكومة السورية وجيش الإسلام أمس اتفاق الغوطة النهائي.", 1),
        ("أكدت الحكومة السورية تمسكها باتفاق وقعته مع جيش الإسلام.", 1),
        ("وقعت الحكومة السورية وجيش الإسلام بالأحرف الأولى ملحقا للاتفاق.", 1),
    ],
)
def test_what_is_another_agreement(later: str, count: int) -> None:
    proposals = propose_agreements(tell(SIGNED, ("2016-06-01", later)))
    assert len(list_opened(proposals)) == count


def test_an_earlier_agreement_needs_no_sides() -> None:
    text = f"{SIGNED[1]} وكان اتفاق سابق لوقف القتال أبرم في يناير الماضي قد انهار بعد أيام."
    proposals = propose_agreements(tell((SIGNED[0], text)))
    assert len(list_opened(proposals)) == 2
    assert list_states(proposals) == [("", "signed"), ("", "signed"), ("", "broken")]


def test_a_minister_stands_for_his_state_and_a_place_for_nobody() -> None:
    text = "وقع وزير الداخلية الفرنسي ونظيره المغربي في الجزائر اتفاقا للتعاون."
    (opened,) = list_opened(propose_agreements(tell(("2016-02-20", text))))
    assert [party.id for _, party in opened.sides] == ["france", "morocco"]


@pytest.mark.parametrize(
    ("later", "states"),
    [
        ("قال المبعوث إن الطرفين متمسكان بالاتفاق الموقع في فبراير الماضي.", ["signed"]),
        ("قال المبعوث إن الطرفين متمسكان بالاتفاق الموقع.", []),
        ("وصف المبعوث الاتفاق بأنه هش، وأعلن جيش الإسلام إنهاءه بسبب القصف وإلغائه.", ["ended"]),
        ("سيجتمع مجلس الشعب للمصادقة على الاتفاق.", []),
        ("تسعى الحكومة السورية إلى تعليق الاتفاق.", []),
        ("عرضت روسيا على الحكومة السورية مسودة للاتفاق.", []),
    ],
)
def test_what_is_told_later(later: str, states: list[str]) -> None:
    proposals = propose_agreements(tell(SIGNED, ("2016-03-01", later)))
    assert [state for _, state in list_states(proposals)][1:] == states


def test_from_when_it_is_to_hold_is_no_step() -> None:
    text = "توصلت الحكومة السورية وجيش الإسلام إلى هدنة تسري من مساء الاثنين."
    assert list_states(propose_agreements(tell(("2016-02-01", text)))) == [("", "reached")]
