"""Rows whose column holds one of many values: the values go to the database as one parameter, not as one each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

_ENCODER: Final = msgspec.json.Encoder()


class Among(Func):
    """Whether a column holds one of some texts or numbers, as a condition of a query."""

    template = "%(expressions)s IN (SELECT value FROM json_each(%%s))"
    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str, values: Iterable[str] | Iterable[int]) -> None:
        """Make the condition.

        Args:
            column: Name of the column.
            values: What it may hold.
        """
        super().__init__(F(column))
        self.values = tuple(values)

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra_context: Any,  # noqa: ANN401 - as Django has it
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the condition as SQLite writes it."""
        sql, params = self.as_sql(compiler, connection, **extra_context)
        return sql, (*params, _ENCODER.encode(self.values).decode())

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the condition as PostgreSQL writes it."""
        sql, params = self.as_sql(compiler, connection, template="%(expressions)s = ANY(%%s)")
        return sql, (*params, list(self.values))
