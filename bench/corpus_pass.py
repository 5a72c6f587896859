"""Read the corpus once in this process and print what that took as JSON; started by ``bench.throughput``."""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import track

import mithaq
from bench.evidence import find_faults, find_spans
from bench.texts import read_articles
from bench.throughput import Run, Stage
from mithaq.reports.batch import prepare_reader

_SHOWN = 20


def take_articles(benchmark: Path, articles: int) -> Iterator[tuple[str, str]]:
    """Yield articles from all over the corpus, evenly spaced, with their dates and a progress bar.

    Args:
        benchmark: The benchmark folder.
        articles: How many; 0 is all.
    """
    total = sum(1 for _ in read_articles(benchmark))
    wanted = min(articles or total, total)
    chosen = islice(islice(read_articles(benchmark), 0, None, total // wanted), wanted)
    yield from track(chosen, "reading", total=wanted, console=Console(stderr=True))


def read_corpus(benchmark: Path, articles: int) -> Run:
    """Read, take the time, check every span.

    Args:
        benchmark: The benchmark folder.
        articles: How many articles; 0 is all.
    """
    prepare_reader()  # as the commands do before the first text
    mithaq.read_text("")
    count: Counter[str] = Counter()
    seconds = busy = slowest = 0.0
    faults: list[str] = []
    for text, published in take_articles(benchmark, articles):
        began, worked = time.perf_counter(), time.process_time()
        reading = mithaq.read_text(text, published=published)
        took = time.perf_counter() - began
        busy += time.process_time() - worked
        seconds, slowest = seconds + took, max(slowest, took)
        count.update(
            articles=1, words=len(text.split()), acts=len(reading.acts), spans=len(find_spans(reading))
        )
        faults += find_faults(reading, text)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(
        articles=count["articles"],
        words=count["words"],
        seconds=seconds,
        busy=busy,
        slowest=slowest,
        memory=memory,
        acts=count["acts"],
        spans=count["spans"],
        faults=tuple(faults[:_SHOWN]),
    )


def profile_corpus(benchmark: Path, articles: int) -> list[Stage]:
    """Return the share of time of each module of Mithaq, largest first; everything else is one line.

    Args:
        benchmark: The benchmark folder.
        articles: How many articles to read under the profiler.
    """
    mithaq.read_text("")
    profiler = cProfile.Profile()
    for text, published in take_articles(benchmark, articles):
        profiler.enable()
        mithaq.read_text(text, published=published)
        profiler.disable()
    own = add_up(pstats.Stats(profiler))
    total = sum(own.values())
    return [Stage(module, round(100 * took / total, 1)) for module, took in own.most_common()]


def add_up(stats: pstats.Stats) -> Counter[str]:
    """Return own seconds by module of Mithaq; time in other functions counts for the module that calls them.

    Args:
        stats: What the profiler saw.
    """
    own: Counter[str] = Counter()
    table = stats.stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, took, _, callers) in table.items():
        module = _name_module(file)
        if module:
            own[module] += took
            continue
        for (caller, _, _), (_, _, share, _) in callers.items():
            own[_name_module(caller) or "(library)"] += share
    return own


def _name_module(file: str) -> str:
    _, found, inner = file.rpartition("/mithaq/")
    return inner.removesuffix(".py") if found else ""


def main() -> int:
    """Read the command line, pass over the corpus, print JSON."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--benchmark", type=Path, required=True)
    args.add_argument("--articles", type=int, default=0, help="how many; 0 is all")
    args.add_argument("--profile", action="store_true", help="print the share of time of each module instead")
    options = args.parse_args()
    if options.profile:
        print(json.dumps([asdict(stage) for stage in profile_corpus(options.benchmark, options.articles)]))
    else:
        print(json.dumps(asdict(read_corpus(options.benchmark, options.articles)), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
