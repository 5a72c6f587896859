"""The roadmap and its milestones, as the personas see them, on both databases."""

from __future__ import annotations

import re

import pytest
from tests.web.roadmap.conftest import make_milestone

from mithaq.following.case import Kind, Open, Relate
from mithaq.following.entry import Merge
from mithaq.web.roles import Role


def read_rows(answer: object) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/roadmap/milestone/([\w-]+)/', answer.content.decode())


FOUND = [
    ("", ["milestone-b", "milestone-a"]),
    ("process=libya", ["milestone-a"]),
    ("process=yemen", ["milestone-b"]),
    ("kind=election", ["milestone-a"]),
    ("state=held", ["milestone-b"]),
    ("since=2021-01-01", ["milestone-a"]),
    ("until=2020-01-01", ["milestone-b"]),
    ("words=المشاورات", ["milestone-b"]),
    ("words=لاشيء", []),
    ("process=atlantis", []),
]


def test_milestones_are_found_by_what_is_asked(roadmap: object) -> None:
    client = roadmap.enter("huda")
    assert [(query, read_rows(client.get(f"/roadmap/?{query}"))) for query, _ in FOUND] == FOUND
    assert client.get("/roadmap/?process=atlantis").status_code == 422


@pytest.mark.parametrize("groups", [(), ("south",)])
def test_lists_counts_and_charts_hold_what_one_may_see(roadmap: object, groups: tuple[str, ...]) -> None:
    seen = bool(groups)
    client = roadmap.enter("sami", Role.READER, groups=groups)
    shown = client.get("/roadmap/").content.decode()
    assert ("milestone-c" in shown) is seen
    assert ("announced: 1" in shown) is seen
    assert client.get("/roadmap/milestone/milestone-c/").status_code == (200 if seen else 404)
    assert client.get("/roadmap/milestone/milestone-c/chart.svg").status_code == (200 if seen else 404)
    drawn = client.get("/roadmap/chart.svg").content.decode()
    assert ("Opening" in drawn) is seen


def test_a_milestone_shows_every_date_with_what_it_moved(roadmap: object) -> None:
    client = roadmap.enter("huda")
    page = client.get("/roadmap/milestone/milestone-a/").content.decode()
    for text in (
        "24 December 2021",
        "24 January 2022",
        "June 2022",
        "date taken back",
        "slipped 31 days",
        "postponed",
    ):
        assert text in page, text
    assert page.count('class="current"') == 1
    drawn = client.get("/roadmap/milestone/milestone-a/chart.svg").content.decode()
    assert "June 2022" in drawn or "May 2022" in drawn
    rows = client.get("/roadmap/").content.decode()
    assert "<bdi>slipped 159 to 188 days</bdi>" in rows


def test_the_roadmap_in_arabic(roadmap: object) -> None:
    client = roadmap.enter("huda", lang="ar")
    page = client.get("/roadmap/").content.decode()
    assert "خريطة الطريق" in page
    assert "24 ديسمبر 2021" in page
    drawn = client.get("/roadmap/chart.svg").content.decode()
    assert "مواعيد خريطة الطريق" in drawn


def test_other_cases_merged_and_dateless_ones(roadmap: object) -> None:
    record = roadmap.record
    record.append([Open(case="request-1", kind=Kind.REQUEST, title="طلب")], "anna")
    record.append([make_milestone("milestone-d", "", "بلا موعد")], "anna")
    record.append([Relate(case="milestone-d", other="request-1", relation="follows")], "anna")
    client = roadmap.enter("huda")
    assert client.get("/roadmap/milestone/request-1/").status_code == 404
    assert "no date" in client.get("/roadmap/milestone/milestone-d/").content.decode()
    assert client.get("/roadmap/milestone/milestone-d/chart.svg").status_code == 200
    record.append([Merge(case="milestone-d", into="milestone-b")], "anna")
    answer = client.get("/roadmap/milestone/milestone-d/")
    assert answer.headers["Location"] == "/roadmap/milestone/milestone-b/"


def test_the_samples_give_a_roadmap(filled_site: object) -> None:
    client = filled_site.enter("huda")
    ids = read_rows(client.get("/roadmap/"))
    assert ids
    assert all(client.get(f"/roadmap/milestone/{case}/").status_code == 200 for case in ids)
    assert client.get("/roadmap/chart.svg").status_code == 200
