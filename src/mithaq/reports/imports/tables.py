"""Tables of events and cases, cut into rows by their headings; spreadsheets' marks before formulas are taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mithaq.following.case import AnyRead
from mithaq.refusals import make_error, pass_on
from mithaq.reports.exports.cells import restore_cell
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Sheet, Source
from mithaq.reports.imports.taken import Left, Result, make_arrival
from mithaq.sources.delimited import Row, cut_table
from mithaq.sources.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a table.

    Args:
        line: The line of the file on which it begins, from 1.
        cells: Its values by heading, in the order of the file.
    """

    line: int
    cells: Mapping[str, str]


Take = Callable[[NamedRow], tuple[Sheet, list[AnyRead]]]
"""Tells what a row says, as a document and the steps that rest on it; raises `NotTakenError` where it cannot."""


def read_rows(text: str, source: Source, needed: Sequence[str], take: Take) -> Result:
    """Yield what each row of a table brings, and which cannot be taken.

    Args:
        text: The file, decoded.
        source: The file.
        needed: Headings that it must have.
        take: Tells what a row says. What it refuses without a remedy is left out: nothing is wrong with it.

    Raises:
        NotTakenError: As for `find_rows`.
    """
    for row in find_rows(text, source, needed):
        if isinstance(row, Left):
            yield row
            continue
        place = source.point(str(row.line))
        try:
            yield make_arrival(*take(row), place)
        except NotTakenError as error:
            yield Left(place, error, refused=bool(error.remedy))


def find_rows(text: str, source: Source, needed: Sequence[str]) -> Iterator[NamedRow | Left]:
    """Yield the rows of a table, and why one cannot be cut.

    Args:
        text: The file, decoded.
        source: The file.
        needed: Headings that it must have.

    Raises:
        NotTakenError: If it has not, or two columns go by one heading.
    """
    try:
        table = cut_table(text)
    except RefusalError as error:
        raise pass_on(NotTakenError, error, source.name) from error
    missing = [name for name in needed if name not in table.head]
    if missing:
        where, names = source.name, ", ".join(missing)
        raise make_error(
            NotTakenError, "imports.no-columns", where=where, headings=names, format=source.format
        )
    twice = sorted({name for name in table.head if name and table.head.count(name) > 1})
    if twice:
        where, names = source.name, ", ".join(twice)
        raise make_error(NotTakenError, "imports.heading-twice", where=where, headings=names)
    for row in table.rows:
        if isinstance(row, Row):
            cells = (*row.cells, *("",) * (len(table.head) - len(row.cells)))
            named = zip(table.head, cells, strict=False)
            yield NamedRow(row.line, {name: restore_cell(cell) for name, cell in named if name})
        else:
            line, broken = row
            yield Left(source.point(str(line)), broken)
