import random

from hypothesis import given
from hypothesis import strategies as st
from tools.learn.batches import batch_alike


@given(st.lists(st.integers(0, 99), max_size=200), st.integers(1, 9), st.integers(0, 5))
def test_every_item_is_in_one_batch(items: list[int], most: int, seed: int) -> None:
    batches = batch_alike(items, abs, (most, 4 * most), random.Random(seed))
    assert sorted(item for batch in batches for item in batch) == sorted(items)
    assert all(0 < len(batch) <= most for batch in batches)


def test_what_is_of_like_length_is_together() -> None:
    items = [*range(100)] * 4
    batches = batch_alike(items, abs, (4, 400), random.Random(1))
    assert [max(batch) - min(batch) for batch in batches] == [0] * 100
    assert [batch[0] for batch in batches] != sorted(range(100))
