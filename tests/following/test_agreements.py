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
