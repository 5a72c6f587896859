"""Numbers with what they count and the words that bound them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.lexicon.quantities import load_quantities
from mithaq.model import Comparator
from mithaq.reading.counts import Count, find_counts, find_noun
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import segment

LEXICON = load_quantities()


def count(text: str) -> tuple[Count, ...]:
    page = segment(text)
    times = find_times(page, Edtf.parse("2019-05-02"), load_calendar())
    return find_counts(page, times, LEXICON)


def describe(text: str) -> list[tuple[float, str, str]]:
    return [
        (found.value, found.comparator.value, found.noun.unit.en if found.noun else found.how)
        for found in count(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل ثلاثة جنود", [(3, "=", "soldiers")]),
        ("أكثر من 40 ألف نازح", [(40000, ">", "refugees")]),
        ("وبأكثر من عشر غارات", [(10, ">", "air strikes")]),
        ("ما لا يقل عن ستة قتلى", [(6, ">=", "dead")]),
        ("مقتل 12 شخصا على الأقل", [(12, ">=", "people")]),
        ("مقتل 12 شخصا، وعلى الأقل", [(12, "=", "people")]),
        ("لا يتجاوز 30 مقاتلا", [(30, "<=", "fighters")]),
        ("أقل من 100 عنصر", [(100, "<", "fighters")]),
        ("نحو 2.5 مليون دولار", [(2500000, "~", "US dollars")]),
        ("تقدر بـ 7 مليارات دولار", [(7e9, "~", "US dollars")]),
        ("ما بين 20 و25 شهيدا", [(20, ">=", "dead"), (25, "<=", "dead")]),
        ("بين 5 و12 مليون شخص", [(5e6, ">=", "people"), (12e6, "<=", "people")]),
        ("من 35 إلى 40 جريحا", [(35, ">=", "wounded"), (40, "<=", "wounded")]),
        ("10-12 جنديا", [(10, ">=", "soldiers"), (12, "<=", "soldiers")]),
        ("من 40 إلى 35 جريحا", [(40, "=", "wounded"), (35, "=", "wounded")]),
        ("25 من أصل 80 مليار يورو", [(25e9, "=", "euros"), (80e9, "=", "euros")]),
        ("ثمانية من بين 14 ضريحا", [(8, "=", "mosques"), (14, "=", "mosques")]),
        ("14 من مشاة البحرية", [(14, "=", "digits")]),
        ("أربعة من كبار القادة", [(4, "=", "people")]),
        ("سبعة من الجنود", [(7, "=", "soldiers")]),
        ("بناء 300 وحدة سكنية", [(300, "=", "housing units")]),
        ("الدول الخمس الكبرى", [(5, "=", "states")]),
        ("الدول الـ15 الأعضاء", [(15, "=", "states")]),
        ("اجتمع الأطراف، الثلاثة", [(3, "=", "defined")]),
        ("جنديين تركيين اثنين", [(2, "=", "soldiers")]),
        ("مقتل جنديين على الأقل", [(2, ">=", "soldiers")]),
        ("إطلاق قذيفتي هاون", [(2, "=", "shells")]),
        ("شرطيان كرديان", [(2, "=", "police officers")]),
        ("رجل واحد", [(1, "=", "one")]),
        ("60 في المئة من السكان", [(60, "=", "percent")]),
        ("نحو 40% من الأصوات", [(40, "~", "percent")]),
        ('"200" مراجع', [(200, "=", "patients")]),
        ("عشرة أو 12 جنديا", [(10, "=", "soldiers"), (12, "=", "soldiers")]),
        ("في 1900 مركز", [(1900, "=", "hospitals")]),
        ("أربع نقاط مراقبة", [(4, "=", "sites")]),
        ("قتل 9 وأصيب 4", [(9, "=", "digits"), (4, "=", "digits")]),
        ("بلغ عددهم 5", [(5, "=", "digits")]),
    ],
)
def test_counts_are_read_with_their_bounds(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert describe(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "منذ خمسة أعوام",
        "في 17 أغسطس 2015",
        "بعد ثلاثة أيام",
        "طائرة إف-16",
        "طائرات إف 16",
        "القرار رقم 2259",
        "القرار 2259",
        "الساعة 11:30",
        "شاب في الـ29 من العمر",
        "عام 1687",
        "مجموعة 5+1",
        "دبابة ام1",
        "درجة الحرارة 40 درجة",
        "2100",
    ],
)
def test_dates_ages_labels_and_durations_are_no_counts(text: str) -> None:
    assert describe(text) == []


def test_minus_between_words_is_no_label() -> None:
    assert describe("القتلى - 15 جنديا") == [(15, "=", "soldiers")]


def test_count_covers_its_bounds() -> None:
    page = segment("سقط ما لا يقل عن ستة قتلى أمس")
    (found,) = find_counts(page, (), LEXICON)
    assert page.forms[found.first : found.last] == ("ما", "لا", "يقل", "عن", "سته", "قتلي")
    assert found.comparator is Comparator.AT_LEAST


def test_noun_outside_the_text_is_none() -> None:
    assert find_noun(("جنود",), 1, LEXICON) is None
    assert find_noun(("جنود",), -1, LEXICON) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "بين",
                "3",
                "و",
                "12",
                "مليون",
                "جنديان",
                "من",
                "إلى",
                "على",
                "الأقل",
                "%",
                "في",
                "المئة",
                "،",
                ".",
            ]
        )
    )
)
def test_counts_lie_inside_the_text(words: list[str]) -> None:
    page = segment(" ".join(words))
    for found in find_counts(page, (), LEXICON):
        assert 0 <= found.first <= found.at < found.behind <= len(page.forms)
        assert found.last <= len(page.forms)
