from __future__ import annotations

from django.db import connections
from tests.ledger.handmade import make_document, make_reading, open_request, propose

from mithaq.ledger.facets import read_codes
from mithaq.ledger.index import make_index
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.masks import load_masks
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record, writing


def fill(url: str) -> Record:
    record = open_record(url)
    record.add_readings([make_reading()])
    record.append([propose(open_request())], "reader fast 1")
    return record


def test_a_document_its_act_and_its_case_are_in_the_index(record_url: str) -> None:
    record = fill(record_url)
    kinds = sorted(SearchRow.objects.using(record.alias).values_list("what", flat=True))
    assert kinds[:2] == ["act", "case"]
    assert "document" in kinds
    assert list(find_differences(record.alias)) == []


def test_a_case_that_did_not_change_for_the_index_keeps_its_row(record_url: str) -> None:
    record = fill(record_url)
    rows = SearchRow.objects.using(record.alias).filter(what="case")
    before = list(rows.values_list("id", flat=True))
    record.rebuild()
    assert rows.count() == len(before)


def test_what_is_wrong_in_the_index_is_found(record_url: str) -> None:
    record = fill(record_url)
    rows = SearchRow.objects.using(record.alias)
    rows.filter(what="act").update(digest="0")
    differences = list(find_differences(record.alias))
    assert len(differences) == 2
    assert all("ledger_search" in difference for difference in differences)
    record.rebuild()
    FacetRow.objects.using(record.alias).filter(facet="type").update(acts=7)
    assert any("ledger_facet" in difference for difference in find_differences(record.alias))
    record.rebuild()
    rows.filter(what="case").delete()
    assert any("missing" in difference for difference in find_differences(record.alias))


def test_a_row_without_words_is_found_on_sqlite(sqlite_url: str) -> None:
    record = fill(sqlite_url)
    with connections[record.alias].cursor() as cursor:
        cursor.execute("INSERT INTO ledger_terms_act (ledger_terms_act) VALUES ('delete-all')")
    assert any("without words" in difference for difference in find_differences(record.alias))


def test_a_document_that_nobody_read_is_in_the_index(record_url: str) -> None:
    record = open_record(record_url)
    with writing(record):
        DocumentRow.objects.using(record.alias).create(
            sha256="0" * 64, name="one", text="هدنة", skipped=b"[]"
        )
        with make_index(record.alias, load_masks(record.alias)) as making:
            making.add_documents()
    (row,) = SearchRow.objects.using(record.alias).all()
    assert (row.what, row.document) == ("document", "0" * 64)


def test_numbers_of_rows_are_not_given_twice_on_sqlite(sqlite_url: str) -> None:
    record = fill(sqlite_url)
    rows = SearchRow.objects.using(record.alias)
    last = max(rows.values_list("id", flat=True))
    rows.filter(id=last).delete()
    record.append([propose(open_request("request-2", "طلب آخر"))], "reader fast 1")
    assert max(rows.values_list("id", flat=True)) > last


def list_words(record: Record) -> list[tuple[object, ...]]:
    """Return the words that the database searches, without the numbers of values, which may be others."""
    connection = connections[record.alias]
    found: list[tuple[object, ...]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT what, u.lexeme, u.positions, u.weights FROM ledger_search, unnest(terms) u"
            )
            return sorted(map(repr, (row for row in cursor.fetchall() if row[1][0] != "@")))
        for what in ("document", "act", "case"):
            cursor.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, ledger_terms_{what}, col)")
            cursor.execute("SELECT term, col, doc, cnt FROM temp.words WHERE col != 'facets'")
            found += sorted((what, *row) for row in cursor.fetchall())
            cursor.execute("DROP TABLE temp.words")
    return found


def list_found(record: Record) -> list[tuple[object, ...]]:
    """Return the rows of the index with the values that their numbers stand for, and how many rows have each."""
    values = {row.code: (row.facet, row.value) for row in FacetRow.objects.using(record.alias)}
    columns = ("what", "document", "case", "start", "end", "day", "digest", "masked", "codes")
    rows = SearchRow.objects.using(record.alias).values_list(*columns)
    found = sorted((*row, *sorted(values[code] for code in read_codes(codes))) for *row, codes in rows)
    facets = FacetRow.objects.using(record.alias)
    names = ("facet", "value", "ar", "en", "type", "documents", "acts", "cases")
    return [*found, *sorted(facets.values_list(*names))]


def test_an_index_that_is_made_anew_is_the_one_that_grew(record_url: str) -> None:
    record = fill(record_url)
    before = list_found(record), list_words(record)
    assert all(before)
    record.rebuild()
    assert (list_found(record), list_words(record)) == before
    record.add_readings([make_reading(make_document("أعلنت الحكومة وقف إطلاق النار في طرابلس."))])
    assert list(find_differences(record.alias)) == []
