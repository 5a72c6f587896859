"""Step words and what may date them."""

from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.steps import load_steps
from mithaq.reading.datings import Dating, compare_dates, find_datings, list_signs, read_qualifiers
from mithaq.reading.figures import read_subject
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import Page, segment

STEPS = load_steps()
PUBLISHED = Edtf.parse("2019-05-02")


def pair(text: str, published: Edtf | None = PUBLISHED) -> tuple[Page, tuple[Dating, ...]]:
    page = segment(text)
    times = find_times(page, published, load_calendar())
    return page, find_datings(page, times, published, STEPS)


def describe(text: str) -> list[tuple[str, str, str]]:
    return [(d.word.step.kind, str(d.value) if d.value else "", d.manner) for d in pair(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "موعد الانتخابات 24 ديسمبر 2021",
            [("deadline", "2021-12-24", "named"), ("election", "2021-12-24", "named")],
        ),
        (
            "وقع الاتفاق في مارس 2018",
            [("signing", "2018-03", "named"), ("agreement", "2018-03", "named")],
        ),
        ("وقع الانفجار في مارس 2018", []),
        ("الانتخابات. وفي مارس 2018 وصل الوفد", []),
        ("هدنة لمدة خمسة أيام", [("truce", "2019-05-07~", "term")]),
        ("هدنة لمدة يومين", [("truce", "2019-05-04~", "term")]),
        ("هدنة مدتها أسبوعان", []),
        ("هدنة مدتها ثلاثة أسابيع", [("truce", "2019-05-23~", "term")]),
        ("هدنة لمدة خمسة أشخاص ثم يوم", []),
        ("تم توقيع الاتفاق بين الطرفين", [("agreement", "", "none")]),
        ("تأجيل الانتخابات", [("election", "", "none")]),
        ("جرت الانتخابات في البلاد", [("election", "", "none")]),
        ("نتائج الانتخابات", []),
        ("وصل الوفد أمس", []),
    ],
)
def test_steps_are_paired_with_what_dates_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert describe(text) == expected


def test_length_counts_from_the_day_in_its_sentence() -> None:
    page, datings = pair("تبدأ الهدنة في 10 مايو 2019 وتستمر خمسة أيام")
    assert page.forms
    assert {str(d.value) for d in datings if d.manner == "term"} == {"2019-05-15~"}


def test_lengths_need_a_publication_date() -> None:
    assert pair("هدنة لمدة خمسة أيام", None)[1] == ()


def test_step_word_inside_its_own_date_is_left_out() -> None:
    assert all(d.at not in range(d.first, d.behind) for d in pair("الاجتماع يعقد يوم الخميس المقبل")[1])


def test_far_dates_are_left_out() -> None:
    text = "الانتخابات " + "كلمة " * 40 + "في مارس 2018"
    assert pair(text)[1] == ()


@pytest.mark.parametrize(
    ("value", "published", "expected"),
    [
        ("2019-05-04", "2019-05-02", "soon"),
        ("2019-09", "2019-05-02", "later"),
        ("2019-05-02", "2019-05-02", "today"),
        ("2019-05", "2019-05-02", "now"),
        ("2019-05-01", "2019-05-02", "just"),
        ("2019-04", "2019-05-02", "just"),
        ("2019-04-10", "2019-05-02", "lately"),
        ("2018-03", "2019-05-02", "past"),
        ("2011", "2019-05-02", "long ago"),
        ("2011/..", "2019-05-02", "unknown"),
        ("2011", None, "unknown"),
    ],
)
def test_dates_lie_before_or_behind_the_publication(value: str, published: str | None, expected: str) -> None:
    assert compare_dates(Edtf.parse(value), Edtf.parse(published) if published else None) == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("يعقد مؤتمر السلام في مارس المقبل", "about:peace"),
        ("يعقد مؤتمر السلام في مارس المقبل", "step:conference later"),
        ("يعقد مؤتمر السلام في مارس المقبل", "with:start"),
        ("في مارس المقبل يعقد المؤتمر", "order:before"),
        ("سيعقد المؤتمر في مارس المقبل", "future verb"),
        ("المؤتمر الذي عقد، بحسب الوزير، في مارس الماضي", "marks between"),
        ("المؤتمر الذي عقد، في مارس الماضي", "mark between"),
        ("الاتفاق الذي أبرم في مارس الماضي", "step:signing relative"),
        ("اتفاق في مارس الماضي", "step:agreement alone"),
        ("هدنة لمدة خمسة أيام", "term step:truce"),
        ("تأجيل الانتخابات", "undated status:postponed"),
        ("قال ذلك.\nالاتفاق الذي أبرم في مارس الماضي", "before time:في"),
        ("الاتفاق 10 مارس الماضي", "before time:other"),
        ("مارس 2018 موعد الانتخابات", "before time:other"),
    ],
)
def test_signs_have_names(text: str, sign: str) -> None:
    page, datings = pair(text)
    subject = read_subject(page, STEPS.quantities)
    signs = {s for d in datings for s in list_signs(page, d, subject, PUBLISHED, STEPS)}
    assert sign in signs


def test_qualifier_of_two_words_needs_both() -> None:
    assert list(read_qualifiers(("مجلس", "الامن"), 0, STEPS)) == ["un-security-council"]
    assert list(read_qualifiers(("مجلس", "الوزراء"), 0, STEPS)) == []
