"""Word lists: every phrase that has to match does, and none that must not."""

from __future__ import annotations

import pytest

from mithaq.following.words import load_list, read_lists
from mithaq.text.segment import segment

LISTS = [
    pytest.param(module, name, id=f"{module}-{name}")
    for module, lists in read_lists().items()
    for name in lists
]


@pytest.mark.parametrize(("module", "name"), LISTS)
def test_phrases_match_or_differ_as_they_say(module: str, name: str) -> None:
    words, spec = load_list(module, name), read_lists()[module][name]
    assert spec.about
    assert spec.matches
    assert spec.differs
    assert [text for text in spec.matches if words.isdisjoint(segment(text).forms)] == []
    assert [text for text in spec.differs if not words.isdisjoint(segment(text).forms)] == []


@pytest.mark.parametrize(("module", "name"), LISTS)
def test_no_word_stands_twice(module: str, name: str) -> None:
    assert len(set(read_lists()[module][name].words)) == len(read_lists()[module][name].words)


def test_words_are_compared_in_one_spelling() -> None:
    assert "برياسه" in load_list("promises", "led")
