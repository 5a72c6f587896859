"""An encoder whose graph is a table: what it hears is known beforehand."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from mithaq.reading.learnt.closer import Closer
from mithaq.reading.learnt.encoder import LOW, OUTPUTS, Encoder
from mithaq.reading.learnt.heard import Tables

WIDTHS = {
    "tags": 18,
    "ask": 8,
    "answer": 8,
    "ask_bias": 4,
    "answer_bias": 4,
    "names": 3,
    "stances": 6,
    "point": 4,
    "spot": 4,
    "null": 2,
}
Rows = dict[str, NDArray[np.float32]]
Change = Callable[[Rows], None]


class TableSession:
    """A session that gives nought for every word and nothing for names, changed by a function."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.fed: list[dict[str, NDArray[np.generic]]] = []

    def run(self, names: Sequence[str], feed: dict[str, NDArray[np.generic]]) -> list[NDArray[np.float32]]:
        self.fed.append(feed)
        words = feed["pool"].shape[1]
        rows = {name: np.zeros((words, WIDTHS[name]), np.float32) for name in OUTPUTS}
        rows["names"][:] = np.nan
        rows[LOW] = np.arange(feed["pool"].shape[2], dtype=np.float32)[:, None]
        self.change(rows)
        return [rows[name][None] for name in names]


def make_tokenizer() -> Tokenizer:
    letters = [(letter, -2.0) for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةءؤئ.،0123456789"]
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *letters]
    return Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))


@pytest.fixture
def make_encoder() -> Callable[[Change], Encoder]:
    return lambda change: Encoder(TableSession(change), make_tokenizer())


@pytest.fixture
def make_closer(tables: Tables) -> Callable[[Change], Closer]:
    return lambda change: Closer(TableSession(change), tables)


@pytest.fixture
def tables() -> Tables:
    return Tables(
        distance=np.zeros((24, 4), np.float32),
        kind=np.zeros((16, 4), np.float32),
        reach=np.zeros((48, 2), np.float32),
    )
