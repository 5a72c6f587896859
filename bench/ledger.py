"""Measure the ledger: ``python -m bench.ledger --benchmark FOLDER``.

Reading into a record against reading alone; opening a case, a list of fifty and the next review item in records of
10,000, 100,000 and 1,000,000 entries on SQLite and on PostgreSQL; writers that are killed; reviewers that decide at
the same time. Writes ``bench/ledger.json`` and ``bench/LEDGER.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from bench.cluster import find_programs, open_cluster
from bench.corpus_pass import take_articles
from bench.crashes import Tally
from bench.replica import make_seed, multiply
from bench.reviewers import Outcome
from mithaq.following.case import Kind
from mithaq.ledger.backup import open_backup
from mithaq.ledger.current import find_next_review, read_case, read_documents
from mithaq.ledger.finding import CaseFilter, count_cases, find_cases
from mithaq.ledger.models import CaseRow, PartyRow
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.restore import restore_backup
from mithaq.ledger.sight import Sight
from mithaq.ledger.verify import verify_record

HERE = Path(__file__).parent
SIZES: Final = (10_000, 100_000, 1_000_000)
SEED_ENTRIES: Final = 2_000
READ: Final = 500  # articles
CALLS: Final = 200  # how often each question is asked
KILLS: Final = 600
_PAGE = 50
_STATES: Final = ("made", "declined", "agreed", "signed", "completed")
_OUTSIDER: Final = Sight(groups=frozenset({"ops"}))
_MONITOR: Final = Sight(groups=frozenset({"field"}), published=True, own="huda")
_KILLS_EACH: Final = 60  # a new record then: verifying the old one takes longer with every entry


@dataclass(frozen=True, slots=True)
class Question:
    """How long one question took.

    Args:
        name: What was asked.
        median: Milliseconds.
        p95: Milliseconds in which 95 % of the answers came.
        slowest: Milliseconds.
        busy: Milliseconds of this program's own processor time in 95 % of the answers: less than by the clock
            where other programs took the core, and without what a database server did meanwhile.
    """

    name: str
    median: float
    p95: float
    slowest: float
    busy: float


@dataclass(frozen=True, slots=True)
class Growth:
    """One record.

    Args:
        database: SQLite or PostgreSQL.
        entries: How many entries it has.
        cases: How many cases.
        restore: Seconds to restore it from a backup, what is derived included.
        verify: Seconds to verify entries and documents.
        questions: How long each question took.
    """

    database: str
    entries: int
    cases: int
    restore: float
    verify: float
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading alone, and reading into a record on SQLite, in seconds of processor time and by the clock."""

    articles: int
    alone: float
    alone_clock: float
    recorded: float
    recorded_clock: float
    proposals: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is measured here; None where it was left out."""

    machine: str
    reading: Reading | None
    growth: tuple[Growth, ...]
    crashes: tuple[Tally, ...]
    reviewers: Outcome | None


def run_pass(*words: object) -> Any:  # noqa: ANN401 - JSON
    """Return what a module prints as JSON in a process of its own."""
    command = [sys.executable, "-m", *(str(word) for word in words)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure_reading(benchmark: Path, articles: int) -> Reading:
    """Return what reading into a record costs beside reading.

    Args:
        benchmark: The benchmark folder.
        articles: How many articles.
    """
    with tempfile.TemporaryDirectory() as folder:
        alone = run_pass("bench.ledger_pass", "--benchmark", benchmark, "--articles", articles)
        record = ("--record", Path(folder, "record.db"))
        kept = run_pass("bench.ledger_pass", "--benchmark", benchmark, "--articles", articles, *record)
    return Reading(
        articles, alone["busy"], alone["seconds"], kept["busy"], kept["seconds"], kept["proposals"]
    )


def measure_growth(url: str, database: str, path: Path, calls: int) -> Growth:
    """Return how fast a record answers.

    Args:
        url: The record; there must be none yet.
        database: SQLite or PostgreSQL, for the table.
        path: The backup that it is restored from.
        calls: How often each question is asked.
    """
    backup, record = open_backup(path), open_record(url)
    began = time.perf_counter()
    restore_backup(backup, record)
    restored = time.perf_counter()
    verdict = verify_record(record, backup.head, derived=False)
    verified = time.perf_counter()
    if verdict.faults:
        raise RuntimeError(f"{database}: {verdict.faults}")
    questions = tuple(ask(name, question, calls) for name, question in list_questions(record))
    cases = CaseRow.objects.using(record.alias).count()
    record.close()
    return Growth(database, verdict.head.size, cases, restored - began, verified - restored, questions)


def list_questions(record: Record) -> Iterator[tuple[str, Callable[[random.Random], object]]]:
    """Yield what is asked of a record, each about something else at every call."""
    cases = sorted(CaseRow.objects.using(record.alias).values_list("id", flat=True))
    parties = sorted(set(PartyRow.objects.using(record.alias).values_list("party", flat=True)[:20_000]))
    places = sorted(
        set(CaseRow.objects.using(record.alias).exclude(place="").values_list("place", flat=True))
    )

    def open_case(chance: random.Random) -> object:
        return read_documents(record, read_case(record, chance.choice(cases)).documents)

    def list_by(**wanted: Callable[[random.Random], Any]) -> Callable[[random.Random], object]:
        def ask_list(chance: random.Random) -> object:
            asked = CaseFilter(**{name: choose(chance) for name, choose in wanted.items()})
            return find_cases(record, asked, limit=_PAGE)

        return ask_list

    kind = _choose_from(list(Kind))
    yield "open a case with its documents", open_case
    yield (
        "next review item",
        lambda chance: find_next_review(record, person="amal", skip=chance.randrange(20)),
    )
    yield "list of 50, no filter", list_by()
    yield "list of 50 by kind", list_by(kind=kind)
    yield "list of 50 by state", list_by(state=_choose_from(list(_STATES)))
    yield "list of 50 by party", list_by(party=_choose_from(parties))
    yield "list of 50 by place", list_by(place=_choose_from(places or [""]))
    yield "list of 50 by period", list_by(period=_choose_from([f"{year}-07" for year in range(2008, 2016)]))
    yield "list of 50 by kind and party", list_by(kind=kind, party=_choose_from(parties))
    yield "list of 50 by what the clock says", list_by(state=_choose_from(["unanswered", "overdue"]))
    yield from list_sights(record)


def list_sights(record: Record) -> Iterator[tuple[str, Callable[[random.Random], object]]]:
    """Yield what is asked by those who may not see everything."""
    yield "list of 50, restricted hidden", lambda _: find_cases(record, limit=_PAGE, sight=_OUTSIDER)
    yield "list of 50, only published", lambda _: find_cases(record, limit=_PAGE, sight=_MONITOR)
    yield "count, restricted hidden", lambda _: count_cases(record, sight=_OUTSIDER)
    yield "count, only published", lambda _: count_cases(record, sight=_MONITOR)
    yield (
        "next review item, restricted hidden",
        lambda chance: find_next_review(record, person="amal", skip=chance.randrange(20), sight=_OUTSIDER),
    )


def _choose_from(values: list[Any]) -> Callable[[random.Random], Any]:
    return lambda chance: chance.choice(values)


def ask(name: str, question: Callable[[random.Random], object], calls: int) -> Question:
    """Return how long a question takes, asked again and again about other things."""
    chance = random.Random(name)
    times: list[float] = []
    busy: list[float] = []
    for _ in range(calls):
        began, worked = time.perf_counter(), time.process_time()
        question(chance)
        busy.append((time.process_time() - worked) * 1000)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    busy.sort()
    late = int(calls * 0.95)
    return Question(name, times[calls // 2], times[late], times[-1], busy[late])


@contextmanager
def list_databases(folder: Path) -> Iterator[dict[str, Callable[[str], str]]]:
    """Give what names new records on each database that is there; PostgreSQL waits for the disk as in use."""
    with ExitStack() as stack:
        made: dict[str, Callable[[str], str]] = {"SQLite": lambda name: str(folder / f"{name}.db")}
        programs = find_programs()
        if programs:
            cluster = stack.enter_context(open_cluster(programs, safe=True))
            made["PostgreSQL"] = cluster.create_database
        else:
            print("skipped: PostgreSQL is not installed (apt-get install postgresql)", file=sys.stderr)
        yield made


def measure(benchmark: Path, options: argparse.Namespace) -> Measured:
    """Return everything that the options ask for."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with list_databases(folder) as databases:
            reading = measure_reading(benchmark, options.articles) if options.articles else None
            growth = tuple(grow(benchmark, folder, databases, options)) if options.sizes else ()
            crashes = tuple(kill(databases, options.kills)) if options.kills else ()
            reviewers = None
            if options.decisions and "PostgreSQL" in databases:
                url = databases["PostgreSQL"]("reviewers")
                told = run_pass("bench.reviewers", url, "--decisions", options.decisions)
                reviewers = Outcome(**{**told, "faults": tuple(told["faults"])})
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return Measured(machine, reading, growth, crashes, reviewers)


def grow(
    benchmark: Path, folder: Path, databases: dict[str, Callable[[str], str]], options: argparse.Namespace
) -> Iterator[Growth]:
    """Yield each record of each size."""
    wanted = min(SEED_ENTRIES, *options.sizes)
    if options.seed:
        seed = open_record(options.seed, create=False)
    else:
        articles = take_articles(benchmark, options.seed_articles)
        seed = make_seed(str(folder / "seed.db"), articles, wanted)
    entries = verify_record(seed).head.size
    for size in options.sizes:
        path, head = multiply(seed, max(1, size // entries), folder)
        for name, create in databases.items():
            found = measure_growth(create(f"growth{head.size}"), name, path, options.calls)
            print(json.dumps(asdict(found)), file=sys.stderr)
            yield found
        path.unlink()


def kill(databases: dict[str, Callable[[str], str]], kills: int) -> Iterator[Tally]:
    """Yield what the crashes of each record came to."""
    for name, create in databases.items():
        for part in range(max(1, kills // _KILLS_EACH)):
            count = min(kills, _KILLS_EACH)
            words = (create(f"crashes{part}"), "--kills", count, "--seed", part)
            told = run_pass("bench.crashes", *words)
            print(name, json.dumps(told), file=sys.stderr)
            yield Tally(**{**told, "faults": tuple(told["faults"])})


def main() -> int:
    """Read the command line, measure, write both files; exit 1 where something was lost."""
    from bench.ledger_page import describe  # noqa: PLC0415 - it needs what is defined here

    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--benchmark", type=Path, required=True, help="folder with corpus/")
    args.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="entries of each record")
    args.add_argument("--articles", type=int, default=READ, help="read into a record; 0 leaves it out")
    args.add_argument("--seed-articles", type=int, default=0, help="take so many of the corpus; 0 is all")
    args.add_argument("--seed", default="", help="a record that is repeated; else one is read and judged")
    args.add_argument("--calls", type=int, default=CALLS, help="how often each question is asked")
    args.add_argument("--kills", type=int, default=KILLS, help="half read, half judge; 0 leaves it out")
    args.add_argument("--decisions", type=int, default=10_000, help="of 50 reviewers; 0 leaves it out")
    args.add_argument("--write", action=argparse.BooleanOptionalAction, default=True, help="write both files")
    options = args.parse_args()
    kept = HERE / "ledger.json"
    measured = complete(measure(options.benchmark, options), kept)
    page = describe(measured)
    if options.write:
        data = json.dumps(asdict(measured), indent=1, ensure_ascii=False)
        kept.write_text(data + "\n", encoding="utf-8")
        (HERE / "LEDGER.md").write_text(page, encoding="utf-8")
    print(page)
    lost = any(tally.faults for tally in measured.crashes)
    return int(lost or bool(measured.reviewers and measured.reviewers.faults))


def complete(measured: Measured, kept: Path) -> Measured:
    """Return what was measured, and of what was left out the figures of an earlier run.

    Args:
        measured: What was measured now.
        kept: Where the figures of earlier runs lie.
    """
    if not kept.exists():
        return measured
    old = msgspec.json.decode(kept.read_bytes(), type=Measured)
    return Measured(
        measured.machine,
        measured.reading or old.reading,
        measured.growth or old.growth,
        measured.crashes or old.crashes,
        measured.reviewers or old.reviewers,
    )


if __name__ == "__main__":
    sys.exit(main())
