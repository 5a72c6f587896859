from __future__ import annotations

import pstats
from collections.abc import Callable

import pytest
from bench.corpus_pass import add_up
from bench.throughput import Run, Stage, Startup, Throughput, describe

HERE = "/somewhere/mithaq/reading/acts.py"


def make_stats(
    table: dict[tuple[str, int, str], tuple[int, int, float, float, dict[object, object]]],
) -> pstats.Stats:
    stats = pstats.Stats()
    stats.stats = table  # type: ignore[attr-defined]
    return stats


def test_time_in_functions_of_c_counts_for_the_module_that_calls_them() -> None:
    act = (HERE, 10, "find_acts")
    table = {
        act: (1, 1, 2.0, 3.5, {}),
        ("~", 0, "<built-in len>"): (
            5,
            5,
            1.5,
            1.5,
            {act: (4, 4, 1.0, 1.0), ("/lib/re.py", 1, "x"): (1, 1, 0.5, 0.5)},
        ),
    }
    assert add_up(make_stats(table)) == {"reading/acts": 3.0, "(library)": 0.5}  # type: ignore[arg-type]


@pytest.fixture
def measured() -> Callable[..., Throughput]:
    def make(*faults: str) -> Throughput:
        runs = (
            Run(1_000, 286_000, 5.0, 4.0, 0.1, 100.0, 3_000, 9_000, ()),
            Run(20_000, 5_720_000, 110.0, 88.0, 0.2, 180.0, 60_000, 180_000, faults),
        )
        return Throughput("a machine", Startup(3.25, 0.4), runs, (Stage("reading/acts", 61.5),))

    return make


def test_page_tells_rate_growth_start_and_profile(measured: Callable[..., Throughput]) -> None:
    page = describe(measured())
    assert "| 1,000 | 286 | 5.0 | 200 | 250 | 100 | 100 | 3,000 |" in page
    assert "Time per word: at 20,000 articles 1.10 times that at 1,000." in page
    assert "Start to first reading: 0.40 s of processor time, and 3.25 s the first time" in page
    assert "| reading/acts | 61.5 |" in page
    assert "180,000 spans of 20,000 articles checked" in page
    assert "Faults: 0." in page


def test_page_names_faults(measured: Callable[..., Throughput]) -> None:
    assert "- trigger 3-5: outside its evidence" in describe(measured("trigger 3-5: outside its evidence"))
