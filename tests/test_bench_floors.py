from __future__ import annotations

from pathlib import Path

import pytest
from bench.floors import FILE, KEPT, Floor, find_faults, lift, measure, read_floors, write_floors
from bench.scores import PARTS, Scores


def make_scores(value: float) -> Scores:
    shares = {"status", "date"}
    figures = {name: {"share" if name in shares else "f1": value} for name in KEPT}
    return Scores(texts=3, folds=0, figures=figures, types={}, quiet={})


def test_measure_takes_f1_or_the_share() -> None:
    assert measure(make_scores(0.5)) == dict.fromkeys(KEPT, 0.5)


def test_floor_is_rounded_down_to_two_decimals() -> None:
    assert lift(None, "d", make_scores(0.579), lower=False).least["act"] == 0.57


@pytest.mark.parametrize(("lower", "expected"), [(False, 0.57), (True, 0.41)])
def test_floor_goes_down_only_on_request(*, lower: bool, expected: float) -> None:
    floor = lift(None, "d", make_scores(0.57), lower=False)
    assert lift(floor, "d", make_scores(0.41), lower=lower).least["role"] == expected


def test_floor_goes_up() -> None:
    floor = lift(None, "d", make_scores(0.5), lower=False)
    assert lift(floor, "e", make_scores(0.6), lower=False) == Floor("e", 0, dict.fromkeys(KEPT, 0.6))


def test_figure_under_its_floor_is_named() -> None:
    floor = Floor("d", 0, {"act": 0.5, "role": 0.3})
    assert find_faults("gold", floor, "d", make_scores(0.499)) == ["gold: act 0.499 is under its floor 0.50"]


def test_figure_at_its_floor_passes() -> None:
    assert find_faults("gold", Floor("d", 0, {"act": 0.5}), "d", make_scores(0.5)) == []


def test_other_references_fail_even_with_better_scores() -> None:
    (fault,) = find_faults("gold", Floor("d", 0, {"act": 0.5}), "e", make_scores(0.9))
    assert "not those that the floors were measured on" in fault


def test_floors_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read_floors(path) == {}
    floors = {"gold": Floor("d", 0, {"act": 0.5}), "train": Floor("e", 5, {"act": 0.6})}
    write_floors(path, floors)
    assert read_floors(path) == floors


def test_kept_floors_are_complete() -> None:
    floors = read_floors(FILE)
    assert set(floors) == set(PARTS)
    assert all(set(floor.least) == set(KEPT) and len(floor.digest) == 64 for floor in floors.values())
