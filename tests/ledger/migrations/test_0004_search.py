from __future__ import annotations

import pytest
from django.db import connections

from mithaq.ledger.record import open_record


def test_the_database_has_what_it_searches(record_url: str) -> None:
    connection = connections[open_record(record_url).alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT 'وقف':: text = ANY (tsvector_to_array('''وقف'':1'::tsvector))")
            assert cursor.fetchone() == (True,)
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'search_terms'")
        else:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'ledger_terms_act'")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("words", ['"=وقف @3"', '"هدنه"'])
def test_marks_are_letters_to_the_tokenizer(sqlite_url: str, words: str) -> None:
    connection = connections[open_record(sqlite_url).alias]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_terms_act (rowid, title, body) VALUES (1, 'هدنه', '=وقف @3 @33')")
        cursor.execute("SELECT rowid FROM ledger_terms_act WHERE ledger_terms_act MATCH %s", [words])
        assert cursor.fetchall() == [(1,)]
