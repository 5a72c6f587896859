from __future__ import annotations

from datetime import date

from tests.web.cases.desk import fill_desk, read
from tests.web.persona import Site

from mithaq.following.case import Describe, Kind
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang
from mithaq.web.cases.details import list_templates, make_detail

DAY = date(2020, 3, 1)
ARABIC, ENGLISH = (CaseWording(lang, {}) for lang in (Lang.AR, Lang.EN))


def test_terms_have_their_words_and_how_far_they_are_implemented(site: Site) -> None:
    fill_desk(site.record)
    one, two = make_detail(read(site, "agreement-1"), DAY, ARABIC).parts
    assert (one.text, one.level, one.width, one.implementation) == ("تدريب حرس السواحل", 2, 67, "متوسط")
    assert (two.level, two.width) == (None, 0)


def test_measures_have_owners_and_days(site: Site) -> None:
    fill_desk(site.record)
    site.record.append([Describe(case="plan-1", thread="budget", field="due", value="2020-06")], "nadia")
    detail = make_detail(read(site, "plan-1"), DAY, ENGLISH)
    parts = {part.id: part for part in detail.parts}
    security, budget = parts["security"], parts["budget"]
    assert (security.name, security.owner, security.due, security.open) == (
        "Security of the vote", "Government of National Accord", "2019-12-31", False,
    )  # fmt: skip
    assert (budget.due, budget.open, detail.done) == ("2020-06", True, 1)


def test_programmes_have_figures(site: Site) -> None:
    fill_desk(site.record)
    assert make_detail(read(site, "programme-1"), DAY, ENGLISH).figures == ("120 to 150",)


def test_plans_begin_with_checklists() -> None:
    assert list_templates(Kind.PLAN, ARABIC) == [("election-readiness", "جاهزية الانتخابات")]
    assert list_templates(Kind.REQUEST, ARABIC) == []
