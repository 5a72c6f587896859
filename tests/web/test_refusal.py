from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import RequestFactory
from tests.web.persona import Site

from mithaq.errors import DateError, LedgerError, MithaqError, Reason
from mithaq.following.case import Kind, Open
from mithaq.ledger.refusal import RecordError, StaleError
from mithaq.refusals import make_error
from mithaq.web.display import Display
from mithaq.web.refusal import find_code, tell_refusal, write_refusal
from mithaq.web.roles import Role

REFUSED = make_error(LedgerError, "judging.into-itself", where="case r1", case="r1")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StaleError(Reason("records.moved", {"cases": "r1"}), where="", changes=()), HTTPStatus.CONFLICT),
        (RecordError("no record"), HTTPStatus.SERVICE_UNAVAILABLE),
        (REFUSED, HTTPStatus.BAD_REQUEST),
        (DateError("no date"), HTTPStatus.BAD_REQUEST),
        (MithaqError("another"), HTTPStatus.BAD_REQUEST),
    ],
    ids=str,
)
def test_every_error_has_its_status(error: MithaqError, code: HTTPStatus) -> None:
    assert find_code(error) is code


def test_refusals_are_told_in_the_language_of_the_page() -> None:
    request = RequestFactory().get("/")
    assert tell_refusal(request, REFUSED).what == "a case cannot be merged into itself"
    request.display = Display()  # type: ignore[attr-defined]  # as the middleware sets it
    assert tell_refusal(request, REFUSED).where == "الملف r1"
    assert write_refusal(request, REFUSED) == "لا يُدمج الملف في نفسه. سمِّ ملفا آخر"
    assert write_refusal(request, MithaqError("said in English")) == "said in English"


def test_a_page_says_in_arabic_why_a_step_is_refused(site: Site) -> None:
    site.record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب")], "huda")
    client = site.enter("huda", Role.ANALYST, lang="ar")
    page = client.post(
        "/cases/case/request-1/judge/", {"saw": "0", "undo": "0"}, follow=True
    ).content.decode()
    assert "لا يُلغى القيد 0. ارفضه بدلا من ذلك" in page
