"""A PostgreSQL server of one's own, for tests and benchmarks: made in a temporary folder, gone afterwards.

Needs the server's programs (Debian and Ubuntu: ``apt-get install postgresql``), no running service and no
rights: PostgreSQL refuses to run as root, so that there another user of the system runs it.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_USER = "mithaq"
_DEBIAN = Path("/usr/lib/postgresql")
_ORDINARY_USERS = ("postgres", "nobody")
# Without these a test would wait for the disk; a client that is killed does not need them.
_HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class ClusterError(Exception):
    """A program of PostgreSQL failed."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server.

    Args:
        port: Where it listens on 127.0.0.1.
        password: Of its only user.
    """

    port: int
    password: str

    def name_database(self, name: str) -> str:
        """Return the address of a database: ``postgresql://…``."""
        return f"postgresql://{_USER}:{self.password}@127.0.0.1:{self.port}/{name}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Make a database and return its address.

        Args:
            name: Its name.
            template: The database that it is a copy of; nobody may be connected to that one.
        """
        with psycopg.connect(self.name_database("postgres"), autocommit=True) as connection:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.name_database(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        with psycopg.connect(self.name_database("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, of the newest version where there are several; None where none is."""
    for folder in sorted(_DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found and shutil.which("pg_ctl") else None


@contextmanager
def open_cluster(programs: Path, *, safe: bool = False) -> Iterator[Cluster]:
    """Make, start and finally remove a server.

    Args:
        programs: What `find_programs` returned.
        safe: Whether it waits for the disk at each commit as a server in use does; benchmarks need that.

    Raises:
        ClusterError: A program failed; with what it said.
    """
    folder = Path(tempfile.mkdtemp(prefix="mithaq-pg-"))
    data, log, cluster = folder / "data", folder / "log", Cluster(_find_port(), secrets.token_hex(12))
    secret = folder / "password"
    secret.write_text(cluster.password)
    who = choose_user()
    for path in (folder, secret):
        if who:
            os.chown(path, who.pw_uid, who.pw_gid)
    try:
        login = ["--username", _USER, "--pwfile", str(secret), "--auth", "scram-sha-256"]
        form = ["--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8"]
        _run(who, folder, programs / "initdb", "--pgdata", data, *login, *form)
        settings = [f"port={cluster.port}", f"unix_socket_directories={folder}", "max_connections=120"]
        flags = " ".join(f"-c {setting}" for setting in [*settings, *(() if safe else _HASTE)])
        _run(who, folder, programs / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", flags)
        try:
            yield cluster
        finally:
            _run(who, folder, programs / "pg_ctl", "stop", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def choose_user() -> pwd.struct_passwd | None:
    """Return who runs the server; None for whoever runs this program: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _ORDINARY_USERS:
        if name in known:
            return known[name]
    raise ClusterError(
        f"PostgreSQL does not run as root, and there is no user {' or '.join(_ORDINARY_USERS)}"
    )


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _run(who: pwd.struct_passwd | None, folder: Path, *words: object) -> None:
    rights: dict[str, Any] = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
    # The server keeps what it inherits open: a pipe would never end, a file does.
    with tempfile.TemporaryFile() as told:
        done = subprocess.run(
            [str(word) for word in words], cwd=folder, check=False, stdout=told, stderr=told, **rights
        )
        told.seek(0)
        if done.returncode:
            raise ClusterError(f"{words[0]}: {told.read().decode(errors='replace')}")
