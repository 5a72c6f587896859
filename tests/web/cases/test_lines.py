from __future__ import annotations

from datetime import date

from tests.web.cases.desk import GOVERNMENT, fill_desk, read
from tests.web.persona import Site

from mithaq.following.case import Announce, Kind, Open
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Library, list_parties
from mithaq.reports.wording import Lang
from mithaq.web.cases.lines import (
    list_values,
    make_item,
    make_step_line,
    name_case,
    name_thread,
    write_values,
)

DAY = date(2020, 3, 1)
ENGLISH = CaseWording(Lang.EN, {})


def test_a_case_in_a_list_says_what_the_clock_says(site: Site) -> None:
    fill_desk(site.record)
    case = read(site, "request-1")
    item = make_item(case, DAY, CaseWording(Lang.EN, list_parties([case])))
    assert [(thread.name, thread.state) for thread in item.threads] == [
        ("European Union", "made"), ("NATO", "conditional"),
    ]  # fmt: skip
    assert item.signals[0].text.startswith("unanswered")
    assert item.signals[0].tone == "warn"
    assert item.standing.text == "proposed"


def test_what_slipped_is_said(site: Site) -> None:
    site.record.append(
        [
            Open(case="m", kind=Kind.MILESTONE, what="legislative-elections", sides=(("by", GOVERNMENT),)),
            Announce(case="m", when="2020-01-01", on="2019-01"),
            Announce(case="m", when="2020-02-01", on="2019-06"),
        ],
        "nadia",
    )
    case = read(site, "m")
    assert "slipped 31 days" in [tag.text for tag in make_item(case, DAY, ENGLISH).signals]
    assert name_case(case, Lang.EN) == "Legislative elections"
    assert name_case(case, Lang.AR) != "Legislative elections"


def test_parts_of_a_template_have_names(site: Site) -> None:
    fill_desk(site.record)
    assert name_thread("security", Kind.PLAN, ENGLISH) == "Security of the vote"
    assert name_thread("security", Kind.PLAN, CaseWording(Lang.AR, {})) == "تأمين الاقتراع"
    case = read(site, "plan-1")
    line = make_step_line(case.dates[0], Library({}, {}), ENGLISH, case.kind)
    assert line.text == "Security of the vote: date: 31 December 2019"
    assert not line.machine


def test_values_that_stand_beside_one_another_are_all_told(site: Site) -> None:
    fill_desk(site.record)
    case = read(site, "programme-1")
    values = list_values(case)
    assert list(values) == ["partner", "phase", "trainees", "safeguard"]
    assert write_values(values["partner"], case.kind, ENGLISH) == "European Union"
    assert list_values(case, "elsewhere") == {}
