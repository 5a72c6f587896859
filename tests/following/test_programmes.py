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
