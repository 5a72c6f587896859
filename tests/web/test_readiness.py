"""What is read before anybody asks, and that nobody's connection is left for several processes."""

from __future__ import annotations

from django.db import connections
from tests.web.persona import Site

from mithaq.ledger import remembering
from mithaq.ledger.sight import Sight
from mithaq.reports.charts.render import _draw
from mithaq.web.readiness import make_ready, start_drawing
from mithaq.web.roles import Role


def test_what_people_will_ask_is_counted_before(site: Site) -> None:
    site.enter("huda", Role.ANALYST, groups=("desk",))
    site.make("gone", Role.MONITOR)
    site.accounts["gone"].is_active = False
    site.accounts["gone"].save()
    make_ready()
    sights = {key[2] for key in remembering._MEMORY._kept}  # noqa: SLF001 - what is kept
    assert Sight(frozenset({"desk"})) in sights
    assert not any(sight.own == "gone" for sight in sights)
    assert site.enter("huda", Role.ANALYST).get("/explore/documents/").status_code == 200


def test_no_connection_is_left_open(site: Site) -> None:
    site.enter("huda", Role.ANALYST)
    make_ready()
    assert connections["default"].connection is None


def test_drawing_is_started() -> None:
    _draw.cache_clear()
    start_drawing()
    assert _draw.cache_info().currsize == 1
