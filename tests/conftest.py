"""Records to test on: each test that asks for ``record_url`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.cluster import Cluster, find_programs, open_cluster


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
