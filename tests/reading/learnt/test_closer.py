from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from mithaq.reading.learnt.closer import OUTPUTS, Closer
from mithaq.reading.learnt.encoder import LOW
from mithaq.reading.learnt.heard import Heard, Tables
from mithaq.reading.learnt.windows import AFTER, BEFORE, Window

Rows = dict[str, NDArray[np.float32]]
Feed = dict[str, NDArray[np.generic]]


class Listening:
    """A session that keeps what it was fed."""

    def __init__(self) -> None:
        self.fed: list[Feed] = []

    def run(self, names: tuple[str, ...], feed: Feed) -> list[NDArray[np.float32]]:
        self.fed.append(feed)
        words = feed["pool"].shape[1]
        return [np.full((1, words, 2), number, np.float32) for number, _ in enumerate(names)]


def make_heard(sizes: tuple[int, ...], tables: Tables) -> Heard:
    low = np.arange(sum(sizes) + 2, dtype=np.float32)[:, None]
    features = np.arange(len(sizes))[None].repeat(3, 0)
    return Heard(Window(100, 100, 100 + len(sizes)), features, {LOW: low}, tables, sizes)


def test_the_trigger_is_marked_among_the_words_around_it(tables: Tables) -> None:
    session = Listening()
    heard = Closer(session, tables).hear(make_heard((2, 1, 3, 1), tables), 102)
    (fed,) = session.fed
    assert fed["low"][0, :, 0].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert fed["marks"][0, :, 0].tolist() == [0, 0, 0, 1, 1, 1, 0]
    assert fed["features"][:, 0].tolist() == [[0, 1, 2, 3]] * 3
    assert fed["pool"][0] @ fed["low"][0] == pytest.approx(np.array([[1.5], [3], [5], [7]]))
    assert (heard.window.first, heard.window.last) == (100, 104)
    assert set(heard.rows) == set(OUTPUTS)
    assert heard.tables is tables


def test_only_the_words_near_the_trigger_are_heard_again(tables: Tables) -> None:
    session = Listening()
    heard = Closer(session, tables).hear(make_heard((1,) * 300, tables), 250)
    assert (heard.window.first, heard.window.last) == (250 - BEFORE, 250 + AFTER)
    (fed,) = session.fed
    assert fed["low"][0, BEFORE, 0] == 1 + 150
    assert fed["marks"][0, :, 0].nonzero()[0].tolist() == [BEFORE]
    assert heard.features[0, BEFORE] == 150


def test_a_graph_gives_rows_by_name(
    make_closer: Callable[[Callable[[Rows], None]], Closer], tables: Tables
) -> None:
    heard = make_closer(lambda rows: rows["tags"].fill(3)).hear(make_heard((1, 1), tables), 101)
    assert (heard.rows["tags"] == 3).all()
