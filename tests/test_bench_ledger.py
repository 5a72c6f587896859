from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from bench.crashes import Tally
from bench.ledger import Growth, Measured, Question, Reading, ask, complete, list_questions, measure_growth
from bench.ledger_page import describe
from bench.reviewers import Outcome
from bench.steps import fill

from mithaq.ledger.backup import write_backup

QUESTIONS = (Question("open a case", 4.0, 12.0, 80.0, 9.0), Question("a list", 30.0, 120.0, 300.0, 90.0))
MEASURED = Measured(
    machine="a machine",
    reading=Reading(500, 4.0, 4.5, 6.0, 7.5, 900),
    growth=(Growth("SQLite", 10_000, 1_000, 9.0, 0.5, QUESTIONS),),
    crashes=(Tally(60, 7, 200, 900, ()), Tally(60, 3, 100, 800, ())),
    reviewers=Outcome(10_000, 4_000, 6_000, 300.0, ()),
)


def test_page_tells_everything() -> None:
    page = describe(MEASURED)
    assert "at 0.67 of the speed of reading alone (0.60 by the clock), with 900 proposals" in page
    assert "| open a case | 12 (4; 80) 9 |" in page
    assert "SQLite, 10,000 entries, 1,000 cases" in page
    assert "Not under 100 ms: a list (SQLite, 10,000 entries)." in page
    assert "120 writers got SIGKILL" in page
    assert "300 batches had been acknowledged; 10 more" in page
    assert "10,000 decisions on PostgreSQL in 300 s: 4,000 were recorded, 6,000 were refused" in page


def test_page_names_faults() -> None:
    crashes = (replace(MEASURED.crashes[0], faults=("kill 3: lost",)),)
    outcome = Outcome(10, 10, 0, 1.0, ("reviewer-1 decision 2: lost",))
    page = describe(replace(MEASURED, crashes=crashes, reviewers=outcome))
    assert "- kill 3: lost" in page
    assert "- reviewer-1 decision 2: lost" in page


def test_page_of_what_was_not_measured() -> None:
    assert describe(Measured("a machine", None, (), (), None)).splitlines()[-1].endswith("on: a machine.")


def test_what_was_left_out_stays_as_it_was(tmp_path: Path) -> None:
    path, little = tmp_path / "ledger.json", Measured("another", None, (), (), MEASURED.reviewers)
    assert complete(little, path) == little
    path.write_text(json.dumps(asdict(MEASURED)))
    assert complete(little, path) == replace(MEASURED, machine="another")


def test_a_question_is_asked_again_and_again() -> None:
    seen: list[int] = []

    def question(chance: random.Random) -> None:
        seen.append(chance.randrange(1000))
        time.sleep(0.001)

    found = ask("something", question, 20)
    assert len(seen) == 20
    assert len(set(seen)) > 10
    assert 1 <= found.median <= found.p95 <= found.slowest
    assert 0 < found.busy < found.slowest


def test_a_record_is_restored_and_asked(record_url: str, tmp_path: Path) -> None:
    seed = fill(str(tmp_path / "seed.db"), 60)
    write_backup(seed, tmp_path / "seed.zip")
    names = [name for name, _ in list_questions(seed)]
    seed.close()
    found = measure_growth(record_url, "here", tmp_path / "seed.zip", calls=3)
    assert (found.entries, found.cases) == (60, 7)
    assert [question.name for question in found.questions] == names
    assert "next review item" in names
    assert all(question.slowest < 3_000 for question in found.questions)


def test_a_wrong_record_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = fill(str(tmp_path / "seed.db"), 20)
    write_backup(seed, tmp_path / "seed.zip")
    seed.close()
    monkeypatch.setattr("bench.ledger.restore_backup", lambda *_: None)
    with pytest.raises(RuntimeError, match="cut"):
        measure_growth(str(tmp_path / "other.db"), "here", tmp_path / "seed.zip", calls=1)
