"""The examples in the cue files of incidents, harm and milestones."""

from __future__ import annotations

import pytest

from mithaq.following.cues import load_cues
from mithaq.text.segment import segment

FILES = ("incidents", "harms", "milestones", "steps")
EXAMPLES = [
    (name, number, phrase, kind)
    for name in FILES
    for number, cue in enumerate(load_cues(name).cues)
    for kind, phrases in (("match", cue.match), ("avoid", cue.avoid))
    for phrase in phrases
]


@pytest.mark.parametrize(("name", "number", "phrase", "kind"), EXAMPLES)
def test_examples_of_the_data(name: str, number: int, phrase: str, kind: str) -> None:
    cues = load_cues(name)
    forms = segment(phrase).forms
    found = any(hit.state == cues.cues[number].state for hit in cues.find(forms, 0, len(forms)))
    assert found == (kind == "match")


@pytest.mark.parametrize("name", FILES)
def test_every_cue_has_examples_of_both(name: str) -> None:
    assert [cue.state for cue in load_cues(name).cues if not (cue.match and cue.avoid)] == []
