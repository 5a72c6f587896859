"""Triggers that let personal words leave only after the ledger says that they are erased."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = (
    """
    CREATE TRIGGER ledger_personal_update BEFORE UPDATE ON ledger_personal
    BEGIN SELECT RAISE(ABORT, 'ledger_personal is append-only'); END
    """,
    # INSERT OR REPLACE removes a row without asking the trigger for removals.
    """
    CREATE TRIGGER ledger_personal_replace BEFORE INSERT ON ledger_personal
    WHEN EXISTS (SELECT 1 FROM ledger_personal WHERE digest = NEW.digest)
    BEGIN SELECT RAISE(ABORT, 'ledger_personal is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_personal_delete BEFORE DELETE ON ledger_personal
    WHEN NOT EXISTS (SELECT 1 FROM ledger_entry WHERE proposal = OLD.digest AND step = 'erase')
    BEGIN SELECT RAISE(ABORT, 'ledger_personal is append-only: no entry erases these words'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION ledger_refuse_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE proposal = OLD.digest AND step = 'erase') THEN
            RAISE EXCEPTION 'ledger_personal is append-only: no entry erases these words';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER ledger_personal_refuse BEFORE UPDATE OR TRUNCATE ON ledger_personal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
    """,
    """
    CREATE TRIGGER ledger_personal_erase BEFORE DELETE ON ledger_personal
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_erasing()
    """,
)


def create_triggers(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers in the language of the database."""
    del apps
    for statement in _POSTGRESQL if schema.connection.vendor == "postgresql" else _SQLITE:
        schema.execute(statement, None)


class Migration(migrations.Migration):
    """The triggers."""

    dependencies: ClassVar = [("ledger", "0004_search")]
    operations: ClassVar = [migrations.RunPython(create_triggers)]
