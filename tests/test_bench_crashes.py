from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bench.crashes import State, compare
from bench.steps import fill

from mithaq.ledger.verify import read_rows, verify_record

ROOT = Path(__file__).parents[1]


def test_writers_are_killed_and_nothing_is_lost(record_url: str) -> None:
    """Twenty that read and twenty that judge; a process of its own, for it makes children."""
    command = [sys.executable, "-m", "bench.crashes", record_url, "--kills", "40"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tally = json.loads(done.stdout)
    assert tally["faults"] == []
    assert tally["kills"] == 40
    assert tally["acknowledged"] > 10


@pytest.fixture
def state(sqlite_url: str) -> State:
    record = fill(sqlite_url, 12)
    assert verify_record(record).faults == ()
    rows = tuple(read_rows(record))
    record.close()
    return State(rows, 9, 4)


@pytest.mark.parametrize(
    ("documents", "told", "late"),
    [(9, 0, 0), (12, 0, 1), (12, 1, 0), (18, 3, 0), (18, 2, 1)],
)
def test_what_is_right_is_found_right(state: State, documents: int, told: int, late: int) -> None:
    assert compare(state, replace(state, documents=documents), told, writer=0) == ([], late)


def test_a_lost_entry_is_found(state: State) -> None:
    faults, _ = compare(state, replace(state, rows=state.rows[:-1]), 0, writer=0)
    assert faults == ["an older entry is lost or changed"]


def test_a_half_written_batch_is_found(state: State) -> None:
    faults, _ = compare(state, replace(state, documents=11), 0, writer=0)
    assert faults == ["a batch is half-written: 2 of batches of 3"]
    faults, _ = compare(state, replace(state, remarks=7), 1, writer=1)
    assert faults == ["a batch is half-written: 3 of batches of 2"]


def test_a_lost_acknowledgement_is_found(state: State) -> None:
    faults, _ = compare(state, replace(state, documents=12), 2, writer=0)
    assert faults == ["2 batches were acknowledged, 1 are there"]
