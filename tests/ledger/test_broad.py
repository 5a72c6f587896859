from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document

from mithaq import read_document
from mithaq.ledger import search as searching
from mithaq.ledger.broad import list_newest
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.search import Order, Query, search
from mithaq.ledger.sight import Sight
from mithaq.ledger.weighing import Sizes

TEXT = "قال فايز السراج إن حكومة الوفاق ملتزمة بالهدنة في طرابلس."
DAYS = ("2020-11-05", "2019-02-03", "2020-12-24", "2018-07-01", "2020-12-30", "2019-09-09", "2018-01-02")


@pytest.fixture
def record(record_url: str) -> Record:
    record = open_record(record_url)
    for number, day in enumerate(DAYS):
        document = make_document(f"{TEXT} ({number})", name=day, published=day)
        record.add_readings([read_document(document)])
    return record


@pytest.mark.parametrize("most", [1, 2, 3, 6, 7, 20])
def test_of_many_rows_the_newest_are_taken(record: Record, most: int) -> None:
    rows = SearchRow.objects.using(record.alias).filter(what=What.DOCUMENT.value)
    found = [day for _, day in list_newest(rows, What.DOCUMENT, ("id", "day"), most)]
    assert len(found) == min(most, len(DAYS))
    by_day = sorted(DAYS, reverse=True)[:most]
    # SQLite takes those that came last.
    assert sorted(found, reverse=True) in (by_day, sorted(DAYS[-most:], reverse=True))


@pytest.mark.parametrize("order", [Order.NEWEST, Order.RANK])
def test_a_broad_question_is_answered_with_some_of_many(
    record: Record, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_SIZES", Sizes(2, 3))
    found = search(record, Query("الهدنة", order=order))
    assert (found.total, found.counted, len(found.hits)) == (7, 3, 3)
    assert sum(month.count for month in found.facets[Facet.MONTH]) == 3
    hidden = search(record, Query("الهدنة", order=order), sight=Sight(frozenset()))
    assert hidden.total == 7


def test_only_hits_are_read_where_nothing_else_is_asked(record: Record) -> None:
    found = search(record, Query("الهدنة", order=Order.NEWEST, limit=2, bare=True))
    assert [hit.day for hit in found.hits] == ["2020-12-30", "2020-12-24"]
    assert (found.more, dict(found.facets), dict(found.totals)) == (True, {}, {})
    everything = search(record, Query(limit=2, bare=True))
    assert [hit.day for hit in everything.hits] == ["2020-12-30", "2020-12-24"]
    assert everything.more


def test_a_single_value_is_counted_by_its_facet(record: Record) -> None:
    found = search(record, Query(filters=((Facet.ACTOR, "gna"),)))
    assert found.totals[What.DOCUMENT] == 7
    for what in What:
        others = search(record, Query(what=what, filters=((Facet.ACTOR, "gna"),), since=-1))
        assert found.totals[what] == others.total
