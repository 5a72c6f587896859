"""Tables that are filled from one end to the other: their indexes are made at the end, from all rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from mithaq.ledger.insertion import name_table

# What belongs to a constraint stays: it is what refuses rows.
_SQLITE: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
)
_POSTGRESQL: Final = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = to_regclass(%s) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""
_MEMORY: Final = "SET LOCAL maintenance_work_mem = '256MB'"


@contextmanager
def fill_tables(alias: str, models: Sequence[type[Model]]) -> Iterator[None]:
    """Let tables be filled without their indexes, which are made anew when everything inside is done.

    On PostgreSQL those of a table that holds rows stay: whoever reads it would have to wait.

    Args:
        alias: The record's connection, in a transaction, before the tables are emptied.
        models: The tables; nothing inside may need their indexes.
    """
    connection = connections[alias]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        tables = [name_table(model) for model in models]
        if postgresql:
            tables = _find_empty(cursor, tables)
        made = [index for table in tables for index in _find_indexes(cursor, table)]
        for name, _ in made:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(_MEMORY)
        for _, statement in made:
            cursor.execute(statement)


def _find_empty(cursor: CursorWrapper, tables: Iterable[str]) -> list[str]:
    found = []
    for table in tables:
        # The name is that of a model: nothing comes from outside.
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
        if cursor.fetchone() is None:
            found.append(table)
    return found


def _find_indexes(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    cursor.execute(_POSTGRESQL if cursor.db.vendor == "postgresql" else _SQLITE, [table])
    return [(str(name), str(statement)) for name, statement in cursor.fetchall()]
