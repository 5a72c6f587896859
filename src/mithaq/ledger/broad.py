"""Which hits of a broad question about values are looked at: of very many the newest, without reading all of them.

PostgreSQL finds values by an index that knows nothing of days, and would read every hit to put them in order. Where
very many have the values, rows are read from the newest on until enough of them were met.
"""

from __future__ import annotations

import re
from typing import Final

from django.db.models import QuerySet

from mithaq.ledger.facets import COUNTED, Facet, What, write_codes
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.matching import Asked, by_day
from mithaq.ledger.weighing import Weighed

_RISK: Final = 4  # what has a value may be old: then more rows are read than if it were spread evenly


def is_broad(alias: str, what: What, many: int, most: int) -> bool:
    """Tell whether fewer rows are read from the newest on than there are hits.

    Args:
        alias: The record's connection.
        what: What is looked for.
        many: How many hits there are.
        most: How many of them are wanted.
    """
    column = COUNTED[what]
    kinds = FacetRow.objects.using(alias).filter(facet=Facet.WHAT.value, value=what.value)
    total: int = sum(kinds.values_list(column, flat=True))
    return _RISK * most * total < many * many


def walk_newest(rows: QuerySet[SearchRow], asked: Asked, column: str, most: int) -> list[tuple[Weighed, str]]:
    """Return the newest rows of PostgreSQL that have values, each with its name.

    Args:
        rows: What may be found, of one kind.
        asked: The values.
        column: The column of the name.
        most: How many are wanted.
    """
    for codes in asked.filters:
        letters = [write_codes((code,)) for code in codes]
        # The second tells whether the letters found by the first, which is quicker, are those of one number.
        somewhere = " OR ".join(["strpos(ledger_search.codes, %s) > 0"] * len(letters))
        exactly = f"^(?:.{{4}})*(?:{'|'.join(map(re.escape, letters))})"
        rows = rows.extra(  # noqa: S610 - ours, with parameters
            where=[f"({somewhere}) AND ledger_search.codes ~ %s"], params=[*letters, exactly]
        )
    ordered = rows.order_by("-day", "-id").values_list("id", "day", "codes", column)
    with by_day(rows.db):
        return [(Weighed(number, day, codes), name) for number, day, codes, name in ordered[:most]]
