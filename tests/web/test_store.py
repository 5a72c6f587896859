"""The tables of the workbench: those of the record, of the accounts and of the pages, in one database."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from tests.web.persona import Site

from mithaq.web.store import find_record, prepare_tables


def test_tables_are_those_of_the_models(site: Site) -> None:
    """Nobody forgot to write a migration."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert site.record == find_record()


def test_migrations_of_each_family_are_one_row() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_preparing_twice_changes_nothing(site: Site) -> None:
    before = connections["default"].introspection.table_names()
    prepare_tables()
    assert connections["default"].introspection.table_names() == before
    assert {"web_account", "web_cache", "ledger_entry"} <= set(before)
    assert site.record.alias == "default"
