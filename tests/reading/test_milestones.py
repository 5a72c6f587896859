"""Steps of a roadmap with their dates and how they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.lexicon.steps import load_steps
from mithaq.model import Actor, ActorType, Milestone, MilestoneStatus, Span
from mithaq.reading.datings import find_datings
from mithaq.reading.milestones import choose_steps, find_milestones, make_milestones, name_step
from mithaq.reading.parts import Cast, Mention, Speech
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import segment

STEPS = load_steps()
NOBODY = Cast((), ())
PUBLISHED = Edtf.parse("2019-05-02")


def read(text: str) -> tuple[Milestone, ...]:
    page = segment(text)
    times = find_times(page, PUBLISHED, load_calendar())
    return find_milestones(page, NOBODY, (), times, PUBLISHED, STEPS)


def make_all(text: str, cast: Cast = NOBODY, speech: tuple[Speech, ...] = ()) -> tuple[Milestone, ...]:
    """Make a milestone of every pair, whatever its weight."""
    page = segment(text)
    times = find_times(page, PUBLISHED, load_calendar())
    pairs = choose_steps([(dating, 1.0) for dating in find_datings(page, times, PUBLISHED, STEPS)])
    return make_milestones(page, pairs, cast, speech, PUBLISHED, STEPS)


def test_two_dates_are_two_milestones() -> None:
    text = (
        "قال المبعوث الأممي إن المؤتمر الوطني سيعقد في 14 سبتمبر 2019.\n"
        "وأعلن مجلس النواب أن الانتخابات البرلمانية ستجري في ديسمبر المقبل بموجب الاتفاق السياسي."
    )
    assert [str(m.when) for m in read(text)] == ["2019-09-14", "2019-12"]
    assert {m.status for m in read(text)} == {MilestoneStatus.PLANNED}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "واصل الفريق تدريباته أمس استعدادا لمباراة الخميس المقبل في الدوري.",
        "قتل ثلاثة جنود أمس في هجوم على حاجز للجيش.",
        "وصل الوفد إلى العاصمة في مارس الماضي.",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وقع الاتفاق في مارس الماضي", MilestoneStatus.HELD),
        ("تبدأ الهدنة اليوم", MilestoneStatus.PLANNED),
        ("بدأت الهدنة اليوم", MilestoneStatus.HELD),
        ("من المقرر عقد المؤتمر اليوم", MilestoneStatus.PLANNED),
        ("عقد المؤتمر في 20 مايو 2019", MilestoneStatus.PLANNED),
        ("أرجئت الانتخابات إلى 20 مايو 2019", MilestoneStatus.POSTPONED),
        ("ألغيت الانتخابات في مارس الماضي", MilestoneStatus.CANCELLED),
        ("تأجيل الانتخابات", MilestoneStatus.POSTPONED),
        ("تم توقيع الاتفاق", MilestoneStatus.HELD),
    ],
)
def test_status_is_told_by_words_or_by_the_date(text: str, status: MilestoneStatus) -> None:
    assert make_all(text)[0].status is status


def test_truce_with_a_length_has_an_end() -> None:
    start, end = make_all("هدنة اعتبارا من 10 مايو 2019 لمدة خمسة أيام")
    assert (start.what, str(start.when)) == ("truce", "2019-05-10")
    assert (end.what, str(end.when)) == ("truce-end", "2019-05-15~")


def test_one_step_told_twice_is_one_milestone() -> None:
    assert len(make_all("وقع الاتفاق في 10 مارس 2019.\nالاتفاق الذي أبرم في مارس 2019")) == 1


def test_undated_telling_gives_way_to_the_dated_one() -> None:
    (milestone,) = make_all("تم توقيع الاتفاق.\nوأبرم الاتفاق في 10 مارس 2019")
    assert str(milestone.when) == "2019-03-10"


def test_open_dates_are_the_same_only_where_they_read_the_same() -> None:
    text = "وقع الاتفاق في 10 مارس 2019"
    page = segment(text)
    times = find_times(page, PUBLISHED, load_calendar())
    (dating, *_) = find_datings(page, times, PUBLISHED, STEPS)
    other = type(dating)(
        dating.at, dating.last, dating.word, Edtf.parse("2018/.."), dating.first, dating.behind, "named"
    )
    assert len(make_milestones(page, ((dating, 1.0), (other, 1.0)), NOBODY, (), PUBLISHED, STEPS)) == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("المؤتمر الوطني سيعقد في 14 سبتمبر 2019", "national-conference"),
        ("تبدأ الهدنة الإنسانية في 14 سبتمبر 2019", "humanitarian-truce-start"),
        ("وقع الطرفان اتفاق السلام في 14 مارس 2019", "peace-agreement-signing"),
        ("صوت مجلس الأمن في 14 مارس 2019", "un-security-council-vote"),
    ],
)
def test_verb_is_named_for_what_it_does(text: str, what: str) -> None:
    page = segment(text)
    times = find_times(page, PUBLISHED, load_calendar())
    datings = find_datings(page, times, PUBLISHED, STEPS)
    assert name_step(page, next(d for d in datings if d.word.verb), NOBODY, STEPS) == what


def test_name_holds_the_state_and_what_it_is_about() -> None:
    text = "انتخابات تركيا البرلمانية في 10 يونيو 2019"
    turkey = Actor("turkey", ActorType.STATE, "Turkey", (Span(8, 13),))
    cast = Cast((turkey,), (Mention(1, 2, Span(8, 13), 0),))
    page = segment(text)
    (milestone,) = make_all(text, cast, (Speech(0, len(page.forms), (0,)),))
    assert milestone.what == "turkey-parliamentary-election"
    assert milestone.en == "turkey parliamentary election"
    assert milestone.said_by == ("turkey",)


def test_speech_elsewhere_is_not_its_source() -> None:
    assert make_all("الانتخابات في 10 يونيو 2019", NOBODY, (Speech(4, 5, ()),))[0].said_by == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "الاتفاق",
                "وقع",
                "هدنة",
                "الانتخابات",
                "أمس",
                "في",
                "مارس",
                "2018",
                "لمدة",
                "خمسة",
                "أيام",
                "،",
                ".",
                "\n",
                "تأجيل",
            ]
        ),
        max_size=40,
    )
)
def test_evidence_selects_the_first_of_its_wording(words: list[str]) -> None:
    text = " ".join(words)
    for milestone in make_all(text):
        quotation = milestone.evidence.select(text)
        assert quotation
        assert text.find(quotation) >= 0
