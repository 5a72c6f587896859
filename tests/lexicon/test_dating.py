from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.dating import lay_words, read_dating
from mithaq.reading.when import load_calendar
from mithaq.reading.when.scene import find_opening
from mithaq.text.segment import segment

FILE = read_dating()


def test_weights_by_hand_speak_for_the_date_in_the_words_of_the_act() -> None:
    assert FILE.weights["inside behind"] > FILE.weights["outside behind"]


@pytest.mark.parametrize("example", FILE.examples, ids=[example.text for example in FILE.examples])
def test_examples_of_openings(example: object) -> None:
    text, opening = example.text, example.opening  # type: ignore[attr-defined]
    assert find_opening(segment(text), 0, load_calendar(), lay_words(FILE)) == opening


def test_a_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dating.yaml"
    path.write_text("weights: {yesterday: much}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dating\.yaml:1"):
        read_dating(path)
