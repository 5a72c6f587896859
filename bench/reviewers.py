"""Many reviewers decide at the same time about the same cases: ``python -m bench.reviewers RECORD``.

Each looks at a case, remembers the version that it saw, and decides; whoever was quicker has changed the case by
then. Afterwards every decision is accounted for: recorded once, exactly as it was taken, on the state that its
reviewer had seen; or refused, with what had changed and who had done it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Final

from bench.steps import fill
from mithaq.following.case import Assign, Comment
from mithaq.following.entry import Entry
from mithaq.ledger.current import read_case, read_entries
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.refusal import StaleError
from mithaq.ledger.verify import verify_record

REVIEWERS, DECISIONS, CASES = 50, 10_000, 40
_REMARKS: Final = 0.2  # share of decisions that are remarks, not assignments


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided.

    Args:
        reviewer: Who.
        text: What makes the decision the only one of its kind.
        case: About which case.
        saw: The version of the case that the reviewer had seen.
        entry: Number of the entry that records it; None where it was refused.
        named: Whether the refusal named at least one later change of the case by somebody.
    """

    reviewer: str
    text: str
    case: str
    saw: int
    entry: int | None
    named: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all decisions.

    Args:
        decisions: How many were taken.
        recorded: How many were recorded.
        refused: How many were refused, because the case had moved on.
        seconds: How long it took.
        faults: Decisions that were lost, doubled, or recorded over another one, in words.
    """

    decisions: int
    recorded: int
    refused: int
    seconds: float
    faults: tuple[str, ...]


def decide(url: str, reviewer: int, decisions: int, cases: Sequence[str]) -> list[Decision]:
    """Take decisions about cases at random, as one reviewer among many.

    Args:
        url: The record.
        reviewer: Number of the reviewer.
        decisions: How many.
        cases: About which cases.
    """
    chance, record = random.Random(reviewer), open_record(url)
    taken = [
        _decide_once(record, f"reviewer-{reviewer}", turn, chance.choice(cases), chance)
        for turn in range(decisions)
    ]
    record.close()
    return taken


def _decide_once(record: Record, reviewer: str, turn: int, case: str, chance: random.Random) -> Decision:
    text, saw = f"{reviewer} decision {turn}", read_case(record, case).version
    step = Comment(case=case, text=text) if chance.random() < _REMARKS else Assign(case=case, to=text)
    try:
        (entry,) = record.append([step], reviewer, saw=saw)
    except StaleError as error:
        later = [change for change in error.changes if change.number > saw and change.author]
        return Decision(reviewer, text, case, saw, None, bool(later))
    return Decision(reviewer, text, case, saw, entry.number, named=True)


def review(
    url: str, *, reviewers: int = REVIEWERS, decisions: int = DECISIONS, cases: int = CASES
) -> Outcome:
    """Let reviewers decide, then account for every decision.

    Args:
        url: A record that is not there yet.
        reviewers: How many decide at the same time, each with a connection of its own.
        decisions: How many decisions they take together.
        cases: How many cases these are about.
    """
    record = fill(url, cases * 2, cases=cases)
    names = sorted({entry.step.case for entry in read_entries(record)} - {""})[:cases]
    started, share = time.perf_counter(), decisions // reviewers
    with ThreadPoolExecutor(reviewers) as pool:
        taken = list(pool.map(lambda number: decide(url, number, share, names), range(reviewers)))
    seconds = time.perf_counter() - started
    everything = [decision for some in taken for decision in some]
    faults = account(everything, list(read_entries(record)))
    faults.extend(str(fault) for fault in verify_record(record).faults)
    record.close()
    recorded = sum(decision.entry is not None for decision in everything)
    return Outcome(len(everything), recorded, len(everything) - recorded, round(seconds, 1), tuple(faults))


def account(taken: Sequence[Decision], entries: Sequence[Entry]) -> list[str]:
    """Return which decisions were lost, doubled, or recorded over a state that their reviewer had not seen.

    Args:
        taken: All decisions.
        entries: All entries of the record.
    """
    faults: list[str] = []
    said = Counter(_name(entry) for entry in entries)
    last: dict[str, list[int]] = {}
    for entry in entries:
        last.setdefault(entry.step.case, []).append(entry.number)
    for decision in taken:
        if decision.entry is None:
            if said[decision.text] or not decision.named:
                faults.append(f"{decision.text}: refused, yet recorded or without a reason")
            continue
        entry = entries[decision.entry]
        if said[decision.text] != 1 or (_name(entry), entry.author) != (decision.text, decision.reviewer):
            faults.append(f"{decision.text}: lost or doubled")
        between = [number for number in last[decision.case] if decision.saw < number < decision.entry]
        if between:
            faults.append(f"{decision.text}: overwrites entries {between} unseen")
    return faults


def _name(entry: Entry) -> str:
    """Return what makes a decision's entry the only one of its kind; empty for other entries."""
    step = entry.step
    if isinstance(step, Assign):
        return step.to
    return step.text if isinstance(step, Comment) else ""


def main() -> None:
    """Run the reviewers on the record that the command line names; print what became of their decisions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("record")
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    given = parser.parse_args()
    print(json.dumps(asdict(review(given.record, decisions=given.decisions)), ensure_ascii=False))


if __name__ == "__main__":
    main()
