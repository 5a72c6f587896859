"""Mark texts for quick judging, or read the answers."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import msgspec
from bench.texts import find_archives, read_annotated, read_rows, read_samples

from mithaq.reading.pipeline import open_reader
from tools.further import make_shelf, write_annotated
from tools.judge.answers import AnswerError, annotate_text, list_batches, read_answers
from tools.judge.marking import mark_text, read_marked, write_batches
from tools.judge.pool import Shelf, choose_articles

SEED = 77


def mark(benchmark: Path, more: Sequence[Path], out: Path, texts: int, before: str) -> str:
    """Choose and mark texts; return what was done.

    Args:
        benchmark: The benchmark folder.
        more: Folders of further annotated texts.
        out: Where the batches go.
        texts: At most so many.
        before: Day from which on texts are left alone.
    """
    reader, shelf = open_reader(), Shelf()
    annotated = [read_samples(benchmark, part) for part in ("train", "gold")]
    annotated += [read_annotated(folder / "text", folder / "gold") for folder in more]
    for samples in annotated:
        for sample in samples:
            shelf.put(sample.text)
    rows = [row for _, row in read_rows(find_archives(benchmark))]
    random.Random(SEED).shuffle(rows)
    chosen = islice(choose_articles(rows, shelf, reader, before), texts)
    marked = [
        mark_text(f"t{number:04}", text, meta, reader) for number, (text, meta) in enumerate(chosen, start=1)
    ]
    return f"{len(marked)} texts in {write_batches(marked, out)} batches"


def read(folder: Path, prefix: str) -> str:
    """Write the annotations of all answers into ``FOLDER/text`` and ``FOLDER/gold``; return what was done.

    Args:
        folder: Holds the batches, and the answers in ``out``.
        prefix: Goes before the names of the texts.

    Raises:
        AnswerError: If a line of the answers cannot be understood.
    """
    texts = read_marked(folder)
    make_shelf(folder)
    judged, acts = 0, 0
    for path in list_batches(folder):
        for name, lines in read_answers(path.read_text(encoding="utf-8"), path.name):
            if name not in texts:
                raise AnswerError(f"{path.name}: no marked text is called {name}")
            marked = msgspec.structs.replace(texts[name], name=f"{prefix}{name}")
            annotation = annotate_text(marked, lines, path.name)
            meta = {"file": annotation["document"], **marked.meta}
            write_annotated(folder, marked.name, marked.text, meta, annotation)
            judged, acts = judged + 1, acts + len(annotation["acts"])
    return f"{judged} texts, {acts} acts"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, mark or read; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.judge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    marking = commands.add_parser("mark")
    marking.add_argument("--benchmark", type=Path, required=True)
    marking.add_argument("--more", type=Path, action="append", default=[], metavar="FOLDER")
    marking.add_argument("--out", type=Path, required=True)
    marking.add_argument("--texts", type=int, default=140)
    marking.add_argument("--before", default="9999", help="leave texts of this day and later alone")
    reading = commands.add_parser("read")
    reading.add_argument("folder", type=Path, metavar="FOLDER")
    reading.add_argument("--prefix", default="judged-")
    asked = parser.parse_args(arguments)
    try:
        if asked.command == "mark":
            print(mark(asked.benchmark, asked.more, asked.out, asked.texts, asked.before))
        else:
            print(read(asked.folder, asked.prefix))
    except AnswerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
