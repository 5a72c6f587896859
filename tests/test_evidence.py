"""Every span selects its exact words from the original, whatever marks and signs the text holds."""

from __future__ import annotations

import pytest
from bench.evidence import find_faults, find_spans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mithaq

CLAUSES = (
    "دعت وزارة الداخلية الأمم المتحدة إلى دعم تدريب الشرطة",
    "وأعلن الوزير أن المجلس وافق مبدئيا على الطلب بشرط وقف إطلاق النار",
    "وقُتِل ١٢ جندياً وأُصيب أكثر من ٣٠ في قصف على طرابلس يوم الثلاثاء الماضي",
    "ونفى المتحدث باسم الجيش أن تكون قواته هاجمت المدينة",
    "من المقرر عقد المؤتمر الوطني في 24 ديسمبر (كانون الأول) 2021",
    'وقال فتحي باشاغا: "نرفض أي تدخل أجنبي في البلاد"',
    "واتفق الطرفان على تبادل الأسرى برعاية قطر",
    "البلاد.وطالبت واشنطن بانسحاب المرتزقة",
)
SIGNS = (
    "\u064e",
    "\u0651\u064f",
    "\u0640",
    "\u200f",
    "\u200e",
    "\u202b",
    "\u202c",
    "\u2067",
    "\ufeff",
    "\u200c",
)
JOINTS = (". ", "، ", ".", "\n", "\r\n", "\n\n \n", " … ", "؟ ", " 🕊️ ", " 👩‍👩‍👧 ", "\u00a0", "\u2028", "\t")


@st.composite
def draw_texts(draw: st.DrawFn) -> str:
    """An Arabic text in which marks, emoji, direction signs and odd line breaks stand anywhere."""
    parts = draw(
        st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from(JOINTS)), min_size=1, max_size=5)
    )
    letters = list("".join(clause + joint for clause, joint in parts))
    places = draw(st.lists(st.tuples(st.integers(0, len(letters)), st.sampled_from(SIGNS)), max_size=25))
    for place, sign in sorted(places, reverse=True):
        letters.insert(place, sign)
    return "".join(letters)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw_texts())
def test_every_span_selects_its_words(text: str) -> None:
    assert find_faults(mithaq.read_text(text, published="2020-11-21"), text) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert find_faults(mithaq.read_text(text), text) == []


@settings(max_examples=50, deadline=None)
@given(draw_texts())
def test_a_quotation_is_found_again_in_the_original(text: str) -> None:
    reading = mithaq.read_text(text, published="2020-11-21")
    for act in reading.acts:
        evidence = act.evidence.select(text)
        assert text.startswith(evidence, act.evidence.start)
        assert act.trigger.select(text) in evidence


@settings(max_examples=50, deadline=None)
@given(draw_texts())
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert mithaq.read_text(text, published="2020-11-21") == mithaq.read_text(text, published="2020-11-21")


@pytest.mark.parametrize("clause", CLAUSES)
def test_marks_change_nothing_that_is_found(clause: str) -> None:
    marked = "".join(f"{letter}\u064e" if letter.isalpha() else letter for letter in clause)
    plain, vowelled = (mithaq.read_text(text, published="2020-11-21") for text in (clause, marked))
    assert [(act.type, act.status, act.actors, act.recipients) for act in plain.acts] == [
        (act.type, act.status, act.actors, act.recipients) for act in vowelled.acts
    ]
    assert [figure.value for figure in plain.figures] == [figure.value for figure in vowelled.figures]


def test_something_is_found_to_check() -> None:
    reading = mithaq.read_text(". ".join(CLAUSES), published="2020-11-21")
    kinds = {name for name, _ in find_spans(reading)}
    assert {"mention", "trigger", "evidence", "about", "milestone", "figure"} <= kinds
    assert len(reading.acts) >= 6
