"""What happens to a record when there is no room left: a clear error, and nothing is lost."""

from __future__ import annotations

import os
import resource
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from bench.cluster import Cluster, choose_user, find_programs, open_cluster
from bench.steps import fill, make_steps
from django.db import connections

from mithaq.errors import MithaqError
from mithaq.following.case import Comment
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import RecordError
from mithaq.ledger.verify import count_rows, verify_record

ROOT = Path(__file__).parents[1]
DISK_FULL = (
    "53100"  # what PostgreSQL calls it: https://www.postgresql.org/docs/current/errcodes-appendix.html
)
SEGMENT = (
    16 << 20
)  # bytes of a file of PostgreSQL's own log: as large must every file of the server be allowed to be
# No file may grow beyond the limit: to SQLite that is a disk without room.
WRITER = """
import resource, sys
from mithaq.errors import MithaqError
from mithaq.following.case import Comment
from mithaq.ledger.record import open_record
record = open_record(sys.argv[1])
case = sys.argv[2]
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    while True:
        entry = record.append([Comment(case=case, text="x" * 5000)], "amal")[-1]
        print(entry.number, flush=True)
except MithaqError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
"""


def test_a_writer_that_runs_out_of_room(tmp_path: Path) -> None:
    url = str(tmp_path / "record.db")
    record = fill(url, 20)
    before = verify_record(record).head
    record.close()
    command = [sys.executable, "-c", WRITER, url, "case-0-0", str(Path(url).stat().st_size + 400_000)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = [int(line) for line in done.stdout.split()]
    assert acknowledged
    opened = open_record(url)
    verdict = verify_record(opened, before)
    assert verdict.faults == ()
    assert verdict.head.size == acknowledged[-1] + 1
    # With room again it goes on.
    opened.append([Comment(case="case-0-0", text="again")], "amal")
    assert verify_record(opened, before).faults == ()
    opened.close()


def test_a_batch_that_does_not_fit_leaves_nothing_of_itself(tmp_path: Path) -> None:
    record = fill(str(tmp_path / "record.db"), 20)
    before = verify_record(record).head
    with connections[record.alias].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(MithaqError, match="the disk is full"):
        record.append(list(make_steps(500, seed=9)), "reader fast 1")
    assert verify_record(record).head == before
    assert count_rows(record) == before.size
    with connections[record.alias].cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 100000")
    record.append(list(make_steps(5, seed=9, cases=5))[:1], "reader fast 1")
    assert verify_record(record, before).faults == ()
    record.close()


@contextmanager
def mount_disk(megabytes: int) -> Iterator[Path]:
    """Give a file system that holds so much and no more, where the machine lets us make one."""
    who, folder = choose_user(), Path(tempfile.mkdtemp(prefix="mithaq-disk-"))
    owner = f",uid={who.pw_uid}" if who else ""
    options = f"size={megabytes}m,mode=700{owner}"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        if done.returncode:
            pytest.skip("no right to mount a file system here; the test with a limited server shows the same")
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        folder.rmdir()


@contextmanager
def place_database(cluster: Cluster, folder: Path) -> Iterator[str]:
    """Give the address of a database that lies in a folder."""
    with psycopg.connect(cluster.name_database("postgres"), autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
        server.execute("CREATE DATABASE small TABLESPACE small")
    try:
        yield cluster.name_database("small")
    finally:
        cluster.drop_database("small")
        with psycopg.connect(cluster.name_database("postgres"), autocommit=True) as server:
            server.execute("DROP TABLESPACE small")


def write_until_full(record: Record, letters: int) -> tuple[RecordError, int]:
    """Record remarks until there is no room; return what is said then, and how many entries were acknowledged."""
    size = verify_record(record).head.size
    while True:
        try:
            remark = Comment(case="case-0-0", text=secrets.token_hex(letters // 2))
            size = record.append([remark], "amal")[-1].number + 1
        except RecordError as error:
            return error, size


def check_full(record: Record, error: RecordError) -> None:
    assert "the disk is full: the last step was not recorded" in str(error)
    assert record.where in str(error)
    assert "***" in record.where
    assert "Free some space" in error.remedy
    assert error.__cause__ is not None
    assert getattr(error.__cause__.__cause__, "sqlstate", "") == DISK_FULL


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tmpfs is of Linux")
def test_postgresql_on_a_full_disk(cluster: Cluster) -> None:
    with mount_disk(40) as disk, place_database(cluster, disk) as url:
        record = fill(url, 20)
        before = verify_record(record).head
        ballast, left = disk / "ballast", os.statvfs(disk)
        ballast.write_bytes(bytes(left.f_bavail * left.f_bsize - 200_000))
        error, size = write_until_full(record, 20_000)
        check_full(record, error)
        verdict = verify_record(record, before)
        assert (verdict.faults, verdict.head.size, count_rows(record)) == ((), size, size)
        # With room again it goes on, in the same process.
        ballast.unlink()
        record.append([Comment(case="case-0-0", text="x" * 20_000)], "amal")
        assert verify_record(record, verdict.head).faults == ()
        record.close()


def test_postgresql_whose_files_may_not_grow() -> None:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian, Ubuntu: apt-get install postgresql)")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # A limit within a block: of the last one only a part can be written, as on a disk that is full.
    resource.setrlimit(resource.RLIMIT_FSIZE, (SEGMENT + 4096, hard))
    try:
        with open_cluster(programs) as limited:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            record = fill(limited.create_database("small"), 20)
            before = verify_record(record).head
            error, size = write_until_full(record, SEGMENT * 2)
            check_full(record, error)
            verdict = verify_record(record, before)
            assert (verdict.faults, verdict.head.size, count_rows(record)) == ((), size, size)
            # What needs less room is recorded.
            record.append([Comment(case="case-0-0", text="again")], "amal")
            assert verify_record(record, before).faults == ()
            record.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
