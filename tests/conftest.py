"""Records to test on: each test that asks for ``record_url`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from bench.cluster import Cluster, find_programs, open_cluster
from hypothesis import HealthCheck, settings

# No test fails for being slow: how long something takes is measured, never tested. Examples are new ones at each
# run, except where a run decides whether something is taken in: what chance finds there would be another's fault.
settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
    database=None,
)
settings.load_profile("patient")

# What a person or a service has set for itself: tests that need one of these set it themselves.
_SURROUNDINGS = re.compile(
    "COLUMNS|LINES|(NO|FORCE|PY|CLI)_?COLORS?|CLICOLOR.*|TTY_.*|GITHUB_ACTIONS|(https?|all|no|ftp)_proxy"
    "|PG[A-Z]+|DJANGO_.*|WEB_CONCURRENCY|MITHAQ_(?!CACHE$).*",
    re.IGNORECASE,
)


def _forget_surroundings() -> None:
    """Forget what would change the output of commands, or whom they ask, here and in programs that tests start."""
    for name in filter(_SURROUNDINGS.fullmatch, list(os.environ)):
        del os.environ[name]
    os.environ["MITHAQ_CONFIG"] = tempfile.mkdtemp(prefix="mithaq-tests-")  # nobody's own key signs anything


_forget_surroundings()


def _start_django() -> None:
    """Start Django with the settings of the workbench, which are those of the ledger and more.

    Programs that tests start do not inherit this: they choose for themselves.
    """
    folder = tempfile.mkdtemp(prefix="mithaq-tests-")
    chosen = {
        "DJANGO_SETTINGS_MODULE": "mithaq.web.settings",
        "MITHAQ_RECORD": str(Path(folder) / "none.db"),
        "MITHAQ_FILES": folder,
    }
    before = {name: os.environ.get(name) for name in chosen}
    os.environ.update(chosen)
    django.setup()
    for name, value in before.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value


_start_django()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for all tests of a run."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian, Ubuntu: apt-get install postgresql)")
    with open_cluster(programs) as running:
        yield running


@pytest.fixture
def postgresql_url(cluster: Cluster) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"t{secrets.token_hex(6)}"
    yield cluster.create_database(name)
    cluster.drop_database(name)


@pytest.fixture
def second_postgresql_url(cluster: Cluster) -> Iterator[str]:
    """The address of another empty PostgreSQL database."""
    name = f"t{secrets.token_hex(6)}"
    yield cluster.create_database(name)
    cluster.drop_database(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The path of a SQLite file that is not there yet."""
    return str(tmp_path / "record.db")


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest) -> str:
    """A record that is not there yet, on either database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
