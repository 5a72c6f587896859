from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.handmade import make_document

from mithaq import read_document
from mithaq.ledger import search as searching
from mithaq.ledger.broad import is_broad, walk_newest
from mithaq.ledger.facets import Facet, What, find_codes
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.matching import write_asked
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.search import Order, Query, search
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.ledger.weighing import Sizes, weigh_newest

TEXT = "قال فايز السراج إن حكومة الوفاق ملتزمة بالهدنة في طرابلس."
FEW = Query(filters=((Facet.ACTOR, "gna"),), order=Order.NEWEST, limit=2)
DAYS = ("2020-11-05", "2019-02-03", "2020-12-24", "2018-07-01", "2020-12-30", "2019-09-09", "2018-01-02")


@pytest.fixture
def record(record_url: str) -> Record:
    return fill(record_url)


def fill(url: str) -> Record:
    record = open_record(url)
    for number, day in enumerate(DAYS):
        document = make_document(f"{TEXT} ({number})", name=day, published=day)
        record.add_readings([read_document(document)])
    return record


@pytest.mark.parametrize("most", [1, 2, 3, 6, 7, 20])
def test_of_many_rows_the_newest_are_taken(postgresql_url: str, most: int) -> None:
    record = fill(postgresql_url)
    own = find_codes(record.alias, [("what", "document"), ("actor", "gna")])
    asked = write_asked(record.alias, What.DOCUMENT, own["what", "document"], [], [[own["actor", "gna"]]])
    rows = SearchRow.objects.using(record.alias).filter(what=What.DOCUMENT.value)
    walked = walk_newest(rows, asked, "document", most)
    assert [row.day for row, _ in walked] == sorted(DAYS, reverse=True)[:most]
    assert all(name for _, name in walked)
    assert not walk_newest(rows.filter(what=What.CASE.value), asked, "case", most)
    weighed = weigh_newest(rows, asked, Sizes(0, most), ranked=False)
    assert {row.id for row in weighed.rows} == {row.id for row, _ in walked}
    assert weighed.many == len(DAYS)


def test_broad_is_what_is_met_early(record: Record) -> None:
    assert is_broad(record.alias, What.DOCUMENT, 7, 1)
    assert not is_broad(record.alias, What.DOCUMENT, 7, 2)


@pytest.mark.parametrize("query", [FEW, replace(FEW, bare=True)])
def test_values_that_many_have_are_found_from_the_newest_on(
    record: Record, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways of finding rows find the same."""
    for sight in (EVERYTHING, Sight(frozenset())):
        found = []
        for broad in (True, False):
            monkeypatch.setattr(searching, "is_broad", lambda *_, broad=broad: broad)
            monkeypatch.setattr(searching, "remember", lambda *words: words[-1]())
            found.append(search(record, query, sight=sight))
        assert found[0].hits == found[1].hits
        assert found[0].facets == found[1].facets
        assert found[0].more
        assert [hit.day for hit in found[0].hits] == sorted(DAYS, reverse=True)[:2]


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
