from collections.abc import Callable

import numpy as np
import pytest

from mithaq.reading.learnt.encoder import BEGIN, END, LOW, MOST_PIECES, OUTPUTS, Encoder

Make = Callable[[Callable[[object], None]], Encoder]


def change_nothing(rows: object) -> None:
    del rows


def test_a_word_is_cut_into_few_pieces_without_marks(make_encoder: Make) -> None:
    encoder = make_encoder(change_nothing)
    assert encoder.cut("بَلد") == encoder.cut("بلد")
    assert len(encoder.cut("ب" * 40)) == MOST_PIECES
    assert encoder.cut("\n\n") == (END,)


@pytest.mark.parametrize("word", ["ـــ", "☃", "\u200f"])
def test_a_word_without_known_letters_has_a_piece(make_encoder: Make, word: str) -> None:
    assert make_encoder(change_nothing).cut(word)


def test_each_word_is_the_mean_of_its_pieces(make_encoder: Make) -> None:
    encoder = make_encoder(change_nothing)
    pieces = [encoder.cut(word) for word in ("بلد", "في")]
    heard = encoder.hear(pieces, np.zeros((3, 2), np.int64))
    assert set(heard) == {*OUTPUTS, LOW}
    (fed,) = encoder._session.fed  # noqa: SLF001 - what the graph was given
    assert fed["ids"][0, 0] == BEGIN
    assert fed["ids"][0, -1] == END
    assert fed["ids"].shape[1] == 2 + sum(map(len, pieces))
    np.testing.assert_allclose(fed["pool"].sum(axis=2), 1)
    assert fed["pool"][0, :, 0].sum() == 0
