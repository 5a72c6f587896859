from __future__ import annotations

from mithaq.web.overview.routes import ROUTES
from mithaq.web.roles import Right


def test_only_feeds_are_open_to_all() -> None:
    assert [route.name for route in ROUTES if route.needs is Right.OPEN] == ["overview-feed"]
    assert [route.name for route in ROUTES if not route.path] == ["overview-home"]
