"""Triggers that refuse to change or remove what was recorded, on SQLite and on PostgreSQL."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Each table with what makes a row of it the same row.
TABLES = (
    ("ledger_entry", "number = NEW.number"),
    ("ledger_document", "sha256 = NEW.sha256"),
    ("ledger_reading", "id = NEW.id OR (document = NEW.document AND reader = NEW.reader)"),
    ("ledger_checkpoint", "id = NEW.id"),
)

_SQLITE = """
CREATE TRIGGER {table}_{lower} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
# INSERT OR REPLACE removes a row without asking the trigger for removals.
_SQLITE_REPLACE = """
CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
"""


def create_triggers(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers in the language of the database."""
    del apps
    if schema.connection.vendor == "postgresql":
        schema.execute(_FUNCTION, None)
        for table, _ in TABLES:
            schema.execute(_POSTGRESQL.format(table=table), None)
        return
    for table, same in TABLES:
        schema.execute(_SQLITE_REPLACE.format(table=table, same=same), None)
        for action in ("UPDATE", "DELETE"):
            schema.execute(_SQLITE.format(table=table, action=action, lower=action.lower()), None)


def make_salt(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Give the record its secret."""
    rows = apps.get_model("ledger", "SaltRow")._default_manager  # noqa: SLF001 - Django's name for it
    rows.using(schema.connection.alias).create(salt=secrets.token_bytes(32))


class Migration(migrations.Migration):
    """The triggers."""

    dependencies: ClassVar = [("ledger", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(create_triggers), migrations.RunPython(make_salt)]
