from __future__ import annotations

import pytest
from django.db import connections

from mithaq.ledger.facets import Facet, What
from mithaq.ledger.matching import find_marks, list_groups, write_asked
from mithaq.ledger.question import Clause, read_question
from mithaq.ledger.record import open_record

ROWS = [[("هدنه",), ("وقف", "نار")], [("=وقف", "=النار")]]


def test_what_sqlite_is_asked(sqlite_url: str) -> None:
    asked = write_asked(open_record(sqlite_url).alias, What.ACT, 1, ROWS, [[3, 4]])
    assert asked.expression == '(("هدنه" OR "وقف نار") AND ("=وقف =النار")) AND ("@3" OR "@4")'
    assert asked.tables == ("ledger_terms_act",)
    assert "bm25" in asked.score
    either = write_asked(open_record(sqlite_url).alias, What.ACT, 1, ROWS, [], every=False)
    assert either.expression == '(("هدنه" OR "وقف نار") OR ("=وقف =النار"))'


def test_what_postgresql_is_asked(postgresql_url: str) -> None:
    alias = open_record(postgresql_url).alias
    asked = write_asked(alias, What.ACT, 1, ROWS, [[3]])
    assert asked.expression == "(('هدنه' | ('وقف' <-> 'نار')) & (('=وقف' <-> '=النار'))) & ('@3') & ('@1')"
    assert len(asked.scored) == 1
    assert write_asked(alias, What.ACT, 1, [], [[3]]).scored == ()
    assert asked.wide == "(('هدنه' | ('وقف' & 'نار')) & (('=وقف' & '=النار'))) & ('@3') & ('@1')"


def test_cases_are_asked_for_by_their_own_index(postgresql_url: str) -> None:
    alias = open_record(postgresql_url).alias
    asked = write_asked(alias, What.CASE, 1, [[("هدنه",)]], [[3]])
    assert asked.expression == "(('هدنه')) & ('@3')"
    assert asked.where.endswith("ledger_search.what = 'case'")
    assert write_asked(alias, What.CASE, 1, [], [[3]]).expression == "('@3')"
    assert write_asked(alias, What.CASE, 1, [], []).expression == "('@1')"
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_terms_case'")
        ((definition,),) = cursor.fetchall()
    assert "(what = 'case'::text)" in definition


def test_without_words_nothing_is_ranked(sqlite_url: str) -> None:
    assert write_asked(open_record(sqlite_url).alias, What.ACT, 1, [], [[3]]).score == "0.0"
    assert write_asked(open_record(sqlite_url).alias, What.ACT, 1, [], []).expression == '("@1")'


def test_values_that_nothing_has_are_not_asked_for() -> None:
    clause = Clause("x", (("هدنه",),), ((Facet.PLACE.value, "Sirte"), (Facet.PLACE.value, "Tripoli")))
    assert list_groups([clause], {("place", "Sirte"): 9}) == ((("هدنه",), ("@9",)),)


def test_a_word_that_is_enough_makes_longer_names_needless() -> None:
    clause = Clause("x", (("حوثي",), ("جماعه", "حوثي"), ("انصار", "الله")))
    assert list_groups([clause], {}) == ((("حوثي",), ("انصار", "الله")),)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("هدنة", "صمدت الهُدْنة وخُرقت هدن أخرى", ["الهُدْنة", "هدن"]),
        ("حكومة الوفاق", "أعلنت حكومة الوفاق ذلك", ["حكومة الوفاق"]),
        ('"وقف إطلاق النار"', "وقف لإطلاق النار ثم وقف إطلاق النار", ["وقف إطلاق النار"]),
        ("وقف إطلاق النار", "وقف إطلاق النار", ["وقف", "إطلاق", "النار"]),
        ("Haftar", "قال حفتر إن خليفة حفتر", ["حفتر", "خليفة حفتر"]),
        ("NATO", "قال NATO والناتو", ["NATO", "والناتو"]),
        ("هدنة", "", []),
        ("", "هدنة", []),
    ],
)
def test_places_of_what_was_looked_for(question: str, text: str, marked: list[str]) -> None:
    marks = find_marks(text, read_question(question))
    assert [mark.select(text) for mark in marks] == marked
