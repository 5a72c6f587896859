from __future__ import annotations

import pytest
from django.db import connections
from django.db.models import F
from tests.ledger.handmade import make_reading, open_incident, open_request

from mithaq.following.entry import Propose
from mithaq.ledger.among import Among
from mithaq.ledger.current import read_entries
from mithaq.ledger.judged import read_judged
from mithaq.ledger.models import EntryRow
from mithaq.ledger.record import open_record

ODD = 'incident-"؟\\'


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [([], []), (["a"], [1]), (["b-1", "a", "a", "c"], [0, 1]), ((str(number) for number in range(3000)), [])],
)
def test_rows_whose_column_holds_one_of_the_texts(
    record_url: str, wanted: list[str], expected: list[int]
) -> None:
    record = open_record(record_url)
    record.append([open_request("b-1"), open_incident("a"), open_incident(ODD)], "anna")
    rows = EntryRow.objects.using(record.alias).order_by("number")
    assert list(rows.filter(Among("case", wanted)).values_list("number", flat=True)) == expected
    assert [row.case for row in rows.filter(Among("case", [ODD, "x"]))] == [ODD]
    assert [row.number for row in rows.filter(Among("number", [2, 0, 7]))] == [0, 2]
    assert rows.exclude(Among("case", ["a", ODD])).get().case == "b-1"
    assert Among("case", ["a"]) == Among("case", ("a",)) != Among("case", ["b"])
    assert F("case") != Among("case", ["a"])


def test_judgements_of_documents_are_found_by_their_index(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    reading = make_reading()
    record.add_readings([reading])
    assert any(isinstance(entry.step, Propose) for entry in read_entries(record))
    asked: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as Django calls it
        asked.append(sql)
        return execute(sql, params, many, context)

    connection = connections[record.alias]
    with connection.execute_wrapper(note):
        read_judged(record, [reading.document.sha256])
    (query,) = [sql for sql in asked if '"proposal" IN' in sql]
    with connection.cursor() as cursor:
        plan = cursor.execute(
            f"EXPLAIN QUERY PLAN {query}", ["confirm", "correct", "reject", "", "[]"]
        ).fetchall()
    assert "USING INDEX entry_proposal" in plan[0][3]
