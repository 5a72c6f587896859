from __future__ import annotations

import re

import pytest
from tests.web.cases.desk import fill_desk, open_request
from tests.web.persona import Site

from mithaq.following.case import Kind, Open
from mithaq.following.entry import Restrict
from mithaq.web.roles import Role

pytestmark = pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])


def cut_column(text: str, state: str) -> str:
    return text.partition(f'id="c-{state}"')[2].partition("</section>")[0]


def test_each_answer_is_a_card_in_the_column_of_its_state(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("huda").get("/cases/board/").content.decode()
    assert "/cases/case/request-1/" in cut_column(text, "made")
    assert "European Union" in cut_column(text, "made")
    assert "unanswered" in cut_column(text, "made")
    assert "/cases/case/request-1/" in cut_column(text, "conditional")
    assert "/cases/case/request-2/" in cut_column(text, "accepted")
    assert "Nothing in this state" in cut_column(text, "withdrawn")


def test_a_board_can_be_narrowed(site: Site) -> None:
    fill_desk(site.record)
    client = site.enter("huda")
    text = client.get("/cases/board/?state=accepted").content.decode()
    assert 'id="c-made"' not in text
    assert "/cases/case/request-2/" in text
    text = client.get("/cases/board/?state=unanswered").content.decode()
    assert "/cases/case/request-1/" in text
    assert "/cases/case/request-2/" not in text
    assert 'class="board"' in client.get("/cases/board/?period=x").content.decode()


def test_a_full_column_leads_to_all_of_it(site: Site) -> None:
    site.record.append([open_request(f"request-{number}", "دعم") for number in range(9)], "nadia")
    text = site.enter("huda").get("/cases/board/").content.decode()
    column = cut_column(text, "made")
    assert len(re.findall("<article", column)) == 12
    assert "(18)" in text
    assert "/cases/kind/request/?state=made" in column


def test_lists_go_on(site: Site) -> None:
    site.record.append(
        [open_request(f"request-{number:02}", f"دعم {number}") for number in range(30)], "nadia"
    )
    client = site.enter("huda")
    first = client.get("/cases/").content.decode()
    assert "30 in all" in first
    more = re.search(r'href="(\?before=\d+)"', first)
    assert more is not None
    second = client.get(f"/cases/{more[1]}").content.decode()
    assert second.count("<tr>") == 6
    assert 'rel="next"' not in second
    assert client.get("/cases/?before=x").status_code == 200


def test_commitments_stand_by_due_date_the_longest_overdue_first(site: Site) -> None:
    fill_desk(site.record)
    promised = [
        Open(
            case=f"commitment-x{number}",
            kind=Kind.COMMITMENT,
            title=f"وعد {number}",
            due=f"2090-01-{number:02}",
        )
        for number in range(1, 29)
    ]
    site.record.append(promised, "nadia")
    client = site.enter("huda")
    text = client.get("/cases/kind/commitment/").content.decode()
    assert text.index("commitment-1/") < text.index("commitment-x1/") < text.index("commitment-x2/")
    assert "missed" in text
    assert 'href="?skip=25"' in text
    assert "commitment-2/" in client.get("/cases/kind/commitment/?skip=25").content.decode()


def test_each_kind_shows_what_matters_there(site: Site) -> None:
    fill_desk(site.record)
    client = site.enter("huda")
    agreement = client.get("/cases/kind/agreement/").content.decode()
    assert "2 of 3: intermediate" in agreement
    assert 'width="67"' in agreement
    assert "not assessed" in agreement
    programme = client.get("/cases/kind/programme/").content.decode()
    for words in (
        "implementation (2)",
        "European Union",
        "المرحلة الثانية",
        "120 to 150",
        "تدقيق في السجلات",
    ):
        assert words in programme
    plan = client.get("/cases/kind/plan/").content.decode()
    for words in ("Security of the vote", "1 of 1 done", "Election readiness", "31 December 2019"):
        assert words in plan
    assert client.get("/cases/kind/nonsense/").status_code == 404


def test_restricted_cases_are_in_no_list_and_no_count(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Restrict(case="request-2", groups=("legal",))], "rana")
    for path in ("/cases/?kind=request", "/cases/board/", "/cases/kind/request/"):
        assert "request-2" not in site.enter("huda").get(path).content.decode()
        assert "request-2" in site.enter("lina", groups=("legal",)).get(path).content.decode()
        assert "request-2" in site.enter("admin", Role.ADMINISTRATOR).get(path).content.decode()
    counted = [
        re.search(r"(\d+) in all", site.enter(name).get("/cases/?kind=request").content.decode())
        for name in ("huda", "lina")
    ]
    fewer, more = (int(found[1]) for found in counted if found)
    assert fewer == more - 1


def test_monitors_see_what_is_published_and_their_own(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("musa", Role.MONITOR).get("/cases/?kind=request").content.decode()
    assert "request-2" in text
    assert "request-1" not in text
    assert site.enter("musa").get("/cases/case/request-1/").status_code == 404
