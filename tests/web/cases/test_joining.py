from __future__ import annotations

from tests.web.cases.desk import fill_desk, find_saw, post, read
from tests.web.persona import Site

from mithaq.following.case import Comment


def test_two_requests_become_one_after_a_look_at_what_would_be_united(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    found = huda.get("/cases/case/request-1/merge/?text=تدريب").content.decode()
    assert "?into=request-2" in found
    assert "?into=request-1" not in found
    preview = huda.get("/cases/case/request-1/merge/?into=request-2").content.decode()
    assert "accepted" in preview
    assert "Documents: 2, of which both rest on 0" in preview
    fields = {"into": "request-2"}
    assert post(huda, "/cases/case/request-1/merge/?into=request-2", fields).status_code == 302
    united = read(site, "request-2")
    assert united.merged == ("request-1",)
    assert {thread.id for thread in united.threads} == {"nato", "european-union"}
    assert huda.get("/cases/case/request-1/").headers["Location"] == "/cases/case/request-2/"


def test_cases_that_cannot_be_united_say_why(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    assert "into itself" in huda.get("/cases/case/request-1/merge/?into=request-1").content.decode()
    assert "different kinds" in huda.get("/cases/case/request-1/merge/?into=plan-1").content.decode()
    assert huda.get("/cases/case/request-1/merge/?into=nothing").status_code == 404
    fields = {"into": "plan-1", "saw": read(site, "incident-1").version}
    text = huda.post("/cases/case/request-1/merge/", fields, follow=True).content.decode()
    assert "of the kind" in text


def test_a_merge_of_a_changed_case_is_refused(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    saw = find_saw(huda, "/cases/case/request-1/merge/?into=request-2")
    site.record.append([Comment(case="request-2", text="لا تدمجه")], "omar")
    answer = huda.post("/cases/case/request-1/merge/", {"into": "request-2", "saw": saw})
    assert answer.status_code == 409
    assert "لا تدمجه" in answer.content.decode()
    assert read(site, "request-2").merged == ()


def test_entries_leave_a_case_for_a_new_one(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    number = read(site, "request-2").threads[0].history[-1].number
    page = huda.get(f"/cases/case/request-2/split/?entry={number}").content.decode()
    assert f'value="{number}" checked' in page
    assert f'value="{read(site, "request-2").opened.number}"' not in page
    fields = {"entry": [number], "title": "رد الاتحاد", "to": ""}
    assert post(huda, "/cases/case/request-2/split/", fields).status_code == 302
    assert read(site, "request-2").threads[0].state == "made"
    text = huda.get("/cases/?text=رد").content.decode()
    assert "رد الاتحاد" in text


def test_entries_move_to_another_case(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    number = read(site, "request-2").threads[0].history[-1].number
    fields = {"entry": [number], "title": "", "to": "request-1"}
    assert post(huda, "/cases/case/request-2/split/", fields).status_code == 302
    thread = next(item for item in read(site, "request-1").threads if item.id == "european-union")
    assert thread.state == "accepted"


def test_nothing_leaves_where_nothing_is_ticked(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    fields = {"title": "", "to": "", "saw": read(site, "request-2").version}
    text = huda.post("/cases/case/request-2/split/", fields, follow=True).content.decode()
    assert "no entries are named" in text
    assert "No entries can leave" in huda.get("/cases/case/commitment-1/split/").content.decode()
