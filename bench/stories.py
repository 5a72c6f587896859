"""Score following on the stories: ``python -m bench.stories --benchmark FOLDER``.

Writes the cases found in each story to a temporary folder, scores them with the benchmark's own scorer, and keeps
the figures in ``bench/stories.json`` and ``bench/STORIES.md``.
"""

from __future__ import annotations

import argparse
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

HERE = Path(__file__).parent
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


def main() -> int:
    """Read the command line, follow the stories, print and keep the figures; return the exit code."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument(
        "--benchmark", type=Path, required=True, help="folder with stories/ and score_stories.py"
    )
    args.add_argument("--only", default="", help="names of stories, separated by commas; keeps nothing")
    options = args.parse_args()
    only = set(filter(None, options.only.split(",")))
    folders = [path for path in list_stories(options.benchmark) if not only or path.name in only]
    rows = score_stories(options.benchmark, folders)
    print(tell(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
