"""Words of cases are found without looking at documents and acts, of which there are many more."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_POSTGRESQL = (
    "CREATE INDEX IF NOT EXISTS search_terms_case ON ledger_search USING gin (terms) WHERE what = 'case'"
)


def create_index(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Make the index; on SQLite cases have a table of their own."""
    del apps
    if schema.connection.vendor == "postgresql":
        schema.execute(_POSTGRESQL, None)


class Migration(migrations.Migration):
    """An index of PostgreSQL."""

    dependencies: ClassVar = [("ledger", "0008_assigned")]
    operations: ClassVar = [migrations.RunPython(create_index)]
