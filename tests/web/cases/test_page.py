from __future__ import annotations

from tests.web.cases.desk import FIRST_ID, TEXT, fill_desk, quote, read
from tests.web.persona import Site

from mithaq.following.case import Advance, Attribute, Relate, Rule, Verify
from mithaq.following.entry import Withhold
from mithaq.web.roles import Role


def test_everything_rests_on_its_words(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("huda").get("/cases/case/request-1/").content.decode()
    for words in (
        "NATO", "conditional", "تشكيل حكومة موحدة", "unmet", "صحيفة المثال", "13 February 2017", "unanswered",
        "Asked by", "Government of National Accord",
    ):  # fmt: skip
        assert words in text
    assert TEXT[:20] in text
    assert '<blockquote lang="ar" dir="rtl" class="evidence">' in text


def test_words_lead_to_their_document(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("huda").get("/cases/case/request-1/").content.decode()
    (piece,) = quote("الحلف إنه يوافق مبدئيا بشرط تشكيل حكومة موحدة")
    assert f"/{FIRST_ID}/?start={piece.start}&amp;end={piece.end}" in text


def test_withheld_names_are_masked(site: Site) -> None:
    fill_desk(site.record)
    piece = quote("حلف شمال الأطلسي")
    site.record.append([Withhold(evidence=piece, case="")], "rana")
    text = site.enter("huda").get("/cases/case/request-1/").content.decode()
    assert "holds a withheld name" in text
    assert "ومن حلف شمال الأطلسي" not in text


def test_an_incident_has_three_histories_and_its_contradictions(site: Site) -> None:
    fill_desk(site.record)
    site.record.append(
        [
            Verify(case="incident-1", level="2"),
            Attribute(case="incident-1", level="alleged", who=("gna",)),
            Rule(case="incident-1", ruling="pending"),
            Relate(case="incident-1", other="agreement-1", relation="violates"),
        ],
        "rana",
    )
    text = site.enter("huda").get("/cases/case/incident-1/").content.decode()
    for words in (
        "The numbers differ",
        "waits for a second person",
        "alleged by a party",
        "pending",
        "اتفاق التعاون الأمني",
    ):
        assert words in text


def test_terms_show_their_implementation_with_words(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("huda").get("/cases/case/agreement-1/").content.decode()
    assert "2 of 3: intermediate" in text
    assert "تدريب حرس السواحل" in text
    plan = site.enter("huda").get("/cases/case/plan-1/").content.decode()
    assert "Owner" in plan
    assert "31 December 2019" in plan


def test_arabic_pages_read_from_the_right(site: Site) -> None:
    fill_desk(site.record)
    text = site.enter("huda", lang="ar").get("/cases/case/request-1/").content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert "مقبول بشروط" in text


def test_who_may_do_more_is_shown_more(site: Site) -> None:
    fill_desk(site.record)
    analyst = site.enter("huda").get("/cases/case/incident-1/").content.decode()
    assert "/add/harm/" in analyst
    assert "/add/verify/" not in analyst
    reviewer = site.enter("rana", Role.REVIEWER).get("/cases/case/incident-1/").content.decode()
    assert "/add/verify/" in reviewer
    assert "/add/restrict/" in reviewer
    assert read(site, "incident-1").id == "incident-1"


def test_a_state_stands_with_the_words_that_it_was_reached_by(site: Site) -> None:
    fill_desk(site.record)
    told = quote("يوافق مبدئيا")
    later = Advance(case="request-1", thread="nato", state="declined", on="2021-05-02", evidence=told)
    earlier = Advance(case="request-1", thread="nato", state="acknowledged", on="2017-02-14", evidence=told)
    site.record.append([later, earlier], "anna")
    threads = site.enter("huda").get("/cases/case/request-1/").context["threads"]
    (step,) = (thread.last.row.step for thread in threads if thread.part.id == "nato")
    assert (step.state, step.on) == ("declined", "2021-05-02")
