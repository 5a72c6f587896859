"""Which hits of a broad question are looked at: of very many the newest, without reading all of them.

PostgreSQL finds words by an index that knows nothing of days, and would read every hit to put them in order. How many
there are is guessed from the first ones that it meets; the months, of which is known how much they hold, tell from when
on there should be enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import connections
from django.db.models import Max, QuerySet

from mithaq.ledger.facets import COUNTED, Facet, What
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.matching import by_index

_MORE: Final = (1.5, 8.0)  # times as many as are wanted should lie in the months that are looked at


def list_newest(
    rows: QuerySet[SearchRow], what: What, columns: tuple[str, ...], most: int
) -> list[tuple[Any, ...]]:
    """Return rows in any order; where there are more than are wanted, the newest of them.

    On SQLite those that came last are taken for the newest.

    Args:
        rows: What was found, without an order.
        what: What it is.
        columns: What is read of each; the first is ``id``.
        most: How many are wanted.
    """
    named = rows.values_list(*columns)
    if connections[rows.db].vendor != "postgresql":
        return list(named.order_by("-id")[:most])
    met = _read(named[: most + 1])
    if len(met) <= most:
        return met
    ordered = named.order_by("-day", "-id")
    for month in _list_months(rows.db, what, _guess(rows.db, met), most):
        found = _read(ordered.filter(what=what.value, day__gte=month)[:most])
        if len(found) == most:
            return found
    return _read(ordered[:most])


def _read(rows: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - values of any columns
    with by_index(rows.db):
        return list(rows)


def _guess(alias: str, met: list[tuple[Any, ...]]) -> float:
    """Return about how many rows there are: those that were met lie before all others."""
    last = SearchRow.objects.using(alias).aggregate(last=Max("id"))["last"]
    farthest: int = max(row[0] for row in met)
    return len(met) * float(last) / farthest


def _list_months(alias: str, what: What, many: float, most: int) -> Iterator[str]:
    """Yield months from which on there should be enough rows, fewer of them first."""
    column = COUNTED[what]
    months = FacetRow.objects.using(alias).filter(facet=Facet.MONTH.value, **{f"{column}__gt": 0})
    counts = list(months.order_by("-value").values_list("value", column))
    share = many / max(sum(count for _, count in counts), 1)
    for times in _MORE:
        held = 0.0
        for month, count in counts:
            held += count * share
            if held >= most * times:
                yield month
                break
