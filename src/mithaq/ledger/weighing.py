"""Words asked of PostgreSQL: all that has them is put in order of days in one question, the newest are read in another.

The index of PostgreSQL knows which words stand in a row, but not where. Phrases are therefore first looked for as words
that are all there, and only the newest of what has them is asked for their order, which takes the text itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, FloatField, QuerySet, Window
from django.db.models.expressions import RawSQL

from mithaq.ledger.among import Among
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.matching import Asked, by_index

_LISTED: Final = (
    50_000  # rows with the words of a phrase, the newest, of which it may be asked whether they have it
)
_LEAST: Final = (
    200  # of so many nobody waits for more, where many rows have the words of a phrase and not the phrase
)
_HIDDEN: Final = """
NOT EXISTS (SELECT 1 FROM unnest(string_to_array(%s, ' ')) AS hidden WHERE hidden = ledger_search."{column}")
"""
_PATIENCE: Final = 3  # times as many rows as are wanted are read before that


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many hits are looked at: of more, the newest.

    Args:
        ranked: How many are ranked; of phrases, how many are looked at.
        listed: How many are listed and have their values counted.
    """

    ranked: int
    listed: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row that was found.

    Args:
        id: Its number.
        day: The day by which it is ordered, ISO; empty where unknown.
        codes: The letters of its values (`facets`).
        score: Its rank, the better the greater; None where it was not ranked.
    """

    id: int
    day: str
    codes: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of words.

    Args:
        rows: The newest, in any order.
        many: How many there are in all.
        about: Whether that is an estimate, by the share of the rows with all words of a phrase that have the phrase.
    """

    rows: list[Weighed]
    many: int
    about: bool


def leave_out(rows: QuerySet[SearchRow], column: str, names: Collection[str]) -> QuerySet[SearchRow]:
    """Return rows of PostgreSQL without those that have one of some names, however many these are.

    Args:
        rows: The rows.
        column: ``document`` or ``case``.
        names: The names; none has a blank in it.
    """
    if not names:
        return rows
    where = _HIDDEN.format(column=column)
    return rows.extra(where=[where], params=[" ".join(names)])  # noqa: S610 - ours, names are parameters


def sort_rows(rows: Iterable[Weighed]) -> list[Weighed]:
    """Return rows in order: those with a rank, the best first, then the others, the newest first.

    Args:
        rows: The rows.
    """
    ranked, others = list[Weighed](), list[Weighed]()
    for row in rows:
        (others if row.score is None else ranked).append(row)
    ranked.sort(key=lambda row: (-(row.score or 0.0), row.day, row.id))
    return [*ranked, *_sort_newest(others)]


def _sort_newest(rows: Iterable[Weighed]) -> list[Weighed]:
    return sorted(rows, key=lambda row: (row.day, row.id), reverse=True)


def weigh_newest(rows: QuerySet[SearchRow], asked: Asked, sizes: Sizes, *, ranked: bool) -> Looked:
    """Return the newest rows of PostgreSQL that meet a question, with their ranks, and how many meet it in all.

    Args:
        rows: What may be found, without an order.
        asked: The question.
        sizes: How many are wanted.
        ranked: Whether ranks are wanted.
    """
    certain = asked.wide == asked.expression
    numbers, many = _list_newest(rows, asked, sizes.listed if certain else _LISTED)
    if certain:
        first = sizes.ranked if ranked else 0
        best = _read(rows.db, numbers[:first], asked, ranked=True)
        others = _read(rows.db, numbers[first:], asked, ranked=False)
        return Looked([*best, *others], many, about=False)
    most = sizes.ranked
    met: list[Weighed] = []
    looked, step = 0, most + most // 2
    while looked < len(numbers) and not _is_enough(len(met), looked, most):
        met += _read(rows.db, numbers[looked : looked + step], asked, ranked=ranked)
        looked = min(looked + step, len(numbers))
    newest = _sort_newest(met)[:most]
    if looked == many:
        return Looked(newest, len(met), about=False)
    return Looked(newest, max(_round(many * len(met) / looked), len(met)), about=True)


def _is_enough(met: int, looked: int, most: int) -> bool:
    return met >= most or (met >= _LEAST and looked >= _PATIENCE * most)


def _round(count: float) -> int:
    """Return a number of which the first two digits tell something."""
    unit: int = 10 ** max(len(str(int(count))) - 2, 0)
    return round(count / unit) * unit


def _list_newest(rows: QuerySet[SearchRow], asked: Asked, most: int) -> tuple[list[int], int]:
    """Return the numbers of the newest rows that have all words, the newest first, and how many have them."""
    found = rows.extra(where=[asked.where], params=[asked.wide])  # noqa: S610 - ours, words are parameters
    ordered = found.annotate(many=Window(Count("*"))).order_by("-day", "-id")
    with by_index(rows.db):
        listed = list(ordered.values_list("id", "many")[:most])
    return [number for number, _ in listed], listed[0][1] if listed else 0


def _read(alias: str, numbers: Sequence[int], asked: Asked, *, ranked: bool) -> Iterator[Weighed]:
    """Yield those of some rows that meet a question."""
    if not numbers:
        return
    score, scored = (asked.score, asked.scored) if ranked else ("0.0", ())
    if asked.wide != asked.expression:
        # As a column, not as a condition: for that the index would be looked through once more.
        score, scored = f"CASE WHEN {asked.where} THEN {score} END", (asked.expression, *scored)
    weighed = RawSQL(score, scored, FloatField())  # noqa: S611 - ours, with parameters
    rows = SearchRow.objects.using(alias).filter(Among("id", numbers)).annotate(score=weighed)
    for number, day, codes, rank in rows.values_list("id", "day", "codes", "score"):
        if rank is not None:
            yield Weighed(number, day, codes, float(rank) if ranked else None)
