from __future__ import annotations

import pytest
from tests.ledger.handmade import open_request

from mithaq.following.entry import Entry
from mithaq.following.fold import fold
from mithaq.ledger.words import cut_words, list_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("دعم تدريب الشرطة", ("دعم", "تدريب", "شرطه")),
        ("والشرطة و الشُّرطة", ("شرطه",)),
        ("European Union, union", ("european", "union")),
        ("7 x", ()),
        ("", ()),
    ],
)
def test_words_are_cut_to_one_spelling(text: str, words: tuple[str, ...]) -> None:
    assert cut_words(text) == words


def test_a_case_is_found_by_title_parties_and_place() -> None:
    case = fold([Entry(number=0, at="", author="anna", step=open_request())])
    assert {"تدريب", "وفاق", "government", "tripoli"} <= set(list_words(case))
