from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.folds import LEFT_OUT, fit_without, open_reader, split_by_day
from bench.texts import Sample

from mithaq.model import Document


def make_samples(*days: str) -> list[Sample]:
    return [Sample(f"t{number:03}", "", None, day, {}) for number, day in enumerate(days)]


def test_a_day_is_never_split() -> None:
    samples = make_samples(*(f"2015-07-{21 + number // 4}" for number in range(40)))
    folds = split_by_day(samples, 5)
    days = [{sample.published for sample in fold} for fold in folds]
    assert [len(fold) for fold in folds] == [8] * 5
    assert not any(a & b for n, a in enumerate(days) for b in days[n + 1 :])


def test_folds_are_blocks_of_neighbouring_days() -> None:
    folds = split_by_day(make_samples("2015-07-24", "2015-07-21", "2015-07-23", "2015-07-22"), 2)
    assert [sorted(sample.published or "" for sample in fold) for fold in folds] == [
        ["2015-07-21", "2015-07-22"],
        ["2015-07-23", "2015-07-24"],
    ]


def test_fewer_days_than_folds_leave_no_empty_fold() -> None:
    assert [len(fold) for fold in split_by_day(make_samples("2015-07-21", "2015-07-22"), 5)] == [1, 1]


def test_every_text_is_in_one_fold() -> None:
    samples = make_samples(*["2015-07-21"] * 7, *["2015-07-22"] * 2, "2015-08-04")
    names = sorted(sample.name for fold in split_by_day(samples, 3) for sample in fold)
    assert names == [sample.name for sample in samples]


@pytest.mark.parametrize("shipped", [True, False])
def test_reader_reads(tmp_path: Path, *, shipped: bool) -> None:
    read = open_reader(None if shipped else tmp_path)
    assert read(Document("", "دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة.", "a")).acts


def test_weights_are_found_by_the_texts_that_they_leave_out(tmp_path: Path) -> None:
    for number, names in enumerate((["t001"], ["t000"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / LEFT_OUT).write_text(json.dumps(names), encoding="utf-8")
    assert fit_without(make_samples("2015-07-21"), tmp_path) == tmp_path / "1"
    with pytest.raises(FileNotFoundError, match="make train"):
        fit_without(make_samples("2015-07-21", "2015-07-22"), tmp_path)
