"""Measure the pages of the workbench: ``python -m bench.pages --benchmark FOLDER``.

Twenty people go from page to page, one a second each, in a record of 1,000,000 entries on PostgreSQL that gunicorn
serves; every page that an analyst may see is visited. Locust counts the time until an answer is complete, on the same
machine. Writes ``bench/pages.json`` and ``bench/PAGES.md``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bench.cluster import find_programs, open_cluster

HERE = Path(__file__).parent
ENTRIES: Final = 1_000_000
PEOPLE: Final = 20
SECONDS: Final = 180
WORKERS: Final = 3
_SAMPLES: Final = 200  # addresses of each page
# What is asked of pages that take questions; braces are filled from the record.
_QUESTIONS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "cases-list": (
        {}, {"kind": "request", "state": "made"}, {"party": "{party}"}, {"kind": "incident"}, {"text": "{word}"},
    ),
    "cases-board": ({}, {"party": "{party}"}),
    "explore-search": ({"q": "{word}"}, {"q": "{name}"}, {"q": "ceasefire"}, {"q": "request for support"}),
    "ceasefire-incidents": ({}, {"party": "{party}"}, {"period": "2014"}),
    "roadmap-milestones": ({}, {"period": "2014"}),
    "packs-list": ({}, {"q": "{name}"}),
    "review-queue": ({}, {"second": "1"}),
}  # fmt: skip
_CAPTURE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Page:
    """How long one page took.

    Args:
        name: Its route; ``all`` for all of them.
        visits: How often it was visited.
        failures: How often the answer was not the page.
        median: Milliseconds until the answer was complete.
        p95: Milliseconds in which 95 % of the answers came.
        slowest: Milliseconds.
    """

    name: str
    visits: int
    failures: int
    median: float
    p95: float
    slowest: float


def prepare(url: str, folder: Path) -> Path:
    """Make accounts, log them in and write what there is to visit; return the file.

    Args:
        url: The record.
        folder: Where the file is written.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages", "--plan", str(folder / "clicks.json")],
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


def write_plan(path: Path) -> None:
    """Write addresses by page and one cookie for each person; runs in a process with the workbench's settings.

    Args:
        path: The file.
    """
    import django  # noqa: PLC0415 - only this process has the settings

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from mithaq.web.accounts.models import Account  # noqa: PLC0415
    from mithaq.web.roles import RIGHTS, Role  # noqa: PLC0415
    from mithaq.web.store import prepare_tables  # noqa: PLC0415
    from mithaq.web.urls import ROUTES  # noqa: PLC0415

    prepare_tables()
    sessions = []
    for number in range(PEOPLE):
        account, _ = Account.objects.get_or_create(
            username=f"person-{number}", defaults={"role": Role.ANALYST, "lang": ("ar", "en")[number % 2]}
        )
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        sessions.append(session.session_key)
    samples = find_samples()
    pages: dict[str, list[str]] = {}
    for route in ROUTES:
        if "GET" in route.methods and route.needs in RIGHTS[Role.ANALYST]:
            pages[route.name] = list(fill(route.name, route.path, samples))
    left_out = sorted(name for name, addresses in pages.items() if not addresses)
    kept = {name: addresses for name, addresses in pages.items() if addresses}
    plan = {"sessions": sessions, "pages": kept, "left_out": left_out}
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def find_samples() -> dict[str, list[str]]:
    """Return values for what addresses capture and questions ask, by name; taken from the record."""
    from mithaq.ledger.models import CaseRow, DocumentRow, EntryRow, PartyRow, WordRow  # noqa: PLC0415
    from mithaq.packs.context import load_packs  # noqa: PLC0415
    from mithaq.web.store import find_record  # noqa: PLC0415

    alias = find_record().alias
    size = EntryRow.objects.using(alias).count()
    chance = random.Random(0)
    kinds = ("request", "agreement", "commitment", "incident", "milestone", "programme", "plan")
    by_kind = {
        kind: list(CaseRow.objects.using(alias).filter(kind=kind).values_list("id", flat=True)[:_SAMPLES])
        for kind in kinds
    }
    parties = list(PartyRow.objects.using(alias).values_list("party", flat=True).distinct()[:_SAMPLES])
    known = [actor for name in parties if (actor := load_packs().find_actor(name))]
    return {
        **by_kind,
        "case": [case for cases in by_kind.values() for case in cases],
        "sha256": list(DocumentRow.objects.using(alias).values_list("sha256", flat=True)[:_SAMPLES]),
        "party": parties,
        "actor": [actor.id for actor in known] or ["unsmil"],
        "name": [actor.ar for actor in known] or ["الأمم المتحدة"],
        "entry": [str(chance.randrange(size)) for _ in range(_SAMPLES)],
        "word": list(WordRow.objects.using(alias).values_list("word", flat=True).distinct()[:_SAMPLES]),
    }


def fill(name: str, path: str, samples: dict[str, list[str]]) -> Iterator[str]:
    """Yield addresses of a page; none where nothing is known for what it captures.

    Args:
        name: Of the route.
        path: As Django writes it.
        samples: What `find_samples` returned.
    """
    chance = random.Random(name)
    for number in range(_SAMPLES):
        filled = path
        for captured in _CAPTURE.findall(path):
            special = (
                "incident"
                if name.startswith("ceasefire")
                else "milestone"
                if name.startswith("roadmap")
                else captured
            )
            values = samples.get(special if captured == "case" else captured)
            if not values:
                return
            filled = _CAPTURE.sub(chance.choice(values), filled, count=1)
        questions = _QUESTIONS.get(name, ({},))
        asked = {
            key: re.sub(r"\{(\w+)\}", lambda found: chance.choice(samples[found[1]] or [""]), value)
            for key, value in questions[number % len(questions)].items()
        }
        yield f"/{filled}{'?' + urlencode(asked) if asked else ''}"
        if filled == path and name not in _QUESTIONS:
            return


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
    words = ["gunicorn", "mithaq.web.wsgi", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}"]
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
            server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=30).close()
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
    for turn, duration in (("warm", max(seconds // 5, 1)), ("counted", seconds)):
        out = plan.with_name(turn)
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
        figures = list(_read_figures(out.with_name(f"{turn}_stats.csv")))
    return figures


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
        "Times in milliseconds until the answer was complete. `python -m bench.pages` repeats it."
    )
    head = "| page | visits | failures | median | 95 % under | slowest |"
    lines = ["# The pages of the workbench", "", told, "", head, "| --- | ---: | ---: | ---: | ---: | ---: |"]
    ordered = sorted(pages, key=lambda page: (page.name != "all", -page.p95))
    lines += [
        f"| {page.name} | {page.visits:,} | {page.failures} "
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
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--plan", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.plan:
        write_plan(asked.plan)
        return 0
    if asked.record:
        pages, facts = measure(asked.record, asked.people, asked.seconds, asked.entries)
    else:
        programs = find_programs()
        if programs is None or asked.benchmark is None:
            parser.error("needs PostgreSQL (apt-get install postgresql) and --benchmark FOLDER, or --record")
        with open_cluster(programs, safe=True) as cluster, tempfile.TemporaryDirectory() as name:
            url = cluster.create_database("pages")
            make_record(url, asked.benchmark, asked.entries, Path(name))
            pages, facts = measure(url, asked.people, asked.seconds, asked.entries)
    (HERE / "pages.json").write_text(
        json.dumps({**facts, "pages": [asdict(page) for page in pages]}, indent=1) + "\n", encoding="utf-8"
    )
    (HERE / "PAGES.md").write_text(describe(pages, facts), encoding="utf-8")
    return 0


def make_record(url: str, benchmark: Path, entries: int, folder: Path) -> None:
    """Fill an empty database with a record made from real readings.

    Args:
        url: The database.
        benchmark: Folder of texts.
        entries: How many entries it gets, about.
        folder: For what is needed on the way.
    """
    from bench.corpus_pass import take_articles  # noqa: PLC0415 - reads the texts' lists
    from bench.ledger import SEED_ENTRIES  # noqa: PLC0415
    from bench.replica import make_seed, multiply  # noqa: PLC0415
    from mithaq.ledger.backup import open_backup  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415
    from mithaq.ledger.restore import restore_backup  # noqa: PLC0415

    size = min(entries, SEED_ENTRIES * 5)
    seed = make_seed(str(folder / "seed.db"), take_articles(benchmark, 5_000), size)
    path, _ = multiply(seed, max(entries // size, 1), folder)
    restore_backup(open_backup(path), open_record(url))


if __name__ == "__main__":
    sys.exit(main())
