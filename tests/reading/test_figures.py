"""Which counts are figures, and how they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.lexicon.quantities import WEIGHTS, FigureExample, load_quantities, read_units
from mithaq.model import Actor, ActorType, Comparator, Figure
from mithaq.reading.counts import find_counts
from mithaq.reading.figures import Subject, find_figures, list_company, list_signs, read_subject
from mithaq.reading.parts import Cast, Speech
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import segment

LEXICON = load_quantities()
NOBODY = Cast((), ())
REPORT = (
    "أعلن الجيش مقتل ثلاثة جنود في هجوم شنه مسلحون على حاجز قرب المدينة.\n"
    "وقال مصدر عسكري إن ثلاثة جنود على الأقل قتلوا وأصيب سبعة آخرون في الهجوم، "
    "وإن القوات ردت بقصف مواقع المسلحين."
)


def read(text: str, weights: Path | None = WEIGHTS) -> tuple[Figure, ...]:
    page = segment(text)
    times = find_times(page, Edtf.parse("2019-05-02"), load_calendar())
    return find_figures(page, NOBODY, (), times, load_quantities(weights))


@pytest.mark.parametrize("weights", [WEIGHTS, None], ids=["fitted", "by hand"])
@pytest.mark.parametrize("example", read_units().examples, ids=lambda example: example.text[:30])
def test_unit_examples_hold(example: FigureExample, weights: Path | None) -> None:
    found = [(figure.value, figure.comparator, figure.unit) for figure in read(example.text, weights)]
    assert found == list(example.figures)


def test_number_told_twice_is_one_figure_at_its_bounded_telling() -> None:
    dead, hurt = read(REPORT)
    assert (dead.value, dead.comparator, dead.unit) == (3, Comparator.AT_LEAST, "soldiers")
    assert dead.evidence.start > REPORT.index("\n")
    assert (hurt.value, hurt.en) == (7, "people killed")


def test_evidence_quotes_the_clause_and_is_the_first_of_its_wording() -> None:
    for figure in read(REPORT):
        quotation = figure.evidence.select(REPORT)
        assert REPORT.find(quotation) == figure.evidence.start


def test_same_words_twice_widen_the_quotation() -> None:
    text = "قتل خمسة جنود في هجوم شنه مسلحون.\nقتل خمسة جنود في هجوم شنه مسلحون على قاعدة للجيش"
    assert read(text)
    for figure in read(text):
        assert text.find(figure.evidence.select(text)) == figure.evidence.start


def test_text_without_numbers_has_no_figures() -> None:
    assert read("اجتمع الوزراء أمس وبحثوا الوضع الأمني.") == ()
    assert read("") == ()


def test_speaker_is_named() -> None:
    text = "قال المتحدث إن ثلاثة جنود قتلوا في الهجوم الذي شنه مسلحون على الجيش"
    page = segment(text)
    cast = Cast((Actor("army-spokesman", ActorType.PERSON, "Army spokesman", ()),), ())
    speech = (Speech(0, 1, ()), Speech(3, len(page.forms), (0,), verb=0))
    (figure,) = find_figures(page, cast, speech, (), LEXICON)
    assert figure.said_by == ("army-spokesman",)


def test_subject_of_a_text() -> None:
    assert read_subject(segment("فاز الفريق في المباراة"), LEXICON).chief == "sport"
    assert read_subject(segment("كلام عام"), LEXICON) == Subject((0, 0, 0, 0, 0), "none")
    assert read_subject(segment(""), LEXICON).chief == "none"


def test_company_is_what_else_is_counted() -> None:
    page = segment("ثلاثة جنود وأربعة جنود و5 سيارات و9")
    counts = find_counts(page, (), LEXICON)
    assert list_company(counts[0], counts) == ("force", "vehicle")
    assert list_company(counts[2], counts) == ("force",)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("قتل ثلاثة جنود", "near:killed"),
        ("3.5 مليون شخص", "size:1e6"),
        ("12.5 برميل", "size:1e1 part"),
        ("1.5 طن", "size:part"),
        ("جنديان", "size:2"),
        ("ثلاثة جنود", "size:ten"),
        ("70 شخصا", "opening"),
        ("قال ذلك.\nأكثر من 70 شخصا", "bounded"),
        ("قتل 70", "before:killed"),
        ("70", "behind:mark"),
        ("70 من الجنود", "behind:من"),
        ("70 شخصا", "behind:word"),
        ("70 شخصا سقطوا أمام المارة ثم جاءت القوات", "sentence:forces"),
    ],
)
def test_signs_have_names(text: str, sign: str) -> None:
    page = segment(text)
    counts = find_counts(page, (), LEXICON)
    subject = read_subject(page, LEXICON)
    assert sign in list_signs(page, counts[0], subject, list_company(counts[0], counts), LEXICON)


@given(st.lists(st.sampled_from([*REPORT.split(), "٪", "،", "12", "ألف", "\n", "قَتلَى"]), max_size=60))
def test_every_evidence_selects_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    for figure in read(text):
        assert 0 <= figure.evidence.start < figure.evidence.end <= len(text)
        assert figure.evidence.select(text).strip()
