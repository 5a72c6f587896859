from pathlib import Path

import numpy as np
import pytest

from mithaq.reading.learnt.heard import Tables, find_rows, load_tables, measure


@pytest.mark.parametrize(("words", "expected"), [((5, 7), 5), ((0, 2), -1), ((2, 4), 0), ((1, 3), 0)])
def test_distance_is_from_the_trigger_to_the_near_end(words: tuple[int, int], expected: int) -> None:
    first, last = (np.array([end]) for end in words)
    assert measure(2 if words != (5, 7) else 0, first, last).tolist() == [expected]


@pytest.mark.parametrize(
    ("distance", "row"), [(0, 0), (4, 4), (5, 5), (9, 5), (10, 6), (-1, 13), (-5, 17), (10_000, 11)]
)
def test_near_distances_have_rows_of_their_own_and_far_ones_share(distance: int, row: int) -> None:
    assert find_rows(np.array([distance]), 5, 12).tolist() == [row]


def test_tables_come_back_as_they_were_written(tmp_path: Path, tables: Tables) -> None:
    written = {"distance": tables.distance + 2, "kind": tables.kind, "reach": tables.reach}
    np.savez_compressed(tmp_path / "tables.npz", **written)
    assert (load_tables(tmp_path / "tables.npz").distance == 2).all()
