"""The status lexicon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.stances import STATUS_FILE, STATUSES, read_stances
from mithaq.model import Status
from mithaq.text.normalize import fold


def test_cues_are_found_in_plain_spelling() -> None:
    assert {cue.id for cue in read_stances().cues[fold("المقبلة")]} == {"next"}


def test_one_word_can_open_conditions_in_two_ways() -> None:
    assert len(read_stances().conditions["حال"]) == 2


def test_without_a_file_of_weights_every_cue_speaks_for_its_own_status(tmp_path: Path) -> None:
    weights = read_stances(STATUS_FILE, tmp_path / "none.json").weights
    assert weights == read_stances(weights=None).weights
    row = weights["denies before"]
    assert [status for status, weight in zip(STATUSES, row, strict=True) if weight] == [Status.DENIED]


def test_fitted_weights_replace_those_of_the_cues(tmp_path: Path) -> None:
    file = tmp_path / "status.json"
    file.write_text(json.dumps({"start": [1, 0, 0, 0, 0, 0]}), encoding="utf-8")
    assert read_stances(STATUS_FILE, file).weights == {"start": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)}


def test_an_unknown_status_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "status.yaml"
    file.write_text(
        "spoken: []\nbound: []\nconditions: []\nclosers: []\npast: []\nexamples: []\ncues:\n"
        "  - {id: x, words: [غدا], side: after, says: certain}\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match="certain") as caught:
        read_stances(file)
    assert caught.value.where.endswith(":8")
