"""Read articles, alone or into a record, and print what that took as JSON; started by ``bench.ledger``."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import mithaq
from bench.corpus_pass import take_articles
from mithaq.ledger.batches import record_readings
from mithaq.ledger.record import open_record
from mithaq.model import Reading
from mithaq.reports.batch import prepare_reader


def read_all(articles: list[tuple[str, str]]) -> Iterator[Reading]:
    """Yield the readings of articles.

    Args:
        articles: Texts with their dates.
    """
    for number, (text, published) in enumerate(articles):
        yield mithaq.read_text(text, published=published, name=f"article-{number}")


def main() -> None:
    """Read what the command line names."""
    args = argparse.ArgumentParser()
    args.add_argument("--benchmark", type=Path, required=True)
    args.add_argument("--articles", type=int, required=True)
    args.add_argument("--record", default="")
    options = args.parse_args()
    articles = list(take_articles(options.benchmark, options.articles))
    proposals = 0
    # As the commands do; all knowledge is loaded, and the tables are made, before the clock runs.
    prepare_reader()
    list(read_all(articles[:1]))
    record = open_record(options.record) if options.record else None
    if record:
        list(record_readings(record, read_all(articles[:1])))
    began, worked = time.perf_counter(), time.process_time()
    readings = read_all(articles)
    if record:
        proposals = sum(intake.proposals for intake in record_readings(record, readings))
    else:
        for _ in readings:
            pass
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    print(json.dumps({"seconds": seconds, "busy": busy, "proposals": proposals}))


if __name__ == "__main__":
    main()
