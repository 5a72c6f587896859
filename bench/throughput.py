"""Measure speed on the corpus: ``python -m bench.throughput --benchmark FOLDER``.

Speed, growth, memory, start-up, profile, and whether every span holds. Every run is a fresh process
on one core, so that its memory is its own. Writes ``bench/throughput.json`` and
``bench/THROUGHPUT.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

HERE = Path(__file__).parent
SIZES = (1_000, 5_000, 0)
_SENTENCE = "دعت الحكومة الأمم المتحدة إلى دعم تدريب الشرطة."
_START = f"import mithaq; mithaq.read_text({_SENTENCE!r})"
_STARTS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over the corpus in one process on one core.

    Args:
        articles: How many were read.
        words: How many words they hold, split at spaces.
        seconds: What reading took by the clock: no start-up, no opening of archives, no checks.
        busy: Seconds of processor time in it; less than ``seconds`` where other programs took the core.
        slowest: Seconds of the slowest article.
        memory: Peak resident memory of the process in MiB, the archive that is open included.
        acts: How many acts were found.
        spans: How many spans were checked.
        faults: Spans that do not select what they stand for, first twenty, in words.
    """

    articles: int
    words: int
    seconds: float
    busy: float
    slowest: float
    memory: float
    acts: int
    spans: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Share of the time that one module takes by itself, in percent."""

    module: str
    percent: float


@dataclass(frozen=True, slots=True)
class Startup:
    """Seconds of processor time from starting Python to the first reading, which other programs do not lengthen.

    Args:
        cold: Without compiled knowledge on disk.
        warm: With it.
    """

    cold: float
    warm: float


@dataclass(frozen=True, slots=True)
class Throughput:
    """Everything that is measured here."""

    machine: str
    start: Startup
    runs: tuple[Run, ...]
    profile: tuple[Stage, ...]


def time_start() -> Startup:
    """Return how long it takes to the first reading; the warm figure is the median of five."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "MITHAQ_CACHE": cache}
        times = []
        for _ in track(range(_STARTS + 1), "start-up", console=Console(stderr=True)):
            worked = _count_children()
            subprocess.run([sys.executable, "-c", _START], check=True, env=environment)
            times.append(_count_children() - worked)
    return Startup(times[0], statistics.median(times[1:]))


def _count_children() -> float:
    """Return the seconds of processor time that the processes started here have taken so far."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def run_pass(benchmark: Path, *arguments: str) -> str:
    """Return what one pass in a fresh process prints; see ``bench.corpus_pass``.

    Args:
        benchmark: The benchmark folder.
        arguments: Further arguments of the pass.
    """
    command = [sys.executable, "-m", "bench.corpus_pass", "--benchmark", str(benchmark), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(benchmark: Path, sizes: tuple[int, ...]) -> Throughput:
    """Return speed, memory, start-up and profile.

    Args:
        benchmark: The benchmark folder.
        sizes: Numbers of articles, each read in a process of its own; 0 reads all.
    """
    start = time_start()
    runs = []
    for size in sizes:
        run = json.loads(run_pass(benchmark, "--articles", str(size)))
        runs.append(Run(**{**run, "faults": tuple(run["faults"])}))
    stages = json.loads(run_pass(benchmark, "--articles", str(sizes[0]), "--profile"))
    profile = tuple(Stage(**stage) for stage in stages)
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, one core used"
    )
    return Throughput(machine, start, tuple(runs), profile)


def describe(measured: Throughput) -> str:
    """Return the figures as a readable page.

    Args:
        measured: What was measured.
    """
    head = (
        "| articles | words each | seconds | articles/s | articles/s of processor time "
        "| slowest, ms | peak memory, MiB | acts |"
    )
    lines = [
        "# Speed of the fast reader",
        "",
        f"Made by `python -m bench.throughput` on: {measured.machine}.",
        "",
    ]
    lines += [head, "| ---: " * 8 + "|"]
    for run in measured.runs:
        rate = run.articles / run.seconds
        lines.append(
            f"| {run.articles:,} | {run.words / run.articles:.0f} | {run.seconds:.1f} | {rate:.0f} "
            f"| {run.articles / run.busy:.0f} | {run.slowest * 1000:.0f} | {run.memory:.0f} | {run.acts:,} |"
        )
    first, last = measured.runs[0], measured.runs[-1]
    growth = (last.busy / last.words) / (first.busy / first.words)
    lines += [
        "",
        f"Time per word: at {last.articles:,} articles {growth:.2f} times that at {first.articles:,}.",
    ]
    lines += ["Memory holds one archive of the corpus at a time, whose size differs from day to day."]
    lines += ["", f"Start to first reading: {measured.start.warm:.2f} s of processor time, "]
    lines[-1] += f"and {measured.start.cold:.2f} s the first time, while the knowledge files are compiled."
    lines += [
        "",
        "## Evidence",
        "",
        f"{last.spans:,} spans of {last.articles:,} articles checked: each selects words of ",
    ]
    lines[-1] += f"the original, and each trigger lies in its evidence. Faults: {len(last.faults)}."
    lines += [f"- {fault}" for fault in last.faults]
    lines += [
        "",
        "## Where the time goes",
        "",
        "Own time of each module, functions of C that it calls included.",
        "",
    ]
    lines += ["| module | % |", "| --- | ---: |"]
    lines += [f"| {stage.module} | {stage.percent:.1f} |" for stage in measured.profile]
    return "\n".join([*lines, ""])


def main() -> int:
    """Read the command line, measure, write both files; exit 1 where a span selects the wrong words."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--benchmark", type=Path, required=True, help="folder with corpus/")
    args.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="articles per run; 0 is all")
    options = args.parse_args()
    measured = measure(options.benchmark, tuple(options.sizes))
    page = describe(measured)
    if tuple(options.sizes) == SIZES:
        data = json.dumps(asdict(measured), indent=1, ensure_ascii=False)
        (HERE / "throughput.json").write_text(data + "\n", encoding="utf-8")
        (HERE / "THROUGHPUT.md").write_text(page, encoding="utf-8")
    print(page)
    return int(any(run.faults for run in measured.runs))


if __name__ == "__main__":
    sys.exit(main())
