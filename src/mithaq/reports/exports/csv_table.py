"""Cases as CSV that Excel opens right: UTF-8 with a byte order mark, formulas escaped, one row for each case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from mithaq.reports.exports.cells import write_comma_rows
from mithaq.reports.exports.columns import load_columns, read_lines
from mithaq.reports.exports.pile import Pile


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the cases of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    write_comma_rows(out, _list_rows(pile))


def _list_rows(pile: Pile) -> Iterator[list[Any]]:
    yield [column.head(pile.lang) for column in load_columns()]
    for line in read_lines(pile):
        yield line.list_values()
