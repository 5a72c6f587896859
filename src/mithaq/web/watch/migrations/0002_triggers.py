"""Triggers that refuse to change or remove lines of the log, as the ledger's do for entries."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER web_watch_{lower} BEFORE {action} ON web_watch
BEGIN SELECT RAISE(ABORT, 'web_watch is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION web_watch_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER web_watch_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON web_watch
FOR EACH STATEMENT EXECUTE FUNCTION web_watch_refuse()
"""


def create_triggers(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers in the language of the database."""
    del apps
    if schema.connection.vendor == "postgresql":
        schema.execute(_FUNCTION, None)
        schema.execute(_POSTGRESQL, None)
        return
    for action in ("UPDATE", "DELETE"):
        schema.execute(_SQLITE.format(action=action, lower=action.lower()), None)


class Migration(migrations.Migration):
    """The triggers."""

    dependencies: ClassVar = [("watch", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(create_triggers)]
