from __future__ import annotations

from mithaq.web.explore.routes import ROUTES
from mithaq.web.roles import Right


def test_all_pages_are_read_only_and_for_those_who_may_search() -> None:
    assert all(route.needs is Right.SEARCH and route.methods == ("GET",) for route in ROUTES)
    assert {route.name for route in ROUTES} >= {"explore-document", "explore-actor", "explore-source"}
