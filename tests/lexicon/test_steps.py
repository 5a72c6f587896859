"""Kinds of steps: the data and what is compiled from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.quantities import WEIGHTS
from mithaq.lexicon.steps import Length, StepExample, load_steps, read_steps
from mithaq.model import MilestoneStatus
from mithaq.reading.milestones import find_milestones
from mithaq.reading.parts import Cast
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import segment

STEPS = load_steps()
NOBODY = Cast((), ())


@pytest.mark.parametrize("weights", [WEIGHTS, None], ids=["fitted", "by hand"])
@pytest.mark.parametrize("example", read_steps().examples, ids=lambda example: example.text[:30])
def test_step_examples_hold(example: StepExample, weights: Path | None) -> None:
    page, published = segment(example.text), Edtf.parse(example.published)
    times = find_times(page, published, load_calendar())
    found = find_milestones(page, NOBODY, (), times, published, load_steps(weights))
    assert [(str(m.when), m.status) for m in found] == list(example.milestones)


@pytest.mark.parametrize(
    ("first", "rest", "kind"),
    [
        ("والانتخابات", (), "election"),
        ("وقف", ("اطلاق", "النار"), "truce"),
        ("تبني", (), "adoption"),
        ("للهدنه", (), "truce"),
    ],
)
def test_step_words_carry_particles_and_article(first: str, rest: tuple[str, ...], kind: str) -> None:
    assert kind in [word.step.kind for word in STEPS.words[first] if word.rest == rest]


def test_longest_phrase_comes_first() -> None:
    assert all(
        [len(word.rest) for word in words] == sorted((len(word.rest) for word in words), reverse=True)
        for words in STEPS.words.values()
    )


def test_needs_name_kinds() -> None:
    kinds = {step.kind for step in read_steps().steps}
    needed = {kind for step in read_steps().steps for kind in step.needs}
    assert needed
    assert needed <= kinds


def test_lengths_know_their_pairs() -> None:
    assert STEPS.spans["يومين"] == Length(days=1, pair=True)
    assert STEPS.spans["سنين"] == Length(years=1)
    assert STEPS.spans["اسبوعا"] == Length(days=7)


def test_statuses_are_told_by_words_with_particles() -> None:
    assert STEPS.statuses["بتاجيل"] is MilestoneStatus.POSTPONED
    assert STEPS.statuses["المقبل"] is MilestoneStatus.PLANNED


def test_weights_by_hand_stand_in_for_the_fitted_ones() -> None:
    by_hand = load_steps(None)
    assert by_hand.weights == read_steps().weights
    assert by_hand.quantities.weights != STEPS.quantities.weights
