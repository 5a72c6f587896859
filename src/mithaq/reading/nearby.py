"""What the words near and beside a candidate weigh, looked up word by word and not by names of signs.

These are the signs that ``act_signs`` calls ``near=…``, ``+1=…`` to ``-2=…`` and the same with the family: a
candidate has some twenty, no two candidates have the same, and most weigh nothing. Their names are taken apart once,
so that a word leads to its weight at once; what is near is the difference of two running sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mithaq.lexicon import Trigger
from mithaq.reading.act_signs import PLACES, WINDOW, find_beside, has_near_sign
from mithaq.reading.sums import Exact, Table
from mithaq.reading.survey import Survey
from mithaq.text.stem import cut_stem

_REMEMBERED = 250_000

_Rows = dict[str, int]
_NOTHING: tuple[_Rows, ...] = tuple({} for _ in PLACES)


class _NearRows(_Rows):
    """The row of the sign that a word is near, by word; forgotten when they grow too many."""

    def __init__(self, by_root: _Rows, blank: int) -> None:
        super().__init__()
        self._by_root, self._blank = by_root, blank

    def __missing__(self, form: str) -> int:
        """Find the row of a word that was not met before."""
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self._by_root.get(cut_stem(form).root, self._blank) if has_near_sign(form) else self._blank
        self[form] = found
        return found


class Nearby:
    """The weights of the words around a candidate; frozen but for its memory of words."""

    def __init__(self, rows: Mapping[str, int], table: Table) -> None:
        """Take the names of signs apart.

        Args:
            rows: Row of each sign in the table.
            table: One row per sign, the last one for signs that are not known.
        """
        self._table = table.astype(np.float64)
        self._blank = len(table) - 1
        near: _Rows = {}
        beside: dict[str, dict[str, _Rows]] = {}
        for name, row in rows.items():
            kind, _, word = name.partition("=")
            if kind == "near":
                near[word] = row
            elif kind in PLACES:
                beside.setdefault("", {}).setdefault(kind, {})[word] = row
            elif kind == "fam":
                family, _, sign = word.rpartition(" ")
                if sign[:2] in PLACES:
                    beside.setdefault(family, {}).setdefault(sign[:2], {})[sign[3:]] = row
        self._near = _NearRows(near, self._blank)
        self._beside = {
            family: tuple(places.get(place, {}) for place in PLACES) for family, places in beside.items()
        }

    def add(self, survey: Survey, triggers: Sequence[Trigger]) -> Exact:
        """Return for each candidate the sums of what the words around it weigh.

        Args:
            survey: The text.
            triggers: Candidates, at least one.
        """
        return self._add_near(survey, triggers) + self._add_beside(survey, triggers)

    def _add_near(self, survey: Survey, triggers: Sequence[Trigger]) -> Exact:
        weights = self._table.take(list(map(self._near.__getitem__, survey.page.forms)), axis=0)
        running = np.zeros((len(weights) + 1, weights.shape[1]))
        weights.cumsum(axis=0, out=running[1:])
        places = []
        for trigger in triggers:
            first, last = trigger.first, trigger.last
            begin, end = survey.sentence(first)
            places.append((max(begin, first - WINDOW), first, last, min(end, last + WINDOW)))
        low, first, last, high = np.array(places).T
        total: Exact = running[first] - running[low] + running[high] - running[last]
        return total

    def _add_beside(self, survey: Survey, triggers: Sequence[Trigger]) -> Exact:
        blank, known = self._blank, self._beside
        anywhere = known.get("", _NOTHING)
        rows: list[int] = []
        for trigger in triggers:
            words = find_beside(survey, trigger)
            for tables in (anywhere, known.get(trigger.family, _NOTHING)):
                rows += [table.get(word, blank) for table, word in zip(tables, words, strict=True)]
        weights = self._table.take(rows, axis=0)
        total: Exact = weights.reshape(len(triggers), -1, weights.shape[1]).sum(axis=1)
        return total
