from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mithaq.reading.learnt.windows import AFTER, BEFORE, CONTEXT, CORE, cut_windows, find_surroundings

SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=600)


def cut_sentences(sizes: list[int], marks: list[int]) -> list[tuple[int, int]]:
    edges = sorted({0, len(sizes), *(mark % len(sizes) for mark in marks)})
    return list(pairwise(edges))


@given(SIZES, st.lists(st.integers(0, 10_000), max_size=20))
def test_every_word_is_judged_once_in_windows_that_fit(sizes: list[int], marks: list[int]) -> None:
    windows = cut_windows(sizes, cut_sentences(sizes, marks))
    judged = [at for window in windows for at in range(window.core, window.last)]
    assert judged == list(range(len(sizes)))
    for window in windows:
        assert window.first <= window.core < window.last
        assert sum(sizes[window.core : window.last]) <= CORE
        assert sum(sizes[window.first : window.core]) <= CONTEXT


def test_sentences_stay_whole_where_they_fit() -> None:
    windows = cut_windows([1] * 500, [(0, 300), (300, 500)])
    assert [(window.core, window.last) for window in windows] == [(0, 300), (300, 500)]
    assert windows[1].first == 300 - CONTEXT


def test_what_stands_between_sentences_is_judged_too() -> None:
    windows = cut_windows([1] * 10, [(0, 4), (5, 9)])
    assert [(window.core, window.last) for window in windows] == [(0, 10)]


def test_a_text_without_sentences_has_one_window() -> None:
    assert len(cut_windows([1, 1], [])) == 1
    assert cut_windows([], []) == ()


@given(SIZES, st.integers(0, 10_000))
def test_as_many_words_around_one_are_heard_again_as_fit(sizes: list[int], chosen: int) -> None:
    at = chosen % len(sizes)
    first, last = find_surroundings(sizes, at)
    assert first <= at < last
    assert sum(sizes[first:at]) <= BEFORE
    assert sum(sizes[at:last]) <= AFTER
    assert first == 0 or sum(sizes[first - 1 : at]) > BEFORE
    assert last == len(sizes) or sum(sizes[at : last + 1]) > AFTER
