"""A roadmap to look at."""

from __future__ import annotations

import pytest
from tests.web.conftest import _serve

from mithaq.following.case import Advance, Announce, Kind, Open
from mithaq.following.entry import Restrict


def make_milestone(case: str, what: str, title: str) -> Open:
    return Open(case=case, kind=Kind.MILESTONE, title=title, what=what)


@pytest.fixture
def roadmap(site: object) -> object:
    """Three milestones; the last is restricted to a group."""
    site.record.append(
        [
            make_milestone("milestone-a", "libya-presidential-election", "الانتخابات الرئاسية"),
            Announce(case="milestone-a", when="2021-12-24", on="2020-11-13"),
            Announce(case="milestone-a", when="2022-01-24", on="2021-12-22"),
            Announce(case="milestone-a", when=None, on="2022-01-17"),
            Announce(case="milestone-a", when="2022-06", on="2022-03-01"),
            Advance(case="milestone-a", state="postponed", on="2021-12-22"),
            make_milestone("milestone-b", "yemen-peace-talks", "المشاورات"),
            Announce(case="milestone-b", when="2019-04-14", on="2019-03-20"),
            Advance(case="milestone-b", state="held", on="2019-04-14"),
            make_milestone("milestone-c", "opening", "افتتاح الطريق الساحلي"),
            Announce(case="milestone-c", when="2021-06-20"),
            Restrict(case="milestone-c", groups=("south",), reason="قبل الإعلان"),
        ],
        "anna",
    )
    return site


@pytest.fixture
def shown(roadmap: object) -> object:
    """The same, to be visited."""
    yield from _serve(roadmap)
