"""Clauses as the databases are asked for them, and where a text meets them: the same answer from all three.

SQLite searches its FTS5 table with an expression of its own language, PostgreSQL the column ``terms`` with a tsquery;
`find_marks` looks at one text, for what is highlighted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import connections, transaction
from django.db.models import QuerySet

from mithaq.ledger.facets import Key, What, mark_code
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.question import Clause, Row
from mithaq.ledger.related import find_telling_keys
from mithaq.model import Span
from mithaq.text.keys import list_places, split_forms
from mithaq.text.normalize import Normalized, normalize

_EXACT = "="
# How much more a word in a title tells than one in the text; values of facets tell least.
_WEIGHTS: Final = (6.0, 1.0, 0.6, 1.0)
# A page is no place for several processes of the server, nor for compiling what is asked once.
_ALONE: Final = "; ".join(
    f"SET LOCAL {name} = {value}"
    for name, value in (("enable_seqscan", "off"), ("max_parallel_workers_per_gather", "0"), ("jit", "off"))
)
_BY_INDEX: Final = f"{_ALONE}; SET LOCAL enable_indexscan = off"
_BY_DAY: Final = f"{_ALONE}; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
_POSTGRESQL = "ledger_search.terms @@ %s::tsquery"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a database is asked.

    Args:
        where: The condition in SQL, with one place for ``expression``.
        score: The rank of a row in SQL, the better the greater; with a place for each of ``scored``.
        expression: What is looked for, in the language of the database.
        scored: What ``score`` is computed from.
        tables: Tables that are asked beside that of the rows.
        wide: The expression without the order of words, which the index of PostgreSQL does not know: what it finds
            has still to be asked for ``expression`` where that is another one. Empty on SQLite.
        filters: For each filter the numbers of the values of which one must be there; none where words are asked for.
    """

    where: str
    score: str
    expression: str
    scored: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    wide: str = ""
    filters: tuple[tuple[int, ...], ...] = ()


def by_index(alias: str) -> AbstractContextManager[None]:
    """Let PostgreSQL find words by their index: it thinks too little of what it costs to read every text.

    Args:
        alias: The record's connection.
    """
    return _set_ways(alias, _BY_INDEX)


def by_day(alias: str) -> AbstractContextManager[None]:
    """Let PostgreSQL read rows in their order, the newest first, until there are enough.

    Args:
        alias: The record's connection.
    """
    return _set_ways(alias, _BY_DAY)


@contextmanager
def _set_ways(alias: str, ways: str) -> Iterator[None]:
    if connections[alias].vendor != "postgresql":
        yield
        return
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(ways)
        yield


def ask_rows(rows: QuerySet[SearchRow], asked: Asked) -> QuerySet[SearchRow]:
    """Return the rows that meet a question.

    Args:
        rows: What may be found.
        asked: The question.
    """
    return rows.extra(  # noqa: S610 - the conditions are ours, words are parameters
        tables=list(asked.tables), where=[asked.where], params=[asked.expression]
    )


def name_terms(what: What) -> str:
    """Return the table of SQLite in which words are searched.

    Args:
        what: Of documents, acts or cases.
    """
    return f"ledger_terms_{what.value}"


def write_asked(
    alias: str,
    what: What,
    own: int,
    groups: Sequence[Sequence[Row]],
    filters: Sequence[Sequence[int]],
    *,
    every: bool = True,
) -> Asked:
    """Return what a database is asked for rows that meet all clauses and filters.

    Args:
        alias: The record's connection.
        what: What is looked for.
        own: The number of the value that all of these have.
        groups: For each clause its rows; each with at least one.
        filters: For each filter the numbers of the values of which one must be there.
        every: Whether all clauses have to be met; else one of them.
    """
    if connections[alias].vendor == "postgresql":
        where = _POSTGRESQL
        marked = [*filters, [own]]
        if what is What.CASE and (groups or filters):
            # Their words have an index of their own.
            where, marked = f"{_POSTGRESQL} AND ledger_search.what = 'case'", list(filters)
        expression = _join(_TSQUERY, groups, marked, every=every)
        wide = _join(_WIDE, groups, marked, every=every)
        if not groups:
            values = tuple(map(tuple, filters))
            return Asked(where, "0.0", expression, wide=wide, filters=values)
        score = "ts_rank(ledger_search.terms, %s::tsquery, 1)"
        return Asked(where, score, expression, (_join(_TSQUERY, groups, (), every=every),), wide=wide)
    if not (groups or filters):
        filters = [[own]]
    weights = ", ".join(str(weight) for weight in _WEIGHTS)
    table = name_terms(what)
    score = f"-bm25({table}, {weights})" if groups else "0.0"
    expression = _join(_MATCH, groups, filters, every=every)
    return Asked(f"{table} MATCH %s AND {table}.rowid = ledger_search.id", score, expression, (), (table,))


@dataclass(frozen=True, slots=True)
class _Language:
    """How a database is asked: what stands between alternatives, between what must all be there, around a row."""

    either: str
    both: str
    write: Callable[[Row], str]


def _join(
    language: _Language, groups: Sequence[Sequence[Row]], filters: Sequence[Sequence[int]], *, every: bool
) -> str:
    either, both, write = language.either, language.both, language.write
    words = [f"({either.join(map(write, rows))})" for rows in groups]
    marks = [f"({either.join(write((mark_code(code),)) for code in codes)})" for codes in filters]
    looked = f"({(both if every else either).join(words)})" if words else ""
    return both.join(filter(None, (looked, *marks)))


def _write_match(row: Row) -> str:
    return f'"{" ".join(row)}"'


def _write_tsquery(row: Row) -> str:
    return _write_row(row, " <-> ")


def _write_wide(row: Row) -> str:
    return _write_row(row, " & ")


def _write_row(row: Row, sign: str) -> str:
    written = sign.join(f"'{key}'" for key in row)
    return f"({written})" if len(row) > 1 else written


_MATCH: Final = _Language(" OR ", " AND ", _write_match)
_TSQUERY: Final = _Language(" | ", " & ", _write_tsquery)
_WIDE: Final = _Language(" | ", " & ", _write_wide)


def list_groups(clauses: Iterable[Clause], codes: Mapping[Key, int]) -> tuple[tuple[Row, ...], ...]:
    """Return for each clause what it is met by: its rows, and the marks of its values that anything has.

    Args:
        clauses: What is looked for.
        codes: The numbers of values.
    """
    return tuple(
        (
            *_keep_needed(clause.rows),
            *((mark_code(codes[value]),) for value in clause.values if value in codes),
        )
        for clause in clauses
    )


def _keep_needed(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows without those that hold a word which alone is enough: "الحوثي" finds "جماعة الحوثي", too."""
    enough = {row[0] for row in rows if len(row) == 1}
    yield from (row for row in rows if len(row) == 1 or enough.isdisjoint(row))


def find_marks(text: str, clauses: Iterable[Clause]) -> tuple[Span, ...]:
    """Return where a text meets clauses, in text order, never overlapping.

    Args:
        text: The text as it may be shown.
        clauses: What is looked for.
    """
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for clause in clauses:
        for row in clause.rows:
            rows[row[0]].append(row)
    if not rows:
        return ()
    plain = normalize(text)
    forms = split_forms(plain.plain)
    found: list[tuple[int, int]] = []
    if any(not first.startswith(_EXACT) for first in rows):
        keys = find_telling_keys(forms)
        telling = [at for at, key in enumerate(keys) if key]
        found += _find_rows([keys[at] for at in telling], telling, rows)
    if any(first.startswith(_EXACT) for first in rows):
        found += _find_rows([f"{_EXACT}{form}" for form in forms], range(len(forms)), rows)
    return _choose(plain, found) if found else ()


def _find_rows(
    keys: Sequence[str], places: Sequence[int], rows: Mapping[str, Sequence[Row]]
) -> list[tuple[int, int]]:
    found = []
    for at in [at for at, key in enumerate(keys) if key in rows]:
        sizes = [len(row) for row in rows[keys[at]] if tuple(keys[at : at + len(row)]) == row]
        if sizes:
            found.append((places[at], places[at + max(sizes) - 1] + 1))
    return found


def _choose(plain: Normalized, found: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    places = list_places(plain.plain)
    marks: list[Span] = []
    last = 0
    for first, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if first >= last:
            marks.append(plain.span(places[first][0], places[end - 1][1]))
            last = end
    return tuple(marks)
