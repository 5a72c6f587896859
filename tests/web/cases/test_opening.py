from __future__ import annotations

from tests.web.persona import Site

from mithaq.ledger.finding import find_cases
from mithaq.web.roles import Role

FORM = {"title": "دعم حرس الحدود", "place": "Sabha", "on": "2020-01-05", "new_type": "", "due": ""}


def test_a_case_is_opened_with_its_parties(site: Site) -> None:
    huda = site.enter("huda")
    assert "?kind=request" in huda.get("/cases/open/").content.decode()
    fields = {**FORM, "role-by": "حكومة الوفاق الوطني", "role-to": "الاتحاد الأوروبي، كتيبة السد"}
    answer = huda.post("/cases/open/?kind=request", fields)
    assert answer.status_code == 422
    assert "كتيبة السد" in answer.content.decode()
    answer = huda.post("/cases/open/?kind=request", {**fields, "new_type": "armed-group"})
    assert answer.status_code == 302
    (case,) = find_cases(site.record).cases
    assert answer.headers["Location"] == f"/cases/case/{case.id}/"
    assert (case.title, case.place, case.opened.step.on) == ("دعم حرس الحدود", "Sabha", "2020-01-05")
    assert [role for role, _ in case.sides] == ["by", "to", "to"]
    assert case.opened.author == "huda"


def test_a_checklist_opens_with_its_measures(site: Site) -> None:
    huda = site.enter("huda", lang="ar")
    text = huda.get("/cases/open/?kind=plan&template=election-readiness").content.decode()
    assert "جاهزية الانتخابات" in text
    fields = {**FORM, "title": "جاهزية 2021", "template": "election-readiness"}
    answer = huda.post("/cases/open/?kind=plan", fields, follow=True)
    assert "تسجيل الناخبين" in answer.content.decode()
    assert len(find_cases(site.record).cases[0].threads) == 9


def test_what_is_wrong_stands_at_its_field(site: Site) -> None:
    huda = site.enter("huda")
    answer = huda.post("/cases/open/?kind=incident", {**FORM, "on": "أمس"})
    assert answer.status_code == 422
    assert "is no date" in answer.content.decode()
    assert "دعم حرس الحدود" in answer.content.decode()
    assert huda.post("/cases/open/?kind=incident", {**FORM, "title": ""}).status_code == 422
    assert find_cases(site.record).cases == ()


def test_a_milestone_has_a_name_and_readers_open_nothing(site: Site) -> None:
    huda = site.enter("huda")
    answer = huda.post("/cases/open/?kind=milestone", {**FORM, "what": "legislative-elections"})
    assert answer.status_code == 302
    assert find_cases(site.record).cases[0].what == "legislative-elections"
    assert site.enter("zayd", Role.READER).get("/cases/open/").status_code == 403
