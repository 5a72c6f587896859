"""Milestones: dates announced, moved, held, missed, cancelled."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.case import Announce
from mithaq.following.milestones import propose_milestones
from mithaq.following.story import Story


def list_dates(story: Story) -> list[str | None]:
    return [p.step.when for p in propose_milestones(story, ()) if isinstance(p.step, Announce)]


FIRST = (
    "2019-03-02",
    "طرابلس - قال رئيس المفوضية إن الانتخابات البرلمانية ستجرى في 12 سبتمبر 2019 في عموم ليبيا.",
)


@pytest.mark.parametrize(
    ("day", "text", "state", "when"),
    [
        (
            "2019-05-02",
            "طرابلس - قررت المفوضية تأجيل الانتخابات البرلمانية إلى 10 ديسمبر 2019.",
            "postponed",
            "2019-12-10",
        ),
        ("2019-05-02", "طرابلس - أعلن المجلس إلغاء الانتخابات البرلمانية في ليبيا.", "cancelled", None),
        ("2019-09-13", "طرابلس - أدلى الليبيون بأصواتهم أمس في الانتخابات البرلمانية.", "held", None),
        (
            "2019-10-13",
            "طرابلس - ولم تحدد المفوضية موعدا جديدا للانتخابات البرلمانية في ليبيا.",
            "date-unknown",
            None,
        ),
        (
            "2019-05-02",
            "طرابلس - أكدت المفوضية أن الانتخابات البرلمانية في موعدها المحدد.",
            "confirmed",
            None,
        ),
    ],
)
def test_what_becomes_of_an_announced_date(day: str, text: str, state: str, when: str | None) -> None:
    story = tell(FIRST, (day, text))
    proposals = propose_milestones(story, ())
    assert [opened.what for opened in list_opened(proposals)] == ["parliamentary-election"]
    assert list_states(proposals) == [("", "announced"), ("", state)]
    assert list_dates(story) == ["2019-09-12", *([when] if when else [])]


def test_a_later_date_is_a_postponement_without_the_word() -> None:
    story = tell(FIRST, ("2019-06-02", "طرابلس - ستجرى الانتخابات البرلمانية في 20 نوفمبر 2019 في ليبيا."))
    assert list_states(propose_milestones(story, ())) == [("", "announced"), ("", "postponed")]


def test_a_truce_ends_when_its_length_is_over_and_is_extended() -> None:
    story = tell(
        ("2020-05-02", "عدن - بدأت اليوم السبت هدنة في اليمن لمدة شهرين."),
        ("2020-07-01", "عدن - مددت الأطراف الهدنة في اليمن حتى 2 سبتمبر 2020."),
        ("2020-09-04", "عدن - انتهت الهدنة في اليمن أول من أمس من دون تجديد."),
    )
    proposals = propose_milestones(story, ())
    assert [opened.what for opened in list_opened(proposals)] == ["end-of-truce"]
    assert list_states(proposals) == [("", "announced"), ("", "postponed"), ("", "held")]
    assert list_dates(story) == ["2020-07-02", "2020-09-02"]


@pytest.mark.parametrize(
    "text",
    [
        "طرابلس - انعقد المؤتمر الوطني أمس في سرت.",
        "طرابلس - قال الوزير في مؤتمر صحفي إن الطريق سيفتح في 3 يونيو 2019.",
        "طرابلس - قالت مفوضية الانتخابات إنها ستنشر تقريرها في 3 يونيو 2019.",
    ],
)
def test_nothing_is_opened(text: str) -> None:
    assert propose_milestones(tell(("2019-05-02", text)), ()) == []


def test_proposals_are_the_same_at_every_reading() -> None:
    assert propose_milestones(tell(FIRST), ()) == propose_milestones(tell(FIRST), ())


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("قالت المفوضية إن الانتخابات البرلمانية لن تجرى قبل أكتوبر 2020.", "postponed"),
        ("تُرحّل الانتخابات البرلمانية من مارس 2020 إلى يناير 2021.", "postponed"),
        ("انقضى مارس ولم تجر الانتخابات البرلمانية.", "missed"),
        ("قالت المفوضية إن أحدا لا يعرف متى تجرى الانتخابات البرلمانية.", "date-unknown"),
        ("قال الناطق إن ما كان مرتقبا من الانتخابات البرلمانية لم يعد قائما.", "cancelled"),
    ],
)
def test_other_ways_to_tell_what_becomes_of_a_date(later: str, state: str) -> None:
    first = ("2020-01-10", "طرابلس - ستجرى الانتخابات البرلمانية في 20 مارس 2020.")
    told = list_states(propose_milestones(tell(first, ("2020-02-20", later)), ()))
    assert state in [name for _, name in told]


@pytest.mark.parametrize(
    "text",
    [
        "من أجل إجراء الانتخابات البرلمانية اجتمع الوزراء أمس.",
        "عمت أرجاء البلاد حملة الانتخابات البرلمانية.",
    ],
)
def test_words_that_are_spelt_like_putting_off_open_nothing(text: str) -> None:
    assert not propose_milestones(tell(("2020-01-10", text)), ())


@pytest.mark.parametrize(
    ("day", "text", "when"),
    [
        ("2019-10-02", "طرابلس - جرت الانتخابات البرلمانية في ليبيا في 15 سبتمبر.", "2019-09-15"),
        ("2019-10-02", "طرابلس - جرت الانتخابات البرلمانية في ليبيا في سبتمبر.", None),
        ("2019-09-13", "طرابلس - جرت الانتخابات البرلمانية في ليبيا أمس.", None),
        (
            "2019-10-02",
            "طرابلس - كان من المقرر أن تجرى الانتخابات البرلمانية في ليبيا في 12 سبتمبر.",
            "2019-09-12",
        ),
        ("2019-10-02", "طرابلس - لم تجر الانتخابات البرلمانية في ليبيا في 12 سبتمبر.", "2019-09-12"),
        ("2019-10-02", "طرابلس - لم تجر الانتخابات البرلمانية في ليبيا في 3 أغسطس.", None),
    ],
)
def test_a_document_that_looks_back_gives_the_day_that_was_valid(
    day: str, text: str, when: str | None
) -> None:
    assert list_dates(tell(FIRST, (day, text))) == ["2019-09-12", *([when] if when else [])]


def test_a_report_of_sport_tells_of_no_step() -> None:
    text = "طرابلس - ستجرى مباراة المنتخب في الدوري بعد الانتخابات البرلمانية المقررة في 12 سبتمبر 2019."
    assert propose_milestones(tell(("2019-03-02", text)), ()) == []


def test_a_step_of_which_many_are_none_of_a_roadmap_opens_no_case_without_a_date() -> None:
    assert propose_milestones(tell(("2019-03-02", "طرابلس - لا يعرف أحد متى تنعقد الجلسة.")), ()) == []
