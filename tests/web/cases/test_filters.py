from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from tests.web.cases.desk import fill_desk
from tests.web.persona import Site

from mithaq.following.case import Assign
from mithaq.web.access import Asked
from mithaq.web.cases.filters import write_query


def find(site: Site, query: str, path: str = "cases/") -> list[str]:
    text = site.enter("huda").get(f"/{path}?{query}").content.decode()
    titles = {
        "تدريب الشرطة<": "request-1",
        "طلب تدريب الشرطة<": "request-2",
        "قصف": "incident-1",
        "تسليم زوارق": "commitment-1",
    }
    body = text.partition("<tbody>")[2]
    return sorted({case for words, case in titles.items() if f">{words}" in body})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("text=زوارق", ["commitment-1"]),
        ("kind=incident", ["incident-1"]),
        ("place=Sirte", ["incident-1"]),
        ("state=accepted", ["request-2"]),
        ("kind=request&party=NATO&state=conditional", ["request-1"]),
        ("standing=confirmed&kind=request", ["request-2"]),
        ("state=missed", ["commitment-1"]),
        ("period=2019-05&kind=incident", ["incident-1"]),
        ("mine=on", ["request-2"]),
        ("assigned=huda", ["request-2"]),
        ("assigned=omar", []),
    ],
)
def test_cases_are_filtered(site: Site, query: str, expected: list[str]) -> None:
    fill_desk(site.record)
    site.record.append([Assign(case="request-2", to="huda")], "nadia")
    assert find(site, query) == expected


def test_what_is_no_period_is_said_in_the_language_of_the_page(site: Site) -> None:
    assert "is no date" in site.enter("huda").get("/cases/?period=soon").content.decode()
    assert "ليس تاريخا" in site.enter("omar", lang="ar").get("/cases/?period=soon").content.decode()


def test_a_query_is_changed_in_one_place() -> None:
    request: Asked = RequestFactory().get("/")  # type: ignore[assignment]
    request.GET = QueryDict("text=سبها&page=2&place=")
    assert write_query(request, page=3) == "?text=%D8%B3%D8%A8%D9%87%D8%A7&page=3"
    assert write_query(request, page=None) == "?text=%D8%B3%D8%A8%D9%87%D8%A7"
