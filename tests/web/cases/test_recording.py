from __future__ import annotations

from tests.web.cases.desk import fill_desk, find_saw, read
from tests.web.persona import Site

from mithaq.following.case import Comment
from mithaq.following.entry import Merge, Restrict
from mithaq.web.roles import Role


def test_a_form_that_came_too_late_says_what_changed_and_keeps_what_was_entered(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    saw = find_saw(huda, "/cases/case/request-1/")
    site.record.append([Comment(case="request-1", text="راجعه القسم القانوني")], "omar")
    number = read(site, "request-1").opened.number
    fields = {"reject": number, "because": "خبر مكرر", "saw": saw}
    answer = huda.post("/cases/case/request-1/judge/", fields)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "omar" in text
    assert "راجعه القسم القانوني" in text
    assert '<input type="hidden" name="because" value="خبر مكرر">' in text
    newer = text.split('name="saw" value="')[1].split('"')[0]
    assert huda.post("/cases/case/request-1/judge/", {**fields, "saw": newer}).status_code == 302
    assert read(site, "request-1").standing.name == "REJECTED"


def test_a_form_without_a_version_is_none_of_ours(site: Site) -> None:
    fill_desk(site.record)
    assert site.enter("huda").post("/cases/case/request-1/judge/", {"confirm": 1}).status_code == 404


def test_a_form_leads_back_to_its_page_and_nowhere_else(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    number = read(site, "request-1").opened.number
    for back, expected in (
        ("/cases/entry/1/", "/cases/entry/1/"),
        ("https://evil.example/", "/cases/case/request-1/"),
    ):
        fields = {"reject": number, "next": back, "saw": read(site, "request-1").version}
        assert huda.post("/cases/case/request-1/judge/", fields).headers["Location"] == expected


def test_nobody_reaches_a_case_that_they_may_not_see(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Restrict(case="request-2", groups=("legal",))], "rana")
    huda = site.enter("huda")
    saw = read(site, "request-1").version
    fields = {"into": "request-2", "saw": saw + 50}
    assert huda.post("/cases/case/request-1/merge/", fields).status_code == 404
    moved = {"entry": [saw], "to": "request-2", "saw": saw + 50}
    assert huda.post("/cases/case/request-1/split/", moved).status_code == 404
    assert read(site, "request-2").merged == ()


def test_what_is_recorded_is_told(site: Site) -> None:
    fill_desk(site.record)
    client = site.enter("rana", Role.REVIEWER)
    site.record.append([Merge(case="request-1", into="request-2")], "rana")
    merged = read(site, "request-2").version
    fields = {"undo": merged, "saw": merged}
    text = client.post("/cases/case/request-2/judge/", fields, follow=True).content.decode()
    assert f"Recorded: {merged + 1}" in text
