"""What happens to a record when there is no room left: a clear error, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench.steps import fill, make_steps
from django.db import connections

from mithaq.errors import MithaqError
from mithaq.following.case import Comment
from mithaq.ledger.record import open_record
from mithaq.ledger.verify import count_rows, verify_record

ROOT = Path(__file__).parents[1]
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
