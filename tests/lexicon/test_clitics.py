from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.lexicon.clitics import Piece, cut_word, restore_noun, restore_verb


@pytest.mark.parametrize(
    ("form", "piece"),
    [
        ("قتل", Piece(clitics="", article=False, base="قتل", suffix="")),
        ("وقتلوه", Piece(clitics="و", article=False, base="قتلو", suffix="ه")),
        ("للاتفاق", Piece(clitics="ل", article=True, base="اتفاق", suffix="")),
        ("وبالاتفاق", Piece(clitics="وب", article=True, base="اتفاق", suffix="")),
        ("فسيدعوهم", Piece(clitics="فس", article=False, base="يدعو", suffix="هم")),
        ("هجماتها", Piece(clitics="", article=False, base="هجمات", suffix="ها")),
        ("كالهجوم", Piece(clitics="ك", article=True, base="هجوم", suffix="")),
    ],
)
def test_cutting_yields_the_right_piece(form: str, piece: Piece) -> None:
    assert piece in cut_word(form)


def test_no_pronoun_follows_an_article() -> None:
    assert all(not piece.suffix for piece in cut_word("الاتفاقها") if piece.article)


@pytest.mark.parametrize(
    ("base", "suffix", "restored"),
    [
        ("دعا", "", ("دعا",)),
        ("نفا", "ه", ("نفا", "نفي")),
        ("هاجمو", "ه", ("هاجمو", "هاجموا")),
        ("قتل", "ه", ("قتل",)),
    ],
)
def test_verbs_before_pronouns_are_restored(base: str, suffix: str, restored: tuple[str, ...]) -> None:
    assert restore_verb(base, suffix) == restored


@pytest.mark.parametrize(
    ("base", "suffix", "expected"),
    [
        ("لقاي", "ه", ("لقاء", False)),
        ("زيارت", "ها", ("زياره", False)),
        ("غارات", "", ("غاره", False)),
        ("تهديدات", "هم", ("تهديد", False)),
        ("قرارا", "", ("قرار", False)),
        ("متهمون", "", ("متهم", True)),
        ("زيارتين", "", ("زياره", False)),
    ],
)
def test_nouns_are_restored(base: str, suffix: str, expected: tuple[str, bool]) -> None:
    assert expected in set(restore_noun(base, suffix))


def test_a_pronoun_of_the_first_person_is_read_only_behind_teh() -> None:
    assert not list(restore_noun("حرب", "ي"))
    assert list(restore_noun("زيارت", "ي"))


@given(st.text(alphabet="ابتفكلموهيسن", min_size=1, max_size=12))
def test_pieces_join_to_the_word_again(form: str) -> None:
    for piece in cut_word(form):
        article = "ال" if piece.article and not piece.clitics.endswith("ل") else "ل" if piece.article else ""
        assert piece.clitics + article + piece.base + piece.suffix == form
