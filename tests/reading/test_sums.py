"""Remembered sums: the same as adding up names one by one, in any order, however little is remembered."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mithaq.reading.sums import Bundle, Cues, Sums, spell

ROWS = {f"{name}={value}": 5 * place + value for place, name in enumerate("abc") for value in range(5)}
ROUNDED = st.integers(-127, 127).map(lambda whole: np.float32(whole) * np.float32(0.0371))
TABLES = st.lists(st.tuples(ROUNDED, ROUNDED), min_size=len(ROWS), max_size=len(ROWS)).map(
    lambda rows: np.array([*rows, (0, 0)], np.float32)
)


def name_pair(one: int, two: int) -> tuple[str, ...]:
    return f"a={one}", f"b={two}", "unheard of"


def name_one(one: int) -> tuple[str, ...]:
    return (f"c={one}",)


GRADES = st.integers(0, 6)
BUNDLES: st.SearchStrategy[Bundle] = st.one_of(
    st.tuples(st.just(name_pair), GRADES, GRADES), st.tuples(st.just(name_one), GRADES)
)
CUES = st.builds(
    Cues, st.lists(BUNDLES, max_size=6), st.lists(st.sampled_from(["a=1", "c=4", "new", ""]), max_size=3)
)


@given(TABLES, st.lists(CUES, max_size=8), st.integers(0, 4))
def test_remembered_sums_are_those_of_the_names(table: np.ndarray, described: list[Cues], limit: int) -> None:
    sums = Sums(ROWS, table, limit)
    plain = sums.add([list(spell(cues)) for cues in described])
    for _ in range(3):
        assert sums.add(described).tolist() == plain.tolist()


@given(TABLES, st.lists(BUNDLES, min_size=1, max_size=6), st.randoms())
def test_order_does_not_matter(table: np.ndarray, bundles: list[Bundle], random: object) -> None:
    sums = Sums(ROWS, table)
    other = sorted(bundles, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert sums.add([Cues(bundles)]).tolist() == sums.add([Cues(other)]).tolist()


@given(TABLES, st.lists(st.lists(BUNDLES, max_size=5), min_size=1, max_size=5), st.integers(0, 3))
def test_a_single_class_is_weighed_without_a_table(
    table: np.ndarray, described: list[list[Bundle]], limit: int
) -> None:
    single = Sums(ROWS, table[:, :1], limit)
    for _ in range(2):
        weighed = single.weigh(described)
        assert weighed == [row[0] for row in single.add([Cues(bundles) for bundles in described]).tolist()]


def test_memory_is_bounded() -> None:
    table = np.ones((len(ROWS) + 1, 2), np.float32)
    sums = Sums(ROWS, table, limit=10)
    for one in range(100):
        sums.add([Cues([(name_pair, one, two) for two in range(3)])])
        assert len(sums) <= 13


def test_a_bundle_is_spelled_out_once() -> None:
    asked: list[int] = []

    def name(one: int) -> tuple[str, ...]:
        asked.append(one)
        return (f"a={one}", f"b={one}")

    sums = Sums(ROWS, np.array([[1]] * len(ROWS) + [[0]], np.float32))
    for _ in range(3):
        assert sums.add([Cues([(name, 1)]), Cues([(name, 1), (name, 2)])]).tolist() == [[2], [4]]
    assert asked == [1, 2]


def test_names_of_bundles_come_before_others_and_empty_ones_are_left_out() -> None:
    assert list(spell(Cues([(name_one, 1), (name_pair, 2, 3)], ["x", ""]))) == [
        "c=1",
        "a=2",
        "b=3",
        "unheard of",
        "x",
    ]
    assert list(spell(["x", "y"])) == ["x", "y"]
