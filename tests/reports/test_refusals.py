from __future__ import annotations

import pytest

from mithaq.errors import LedgerError, MithaqError, SourceError
from mithaq.refusals import Told, make_error
from mithaq.reports.refusals import tell_error
from mithaq.reports.wording import Lang

CASE = {"where": "case r1", "case": "r1"}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            make_error(LedgerError, "judging.second-person", author="salma", entry=3, **CASE),
            Told(
                "سبق أن أكد salma القيد 3؛ والتحقق يحتاج إلى شخص ثان", "الملف r1", "ليؤكده شخص آخر"
            ),
        ),
        (
            make_error(
                LedgerError, "judging.not-after", kind="request", state="made", before="accepted",
                next="conditional, completed", **CASE,
            ),
            Told(
                "لا تأتي الحالة قُدّم (made) بعد مقبول (accepted)", "الملف r1",
                "قد يأتي بعد مقبول (accepted): مقبول بشروط (conditional)، منجز (completed)",
            ),
        ),
        (
            make_error(
                LedgerError, "judging.finding-reason", matter="verification", finding="refuted", **CASE
            ),
            Told("", "الملف r1", "اذكر السبب في جملة"),
        ),
        (
            make_error(LedgerError, "judging.no-role", kind="request", role="accused", roles="by, to", **CASE),
            Told("", "الملف r1", ""),
        ),
        (
            make_error(
                LedgerError, "judging.no-field", kind="request", field="weapon", fields="deadline", **CASE
            ),
            Told("", "الملف r1", ""),
        ),
        (
            make_error(LedgerError, "judging.not-asked", thread="nato", asked="european-union", **CASE),
            Told("لم يُطلب من حلف شمال الأطلسي (nato)؛ طُلب من: الاتحاد الأوروبي (european-union)", "الملف r1", ""),
        ),
        (
            make_error(SourceError, "sources.no-text", where="a.txt"),
            Told("ليس في الملف نص", "\u2068a.txt\u2069", "احذفه أو احصل على النص من مصدره"),
        ),
        (MithaqError("said in English alone", where="a"), Told("said in English alone", "a")),
    ],
    ids=lambda value: value.what if isinstance(value, MithaqError) else "",
)  # fmt: skip
def test_refusals_are_told_in_arabic(error: MithaqError, told: Told) -> None:
    found = tell_error(error, Lang.AR)
    assert found.where == told.where
    assert not told.what or found.what == told.what
    assert not told.remedy or found.remedy == told.remedy
    assert tell_error(error, Lang.EN) == Told(error.what, error.where, error.remedy)
