from __future__ import annotations

from pathlib import Path

import pytest
from bench.exports import ALONE, Pass, keep_least, make_record, measure, measure_alone, run, write_page

from mithaq.ledger.finding import count_cases
from mithaq.ledger.verify import verify_record
from mithaq.reports.exports.export import Format

CASES = 30
EXPECTED = {"acled": 10, "geojson": 10, "iati": 20}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("bench") / "record.db")
    record = make_record(path, CASES)
    assert count_cases(record) == CASES
    record.rebuild()  # what documents are searched by is not made while a benchmark is prepared
    assert verify_record(record).faults == ()
    record.close()
    return path


@pytest.mark.parametrize("name", [item.value for item in Format])
def test_every_format_writes_what_the_record_holds(url: str, name: str) -> None:
    done = measure(url, name, CASES)
    assert done.records == EXPECTED.get(name, 92 if name == "ftm" else CASES)
    assert done.megabytes > 0


def test_small_and_large_records_are_measured_in_processes_of_their_own(tmp_path: Path) -> None:
    passes = list(run(CASES, ["csv"], tmp_path))
    assert [(item.cases, item.records) for item in passes] == [(3, 3), (CASES, CASES)]
    assert all(item.memory > 10 for item in passes)


def test_library_of_workbooks_is_measured_by_itself(url: str, tmp_path: Path) -> None:
    alone = measure_alone(url, CASES)
    assert (alone.format, alone.records) == (ALONE, CASES)
    assert [item.format for item in run(3, ["xlsx"], tmp_path, times=2)] == ["xlsx", "xlsx", ALONE]


def test_page_has_a_row_for_each_format() -> None:
    small = Pass("csv", 10, 10, 1.0, 0.5, 0.1, 50.0)
    large = Pass("csv", 100, 100, 2.0, 1.0, 1.0, 55.0)
    alone = Pass("ftm", 100, 300, 2.0, 1.0, 1.0, 60.0)
    page = write_page([small, large, alone])
    assert "| csv | 100 | 2 | 1 | 50 | 100 | 1 | 55 | 50 |" in page
    assert "| ftm | 300 | 2 | 1 | 150 | 300 | 1 | 60 | – |" in page


def test_the_pass_that_was_disturbed_least_counts() -> None:
    slow, fast = (Pass("csv", 100, 100, 2.0, busy, 1.0, 55.0) for busy in (1.5, 1.0))
    other = Pass("csv", 10, 10, 2.0, 2.0, 1.0, 55.0)
    assert keep_least([other, slow], fast) == [other, fast] == keep_least([other, fast], slow)
