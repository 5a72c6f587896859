from __future__ import annotations

from tests.ledger.handmade import make_reading

from mithaq.ledger.facets import Facet, What, write_codes
from mithaq.ledger.hits import count_facets, read_facets, read_hits
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.record import open_record
from mithaq.ledger.sight import EVERYTHING


def test_rows_are_shown_in_the_order_in_which_they_are_asked_for(record_url: str) -> None:
    record = open_record(record_url)
    record.add_readings([make_reading()])
    ids = list(
        SearchRow.objects.using(record.alias)
        .exclude(what="case")
        .order_by("-id")
        .values_list("id", flat=True)
    )
    hits = read_hits(record, [*ids, 999], (), EVERYTHING)
    assert [hit.what for hit in hits] == [What.ACT, What.DOCUMENT]
    assert hits[0].span.end > 0
    assert {value.facet for value in hits[0].values} >= {Facet.TYPE, Facet.ACTOR}
    assert hits[1].values == ()


def test_the_most_frequent_values_come_first_and_months_in_their_order(record_url: str) -> None:
    record = open_record(record_url)
    rows = FacetRow.objects.using(record.alias)
    rows.bulk_create(
        FacetRow(code=code, facet=facet, value=value, documents=count)
        for code, (facet, value, count) in enumerate(
            [("month", "2020-02", 5), ("month", "2020-01", 1), ("topic", "arms", 1), ("topic", "dialogue", 4)]
        )
    )
    counted = count_facets(record, write_codes([0, 1, 2, 3, 3]))
    whole = read_facets(record, What.DOCUMENT)
    for facets in (counted, whole):
        assert [value.value for value in facets[Facet.MONTH]] == ["2020-01", "2020-02"]
        assert [value.value for value in facets[Facet.TOPIC]] == ["dialogue", "arms"]
    assert read_facets(record, What.CASE) == {}
    assert count_facets(record, "") == {}
