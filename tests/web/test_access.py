"""Every route, for every role and an outsider: who may enter is decided in one place."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, get_resolver
from tests.web.persona import Site

from mithaq.web.access import Route
from mithaq.web.roles import RIGHTS, Right, Role
from mithaq.web.urls import ROUTES

PERSONAS = [None, *Role]
IDS = [str(role or "outsider") for role in PERSONAS]
# Answers that do not say no: found, made, sent on, nothing there, wrong use.
LET_IN = {200, 201, 204, 302, 303, 400, 404, 405, 409, 422}


@pytest.fixture
def vendor() -> str:
    """Rights do not depend on the database."""
    return "sqlite"


def find_path(route: Route) -> str:
    assert "<" not in route.path or route.sample, f"{route.name} needs a sample path"
    return "/" + (route.sample or route.path)


@pytest.mark.parametrize("role", PERSONAS, ids=IDS)
def test_routes_let_in_who_has_the_right(role: Role | None, filled_site: Site) -> None:
    site = filled_site
    site.make("admin", Role.ADMINISTRATOR)
    rights = RIGHTS[role]
    wrong = []
    for route in ROUTES:
        for method in route.methods:
            client = site.enter(f"p-{role}", role) if role else site.visit()
            client.raise_request_exception = False
            answer = client.generic(method, find_path(route))
            let_in = answer.status_code in LET_IN and "/accounts/login" not in answer.headers.get(
                "Location", ""
            )
            if let_in is not (route.needs in rights):
                wrong.append((route.name, method, answer.status_code))
    assert wrong == []


def test_no_page_is_reached_but_by_a_route() -> None:
    known = {route.name for route in ROUTES}
    named = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    assert named == known


def test_names_of_routes_begin_with_their_family() -> None:
    for route in ROUTES:
        family = route.view.__module__.split(".")[2]
        assert route.name.startswith(f"{family}-"), route.name


def test_each_role_has_more_rights_than_an_outsider() -> None:
    assert all(RIGHTS[role] > RIGHTS[None] for role in Role)
    assert set(Right) == RIGHTS[Role.ADMINISTRATOR]


def test_who_is_not_active_any_more_is_an_outsider(site: Site) -> None:
    client = site.enter("gone", Role.ADMINISTRATOR)
    account = site.accounts["gone"]
    account.is_active = False
    account.save()
    assert client.get("/settings/").status_code == 302
