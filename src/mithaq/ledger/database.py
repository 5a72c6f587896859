"""Where a record lies: from an address to a database that Django can use.

Several records can be open in one process (tests, imports, a workbench beside a command). Each address gets a
connection alias of its own, added to Django's databases when it is first opened; queries name the alias
(``using``), and there is no default database. Django keeps one connection for each alias and thread.
"""

from __future__ import annotations

import hashlib
import pkgutil
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from mithaq.ledger import migrations
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error

APP: Final = "ledger"
_SERVER = ("postgresql://", "postgres://")
_SQLITE_SETUP = (
    # An acknowledged entry is on the disk; readers never wait for a writer.
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; "
    "PRAGMA temp_store=MEMORY"
)
_WAIT: Final = 30.0
_TRIES, _PAUSE = 50, 0.2
_ADDRESS_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")

# What databases say, and which refusal tells it to a person.
_FAULTS: Final[tuple[tuple[str, str], ...]] = (
    (r"disk is full|No space left|DiskFull|could not extend|disk I/O error|file size limit|too large",
     "records.disk-full"),
    (r"database is locked", "records.locked"),
    (r"not a database|malformed", "records.unreadable"),
    (r"unable to open", "records.unopened"),
    (r"readonly database|read-only|permission denied", "records.no-right"),
    (r"append-only", "records.append-only"),
    (r"connection (failed|refused)|could not (connect|translate)|timeout expired|server closed|terminat",
     "records.no-answer"),
    (r"authentication|no password|role .* does not exist|database .* does not exist", "records.login"),
)  # fmt: skip


def attach(url: str) -> str:
    """Return the connection alias of a record's database; add it to Django's databases where it is new.

    Args:
        url: A path to a SQLite file, or ``postgresql://user:password@host:port/name``.

    Raises:
        RecordError: If the address cannot be understood.
    """
    settings = read_address(url)
    key = repr(sorted((name, str(value)) for name, value in settings.items()))
    alias = f"record-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    if alias not in connections.settings:
        complete = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: settings})
        connections.settings[alias] = complete[alias]
    return alias


def name_place(url: str) -> str:
    """Return the address of a record without its password, for messages.

    Args:
        url: As given.
    """
    return _ADDRESS_PASSWORD.sub("***", url) if url.startswith(_SERVER) else url


def is_file(url: str) -> bool:
    """Tell whether an address names a SQLite file, not a server.

    Args:
        url: As given.
    """
    return not url.startswith(_SERVER)


def read_address(url: str) -> dict[str, Any]:
    """Return what Django has to know of the database at an address.

    Args:
        url: As for `attach`.

    Raises:
        RecordError: If it cannot be understood.
    """
    if is_file(url):
        options = {"transaction_mode": "IMMEDIATE", "timeout": _WAIT, "init_command": _SQLITE_SETUP}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(url).resolve()), "OPTIONS": options}
    import psycopg  # noqa: PLC0415 - a record in a file needs no driver of a server

    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise make_error(RecordError, "records.bad-address", where=name_place(url)) from error
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    known = {setting: str(parts.pop(name, "") or "") for setting, name in names.items()}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": parts}


@contextmanager
def explain_faults(where: str) -> Iterator[None]:
    """Turn what a database raises into an error that says what happened, where, and what to do.

    Args:
        where: The record, as messages name it.

    Raises:
        RecordError: For every error of the database.
    """
    try:
        yield
    except (DatabaseError, OSError) as error:
        told = f"{type(error.__cause__).__name__} {error}"
        for pattern, key in _FAULTS:
            if re.search(pattern, told, re.IGNORECASE):
                raise make_error(RecordError, key, where=where) from error
        first = str(error).strip().split("\n")[0]
        raise make_error(RecordError, "records.other-fault", where=where, error=first) from error


def migrate(alias: str, where: str) -> bool:
    """Bring the tables of a record to this version; make them where there are none.

    Args:
        alias: Connection alias.
        where: The record, as messages name it.

    Returns:
        Whether it was of an older version: what is derived in tables that are new has to be made.

    Raises:
        RecordError: If it was written by a newer version, or is another program's database.
    """
    connection = connections[alias]
    known = _list_known()
    older = False
    for attempt in range(_TRIES):
        applied = _find_applied(connection, known, where)
        if applied >= known:
            break
        older |= bool(applied)
        try:
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes(APP))
        except DatabaseError:
            # Another process may be making the same tables: look again what is still missing.
            if attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
    return older


def is_current(alias: str, where: str) -> bool:
    """Tell whether a record has the tables of this version; it is not changed.

    Args:
        alias: Connection alias.
        where: The record, as messages name it.

    Raises:
        RecordError: As for `migrate`.
    """
    known = _list_known()
    return _find_applied(connections[alias], known, where) >= known


def _list_known() -> set[str]:
    return {name for _, name, _ in pkgutil.iter_modules(migrations.__path__)}


def _find_applied(connection: BaseDatabaseWrapper, known: set[str], where: str) -> set[str]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "django_migrations" not in tables:
            if tables:
                raise make_error(RecordError, "records.foreign", where=where)
            return set()
        cursor.execute("SELECT name FROM django_migrations WHERE app = %s", [APP])
        applied = {str(name) for (name,) in cursor.fetchall()}
    newer = sorted(applied - known)
    if newer:
        raise make_error(RecordError, "records.newer", where=where, version=newer[-1])
    return applied


def lock(alias: str) -> None:
    """Let no other writer in until the transaction ends; on SQLite the transaction itself does that.

    Args:
        alias: Connection alias, inside a transaction.
    """
    connection = connections[alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


_LOCK: Final = 0x6D697468  # any number that every writer names
