"""Programmes of support and their activity status."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.programmes import propose_programmes

PLANNED = (
    "2016-02-01",
    "أعلنت وزارة الداخلية العراقية أنها ستبدأ في مارس تدريب مئتي ضابط من شرطة الحدود في بغداد.",
)


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("بدأت وزارة الداخلية العراقية تدريب ضباط شرطة الحدود.", "implementation"),
        ("دخل برنامج تدريب ضباط شرطة الحدود مرحلته الأخيرة.", "finalisation"),
        ("احتفلت وزارة الداخلية العراقية بتخريج ضباط شرطة الحدود.", "closed"),
        ("ألغت وزارة الداخلية العراقية برنامج تدريب ضباط شرطة الحدود.", "cancelled"),
        ("علقت وزارة الداخلية العراقية برنامج تدريب ضباط شرطة الحدود.", "suspended"),
    ],
)
def test_states(later: str, state: str) -> None:
    proposals = propose_programmes(tell(PLANNED, ("2016-04-01", later)))
    assert len(list_opened(proposals)) == 1
    assert list_states(proposals) == [("", "pipeline"), ("", state)]


def test_the_partner_is_named() -> None:
    (opened,) = list_opened(propose_programmes(tell(PLANNED)))
    assert [role for role, _ in opened.sides] == ["by"]


@pytest.mark.parametrize("text", ["درس الطلاب في المدرسة.", "تعادل الفريقان في المباراة."])
def test_no_programme(text: str) -> None:
    assert propose_programmes(tell(("2016-02-01", text))) == []


@pytest.mark.parametrize(
    ("later", "states"),
    [
        ("تخرجت الدفعتان الأولى والثانية من ضباط شرطة الحدود، أي مئة ضابط من أصل مئتين.", ["implementation"]),
        ("قالت وزارة الداخلية العراقية إن الدورة التدريبية متواصلة في بغداد.", ["implementation"]),
        ("بلغ تدريب ضباط شرطة الحدود شوطه الأخير.", ["finalisation"]),
        ("طوت وزارة الداخلية العراقية مشروع تدريب ضباط شرطة الحدود.", ["cancelled"]),
    ],
)
def test_what_is_told_later(later: str, states: list[str]) -> None:
    proposals = propose_programmes(tell(PLANNED, ("2016-04-01", later)))
    assert len(list_opened(proposals)) == 1
    assert [state for _, state in list_states(proposals)][1:] == states


def test_a_plan_of_others_is_another_programme() -> None:
    other = ("2016-04-01", "وافقت فرنسا على تمويل برنامج لتأهيل ممرضين في المغرب.")
    assert len(list_opened(propose_programmes(tell(PLANNED, other)))) == 2


def test_what_is_over_does_not_go_on() -> None:
    over = ("2016-03-20", "اختتمت وزارة الداخلية العراقية تدريب ضباط شرطة الحدود.")
    other = ("2016-04-01", "بدأت وزارة الداخلية العراقية تدريب خمسين طبيبا.")
    proposals = propose_programmes(tell(PLANNED, over, other))
    assert [state for _, state in list_states(proposals)] == ["pipeline", "closed", "implementation"]
    assert len(list_opened(proposals)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "انطلقت في الدوحة أعمال الدورة العادية لمجلس الشورى القطري.",
        "فازت تونس على المغرب في دورة تونس الدولية لكرة القدم.",
        "متواصلة الدورة التكوينية لفائدة الضباط.",
    ],
)
def test_what_opens_none(text: str) -> None:
    assert list_opened(propose_programmes(tell(("2016-02-01", text)))) == []
