"""Clauses as the databases are asked for them, and where a text meets them: the same answer from all three.

SQLite searches its FTS5 table with an expression of its own language, PostgreSQL the column ``terms`` with a tsquery;
`find_marks` looks at one text, for what is highlighted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connections

from mithaq.ledger.facets import Key, mark_code
from mithaq.ledger.question import Clause, Row
from mithaq.ledger.related import find_telling_key
from mithaq.model import Span
from mithaq.text.keys import Words, cut_words

_EXACT = "="
# How much more a word in a title tells than one in the text; values of facets tell least.
_WEIGHTS: Final = (6.0, 1.0, 0.6, 1.0)
_SQLITE = "ledger_terms MATCH %s"
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
    """

    where: str
    score: str
    expression: str
    scored: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def write_asked(
    alias: str, groups: Sequence[Sequence[Row]], filters: Sequence[Sequence[int]], *, every: bool = True
) -> Asked:
    """Return what a database is asked for rows that meet all clauses and filters.

    Args:
        alias: The record's connection.
        groups: For each clause its rows; each with at least one.
        filters: For each filter the numbers of the values of which one must be there.
        every: Whether all clauses have to be met; else one of them.
    """
    postgresql = connections[alias].vendor == "postgresql"
    write = _write_tsquery if postgresql else _write_match
    either, both = (" | ", " & ") if postgresql else (" OR ", " AND ")
    words = [f"({either.join(write(row) for row in rows)})" for rows in groups]
    marks = [f"({either.join(write((mark_code(code),)) for code in codes)})" for codes in filters]
    looked = f"({(both if every else either).join(words)})" if words else ""
    expression = both.join(filter(None, (looked, *marks)))
    if postgresql:
        if not words:
            return Asked(_POSTGRESQL, "0.0", expression)
        return Asked(_POSTGRESQL, "ts_rank(ledger_search.terms, %s::tsquery, 1)", expression, (looked,))
    weights = ", ".join(str(weight) for weight in _WEIGHTS)
    score = f"-bm25(ledger_terms, {weights})" if words else "0.0"
    return Asked(
        f"{_SQLITE} AND ledger_terms.rowid = ledger_search.id", score, expression, (), ("ledger_terms",)
    )


def _write_match(row: Row) -> str:
    return f'"{" ".join(row)}"'


def _write_tsquery(row: Row) -> str:
    return "(" + " <-> ".join(f"'{key}'" for key in row) + ")" if len(row) > 1 else f"'{row[0]}'"


def list_groups(clauses: Iterable[Clause], codes: Mapping[Key, int]) -> tuple[tuple[Row, ...], ...]:
    """Return for each clause what it is met by: its rows, and the marks of its values that anything has.

    Args:
        clauses: What is looked for.
        codes: The numbers of values.
    """
    return tuple(
        (*clause.rows, *((mark_code(codes[value]),) for value in clause.values if value in codes))
        for clause in clauses
    )


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
    words = cut_words(text)
    keys = [find_telling_key(form) for form in words.forms]
    telling = [at for at, key in enumerate(keys) if key]
    found = _find_rows([keys[at] for at in telling], telling, rows)
    exact = [f"{_EXACT}{form}" for form in words.forms]
    found += _find_rows(exact, range(len(exact)), rows)
    return _choose(words, found)


def _find_rows(
    keys: Sequence[str], places: Sequence[int], rows: Mapping[str, Sequence[Row]]
) -> list[tuple[int, int]]:
    found = []
    for at, key in enumerate(keys):
        sizes = [len(row) for row in rows.get(key, ()) if tuple(keys[at : at + len(row)]) == row]
        if sizes:
            found.append((places[at], places[at + max(sizes) - 1] + 1))
    return found


def _choose(words: Words, found: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    marks: list[Span] = []
    last = 0
    for first, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if first >= last:
            marks.append(words.span(first, end))
            last = end
    return tuple(marks)
