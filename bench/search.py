"""Measure the search: ``python -m bench.search --benchmark FOLDER``.

What is found of what should be (questions of ``search.yaml`` in Arabic and English over its texts and the samples);
whether all written forms of a word find each other in articles of the corpus; how fast 100,000 documents answer on both
databases, what the index adds to them and what it costs when texts are read. Writes ``bench/search.json`` and
``bench/SEARCH.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from django.db import connections

from bench.cluster import find_programs, open_cluster
from bench.texts import read_articles
from mithaq import read_document, read_text
from mithaq.dates import Edtf
from mithaq.knowledge import read_knowledge
from mithaq.ledger.batches import record_readings
from mithaq.ledger.content import make_document_row
from mithaq.ledger.index import index_readings
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.insertion import insert_rows
from mithaq.ledger.matching import find_marks
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.question import read_question
from mithaq.ledger.record import Record, open_record, writing
from mithaq.ledger.related import is_telling
from mithaq.ledger.search import Order, Query, search
from mithaq.lexicon.lexicon import load_lexicon
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE
from mithaq.model import Document, Reading
from mithaq.sources import read_documents
from mithaq.text.keys import list_forms

HERE = Path(__file__).parent
SAMPLES: Final = HERE.parent / "samples"
_SHOWN = 10
_ENGLISH = re.compile("[A-Za-z]")
_VARIANTS: Final = 60  # verbs whose forms are looked for
_BATCH = 1000
_SEED: Final = 1000  # articles that are repeated
_INDEX = (
    "ledger_search",
    "ledger_terms",
    "ledger_facet",
    "search_",
    "facet_",
    "one_facet",
    "sqlite_autoindex_ledger_facet",
)
_ARABIC = "\u0600"
_VERBAL: Final = FINITE | {Category.MASDAR}
_LANGUAGES: Final = {"ar": "Arabic", "en": "English"}


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was written for this."""

    name: str
    title: str
    outlet: str
    published: str
    text: str


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that somebody looks for, and the documents that fit."""

    text: str
    find: tuple[str, ...]


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``search.yaml``."""

    documents: tuple[Text, ...]
    queries: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well questions of one language are answered.

    Args:
        language: ``ar`` or ``en``.
        queries: How many.
        recall: Share of what fits among the first ten hits.
        precision: Share of the first ten hits that fit.
        missed: Questions for which something is missing, with what.
    """

    language: str
    queries: int
    recall: float
    precision: float
    missed: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Variants:
    """Whether written forms of one verb find each other.

    Args:
        articles: How many articles were looked at.
        words: How many verbs.
        forms: How many written forms of them.
        recall: Share of the documents with some form that a search for another form finds.
    """

    articles: int
    words: int
    forms: int
    recall: float


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast an index answers.

    Args:
        database: SQLite or PostgreSQL.
        documents: How many documents it holds.
        rows: Documents and acts.
        median: Milliseconds.
        p95: Milliseconds in which 95 % of the answers came.
        slowest: Milliseconds.
        newest: The same as ``p95`` where the newest come first.
    """

    database: str
    documents: int
    rows: int
    median: float
    p95: float
    slowest: float
    newest: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is measured here; ``size`` is that of the record on SQLite and of its index, bytes."""

    machine: str
    quality: tuple[Quality, ...]
    variants: Variants | None
    speed: tuple[Speed, ...]
    size: tuple[int, int] | None


def read_trial() -> Trial:
    """Return the texts and questions of ``search.yaml``."""
    return read_knowledge(HERE / "search.yaml", Trial)


def make_documents(trial: Trial) -> Iterator[Document]:
    """Yield the texts of the trial, and the samples behind them.

    Args:
        trial: The trial.
    """
    for text in trial.documents:
        digest = hashlib.sha256(text.text.encode()).hexdigest()
        when = Edtf.parse(text.published)
        yield Document(digest, text.text, text.name, title=text.title, outlet=text.outlet, published=when)
    yield from (found for found in read_documents([SAMPLES]) if isinstance(found, Document))


def fill(record: Record, documents: Iterable[Document]) -> None:
    """Read documents into a record.

    Args:
        record: The record.
        documents: The documents.
    """
    for _ in record_readings(record, map(read_document, documents)):
        pass


def judge(record: Record, trial: Trial) -> tuple[Quality, ...]:
    """Return how well the questions of the trial are answered, in Arabic and in English.

    Args:
        record: A record with the documents of the trial.
        trial: The trial.
    """
    grouped: defaultdict[str, list[tuple[float, float, Asked, tuple[str, ...]]]] = defaultdict(list)
    for asked in trial.queries:
        found = [
            hit.document.document.name
            for hit in search(record, Query(asked.text, limit=_SHOWN)).hits
            if hit.document
        ]
        right = [name for name in found if name in asked.find]
        missed = tuple(name for name in asked.find if name not in found)
        language = "en" if _ENGLISH.search(asked.text) else "ar"
        precision = len(right) / len(found) if found else 0.0
        grouped[language].append((len(right) / len(asked.find), precision, asked, missed))
    return tuple(
        Quality(
            language,
            len(rows),
            sum(row[0] for row in rows) / len(rows),
            sum(row[1] for row in rows) / len(rows),
            tuple((asked.text, missed) for _, _, asked, missed in rows if missed),
        )
        for language, rows in sorted(grouped.items())
    )


def compare_variants(articles: Sequence[str], words: int) -> Variants:
    """Return whether forms of one verb find each other: a reading that has no other lemma tells which are forms of it.

    Args:
        articles: Texts; nothing of them is kept.
        words: How many verbs are looked at, the most frequent ones.
    """
    lexicon = load_lexicon()
    places: defaultdict[str, set[int]] = defaultdict(set)
    for number, article in enumerate(articles):
        for form in set(list_forms(article)):
            places[form].add(number)
    lemmas: defaultdict[str, list[str]] = defaultdict(list)
    for form in places:
        senses = lexicon.analyse(form) if is_telling(form) and form[0] > _ARABIC else ()
        kinds = {sense.category for sense in senses}
        # Participles and nouns of a verb are often words of their own: "مساء" is no form of "أساء".
        if kinds and kinds <= _VERBAL and all(sense.family for sense in senses):
            found_lemmas = {sense.plain for sense in senses}
            if len(found_lemmas) == 1:
                lemmas[found_lemmas.pop()].append(form)
    frequent = sorted(lemmas, key=lambda lemma: -sum(len(places[form]) for form in lemmas[lemma]))[:words]
    chance = random.Random(0)
    found = there = 0
    for lemma in frequent:
        chosen = chance.choice(lemmas[lemma])
        clauses = read_question(chosen)
        for form in lemmas[lemma]:
            there += len(places[form])
            found += len(places[form]) if find_marks(form, clauses) else 0
    return Variants(
        len(articles), len(frequent), sum(len(lemmas[lemma]) for lemma in frequent), found / max(there, 1)
    )


def multiply(readings: Sequence[Reading], total: int) -> Iterator[list[Reading]]:
    """Yield readings over and over as readings of other documents, some at a time.

    Args:
        readings: What was read.
        total: How many documents there are in the end.
    """
    batch: list[Reading] = []
    for number in range(total):
        reading = readings[number % len(readings)]
        digest = hashlib.sha256(f"{number} {reading.document.sha256}".encode()).hexdigest()
        document = replace(reading.document, sha256=digest, name=f"copy-{number}")
        batch.append(replace(reading, document=document))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def make_large(url: str, readings: Sequence[Reading], total: int) -> Record:
    """Return a record whose index holds many documents.

    Args:
        url: The record; there must be none yet.
        readings: What was read of texts that are repeated.
        total: How many documents.
    """
    record = open_record(url)
    for batch in multiply(readings, total):
        with writing(record):
            insert_rows(record.alias, DocumentRow, [make_document_row(reading.document) for reading in batch])
            index_readings(record.alias, batch)
    return record


def measure_speed(record: Record, database: str, trial: Trial, documents: int) -> Speed:
    """Return how fast the questions of the trial are answered, each asked twice before the clock runs.

    Args:
        record: A large record.
        database: SQLite or PostgreSQL, for the table.
        trial: The trial.
        documents: How many documents it holds.
    """
    times: dict[Order, list[float]] = {order: [] for order in Order}
    for order in Order:
        for asked in trial.queries:
            for turn in range(3):
                began = time.perf_counter()
                search(record, Query(asked.text, order=order))
                if turn:
                    times[order].append((time.perf_counter() - began) * 1000)
    rank, newest = (sorted(times[order]) for order in Order)
    rows = SearchRow.objects.using(record.alias).count()
    late = int(len(rank) * 0.95)
    return Speed(database, documents, rows, rank[len(rank) // 2], rank[late], rank[-1], newest[late])


def measure_size(record: Record) -> tuple[int, int]:
    """Return the bytes of a SQLite record, and those of its index.

    Args:
        record: A record on SQLite.
    """
    with connections[record.alias].cursor() as cursor:
        cursor.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")
        sizes = {str(name): int(size) for name, size in cursor.fetchall()}
    index = sum(size for name, size in sizes.items() if name.startswith(_INDEX))
    return sum(sizes.values()), index


def write_page(measured: Measured) -> str:
    """Return ``SEARCH.md``.

    Args:
        measured: The figures.
    """
    lines = [
        "# Search",
        "",
        f"Made by `python -m bench.search` on: {measured.machine}.",
        "",
        "## What is found",
        "",
    ]
    lines += [
        "| questions | | recall among the first ten | precision of these |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {_LANGUAGES[item.language]} | {item.queries} | {item.recall:.3f} | {item.precision:.3f} |"
        for item in measured.quality
    ]
    lines += [""] + [
        f"Missing for {text!r}: {', '.join(names)}."
        for item in measured.quality
        for text, names in item.missed
    ]
    if measured.variants:
        item = measured.variants
        lines += ["", "## Forms of one verb", ""]
        lines += [
            f"{item.words} verbs stand in {item.forms:,} written forms in {item.articles:,} articles.",
            f"A search for one form finds the others in {item.recall:.1%} of the documents that hold them.",
        ]
    if measured.speed:
        lines += [
            "",
            "## How fast it answers",
            "",
            "Milliseconds for questions of the trial, facets and highlights ",
        ]
        lines[-1] += "included."
        lines += ["", "| | documents | rows | half | 95 % | slowest | 95 %, newest first |"]
        lines += ["| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
        lines += [
            f"| {item.database} | {item.documents:,} | {item.rows:,} | {item.median:.0f} | {item.p95:.0f} | "
            f"{item.slowest:.0f} | {item.newest:.0f} |"
            for item in measured.speed
        ]
    if measured.size:
        whole, index = measured.size
        lines += ["", f"Of {whole / 1e6:,.0f} MB on SQLite the index takes {index / 1e6:,.0f} MB."]
    return "\n".join([*lines, ""])


def read_speed() -> tuple[list[Speed], tuple[int, int] | None]:
    """Return what was measured of large records before."""
    path = HERE / "search.json"
    if not path.exists():
        return [], None
    kept = msgspec.json.decode(path.read_bytes(), type=Measured)
    return list(kept.speed), kept.size


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmark", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=100_000)
    options = parser.parse_args()
    trial = read_trial()
    articles = list(islice(read_articles(options.benchmark), 0, None, 10))[: options.articles]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        small = open_record(str(folder / "small.db"))
        fill(small, make_documents(trial))
        quality = judge(small, trial)
        variants = compare_variants([text for text, _ in articles], _VARIANTS)
        speed, size = read_speed() if not options.documents else ([], None)
        if options.documents:
            readings = [read_text(text, when) for text, when in articles[:_SEED]]
            large = make_large(str(folder / "large.db"), readings, options.documents)
            speed.append(measure_speed(large, "SQLite", trial, options.documents))
            size = measure_size(large)
            programs = find_programs()
            if programs is not None:
                cluster = stack.enter_context(open_cluster(programs))
                other = make_large(cluster.create_database("large"), readings, options.documents)
                with connections[other.alias].cursor() as cursor:
                    cursor.execute("ANALYZE ledger_search")
                speed.append(measure_speed(other, "PostgreSQL", trial, options.documents))
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        measured = Measured(machine, quality, variants, tuple(speed), size)
    (HERE / "search.json").write_text(
        json.dumps(asdict(measured), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    page = write_page(measured)
    (HERE / "SEARCH.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
