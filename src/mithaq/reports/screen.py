"""What commands print for a person."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rich.console import Console

from mithaq.model import Reading
from mithaq.reports.rows import ActRow, RequestRow, Row
from mithaq.reports.tables import make_table
from mithaq.reports.views import VIEWS
from mithaq.reports.wording import Wording

_FILE_WIDTH = 120  # columns where the output is no terminal


def open_console() -> Console:
    """Return a console that is as wide as the terminal, or wide enough to read where there is none."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _FILE_WIDTH
    return console


def print_tables(readings: Sequence[Reading], kinds: Sequence[str], wording: Wording) -> None:
    """Print one table for each kind.

    Args:
        readings: What was read.
        kinds: Names of kinds, as in ``views.VIEWS``.
        wording: The language.
    """
    console = open_console()
    for kind in kinds:
        _print_table(console, kind, VIEWS[kind](readings), wording)


def print_shortened(
    readings: Sequence[Reading], kinds: Sequence[str], wording: Wording, *, rows: int, more: str
) -> None:
    """Print the surest rows of each kind, and the command that prints them all.

    Args:
        readings: What was read.
        kinds: Names of kinds, as in ``views.VIEWS``.
        wording: The language.
        rows: How many rows of each kind.
        more: The command, with ``{kind}`` where the kind belongs.
    """
    console = open_console()
    for kind in kinds:
        found = VIEWS[kind](readings)
        _print_table(console, kind, pick_rows(found, rows), wording, total=len(found))
        if len(found) > rows:
            command = more.format(kind=kind)
            console.print(
                wording.say("more", count=len(found) - rows, command=command), style="dim", soft_wrap=True
            )
            console.print()


def pick_rows(rows: Sequence[Row], count: int) -> Sequence[Row]:
    """Return the rows of which the reader is surest, in their order.

    Args:
        rows: All rows; only acts and requests carry a confidence, of others the first ones are taken.
        count: How many at most.
    """
    surest = sorted(range(len(rows)), key=lambda index: -_find_confidence(rows[index]))[:count]
    return [rows[index] for index in sorted(surest)]


def _find_confidence(row: Row) -> float:
    act = row.request if isinstance(row, RequestRow) else row
    return act.confidence if isinstance(act, ActRow) else 1.0


def _print_table(
    console: Console, kind: str, rows: Sequence[Row], wording: Wording, *, total: int | None = None
) -> None:
    if rows:
        console.print(make_table(kind, rows, wording, total=total or len(rows)))
    else:
        console.print(f"{wording.name_kind(kind)}: {wording.say('none')}")
    console.print()
