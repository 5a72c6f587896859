"""What the API answers where something is refused: one form for all, in the language of who asks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from ninja.errors import HttpError
from tests.web.persona import Site

from mithaq.errors import LedgerError, MithaqError
from mithaq.refusals import make_error
from mithaq.reports.wording import Lang
from mithaq.web.api.problems import find_lang, tell_problem
from mithaq.web.api.tokens import make_token
from mithaq.web.display import Display
from mithaq.web.roles import Role

ARABIC = re.compile("[\u0621-\u064a]")


def ask(site: Site, way: tuple[str, str, object], *, role: Role = Role.READER, accept: str = "") -> Any:
    """Ask in the name of somebody who has chosen Arabic."""
    method, path, body = way
    site.enter(role.value, role, lang="ar")
    headers = {"Authorization": f"Bearer {make_token(site.make(role.value), 'test', role, None)}"}
    if accept:
        headers["Accept-Language"] = accept
    return Client(SERVER_NAME="localhost").generic(
        method,
        f"/api{path}",
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers=headers,
    )


# How it is asked, the status, and a word of the answer in English.
WRONG = [
    ("GET", "/cases?standing=odd", None, 422, "there is no standing odd"),
    ("GET", "/cases?kind=odd", None, 422, "it must be one of"),
    ("GET", "/cases?limit=1000", None, 422, "it must be 200 or less"),
    ("GET", "/cases?limit=many", None, 422, "a whole number is needed"),
    ("GET", "/cases?as_of=soon", None, 422, "a day is needed"),
    ("GET", "/cases?period=20x", None, 400, "not an EDTF date"),
    ("GET", "/cases/none", None, 404, "the record holds no case none"),
    ("GET", "/documents/none", None, 404, "the record holds no document none"),
    ("GET", "/search?facet=odd", None, 422, "odd is no facet"),
    ("GET", "/review/next", None, 403, "the right judge is missing"),
    ("POST", "/cases", {}, 403, "the right judge is missing"),
    ("POST", "/reports", {}, 422, "it is missing"),
    ("POST", "/reports", {"fields": {}}, 422, "something of the report cannot be taken"),
]


def test_what_is_refused_is_told_in_both_languages(site: Site) -> None:
    for method, path, body, code, said in WRONG:
        role = Role.ANALYST if path == "/reports" else Role.READER
        english = ask(site, (method, path, body), role=role, accept="en-GB,ar;q=0.5")
        assert english.status_code == code, path
        assert said in english.json()["what"], path
        assert english.headers["Content-Language"] == "en"
        arabic = ask(site, (method, path, body), role=role)
        told = arabic.json()
        assert arabic.status_code == code, path
        assert ARABIC.search(told["what"]), path
        assert ARABIC.search(told["remedy"]), path
        assert all(ARABIC.search(fault["what"]) for fault in told["faults"]), path
        assert arabic.headers["Content-Language"] == "ar"


def test_values_that_are_wrong_are_named_one_by_one(site: Site) -> None:
    def find_faults(way: tuple[str, str, object], role: Role = Role.READER) -> list[tuple[str, str]]:
        faults = ask(site, way, role=role, accept="en").json()["faults"]
        return [(fault["where"].rpartition(".")[2], fault["what"]) for fault in faults]

    assert find_faults(("GET", "/cases?limit=0&before=x", None)) == [
        ("limit", "it must be 1 or more"),
        ("before", "a whole number is needed"),
    ]
    for step, place, what in (
        ({"step": "no-such"}, "step", "no-such is no value of it"),
        ({"step": "comment"}, "0", "the field text is missing"),
        ({"step": "comment", "text": 3}, "text", "str is needed, not int"),
    ):
        body = {"steps": [{"case": "none", **step}]}
        assert find_faults(("POST", "/cases/none/steps", body), Role.ANALYST) == [(place, what)]


def test_who_is_not_known_is_told_so(site: Site) -> None:
    assert ARABIC.search(site.visit().get("/api/me").json()["what"])
    asked = Client(SERVER_NAME="localhost").get(
        "/api/me", headers={"Authorization": "Bearer wrong", "Accept-Language": "en"}
    )
    assert (asked.status_code, asked.json()["what"]) == (401, "it is not known who asks")


@pytest.mark.parametrize(
    ("headers", "display", "lang"),
    [
        ({"Authorization": "Bearer x", "Accept-Language": "en;q=0.2,ar;q=0.9"}, None, Lang.AR),
        ({"Authorization": "Bearer x", "Accept-Language": "fr,en-US;q=0.8"}, Lang.AR, Lang.EN),
        ({"Authorization": "Bearer x", "Accept-Language": "fr"}, Lang.EN, Lang.EN),
        ({"Authorization": "Bearer x", "Accept-Language": "*"}, Lang.EN, Lang.EN),
        ({"Authorization": "Bearer x"}, None, Lang.AR),
        ({"Accept-Language": "en"}, Lang.AR, Lang.AR),
    ],
)
def test_the_language_is_that_of_the_header_else_of_the_account(
    headers: dict[str, str], display: Lang | None, lang: Lang
) -> None:
    request = RequestFactory().get("/api/me", headers=headers)
    if display:
        request.display = Display(lang=display)  # type: ignore[attr-defined]  # as the middleware sets it
    assert find_lang(request) is lang


def fail_for(cause: Exception | None) -> Http404:
    error = Http404()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code", "what"),
    [
        (HttpError(400, "Cannot parse request body"), 400, "لا يُقرأ المحتوى بصيغة JSON"),
        (HttpError(403, "CSRF check Failed"), 403, "ما أُرسل لم يأت من صفحة من صفحاتنا"),
        (HttpError(429, "Too many requests"), 429, "لم يُقبل: Too many requests"),
        (fail_for(None), 404, "ليس هنا ما يمكنك الاطلاع عليه"),
        (fail_for(make_error(LedgerError, "records.no-case", id="r9")), 404, "ليس في السجل ملف باسم r9"),
        (make_error(MithaqError, "records.none"), 400, "لا يوجد سجل كهذا"),
    ],
)
def test_other_refusals_have_the_same_form(error: Exception, code: int, what: str) -> None:
    found, problem = tell_problem(error, Lang.AR)
    assert (found, problem.what) == (code, what)
    assert problem.remedy
