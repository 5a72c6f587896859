from __future__ import annotations

from tests.web.cases.desk import fill_desk, post, read
from tests.web.persona import Site

from mithaq.following.case import Verify
from mithaq.following.entry import Merge, Reject, Restrict
from mithaq.web.roles import Role

JUDGE = "/cases/case/request-1/judge/"
PAGE = "/cases/case/request-1/"


def judge(site: Site, name: str, role: Role, case: str, **fields: object) -> int:
    client = site.enter(name, role)
    return post(client, f"/cases/case/{case}/judge/", dict(fields), read(site, case).version).status_code


def test_what_was_proposed_is_confirmed_and_verified_by_a_second_person(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-1").opened.number
    assert judge(site, "huda", Role.ANALYST, "request-1", confirm=number) == 302
    assert read(site, "request-1").standing.name == "CONFIRMED"
    # An analyst is no second person.
    assert judge(site, "omar", Role.ANALYST, "request-1", confirm=number) == 403
    assert judge(site, "rana", Role.REVIEWER, "request-1", confirm=number) == 302
    assert read(site, "request-1").standing.name == "VERIFIED"


def test_whoever_confirmed_is_told_that_a_second_person_is_needed(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-1").opened.number
    judge(site, "rana", Role.REVIEWER, "request-1", confirm=number)
    client = site.enter("rana", Role.REVIEWER)
    fields = {"confirm": number, "saw": read(site, "request-1").version}
    text = client.post(JUDGE, fields, follow=True).content.decode()
    assert "verification needs a second person" in text


def test_nothing_is_nothing_to_record(site: Site) -> None:
    fill_desk(site.record)
    client = site.enter("huda", lang="ar")
    text = client.post(JUDGE, {"saw": read(site, "request-1").version}, follow=True).content.decode()
    assert "لم يُحدد ما يُسجل" in text
    fields = {"confirm": 9999, "saw": read(site, "request-1").version}
    assert "القيد 9999 ليس من هذا الملف" in client.post(JUDGE, fields, follow=True).content.decode()


def test_findings_are_confirmed_by_those_who_may_find(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Verify(case="incident-1", level="2")], "salma")
    number = read(site, "incident-1").verifications[0].number
    assert judge(site, "huda", Role.ANALYST, "incident-1", confirm=number) == 403
    assert judge(site, "huda", Role.ANALYST, "incident-1", undo=number) == 403
    assert judge(site, "rana", Role.REVIEWER, "incident-1", confirm=number) == 302
    assert read(site, "incident-1").threads[0].state == "verified"


def test_judgements_are_taken_back(site: Site) -> None:
    fill_desk(site.record)
    number = read(site, "request-2").threads[0].history[-1].number
    site.record.append([Reject(case="request-2", proposal=f"#{number}", reason="خطأ")], "huda")
    assert read(site, "request-2").threads[0].state == "made"
    rejected = read(site, "request-2").version
    assert judge(site, "huda", Role.ANALYST, "request-2", undo=rejected) == 302
    assert read(site, "request-2").threads[0].state == "accepted"


def test_a_restriction_is_not_taken_back_by_who_could_not_make_it(site: Site) -> None:
    fill_desk(site.record)
    site.make("huda", groups=("legal",))
    site.record.append([Restrict(case="request-2", groups=("legal",))], "rana")
    number = read(site, "request-2").version
    assert judge(site, "huda", Role.ANALYST, "request-2", undo=number) == 403
    assert judge(site, "huda", Role.ANALYST, "request-2", undo=9999) == 302
    assert read(site, "request-2").groups == ("legal",)


def test_a_merge_is_taken_back(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Merge(case="request-1", into="request-2")], "nadia")
    number = read(site, "request-2").version
    assert judge(site, "huda", Role.ANALYST, "request-2", undo=number) == 302
    assert read(site, "request-1").id == "request-1"
