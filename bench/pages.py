"""Measure the pages of the workbench: ``python -m bench.pages --benchmark FOLDER``.

Twenty people go from page to page, one a second each, in a record of 1,000,000 entries on PostgreSQL that gunicorn
serves; every page that an analyst may see is visited. Gunicorn's log tells how long it worked on an answer, locust how
long people waited until it was complete, on the same machine. Writes ``bench/pages.json`` and ``bench/PAGES.md``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from bench.cluster import find_programs, open_cluster

HERE = Path(__file__).parent
ENTRIES: Final = 1_000_000
PEOPLE: Final = 20
SECONDS: Final = 180
WORKERS: Final = 3
_PATIENCE: Final = 300  # seconds until the first answer: the processes read what they share before
_LOG: Final = "access.log"
_THOUSAND: Final = 1000  # microseconds of a millisecond


@dataclass(frozen=True, slots=True)
class Page:
    """How long one page took.

    Args:
        name: Its route; ``all`` for all of them.
        visits: How often it was visited.
        failures: How often the answer was not the page.
        median: Milliseconds until the answer was complete, as people waited.
        p95: Milliseconds in which 95 % of the answers came.
        slowest: Milliseconds.
        served: Milliseconds that the server took for half of the answers, or less.
        served_p95: Milliseconds that it took for 95 % of them, or less.
    """

    name: str
    visits: int
    failures: int
    median: float
    p95: float
    slowest: float
    served: float = 0.0
    served_p95: float = 0.0


def prepare(url: str, folder: Path) -> Path:
    """Make accounts, log them in and write what there is to visit; return the file.

    Args:
        url: The record.
        folder: Where the file is written.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.visits", str(folder / "clicks.json"), str(PEOPLE)],
        env={**os.environ, **name_settings(url, folder)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return folder / "clicks.json"


def name_settings(url: str, folder: Path) -> dict[str, str]:
    """Return the environment of a workbench.

    Args:
        url: The record.
        folder: For its files.
    """
    return {
        "MITHAQ_RECORD": url,
        "MITHAQ_FILES": str(folder / "files"),
        "DJANGO_SETTINGS_MODULE": "mithaq.web.settings",
    }


@contextmanager
def serve(url: str, folder: Path) -> Iterator[str]:
    """Serve a workbench with gunicorn; give its address.

    Args:
        url: The record.
        folder: For its files and messages.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        *("gunicorn", "--config", "python:mithaq.web.processes"),
        *("--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}"),
        *("--access-logfile", str(folder / _LOG), "--access-logformat", "%({x-page}i)s %(D)s"),
    ]
    program = str(Path(sys.executable).parent / words[0])
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [program, *words[1:]], env={**os.environ, **name_settings(url, folder)}, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/accounts/login/")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=_PATIENCE).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def click(address: str, plan: Path, people: int, seconds: int) -> list[Page]:
    """Let people click, and return how long each page took.

    Args:
        address: Of the workbench.
        plan: What `prepare` wrote.
        people: How many at once.
        seconds: How long; a fifth of that before, which is not counted, lets caches fill.
    """
    figures: list[Page] = []
    log = plan.with_name(_LOG)
    for turn, duration in (("warm", max(seconds // 5, 1)), ("counted", seconds)):
        out, begun = plan.with_name(turn), log.stat().st_size
        words = [
            "-m",
            "locust",
            "-f",
            str(HERE / "clicks.py"),
            "--headless",
            "--host",
            address,
            "--only-summary",
        ]
        load = ["-u", str(people), "-r", str(people), "-t", f"{duration}s", "--csv", str(out)]
        subprocess.run(
            [sys.executable, *words, *load], env={**os.environ, "MITHAQ_CLICKS": str(plan)}, check=False,
            capture_output=True,
        )  # fmt: skip
        served = read_served(log, begun)
        figures = [
            replace(page, served=median, served_p95=p95)
            for page in _read_figures(out.with_name(f"{turn}_stats.csv"))
            for median, p95 in (served.get(page.name, (0.0, 0.0)),)
        ]
    return figures


def read_served(log: Path, begun: int) -> dict[str, tuple[float, float]]:
    """Return for each page, and for all, the milliseconds that the server took for half and for 95 % of the answers.

    Args:
        log: What gunicorn wrote: page and microseconds.
        begun: How long it was before people came.
    """
    times: defaultdict[str, list[float]] = defaultdict(list)
    with log.open("rb") as file:
        file.seek(begun)
        for line in file:
            name, _, took = line.decode().strip().rpartition(" ")
            if name != "-" and took.isdecimal():
                for page in (name, "all"):
                    times[page].append(int(took) / _THOUSAND)
    return {name: (_cut(known, 50), _cut(known, 95)) for name, known in times.items()}


def _cut(times: list[float], share: int) -> float:
    """Return the time in which a share of all was done, in percent."""
    ordered = sorted(times)
    return ordered[min(len(ordered) * share // 100, len(ordered) - 1)]


def _read_figures(path: Path) -> Iterator[Page]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = "all" if row["Name"] == "Aggregated" else row["Name"]
            if int(row["Request Count"]):
                yield Page(
                    name, int(row["Request Count"]), int(row["Failure Count"]),
                    float(row["50%"]), float(row["95%"]), float(row["Max Response Time"]),
                )  # fmt: skip


def describe(pages: list[Page], facts: dict[str, Any]) -> str:
    """Return the page of figures.

    Args:
        pages: What was measured.
        facts: Size of the record, people, machine.
    """
    total = next(page for page in pages if page.name == "all")
    told = (
        f"{facts['people']} people, each a page a second, in a record of {facts['entries']:,} entries on PostgreSQL; "
        f"gunicorn with {WORKERS} processes, people and database on the same {facts['cores']} cores "
        f"({facts['machine']}). {total.visits:,} visits in {facts['seconds']} seconds, {total.failures} failures. "
        "Times in milliseconds: what the server took for an answer, and what people waited for it, who stand in line "
        "where all processes are busy and whose own program takes its part of the same cores. "
        "`python -m bench.pages` repeats it."
    )
    head = (
        "| page | visits | failures | server: median | 95 % under | people: median | 95 % under | slowest |"
    )
    rule = f"| --- |{' ---: |' * 7}"
    lines = ["# The pages of the workbench", "", told, "", head, rule]
    ordered = sorted(pages, key=lambda page: (page.name != "all", -page.served_p95))
    lines += [
        f"| {page.name} | {page.visits:,} | {page.failures} | {page.served:,.0f} | {page.served_p95:,.0f} "
        f"| {page.median:,.0f} | {page.p95:,.0f} | {page.slowest:,.0f} |"
        for page in ordered
    ]
    if facts["left_out"]:
        lines += ["", f"Not visited, for want of anything to visit: {', '.join(facts['left_out'])}."]
    return "\n".join(lines) + "\n"


def measure(url: str, people: int, seconds: int, entries: int) -> tuple[list[Page], dict[str, Any]]:
    """Return how long the pages of a record took, and the facts beside it.

    Args:
        url: The record.
        people: How many click.
        seconds: How long.
        entries: How many entries it has.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = prepare(url, folder)
        with serve(url, folder) as address:
            pages = click(address, plan, people, seconds)
        left_out = json.loads(plan.read_text(encoding="utf-8"))["left_out"]
    facts = {
        "people": people, "seconds": seconds, "entries": entries, "cores": os.cpu_count(),
        "machine": platform.processor() or platform.machine(), "left_out": left_out,
    }  # fmt: skip
    return pages, facts


def main() -> int:
    """Measure, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, help="folder of texts from which the record is made")
    parser.add_argument("--record", help="a record that is there already")
    parser.add_argument("--seed", help="a small record that is repeated; else one is read and judged")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    asked = parser.parse_args()
    if asked.record:
        pages, facts = measure(asked.record, asked.people, asked.seconds, asked.entries)
    else:
        programs = find_programs()
        if programs is None or not (asked.benchmark or asked.seed):
            parser.error("needs PostgreSQL (apt-get install postgresql) and --benchmark FOLDER, or --record")
        with open_cluster(programs, safe=True) as cluster, tempfile.TemporaryDirectory() as name:
            url = cluster.create_database("pages")
            entries = make_record(url, asked, Path(name))
            pages, facts = measure(url, asked.people, asked.seconds, entries)
    (HERE / "pages.json").write_text(
        json.dumps({**facts, "pages": [asdict(page) for page in pages]}, indent=1) + "\n", encoding="utf-8"
    )
    (HERE / "PAGES.md").write_text(describe(pages, facts), encoding="utf-8")
    return 0


def make_record(url: str, asked: argparse.Namespace, folder: Path) -> int:
    """Fill an empty database with a record made from real readings; return how many entries it has.

    Args:
        url: The database.
        asked: The options: of which texts or which seed, and how many entries, about.
        folder: For what is needed on the way.
    """
    from bench.corpus_pass import take_articles  # noqa: PLC0415 - reads the texts' lists
    from bench.ledger import SEED_ENTRIES  # noqa: PLC0415
    from bench.replica import make_seed, multiply  # noqa: PLC0415
    from mithaq.ledger.backup import open_backup  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415
    from mithaq.ledger.restore import restore_backup  # noqa: PLC0415
    from mithaq.ledger.verify import count_rows  # noqa: PLC0415

    if asked.seed:
        seed = open_record(asked.seed, create=False)
    else:
        seed = make_seed(str(folder / "seed.db"), take_articles(asked.benchmark, 0), SEED_ENTRIES)
    path, _ = multiply(seed, max(asked.entries // count_rows(seed), 1), folder)
    record = open_record(url)
    return restore_backup(open_backup(path), record).size


if __name__ == "__main__":
    sys.exit(main())
