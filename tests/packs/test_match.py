from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.packs.context import load_packs
from mithaq.packs.match import cut_particles, match
from mithaq.text.segment import segment


@pytest.mark.parametrize(
    ("word", "cuts"),
    [
        ("للحوثيين", (("ل", "لحوثيين"), ("ل", "الحوثيين"))),
        ("وللحوثيين", (("و", "للحوثيين"), ("ول", "لحوثيين"), ("ول", "الحوثيين"))),
        ("بطرابلس", (("ب", "طرابلس"),)),
        ("وبسرت", (("و", "بسرت"), ("وب", "سرت"))),
        ("بوسنه", (("ب", "وسنه"),)),
        ("ليبيا", (("ل", "يبيا"),)),
        ("من", ()),
        ("وفي", (("و", "في"),)),
        ("تونس", ()),
    ],
)
def test_cut_particles(word: str, cuts: tuple[tuple[str, str], ...]) -> None:
    assert cut_particles(word) == cuts


def read(text: str) -> list[tuple[str, str, str]]:
    page = segment(text)
    return [
        (page.span(hit.first, hit.last).select(text), hit.clitic, hit.key)
        for hit in match(page, load_packs())
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("قالت الأمم المتحدة", [("الأمم المتحدة", "", "الامم المتحده")]),
        ("للأمم المتحدة", [("للأمم المتحدة", "ل", "الامم المتحده")]),
        ("ولليبيا", [("ولليبيا", "ول", "ليبيا")]),
        ("بتنظيم «الدولة الإسلامية» أمس", [("بتنظيم «الدولة الإسلامية»", "ب", "تنظيم الدوله الاسلاميه")]),
        ('تنظيم "داعش" قال', [('تنظيم "داعش"', "", "تنظيم داعش")]),
        ("طرابلس", [("طرابلس", "", "طرابلس")]),
        ("مجلس الأمن القومي التركي", [("مجلس الأمن القومي التركي", "", "مجلس الامن القومي التركي")]),
        ("", []),
        ("لا شيء هنا", []),
    ],
)
def test_match(text: str, hits: list[tuple[str, str, str]]) -> None:
    assert read(text) == hits


def test_the_longest_name_wins_where_two_overlap() -> None:
    keys = [key for _, _, key in read("حكومة الوفاق الوطني الليبية في طرابلس")]
    assert keys == ["حكومه الوفاق الوطني الليبيه", "طرابلس"]


def test_a_common_word_needs_a_cue_to_be_a_place() -> None:
    context = load_packs()
    guarded, cued = (match(segment(text), context) for text in ("كتب الخبر", "زار مدينة الخبر"))
    assert [hit for hit in guarded if hit.phrase.places] == []
    assert [context.places[hit.phrase.places[0]].en for hit in cued] == ["Khobar"]


WORDS = st.sampled_from(
    [
        "طرابلس",
        "وللحوثيين",
        "«",
        "»",
        '"',
        "(",
        ")",
        "تنظيم",
        "داعش",
        "الأمم",
        "المتحدة",
        "بسرت",
        "فتح",
        "و",
        "ل",
        "\n",
        ".",
        "😀",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_matches_lie_in_order_and_never_overlap(words: list[str]) -> None:
    page = segment(" ".join(words))
    last = 0
    for hit in match(page, load_packs()):
        assert last <= hit.first < hit.last <= len(page.forms)
        assert hit.clitic in {
            "",
            "و",
            "ف",
            "ب",
            "ل",
            "ك",
            "وب",
            "ول",
            "وك",
            "فب",
            "فل",
            "فك",
            "وو",
            "وف",
            "فو",
            "فف",
        }
        last = hit.last
