"""Requests that are answered by the deed that they asked for."""

from __future__ import annotations

import pytest
from tests.following.telling import list_states, tell

from mithaq.following.requests import propose_requests

ASKED = ("2020-02-10", "طلبت الحكومة السودانية من الولايات المتحدة شطب اسم السودان من قائمة الإرهاب.")


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("شطبت واشنطن اسم السودان من قائمة الإرهاب بعد سنوات من الانتظار.", "completed"),
        ("لم تشطب واشنطن اسم السودان من قائمة الإرهاب.", ""),
        ("ستشطب واشنطن اسم السودان من قائمة الإرهاب.", ""),
        ("شطبت الجامعة العربية اسم السودان من قائمة الإرهاب لديها.", ""),
        ("شطبت واشنطن ديون الصومال كلها.", ""),
    ],
)
def test_who_does_what_was_asked_has_answered(later: str, state: str) -> None:
    told = list_states(propose_requests(tell(ASKED, ("2020-12-15", later))))
    assert [name for _, name in told[1:]] == ([state] if state else [])


def test_a_deed_that_takes_time_has_begun() -> None:
    asked = ("2020-02-10", "طلبت وزارة الدفاع اليمنية من فرنسا إرسال خبراء لإزالة الألغام البحرية.")
    later = ("2020-05-01", "أرسلت فرنسا خبراء لإزالة الألغام البحرية إلى عدن.")
    assert ("france", "delivering") in list_states(propose_requests(tell(asked, later)))
