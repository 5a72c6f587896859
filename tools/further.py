"""Annotations of our own, kept without the words of the texts.

Each text is named by its SHA-256 and public address, and each quotation kept as the place where it begins and ends.
``python -m tools.further keep FOLDER …`` takes over annotated texts (``FOLDER/text`` and ``FOLDER/gold``, in the
benchmark's form); ``python -m tools.further restore --benchmark DIR --out FOLDER`` finds the texts in the corpus
again and writes both, to be fitted on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.texts import find_archives, read_rows

KEPT = Path(__file__).with_name("further.jsonl.gz")
ITEMS = ("acts", "milestones", "figures")
WITHIN = ("trigger", "about", "condition")
Item = dict[str, Any]
Place = list[int]


def find_place(text: str, quote: str, within: Place | None = None) -> Place:
    """Return where a quotation begins and ends.

    Args:
        text: The text.
        quote: Words of it.
        within: Where to look first.

    Raises:
        ValueError: If the text does not hold it.
    """
    at = text.find(quote, *within) if within else -1
    at = at if at >= 0 else text.find(quote)
    if at < 0:
        raise ValueError(f"not in the text: {quote}")
    return [at, at + len(quote)]


def place_quotes(text: str, annotation: Item) -> Item:
    """Return an annotation with places for its quotations.

    Args:
        text: The text.
        annotation: As the benchmark's references are written.
    """
    actors = [
        {**actor, "forms": [find_place(text, form) for form in actor["forms"]]}
        for actor in annotation["actors"]
    ]
    items = {name: [_place_item(text, item) for item in annotation[name]] for name in ITEMS}
    return {**annotation, "actors": actors, **items}


def _place_item(text: str, item: Item) -> Item:
    evidence = find_place(text, item["evidence"])
    quotes = {name: find_place(text, item[name], evidence) for name in WITHIN if item.get(name)}
    return {**item, **quotes, "evidence": evidence}


def quote_places(text: str, annotation: Item) -> Item:
    """Return an annotation with the words that stand at its places.

    Args:
        text: The text.
        annotation: As ``place_quotes`` returns it.
    """

    def quote(place: Place) -> str:
        return text[slice(*place)]

    actors = [
        {**actor, "forms": [quote(place) for place in actor["forms"]]} for actor in annotation["actors"]
    ]
    items = {name: [_quote_item(quote, item) for item in annotation[name]] for name in ITEMS}
    return {**annotation, "actors": actors, **items}


def _quote_item(quote: Callable[[Place], str], item: Item) -> Item:
    return {**item, **{name: quote(item[name]) for name in (*WITHIN, "evidence") if item.get(name)}}


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def keep_folder(folder: Path) -> Iterator[Item]:
    """Yield what is kept of each annotated text of a folder, by name.

    Args:
        folder: Holds ``text`` with a ``.meta.json`` file beside each text, and ``gold``.
    """
    for path in sorted((folder / "gold").glob("*.json")):
        text = (folder / "text" / f"{path.stem}.txt").read_text(encoding="utf-8")
        meta = json.loads((folder / "text" / f"{path.stem}.meta.json").read_text(encoding="utf-8"))
        annotation = place_quotes(text, json.loads(path.read_text(encoding="utf-8")))
        yield {"name": path.stem, "sha256": digest_text(text), "meta": meta, "annotation": annotation}


def write_kept(rows: Iterable[Item], path: Path) -> None:
    """Write what is kept, the same bytes for the same rows.

    Args:
        rows: As ``keep_folder`` yields them.
        path: The file.
    """
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows]
    path.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))


def read_kept(path: Path) -> list[Item]:
    """Return what is kept, one row a text; none where there is no file.

    Args:
        path: The file.
    """
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def join_article(article: Item) -> str:
    """Return an article of the corpus with its title in the first line, as annotations count its places.

    Args:
        article: As it is stored.
    """
    return f"{article['title'].strip()}\n{article['content'].strip()}\n"


def read_whole_articles(benchmark: Path) -> Iterator[str]:
    """Yield every article of the corpus with its title in the first line.

    Args:
        benchmark: The benchmark folder.
    """
    for _, article in read_rows(find_archives(benchmark)):
        yield join_article(article)


def make_shelf(folder: Path) -> None:
    """Make a folder for annotated texts where there is none.

    Args:
        folder: Gets ``text`` and ``gold``.
    """
    for name in ("text", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)


def write_annotated(folder: Path, name: str, text: str, meta: Item, annotation: Item) -> None:
    """Write an annotated text in the benchmark's form.

    Args:
        folder: Holds ``text`` and ``gold``.
        name: Stem of the files.
        text: The text.
        meta: Where it comes from.
        annotation: What was annotated, in quotations.
    """
    for path, value in (
        (folder / "text" / f"{name}.meta.json", meta),
        (folder / "gold" / f"{name}.json", annotation),
    ):
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")


def restore_folder(rows: Iterable[Item], articles: Iterable[str], folder: Path) -> int:
    """Write the annotated texts whose words are found; return how many are not.

    Args:
        rows: What is kept.
        articles: Texts, the wanted ones among them.
        folder: Gets ``text`` and ``gold``.
    """
    wanted = {row["sha256"]: row for row in rows}
    make_shelf(folder)
    for text in articles:
        row = wanted.pop(digest_text(text), None)
        if row is not None:
            write_annotated(folder, row["name"], text, row["meta"], quote_places(text, row["annotation"]))
    return len(wanted)


def main() -> int:
    """Read the arguments, keep or restore."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("keep").add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    restore = commands.add_parser("restore")
    restore.add_argument("--benchmark", type=Path, required=True)
    restore.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "keep":
        rows = [row for folder in options.folders for row in keep_folder(folder)]
        write_kept(rows, KEPT)
        print(f"{len(rows)} texts, {KEPT.stat().st_size} bytes")
        return 0
    rows = read_kept(KEPT)
    missing = restore_folder(rows, read_whole_articles(options.benchmark), options.out)
    if missing:
        print(f"{missing} of {len(rows)} texts are not in the corpus of {options.benchmark}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
