"""Cases as CSV with a row of tags of the Humanitarian Exchange Language (HXL 1.1) below the headings."""

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
    columns = load_columns()
    yield [column.head(pile.lang) for column in columns]
    yield [column.hxl for column in columns]
    for line in read_lines(pile):
        yield line.list_values()
