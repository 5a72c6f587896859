"""Parts of pages are kept for those who see the same, as long as nothing is recorded."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from tests.web.persona import Site

from mithaq.dates import Numerals
from mithaq.following.case import Kind, Open
from mithaq.following.entry import Restrict
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.reports.wording import Lang
from mithaq.web.access import Asked
from mithaq.web.display import Display
from mithaq.web.parts import keep, keep_part
from mithaq.web.roles import Role

AR = Display(Lang.AR)


def ask(sight: Sight = EVERYTHING, display: Display = AR) -> Asked:
    return cast("Asked", SimpleNamespace(sight=sight, display=display))


def test_what_is_kept_is_made_anew_for_others_and_after_an_entry(site: Site) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [keep(ask(), "x", make), keep(ask(), "x", make)] == [1, 1]
    assert keep(ask(Sight(frozenset())), "x", make) == 2
    site.record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب")], "huda")
    assert keep(ask(), "x", make) == 3


def test_a_part_is_kept_for_each_way_of_showing_things(site: Site) -> None:
    assert site.record

    def show(display: Display) -> str:
        return keep_part(ask(display=display), "watch/items.html", "test", lambda: {"items": []})

    assert show(AR) != show(Display(Lang.EN))
    assert show(AR) == show(AR)
    assert "<p" in show(Display(Lang.AR, Numerals.ARABIC))


def test_what_is_restricted_is_in_nobody_elses_parts(site: Site) -> None:
    site.record.append([Open(case="milestone-1", kind=Kind.MILESTONE, title="انتخابات السر")], "huda")
    huda = site.enter("huda", Role.ANALYST)
    for address in ("/roadmap/", "/"):
        huda.get(address)
    assert "انتخابات السر" in huda.get("/roadmap/").content.decode()
    site.record.append([Restrict(case="milestone-1", groups=("desk",))], "nadia")
    assert "انتخابات السر" in site.enter("root", Role.ADMINISTRATOR).get("/roadmap/").content.decode()
    assert "انتخابات السر" not in huda.get("/roadmap/").content.decode()
