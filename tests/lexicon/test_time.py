from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.dates import Edtf
from mithaq.errors import KnowledgeError
from mithaq.lexicon.time import TIME_FILE, read_time_words


def test_numbers_stay_in_their_ranges() -> None:
    words = read_time_words()
    assert [month.number for month in words.months] == list(range(1, 13))
    assert [month.number for month in words.hijri_months] == list(range(1, 13))
    assert [day.number for day in words.weekdays] == list(range(7))
    assert {season.number for season in words.seasons} == {21, 22, 23, 24}


def test_events_are_days_that_were() -> None:
    for event in read_time_words().events:
        assert Edtf.day(event.year, event.month, event.day).earliest


def test_examples_show_what_matches_and_what_does_not() -> None:
    examples = read_time_words().examples
    assert sum(bool(example.times) for example in examples) > 30
    assert sum(not example.times for example in examples) >= 5


def test_a_fault_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "time.yaml"
    path.write_text(
        TIME_FILE.read_text(encoding="utf-8").replace("number: 1,", "nummer: 1,", 1), encoding="utf-8"
    )
    with pytest.raises(KnowledgeError) as caught:
        read_time_words(path)
    assert caught.value.where.startswith(str(path))
