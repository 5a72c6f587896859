from __future__ import annotations

import pytest

from mithaq.ledger.facets import Facet
from mithaq.ledger.question import read_question

ACTOR, PLACE = Facet.ACTOR.value, Facet.PLACE.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("في من the of", []),
        ("هدنة", ["هدنه"]),
        ("تدريب الشرطة", ["تدريب", "الشرطه"]),
        ("حكومة الوفاق تطلب", ["حكومه الوفاق", "تطلب"]),
        ("ceasefire violations in Tripoli", ["ceasefire", "violations", "tripoli"]),
        ("arms embargo", ["arms embargo"]),
        ('"وقف إطلاق النار" حفتر', ["وقف إطلاق النار", "حفتر"]),
        ("هدنة هدنة", ["هدنه"]),
        ("NATO تدريب 2020", ["nato", "تدريب", "2020"]),
        ('""', []),
    ],
)
def test_a_question_is_cut_into_what_has_to_be_there(text: str, words: list[str]) -> None:
    assert [clause.words for clause in read_question(text)] == words


def test_quoted_words_are_looked_for_letter_by_letter() -> None:
    (clause,) = read_question("«وقف إطلاق النار»")
    assert clause.rows == (("=وقف", "=اطلاق", "=النار"),)
    assert clause.values == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الحوثيين", (ACTOR, "houthis")),
        ("أنصار الله", (ACTOR, "houthis")),
        ("Houthis", (ACTOR, "houthis")),
        ("Haftar", (ACTOR, "khalifa-haftar")),
        ("Fayez al-Sarraj", (ACTOR, "fayez-al-sarraj")),
        ("GNA", (ACTOR, "gna")),
        ("Tripoli", (PLACE, "Tripoli")),
        ("طرابلس", (PLACE, "Tripoli")),
    ],
)
def test_names_are_looked_for_as_what_they_name(text: str, value: tuple[str, str]) -> None:
    (clause,) = read_question(text)
    if text == "GNA":  # no name that the packs have
        assert clause.rows == (("gna",),)
        return
    assert value in clause.values
    assert clause.rows


def test_all_names_of_an_actor_are_looked_for() -> None:
    (clause,) = read_question("الحوثيين")
    assert any(row[0].startswith("انصار") for row in clause.rows)


def test_a_capital_does_not_stand_for_its_government() -> None:
    (clause,) = read_question("طرابلس")
    assert all(facet == PLACE for facet, _ in clause.values)


def test_an_agreement_is_found_by_its_arabic_names() -> None:
    clauses = read_question("Skhirat")
    assert any("صخيرات" in "".join(row) for clause in clauses for row in clause.rows)


def test_an_english_word_that_nothing_knows_is_looked_for_as_it_is() -> None:
    (clause,) = read_question("zyzzyva")
    assert clause.rows == (("zyzzyva",),)
