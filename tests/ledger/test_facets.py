from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.facets import (
    Codes,
    Facet,
    Value,
    What,
    add_counts,
    count_codes,
    find_codes,
    make_codes,
    mark_code,
    read_codes,
    write_codes,
)
from mithaq.ledger.indexed import FacetRow
from mithaq.ledger.record import open_record

TRIPOLI = Value(Facet.PLACE, "Tripoli", "طرابلس", "Tripoli")
TALKS = Value(Facet.TOPIC, "dialogue")


@given(st.lists(st.integers(0, (1 << 24) - 1)))
def test_numbers_come_back_from_their_letters(codes: list[int]) -> None:
    letters = write_codes(codes)
    assert len(letters) == 4 * len(codes)
    assert letters.isascii()
    assert read_codes(letters) == codes


@pytest.mark.parametrize(("codes", "counts"), [([], {}), ([5, 0, 5], {0: 1, 5: 2})])
def test_numbers_are_counted(codes: list[int], counts: dict[int, int]) -> None:
    assert count_codes(write_codes(codes)) == counts


def test_a_value_has_one_number(record_url: str) -> None:
    alias = open_record(record_url).alias
    with transaction.atomic(using=alias):
        first = make_codes(alias, [TRIPOLI, TALKS, TRIPOLI])
        again = make_codes(alias, [TALKS, Value(Facet.TOPIC, "arms")])
    assert len(set(first.values())) == 2
    assert again["topic", "dialogue"] == first["topic", "dialogue"]
    assert find_codes(alias, [("place", "Tripoli"), ("place", "Sirte")]) == {
        ("place", "Tripoli"): first["place", "Tripoli"]
    }
    assert mark_code(7) == "@7"


def test_how_many_have_a_value_is_kept(record_url: str) -> None:
    alias = open_record(record_url).alias
    with transaction.atomic(using=alias):
        code = make_codes(alias, [TRIPOLI])["place", "Tripoli"]
        add_counts(alias, What.ACT, {code: 3})
        add_counts(alias, What.ACT, {code: -1})
        add_counts(alias, What.DOCUMENT, {code: 0})
    row = FacetRow.objects.using(alias).get(code=code)
    assert (row.documents, row.acts, row.cases, row.ar) == (0, 2, 0, "طرابلس")


def test_values_of_an_index_that_is_made_anew_are_written_at_the_end(record_url: str) -> None:
    alias = open_record(record_url).alias
    codes = Codes()
    codes.add_values([TALKS, TRIPOLI, TALKS])
    codes.counts[What.CASE].update([codes.numbers["place", "Tripoli"]] * 2)
    assert FacetRow.objects.using(alias).count() == 0
    with transaction.atomic(using=alias):
        codes.write(alias)
        assert make_codes(alias, [TRIPOLI, TALKS]) == codes.numbers
    rows = FacetRow.objects.using(alias).order_by("code")
    assert list(rows.values_list("value", "en", "acts", "cases")) == [
        ("dialogue", "", 0, 0),
        ("Tripoli", "Tripoli", 0, 2),
    ]
