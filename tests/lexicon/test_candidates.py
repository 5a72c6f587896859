"""Where words and phrases are found, which conditions hold there, and what a place expects."""

from __future__ import annotations

import pytest

from mithaq.lexicon import load_lexicon
from mithaq.lexicon.candidates import (
    Candidate,
    Entry,
    Scene,
    expects_verb,
    find_candidates,
    find_rules,
    keep_longest,
)
from mithaq.lexicon.schema import Category
from mithaq.text.segment import segment


def _read(text: str) -> Scene:
    return load_lexicon().read(segment(text))


def _place(first: int, last: int) -> Candidate:
    entry = Entry(0, "name", Category.NOUN, last > first + 1, (), frozenset(), 0)
    return Candidate(first, last, entry, None)


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("قصف المدينة", 0, 0.5),
        ("لم يقصف المدينة", 1, 1.0),
        ("في قصف المدينة", 1, -1.0),
        ("المدينة، قصف", 2, 0.4),
        ("المدينة قصف", 1, 0.3),
        ("المدينة وقصف", 1, 0.2),
        ("مدينة قصف", 1, -0.3),
        ("في وقصف", 1, -1.0),
    ],
)
def test_a_place_expects_a_verb_or_a_noun(text: str, index: int, expected: float) -> None:
    assert expects_verb(_read(text), index) == expected


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([], []),
        ([(0, 1), (2, 3)], [(0, 1), (2, 3)]),
        ([(0, 3), (0, 1), (1, 2), (4, 5)], [(0, 3), (4, 5)]),
        ([(0, 3), (2, 7), (5, 6)], [(2, 7)]),
        ([(0, 3), (0, 3), (1, 3)], [(0, 3), (0, 3)]),
    ],
)
def test_phrases_swallow_what_is_inside(places: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
    left = keep_longest([_place(*place) for place in places])
    assert [(item.first, item.last) for item in left] == kept


def test_a_phrase_stays_in_its_sentence() -> None:
    whole = {item.entry.name for item in find_candidates(_read("شن الطيران غارات")) if item.entry.phrase}
    broken = {item.entry.name for item in find_candidates(_read("شن الطيران. غارات")) if item.entry.phrase}
    assert whole
    assert not broken


@pytest.mark.parametrize("text", ["دعا الوزير إلى الحوار", "هاجم مسلحون نقطة تفتيش", "رفض المجلس القرار"])
def test_entries_are_made_once(text: str) -> None:
    first, second = list(find_candidates(_read(text))), list(find_candidates(_read(text)))
    assert first
    assert all(one.entry is other.entry for one, other in zip(first, second, strict=True))


def test_conditions_hold_as_they_stand_in_the_text() -> None:
    match = _read("هجوم سريع في المباراة من لاعبي المنتخب")
    war = _read("هجوم شنه مسلحون على نقطة تفتيش")

    def explain(scene: Scene) -> set[str]:
        item = next(item for item in find_candidates(scene) if item.first == 0 and not item.entry.phrase)
        held = find_rules(scene, item)
        return {rule.why for number, rule in enumerate(item.entry.rules) if held >> number & 1}

    assert explain(match) - explain(war)
