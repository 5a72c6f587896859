from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Span
from mithaq.text.normalize import normalize
from mithaq.text.segment import segment

texts = st.text(st.sampled_from('وفقأةٰ ٣5.,؟!…،:\n\r\u2028\u064e🕊_"()'), max_size=60)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("وافقت، ثم رفضت.", ["وافقت", "،", "ثم", "رفضت", "."]),
        ("1,500 قتيل", ["1,500", "قتيل"]),
        ("24/12/2021", ["24/12/2021"]),
        ("ف16", ["ف", "16"]),
        ("نسبة 5.5%.", ["نسبه", "5.5", "%", "."]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert list(segment(text).forms) == tokens


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وافقت الحكومة. رفض الوفد.", ["وافقت الحكومه .", "رفض الوفد ."]),
        ("عاد إلى البلاد.وقال", ["عاد الي البلاد .", "وقال"]),
        ("لماذا؟ نعم!", ["لماذا ؟", "نعم !"]),
        ("العنوان\nالنص", ["العنوان", "النص"]),
        ("\n\nالنص\n", ["النص"]),
        ("بلغت 3.5 مليون", ["بلغت 3.5 مليون"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    page = segment(text)
    assert [" ".join(page.forms[first:last]) for first, last in page.sentences] == sentences


@given(texts)
def test_tokens_select_their_words(text: str) -> None:
    page = segment(text)
    for index, form in enumerate(page.forms):
        assert segment(page.raw(index)).forms == (form,)


@given(texts)
def test_sentences_cover_all_tokens_but_line_breaks(text: str) -> None:
    page = segment(text)
    covered = [index for first, last in page.sentences for index in range(first, last)]
    assert covered == [index for index, form in enumerate(page.forms) if form[0] != "\n"]
    assert all(page.sentence_of[i] == n for n, (a, b) in enumerate(page.sentences) for i in range(a, b))
    assert len(page.sentence_of) == len(page.forms)


def test_skipped_passages_count_as_line_breaks() -> None:
    text = "وافقت الحكومةُ شارك الخبر رفض الوفد"
    at = text.index("شارك")
    page = segment(text, skipped=(Span(at, at + len("شارك الخبر")),))
    assert [" ".join(page.forms[a:b]) for a, b in page.sentences] == ["وافقت الحكومه", "رفض الوفد"]
    assert page.span(len(page.forms) - 1, len(page.forms)).select(text) == "الوفد"


def test_title_of_one_letter_ends_no_sentence() -> None:
    page = segment("قال د. أحمد ذلك. ثم مضى")
    assert [page.forms[last - 1] for _, last in page.sentences] == [".", "مضي"]


def test_quotation_is_widened_until_it_is_the_first_of_its_wording() -> None:
    text = "قتل خمسة جنود. ثم قتل خمسة آخرون"
    page = segment(text)
    first = page.forms.index("خمسه", 4)
    assert page.quote(first, first + 1, page.sentences[1]).select(text) == "قتل خمسة آخرون"
    assert page.quote(1, 2, page.sentences[0]).select(text) == "خمسة"


def test_a_long_text_is_cut_once() -> None:
    text = "أعلنت الحكومة وقف إطلاق النار. " * 10
    assert segment(text) is segment(text)
    assert segment(text).text is normalize(text)
    assert segment(text, skipped=(Span(0, 31),)).forms[0] == "\n" * 31


def test_what_was_found_in_a_text_is_found_again_only_for_another_question() -> None:
    page = segment("وقع الوفدان الاتفاق.")
    answers = iter((("one",), ("other",)))
    assert page.recall("names", (1,), lambda: next(answers)) == ("one",)
    assert page.recall("names", (1,), lambda: next(answers)) == ("one",)
    assert page.recall("names", (2,), lambda: next(answers)) == ("other",)
    assert page == segment("وقع الوفدان الاتفاق.")
