from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from mithaq.ledger.database import attach


def run_python(code: str, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_ledger_works_without_a_project() -> None:
    code = "from mithaq.ledger.models import EntryRow; print(EntryRow._meta.db_table)"
    assert run_python(code, DJANGO_SETTINGS_MODULE="") == "ledger_entry"


@pytest.mark.parametrize(
    "first",
    ["import django; django.setup(); ", "", "from django.conf import settings; settings.USE_TZ; "],
)
def test_a_project_keeps_its_settings(tmp_path: Path, first: str) -> None:
    (tmp_path / "project.py").write_text("from mithaq.ledger.settings import *\nSITE = 'workbench'\n")
    code = f"{first}import mithaq.ledger; from django.conf import settings; print(settings.SITE)"
    found = run_python(code, DJANGO_SETTINGS_MODULE="project", PYTHONPATH=f"src:{tmp_path}")
    assert found == "workbench"


def test_no_migration_is_missing(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings, DEFAULT_DB_ALIAS, connections.settings[attach(sqlite_url)])
    # A connection that another test left open would be asked instead.
    connections[DEFAULT_DB_ALIAS].close()
    del connections[DEFAULT_DB_ALIAS]
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)
