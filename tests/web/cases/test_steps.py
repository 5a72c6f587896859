from __future__ import annotations

import pytest
from tests.web.cases.desk import fill_desk, post, read
from tests.web.persona import Site

from mithaq.following.case import Advance, Comment
from mithaq.following.entry import Merge
from mithaq.web.roles import Role

EMPTY = {"on": "", "by": "", "document": "", "words": ""}


def test_an_answer_with_a_condition_is_added_with_the_words_that_show_it(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    path = "/cases/case/request-1/add/advance/"
    fields = {
        **EMPTY,
        "thread": "european-union",
        "state": "conditional",
        "on": "2017-02",
        "words": "الرد تأخر",
    }
    assert post(huda, path, fields).headers["Location"] == "/cases/case/request-1/"
    bound = {**EMPTY, "thread": "european-union", "condition": "موافقة البرلمان", "condition_state": "unmet"}
    assert post(huda, "/cases/case/request-1/add/bind/", bound).status_code == 302
    thread = next(item for item in read(site, "request-1").threads if item.id == "european-union")
    assert (thread.state, thread.since) == ("conditional", "2017-02")
    assert [item.id for item in thread.conditions] == ["موافقة البرلمان"]
    assert thread.history[-1].step.evidence
    assert thread.history[-1].people == ("huda",)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(site: Site) -> None:
    fill_desk(site.record)
    path = "/cases/case/request-1/add/bind/"
    fields = {**EMPTY, "thread": "nato", "condition": "شرط أول", "condition_state": "met", "on": "أمس"}
    answer = post(site.enter("huda", lang="ar"), path, fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "«أمس» ليس تاريخا" in text
    assert "شرط أول" in text
    answer = post(
        site.enter("huda"), "/cases/case/request-1/add/advance/", {**EMPTY, "thread": "", "state": "nonsense"}
    )
    assert answer.status_code == 422


def test_a_rule_of_the_record_is_said_above_the_form(site: Site) -> None:
    fill_desk(site.record)
    path = "/cases/case/request-2/add/advance/"
    answer = post(site.enter("huda"), path, {**EMPTY, "thread": "european-union", "state": "acknowledged"})
    assert answer.status_code == 422
    assert "acknowledged" in answer.content.decode()
    assert "This could not be done" in answer.content.decode()


def test_a_changed_case_is_told_and_what_was_entered_is_kept(site: Site) -> None:
    fill_desk(site.record)
    path = "/cases/case/request-2/add/comment/"
    saw = read(site, "request-2").version
    site.record.append([Advance(case="request-2", thread="european-union", state="declined")], "omar")
    rana = site.enter("rana", Role.REVIEWER)
    answer = post(rana, path, {"text": "ننتظر الرد الرسمي"}, saw)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "omar" in text
    assert "declined" in text
    assert "ننتظر الرد الرسمي" in text
    assert f'name="saw" value="{read(site, "request-2").version}"' in text
    assert read(site, "request-2").comments == ()
    assert post(rana, path, {"text": "ننتظر الرد الرسمي"}, read(site, "request-2").version).status_code == 302


@pytest.mark.parametrize(
    ("role", "step", "code"),
    [
        (Role.READER, "comment", 403),
        (Role.MONITOR, "comment", 403),
        (Role.ANALYST, "comment", 200),
        (Role.ANALYST, "advance", 404),
        (Role.ANALYST, "harm", 200),
        (Role.ANALYST, "verify", 403),
        (Role.ANALYST, "restrict", 403),
        (Role.ANALYST, "withhold", 403),
        (Role.REVIEWER, "verify", 200),
        (Role.REVIEWER, "restrict", 200),
        (Role.REVIEWER, "open", 404),
    ],
)
def test_each_form_is_for_those_who_may_record_it(site: Site, role: Role, step: str, code: int) -> None:
    fill_desk(site.record)
    case = "request-1" if step == "nonsense" else "incident-1"
    expected = 200 if step == "advance" else code
    assert site.enter(f"p-{role}", role).get(f"/cases/case/{case}/add/{step}/").status_code == expected


def test_a_step_that_the_kind_does_not_take_has_no_form(site: Site) -> None:
    fill_desk(site.record)
    assert site.enter("rana", Role.REVIEWER).get("/cases/case/request-1/add/harm/").status_code == 404


def test_a_correction_begins_with_what_was_recorded_and_keeps_its_words(site: Site) -> None:
    fill_desk(site.record)
    case = read(site, "request-1")
    answer = next(thread for thread in case.threads if thread.id == "nato").history[-1]
    path = f"/cases/case/request-1/correct/{answer.number}/"
    huda = site.enter("huda")
    assert 'value="2017-02-12"' in huda.get(path).content.decode()
    fields = {**EMPTY, "thread": "nato", "state": "accepted-in-principle", "on": "2017-02-12", "by": "nato"}
    assert post(huda, path, fields).status_code == 302
    thread = next(thread for thread in read(site, "request-1").threads if thread.id == "nato")
    assert thread.state == "accepted-in-principle"
    assert thread.history[-1].step.evidence == answer.step.evidence
    assert thread.history[-1].standing.name == "CONFIRMED"
    assert huda.get(f"/cases/case/request-1/correct/{case.opened.number}/").status_code == 404
    assert huda.get("/cases/case/request-1/correct/9999/").status_code == 404


def test_findings_are_corrected_by_those_who_may_find(site: Site) -> None:
    fill_desk(site.record)
    rana = site.enter("rana", Role.REVIEWER)
    path = "/cases/case/incident-1/add/verify/"
    fields = {**EMPTY, "verification": "under-inquiry", "standard": "", "reason": ""}
    assert post(rana, path, fields).status_code == 302
    number = read(site, "incident-1").verifications[-1].number
    assert site.enter("huda").get(f"/cases/case/incident-1/correct/{number}/").status_code == 403
    assert rana.get(f"/cases/case/incident-1/correct/{number}/").status_code == 200


def test_fields_are_chosen_first(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    text = huda.get("/cases/case/incident-1/add/describe/?thread=x").content.decode()
    assert "?field=category&amp;thread=x" in text
    path = "/cases/case/incident-1/add/describe/?field=category"
    assert post(huda, path, {**EMPTY, "thread": "", "value": "fire"}).status_code == 302
    assert read(site, "incident-1").fields[-1].step.value == "fire"
    path = "/cases/case/incident-1/add/describe/?field=quantity"
    answer = post(huda, path, {**EMPTY, "thread": "", "value": "كثير"})
    assert "is no amount" in answer.content.decode()


def test_a_case_that_is_not_there_is_no_relation(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    path = "/cases/case/request-1/add/relate/"
    answer = post(huda, path, {"relation": "follows", "other": "nothing"})
    assert "There is no case “nothing”" in answer.content.decode()
    assert post(huda, path, {"relation": "follows", "other": "agreement-1"}).status_code == 302


def test_names_are_withheld_and_cases_restricted(site: Site) -> None:
    fill_desk(site.record)
    rana = site.enter("rana", Role.REVIEWER, groups=("legal",))
    assert (
        post(rana, "/cases/case/request-1/add/withhold/", {"name": "سالم الورفلي", "reason": ""}).status_code
        == 302
    )
    assert (
        post(rana, "/cases/case/request-1/add/restrict/", {"groups": ["legal"], "reason": ""}).status_code
        == 302
    )
    assert read(site, "request-1").groups == ("legal",)
    assert site.enter("huda").get("/cases/case/request-1/").status_code == 404
    assert rana.get("/cases/case/request-1/").status_code == 200


def test_a_merged_case_is_spoken_of_by_its_new_name(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Merge(case="request-1", into="request-2")], "nadia")
    answer = site.enter("huda").get("/cases/case/request-1/add/comment/")
    assert answer.headers["Location"] == "/cases/case/request-2/add/comment/"


def test_an_assignment_is_shown_and_has_a_deadline(site: Site) -> None:
    fill_desk(site.record)
    huda = site.enter("huda")
    assert (
        post(huda, "/cases/case/request-1/add/assign/", {"to": "huda", "due": "2017-05-01"}).status_code
        == 302
    )
    text = huda.get("/cases/case/request-1/").content.decode()
    assert "overdue: follow-up" in text
    site.record.append([Comment(case="request-1", text="x")], "omar")
