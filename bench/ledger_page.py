"""The figures of the ledger as a readable page."""

from __future__ import annotations

from collections.abc import Iterator

from bench.crashes import Tally
from bench.ledger import Growth, Measured, Reading
from bench.reviewers import Outcome

LIMIT = 100.0  # milliseconds


def describe(measured: Measured) -> str:
    """Return everything that was measured as a page.

    Args:
        measured: What was measured.
    """
    lines = ["# The ledger", "", f"Made by `python -m bench.ledger` on: {measured.machine}."]
    if measured.reading:
        lines += ["", "## Reading into a record", "", *_describe_reading(measured.reading)]
    if measured.growth:
        lines += ["", "## How fast it answers", "", *_describe_growth(measured.growth)]
    if measured.crashes:
        lines += ["", "## Killed writers", "", *_describe_crashes(measured.crashes)]
    if measured.reviewers:
        lines += ["", "## Reviewers who decide at the same time", "", *_describe_review(measured.reviewers)]
    return "\n".join([*lines, ""])


def _describe_reading(reading: Reading) -> Iterator[str]:
    yield "| articles | | processor time, s | by the clock, s | articles/s of processor time |"
    yield "| ---: | --- | ---: | ---: | ---: |"
    for name, busy, clock in (
        ("reading alone", reading.alone, reading.alone_clock),
        ("reading into SQLite", reading.recorded, reading.recorded_clock),
    ):
        yield f"| {reading.articles:,} | {name} | {busy:.1f} | {clock:.1f} | {reading.articles / busy:.0f} |"
    yield ""
    yield (
        f"Into a record it goes at {reading.alone / reading.recorded:.2f} of the speed of reading alone "
        f"({reading.alone_clock / reading.recorded_clock:.2f} by the clock), with {reading.proposals:,} proposals."
    )


def _describe_growth(growth: tuple[Growth, ...]) -> Iterator[str]:
    yield (
        "Milliseconds by the clock in which 95 % of the answers came; in brackets half of them, and the slowest; then "
        "own processor time of 95 %, which other programs on the machine do not change (on PostgreSQL without what "
        "the server does)."
    )
    yield ""
    heads = [f"{one.database}, {one.entries:,} entries, {one.cases:,} cases" for one in growth]
    yield f"| | {' | '.join(heads)} |"
    yield "| --- " + "| ---: " * len(growth) + "|"
    for row in zip(*(one.questions for one in growth), strict=True):
        cells = [
            f"{found.p95:.0f} ({found.median:.0f}; {found.slowest:.0f}) {found.busy:.0f}" for found in row
        ]
        yield f"| {row[0].name} | {' | '.join(cells)} |"
    yield f"| restore from a backup, s | {' | '.join(f'{one.restore:.0f}' for one in growth)} |"
    yield f"| verify entries and documents, s | {' | '.join(f'{one.verify:.1f}' for one in growth)} |"
    slow = [
        f"{found.name} ({one.database}, {one.entries:,} entries)"
        for one in growth
        for found in one.questions
        if found.p95 >= LIMIT
    ]
    yield ""
    yield f"Not under {LIMIT:.0f} ms: {'; '.join(slow) or 'nothing'}."


def _describe_crashes(crashes: tuple[Tally, ...]) -> Iterator[str]:
    kills, batches = sum(one.kills for one in crashes), sum(one.acknowledged for one in crashes)
    under_way = sum(one.under_way for one in crashes)
    faults = [fault for one in crashes for fault in one.faults]
    yield (
        f"{kills:,} writers got SIGKILL at random moments, half of them while they read, half while they judged. "
        f"{batches:,} batches had been acknowledged; {under_way} more were recorded whole though nobody had been "
        f"told. Lost, half-written or wrong: {len(faults)}."
    )
    yield from (f"- {fault}" for fault in faults)


def _describe_review(outcome: Outcome) -> Iterator[str]:
    yield (
        f"50 reviewers took {outcome.decisions:,} decisions on PostgreSQL in {outcome.seconds:.0f} s: "
        f"{outcome.recorded:,} were recorded, {outcome.refused:,} were refused because the case had moved on. "
        f"Lost or recorded over something unseen: {len(outcome.faults)}."
    )
    yield from (f"- {fault}" for fault in outcome.faults)
