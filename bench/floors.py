"""Scores must not fall: ``python -m bench.floors check|raise --benchmark FOLDER``.

``floors.json`` holds the least value of each figure and the digest of the references that it was measured on.
``check`` fails where a figure is lower or the references are others. ``raise`` lifts every floor to what is
measured now, rounded down to two decimals; it lowers one only with ``--lower``.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.scores import PARTS, Scores, score_part
from bench.texts import digest_part

FILE = Path(__file__).with_name("floors.json")
KEPT = ("act", "place", "role", "whole", "said_by", "about", "actor", "milestone", "figure", "status", "date")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that one part of the benchmark must reach.

    Args:
        digest: SHA-256 of the texts, references and scorer.
        folds: How the figures were measured: cross-validation folds, or 0.
        least: By name the least F1, or the least share of right ones.
    """

    digest: str
    folds: int
    least: dict[str, float]


def read_floors(path: Path) -> dict[str, Floor]:
    """Return the floors by part; empty where there is no file yet.

    Args:
        path: The floors file.
    """
    data: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {part: Floor(**floor) for part, floor in data.items()}


def write_floors(path: Path, floors: dict[str, Floor]) -> None:
    """Write the floors.

    Args:
        path: The floors file.
        floors: By part.
    """
    data = {part: asdict(floor) for part, floor in floors.items()}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def measure(scores: Scores) -> dict[str, float]:
    """Return the figures that have floors: F1, or the share of right ones.

    Args:
        scores: Measured on one part.
    """
    return {name: scores.figures[name].get("f1", scores.figures[name].get("share", 0.0)) for name in KEPT}


def find_faults(part: str, floor: Floor, digest: str, scores: Scores) -> list[str]:
    """Return what breaks the floor of one part, in words; empty where nothing does.

    Args:
        part: Name of the part.
        floor: Its floor.
        digest: Digest of the references as they are now.
        scores: Measured now.
    """
    if digest != floor.digest:
        return [f"{part}: the references or the scorer are not those that the floors were measured on"]
    now = measure(scores)
    return [
        f"{part}: {name} {now[name]:.3f} is under its floor {least:.2f}"
        for name, least in floor.least.items()
        if now[name] < least
    ]


def lift(floor: Floor | None, digest: str, scores: Scores, *, lower: bool) -> Floor:
    """Return the floor at what is measured now.

    Args:
        floor: The floor so far.
        digest: Digest of the references as they are now.
        scores: Measured now.
        lower: Whether a floor may also go down.
    """
    now = {name: round(value * 1000) // 10 / 100 for name, value in measure(scores).items()}
    fresh = Floor(digest, scores.folds, now)
    if floor is None or lower:
        return fresh
    return replace(fresh, least={name: max(value, floor.least.get(name, 0.0)) for name, value in now.items()})


def main() -> int:
    """Read the command line, measure, compare or lift; return the exit code."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("what", choices=("check", "raise"))
    args.add_argument("--benchmark", type=Path, required=True, help="folder with train/, gold/ and score.py")
    args.add_argument("--floors", type=Path, default=FILE)
    args.add_argument(
        "--folds", type=int, default=0, help="with raise: cross-validate train in so many folds"
    )
    args.add_argument("--lower", action="store_true", help="with raise: floors may go down, too")
    args.add_argument("--workers", type=int, default=2, help="processes that read")
    options = args.parse_args()
    floors = read_floors(options.floors)
    if options.what == "raise":
        return _raise_floors(options, floors)
    if not floors:
        print(
            f"No floors in {options.floors}: make them with `python -m bench.floors raise`", file=sys.stderr
        )
        return 1
    faults = []
    for part, floor in floors.items():
        scores = score_part(options.benchmark, part, folds=floor.folds, workers=options.workers)
        digest = digest_part(options.benchmark, part)
        print(f"{part}: " + ", ".join(f"{name} {value:.3f}" for name, value in measure(scores).items()))
        faults += find_faults(part, floor, digest, scores)
    print("\n".join(faults) if faults else "every figure is at or over its floor", file=sys.stderr)
    return int(bool(faults))


def _raise_floors(options: argparse.Namespace, floors: dict[str, Floor]) -> int:
    for part in PARTS:
        folds = options.folds if part == "train" else 0
        scores = score_part(options.benchmark, part, folds=folds, workers=options.workers)
        digest = digest_part(options.benchmark, part)
        floors = {**floors, part: lift(floors.get(part), digest, scores, lower=options.lower)}
    write_floors(options.floors, floors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
