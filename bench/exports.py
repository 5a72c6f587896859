"""Measure the exports: ``python -m bench.exports [--cases N] [--formats F …]``.

A record of many cases is made (incidents, requests and programmes, each with a document, three or four entries and an
act), and exported in every format by a process of its own: from the database to the file, everything included. Of
``--times`` passes the one counts that took the least processor time: the others waited for neighbours. A record of a
tenth of the cases shows whether memory grows. What the library of XLSX takes by itself for the same cells is measured
beside it. Writes ``bench/exports.json`` and ``bench/EXPORTS.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from mithaq.dates import Edtf
from mithaq.following.case import Advance, Amount, AnyRead, Evidence, Harm, Kind, Open, Party
from mithaq.ledger.content import make_document_row, make_reading_row, make_receipt
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.models import DocumentRow, ReadingRow
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import EVERYTHING
from mithaq.ledger.snapshot import hold_still
from mithaq.model import Act, Actor, ActorType, ActType, Document, Reading, Span, Status
from mithaq.reports.exports.columns import read_lines
from mithaq.reports.exports.export import Format, export
from mithaq.reports.exports.pile import Pile, Tally
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Holds, Origin, make_statement
from mithaq.reports.exports.stock import Stock

HERE: Final = Path(__file__).parent
CASES: Final = 100_000
_BATCH: Final = 500
_TENTH: Final = 10
TIMES: Final = 2
ALONE: Final = "xlsx, library alone"
"""The cells of the cases written by XlsxWriter, nothing else done."""
_SAMPLE: Final = 20_000  # rows of it
_GNA: Final = Party("gna", ActorType.INSTITUTION, "حكومة الوفاق الوطني", "Government of National Accord")
_NOTHING: Final = Holds("xlsx", "", (), (), "", "", "", "")
_EU: Final = Party("european-union", ActorType.ORGANIZATION, "الاتحاد الأوروبي", "European Union")
_PLACES: Final = ("Tarhuna", "Benghazi", "Misrata", "Sirte", "Sabha")
_TEXT: Final = (
    "قصفت مدفعية حكومة الوفاق الوطني مواقع في المنطقة فقتل أربعة، "
    "وطلبت الحكومة من الاتحاد الأوروبي دعما رقم {number}. "
)
_MORE: Final = "وتابعت اللجنة المشتركة تنفيذ ما اتفق عليه الطرفان في الاجتماع السابق. " * 12


@dataclass(frozen=True, slots=True)
class Pass:
    """One export.

    Args:
        format: Which.
        cases: How many cases the record has.
        records: How many rows, features, entities or texts were written.
        seconds: By the clock, from opening the record to the last byte.
        busy: Seconds of processor time.
        megabytes: Size of what was written.
        memory: Greatest memory of the process, MiB.
    """

    format: str
    cases: int
    records: int
    seconds: float
    busy: float
    megabytes: float
    memory: float


def make_record(url: str, cases: int) -> Record:
    """Return a new record of many cases.

    Args:
        url: Where; there must be none yet.
        cases: How many.
    """
    record = open_record(url)
    for first in range(0, cases, _BATCH):
        numbers = range(first, min(first + _BATCH, cases))
        readings = [make_reading(number) for number in numbers]
        insert_rows(record.alias, DocumentRow, [make_document_row(reading.document) for reading in readings])
        rows = [make_reading_row(reading, "2021-01-01T00:00:00.000Z", ()) for reading in readings]
        insert_rows(record.alias, ReadingRow, rows)
        steps = [
            step
            for number, reading in zip(numbers, readings, strict=True)
            for step in _list_steps(number, reading)
        ]
        receipts = [make_receipt(reading.document) for reading in readings]
        record.append([*receipts, *steps], "reader bench 1")
    return record


def make_reading(number: int) -> Reading:
    """Return a document with one act, like no other.

    Args:
        number: Its number.
    """
    text = _TEXT.format(number=number) + _MORE
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = Edtf.parse(f"{2012 + number % 9}-{number % 12 + 1:02}-{number % 28 + 1:02}")
    document = Document(digest, text, f"d{number}", outlet="وكالة الساحل", published=published)
    doer, asked = _find(text, _GNA.ar), _find(text, _EU.ar)
    act = Act(
        ActType.ASSAULT, Status.ACTUAL, Span(0, 4), Span(0, 60), ("gna",), date=published, place="Tarhuna"
    )
    actors = (
        Actor("gna", _GNA.type, _GNA.en, (doer,)),
        Actor("european-union", _EU.type, _EU.en, (asked,)),
    )
    return Reading(document, actors, (act,), (), (), "fast bench")


def _find(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _list_steps(number: int, reading: Reading) -> Iterator[AnyRead]:
    document = reading.document
    on = document.published.text if document.published else None
    shown = (Evidence(document.sha256, 0, 60),)
    kind = (Kind.INCIDENT, Kind.REQUEST, Kind.PROGRAMME)[number % 3]
    case = f"{kind.value}-{number}"
    sides = (("accused", _GNA),) if kind is Kind.INCIDENT else (("by", _GNA), ("to", _EU))
    title = f"قصف مدفعي {number}" if kind is Kind.INCIDENT else f"دعم تدريب الشرطة {number}"
    yield Open(
        case=case, kind=kind, title=title, sides=sides, on=on, place=_PLACES[number % 5], evidence=shown
    )
    if kind is Kind.INCIDENT:
        yield Harm(
            case=case, what="killed", amount=Amount(number % 9, number % 9, number % 9), evidence=shown
        )
        yield Advance(case=case, state="corroborated", on=on, evidence=shown)
    elif kind is Kind.REQUEST:
        for state in ("accepted", "delivering"):
            yield Advance(case=case, thread=_EU.id, state=state, on=on, evidence=shown)
    else:
        yield Advance(case=case, state="implementation", on=on, evidence=shown)


def measure(url: str, name: str, cases: int) -> Pass:
    """Return how fast a record is exported in one format, in this process.

    Args:
        url: The record.
        name: The format.
        cases: How many cases it has.
    """
    began, busy = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as out:
        statement = export(open_record(url, create=False), Selection(), Format(name), out)
        size = out.tell()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds, spent = time.perf_counter() - began, time.process_time() - busy
    return Pass(name, cases, statement.holds.records or 0, seconds, spent, size / 1e6, memory)


def measure_alone(url: str, cases: int) -> Pass:
    """Return how fast the library of XLSX writes the cells of a record, when they are all at hand.

    Args:
        url: The record.
        cases: How many cases it has.
    """
    rows: list[list[Any]] = []
    record = open_record(url, create=False)
    tally = Tally()
    stock = Stock(record, Selection(), tuple(Kind), EVERYTHING, tally)
    with hold_still(record) as head:
        statement = make_statement(_NOTHING, Origin(head, ""), "", private=False)
        pile = Pile(Selection(), statement, stock.read_dossiers, stock.read_readings, tally)
        rows.extend(line.list_values() for line in islice(read_lines(pile), _SAMPLE))
    began, busy = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as out:
        with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        if value:
                            sheet.write_string(at, column, value)
                    elif value is not None:
                        sheet.write_number(at, column, value)
        size = out.tell()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds, spent = time.perf_counter() - began, time.process_time() - busy
    return Pass(ALONE, cases, len(rows), seconds, spent, size / 1e6, memory)


def run_pass(url: str, name: str, cases: int) -> Pass:
    """Return how fast a record is exported in one format, in a process of its own.

    Args:
        url: The record.
        name: The format.
        cases: How many cases it has.
    """
    words = [sys.executable, "-m", "bench.exports", "--pass", name, "--record", url, "--cases", str(cases)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    return Pass(**json.loads(done.stdout))


def write_page(passes: Sequence[Pass]) -> str:
    """Return the page of what was measured.

    Args:
        passes: Of the small and of the large record.
    """
    most = max(item.cases for item in passes)
    order = [*Format, ALONE]
    large = sorted((item for item in passes if item.cases == most), key=lambda item: order.index(item.format))
    small = {item.format: item for item in passes if item.cases < most}
    lines = [
        "# Exports",
        "",
        f"A record of {most:,} cases with {most:,} documents, exported from the database (SQLite) to a file by one",
        "process: reading, folding the cases from their entries, masks, documents and writing. A record is one line,",
        "entity or text of the file, as its statement counts them: a case in the tables (`csv`, `hxl`, `xlsx`,",
        "`parquet`) and in `jsonld`, where its steps and words come with it and count nothing; an incident in `acled`",
        "and `geojson`; an act in `polecat`; an entity in `ftm`, an activity in `iati`, an annotated text in",
        "`benchmark`. `busy` is the processor time of that process alone, and what is promised counts by it: at least",
        "5,000 records in a second. `seconds` is longer where other programs took the cores, and busy, too, rises by a",
        "third or more while they do. Memory is the most that the process held, beside that for a tenth of the cases:",
        "it does not grow with the record. Parts of it are the same for every export: the packs, the lexicon, the",
        "libraries.",
        "",
        "XlsxWriter by itself, all cells at hand and handed on one by one, takes what the row",
        f"`{ALONE}` says for {_SAMPLE:,} rows. So it makes the workbook, and the rows of cases are put in as XML.",
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
            f" with {os.getloadavg()[2]:.0f} programs wanting to run in the last quarter of an hour."
            " Repeat with `python -m bench.exports`."
        ),
        "",
        "| format | records | seconds | busy | records/s by the clock | records/s busy | MB | MiB | MiB, a tenth |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for item in large:
        tenth = small.get(item.format)
        beside = f"{tenth.memory:.0f}" if tenth else "–"
        lines.append(
            f"| {item.format} | {item.records:,} | {item.seconds:.0f} | {item.busy:.0f} "
            f"| {item.records / item.seconds:,.0f} | {item.records / item.busy:,.0f} "
            f"| {item.megabytes:.0f} | {item.memory:.0f} | {beside} |"
        )
    return "\n".join([*lines, ""])


def run(cases: int, formats: Sequence[str], folder: Path, times: int = 1) -> Iterator[Pass]:
    """Yield what is measured, of a small record first and then of the large one.

    Args:
        cases: How many cases the large one has.
        formats: Which formats.
        folder: Where the records are made.
        times: How often each is measured; the fastest pass counts.
    """
    for size in (cases // _TENTH, cases):
        url = str(folder / f"{size}.db")
        if not Path(url).exists():
            make_record(url, size).close()
        names = [*formats, ALONE] if "xlsx" in formats and size == cases else formats
        for name in names:
            yield min((run_pass(url, name, size) for _ in range(times)), key=lambda item: item.busy)


def keep_least(passes: Sequence[Pass], item: Pass) -> list[Pass]:
    """Return passes with one more; of several of one format and size only that which was disturbed least.

    Args:
        passes: Earlier ones.
        item: The new one.
    """
    same = [old for old in passes if (old.format, old.cases) == (item.format, item.cases)]
    best = min([*same, item], key=lambda one: one.busy)
    return [*(old for old in passes if old not in same), best]


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--formats", nargs="*", default=[item.value for item in Format])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--add", action="store_true", help="passes of an earlier run count, too")
    parser.add_argument("--pass", dest="one", help=argparse.SUPPRESS)
    parser.add_argument("--record", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        alone = asked.one == ALONE
        done = (
            measure_alone(asked.record, asked.cases)
            if alone
            else measure(asked.record, asked.one, asked.cases)
        )
        print(json.dumps(asdict(done)))
        return
    kept = HERE / "exports.json"
    passes = [Pass(**item) for item in json.loads(kept.read_bytes())] if asked.add else []
    with tempfile.TemporaryDirectory() as folder:
        for item in run(asked.cases, asked.formats, asked.folder or Path(folder), asked.times):
            print(
                f"{item.format}: {item.records:,} records of {item.cases:,} cases, {item.seconds:.1f} s",
                flush=True,
            )
            passes = keep_least(passes, item)
            kept.write_text(json.dumps([asdict(done) for done in passes], indent=1) + "\n", encoding="utf-8")
            (HERE / "EXPORTS.md").write_text(write_page(passes), encoding="utf-8")


if __name__ == "__main__":
    main()
