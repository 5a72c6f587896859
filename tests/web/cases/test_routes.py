from __future__ import annotations

from mithaq.web.cases.routes import ROUTES
from mithaq.web.roles import Right


def test_whatever_writes_takes_a_right_to_do_so() -> None:
    writing = {route.name: route.needs for route in ROUTES if "POST" in route.methods}
    assert set(writing) == {
        "cases-open", "cases-add", "cases-correct", "cases-judge", "cases-merge", "cases-split",
    }  # fmt: skip
    assert set(writing.values()) == {Right.JUDGE, Right.COMMENT}


def test_what_other_families_link_to_is_there() -> None:
    assert {"cases-case", "cases-pulse", "cases-entry"} <= {route.name for route in ROUTES}
