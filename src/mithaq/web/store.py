"""The record that this workbench shows; its database is the one in which the accounts lie, too."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS

from mithaq.ledger.database import explain_faults, migrate, name_place
from mithaq.ledger.record import Record


def find_record() -> Record:
    """Return the record of this workbench."""
    return Record(name_place(settings.RECORD), DEFAULT_DB_ALIAS)


def prepare_tables() -> None:
    """Bring all tables to this version: those of the record, those of the accounts and those of the pages.

    Raises:
        RecordError: If the record was written by a newer version, or the database refuses.
    """
    record = find_record()
    with explain_faults(record.where):
        older = migrate(record.alias, record.where)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if older:
        record.rebuild()
