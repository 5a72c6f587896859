"""Score following on the stories: ``python -m bench.stories --benchmark FOLDER``.

Writes the cases found in each story to a temporary folder, scores them with the benchmark's own scorer, and keeps
the figures in ``bench/stories.json`` and ``bench/STORIES.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.texts import load_module
from mithaq import read_document
from mithaq.following.follow import follow_story
from mithaq.following.story import read_story
from mithaq.reports.stories import note_story, read_folder

FILE = Path(__file__).with_name("stories.json")
PAGE = Path(__file__).with_name("STORIES.md")
FIGURES = ("case", "link", "answer", "state", "condition", "slip", "same", "against")

Row = dict[str, float]
Note = dict[str, Any]


def list_stories(benchmark: Path) -> list[Path]:
    """Return the folders of the stories, by name.

    Args:
        benchmark: The benchmark folder.
    """
    return sorted(path.parent for path in (benchmark / "stories").glob("*/story.json"))


def find_cases(folder: Path) -> Note:
    """Return what is found in one story, in the benchmark's form.

    Args:
        folder: The story.
    """
    title, documents = read_folder(folder)
    story = read_story(read_document(document) for document in documents)
    return note_story(follow_story(story), title)


def score_stories(benchmark: Path, folders: Sequence[Path]) -> dict[str, Row]:
    """Return precision, recall and F1 by figure, and the share of right last states.

    Args:
        benchmark: The benchmark folder.
        folders: The stories to read.
    """
    scorer = load_module(benchmark, "score_stories")
    total: Counter[str] = Counter()
    for folder in folders:
        reference = json.loads((folder / "story.json").read_text(encoding="utf-8"))
        total += scorer.tally(folder, reference, json.loads(json.dumps(find_cases(folder))))
    rows = {
        name: _make_row(*(total[f"{name}.{part}"] for part in ("gold", "found", "right"))) for name in FIGURES
    }
    of = total["end.of"]
    return rows | {"end": {"share": round(total["end.right"] / of, 3) if of else 0.0, "of": of}}


def _make_row(gold: int, found: int, right: int) -> Row:
    precision, recall = (right / found if found else 0.0), (right / gold if gold else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    row = {"precision": precision, "recall": recall, "f1": f1}
    return {name: round(value, 3) for name, value in row.items()} | {
        "gold": gold,
        "found": found,
        "right": right,
    }


def tell(rows: dict[str, Row]) -> str:
    """Return the figures as lines for the terminal.

    Args:
        rows: By figure.
    """
    return "\n".join(
        f"{name:10} F1 {row['f1']:.3f} P {row['precision']:.3f} R {row['recall']:.3f}"
        f" ({row['right']:.0f} of {row['found']:.0f} found, {row['gold']:.0f} in the reference)"
        if "f1" in row
        else f"{name:10} {row['share']:.3f} of {row['of']:.0f}"
        for name, row in rows.items()
    )


def digest_stories(benchmark: Path) -> str:
    """Return one SHA-256 over the stories and their scorers.

    Args:
        benchmark: The benchmark folder.
    """
    digest = hashlib.sha256()
    files = [
        benchmark / "score.py",
        benchmark / "score_stories.py",
        *sorted((benchmark / "stories").rglob("*.*")),
    ]
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def measure(rows: dict[str, Row]) -> dict[str, float]:
    """Return the figures that have floors: F1, or the share of right ones.

    Args:
        rows: By figure.
    """
    return {name: row.get("f1", row.get("share", 0.0)) for name, row in rows.items()}


def find_faults(kept: Note, digest: str, rows: dict[str, Row]) -> list[str]:
    """Return what breaks the floors, in words; empty where nothing does.

    Args:
        kept: What ``stories.json`` holds.
        digest: Digest of the stories as they are now.
        rows: Measured now.
    """
    if digest != kept["digest"]:
        return ["stories: the references or the scorer are not those that the floors were measured on"]
    now = measure(rows)
    return [
        f"stories: {name} {now[name]:.3f} is under its floor {least:.2f}"
        for name, least in kept["least"].items()
        if now[name] < least
    ]


def write_page(rows: dict[str, Row], stories: int) -> str:
    """Return the figures as a page for people.

    Args:
        rows: By figure.
        stories: How many stories were followed.
    """
    lines = [
        "# Following, measured",
        "",
        f"Made by `make bench`: {stories} stories of the benchmark, each followed by itself, scored with its scorer.",
        "Following was built on the first eight; a floor may not fall (`make floors`).",
        "",
        "| figure | precision | recall | F1 | right | found | in the reference |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, row in rows.items():
        if "f1" in row:
            cells = (f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
            counts = (f"{row[key]:.0f}" for key in ("right", "found", "gold"))
            lines.append(f"| {name} | {' | '.join(cells)} | {' | '.join(counts)} |")
        else:
            lines.append(f"| {name} | | | {row['share']:.3f} | | | {row['of']:.0f} |")
    return "\n".join(lines) + "\n"


def keep(benchmark: Path, rows: dict[str, Row], stories: int, *, lower: bool) -> None:
    """Write the figures beside this file; floors are lifted, and fall only where that is asked for.

    Args:
        benchmark: The benchmark folder.
        rows: By figure.
        stories: How many stories were followed.
        lower: Whether a floor may also go down.
    """
    digest = digest_stories(benchmark)
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"digest": "", "least": {}}
    floors = {name: round(value * 1000) // 10 / 100 for name, value in measure(rows).items()}
    if not lower and kept["digest"] == digest:
        floors = {name: max(value, kept["least"].get(name, 0.0)) for name, value in floors.items()}
    FILE.write_text(
        json.dumps({"digest": digest, "least": floors, "scores": rows}, indent=1) + "\n", encoding="utf-8"
    )
    PAGE.write_text(write_page(rows, stories), encoding="utf-8")


def main() -> int:
    """Read the command line, follow the stories, print, keep or check the figures; return the exit code."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument(
        "--benchmark", type=Path, required=True, help="folder with stories/ and score_stories.py"
    )
    args.add_argument("--only", default="", help="names of stories, separated by commas; keeps nothing")
    args.add_argument(
        "--check", action="store_true", help="fail where a figure is under its floor; keeps nothing"
    )
    args.add_argument("--lower", action="store_true", help="floors may go down, too")
    options = args.parse_args()
    only = set(filter(None, options.only.split(",")))
    folders = [path for path in list_stories(options.benchmark) if not only or path.name in only]
    rows = score_stories(options.benchmark, folders)
    print(tell(rows))
    if options.check:
        faults = find_faults(
            json.loads(FILE.read_text(encoding="utf-8")), digest_stories(options.benchmark), rows
        )
        print("\n".join(faults) if faults else "every figure is at or over its floor", file=sys.stderr)
        return int(bool(faults))
    if not only:
        keep(options.benchmark, rows, len(folders), lower=options.lower)
    return 0


if __name__ == "__main__":
    sys.exit(main())
