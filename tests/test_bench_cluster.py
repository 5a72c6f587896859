from __future__ import annotations

import pwd
from pathlib import Path

import psycopg
import pytest
from bench import cluster as server
from bench.cluster import Cluster, ClusterError


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
    return row[0] if row else None


def test_a_database_can_be_written_and_copied(cluster: Cluster) -> None:
    first = cluster.create_database("first_one")
    with psycopg.connect(first, autocommit=True) as connection:
        connection.execute("CREATE TABLE word (text text)")
        connection.execute("INSERT INTO word VALUES ('ميثاق')")
    second = cluster.create_database("second_one", template="first_one")
    assert ask(second, "SELECT text FROM word") == "ميثاق"
    for name in ("first_one", "second_one"):
        cluster.drop_database(name)
    assert (
        ask(cluster.name_database("postgres"), "SELECT count(*) FROM pg_database WHERE datname LIKE '%one'")
        == 0
    )


def test_only_the_password_opens_it(cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(cluster.name_database("postgres").replace(cluster.password, "guess"))


def test_the_newest_programs_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert server.find_programs() is None
    for version in ("9", "15", "16"):
        (tmp_path / version / "bin").mkdir(parents=True)
    for version in ("9", "15"):
        for program in ("initdb", "pg_ctl"):
            (tmp_path / version / "bin" / program).touch()
    assert server.find_programs() == tmp_path / "15" / "bin"


def test_programs_elsewhere_are_found_by_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_DEBIAN", tmp_path / "nowhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    for program in ("initdb", "pg_ctl"):
        (tmp_path / program).touch(mode=0o755)
    assert server.find_programs() == tmp_path


def test_what_a_program_said_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.tempfile, "mkdtemp", lambda prefix: str(tmp_path / prefix))
    (tmp_path / "mithaq-pg-").mkdir(mode=0o700)
    tmp_path.chmod(0o755)
    broken = tmp_path / "mithaq-pg-" / "initdb"
    broken.write_text("#!/bin/sh\necho 'no room here'\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(server, "choose_user", lambda: None)
    with pytest.raises(ClusterError, match="no room here"), server.open_cluster(broken.parent):
        pass
    assert not broken.parent.exists()


def test_root_lets_another_user_run_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.os, "geteuid", lambda: 0)
    someone = pwd.struct_passwd(("nobody", "x", 65534, 65534, "", "/", "/bin/false"))
    monkeypatch.setattr(server.pwd, "getpwall", lambda: [someone])
    assert server.choose_user() == someone
    monkeypatch.setattr(server.pwd, "getpwall", list)
    with pytest.raises(ClusterError, match="does not run as root"):
        server.choose_user()
    monkeypatch.setattr(server.os, "geteuid", lambda: 1000)
    assert server.choose_user() is None


def test_nothing_is_left_running() -> None:
    programs = server.find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian, Ubuntu: apt-get install postgresql)")
    with server.open_cluster(programs, safe=True) as running:
        url = running.create_database("short")
        assert ask(url, "SHOW fsync") == "on"
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(url)
