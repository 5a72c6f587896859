"""What somebody looks for, as it stands in the address of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from mithaq.ledger.facets import Facet, What
from mithaq.ledger.search import Order, Query

PAGE: Final = 20
FILTERED: Final = tuple(facet for facet in Facet if facet is not Facet.WHAT)
_MOST_PAGES = 1000
_LONGEST = 500  # letters of a question


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its filters.

    Args:
        text: The words.
        what: What is looked for.
        filters: Values of facets.
        order: Which hits come first.
        page: Which of the pages, from 1 on.
    """

    text: str = ""
    what: What = What.DOCUMENT
    filters: tuple[tuple[Facet, str], ...] = ()
    order: Order = Order.RANK
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.text.strip() and not self.filters

    @property
    def query(self) -> Query:
        """What the record is asked."""
        return Query(self.text, self.what, self.filters, self.order, PAGE, (self.page - 1) * PAGE)

    @property
    def address(self) -> str:
        """The part of an address that says it; empty where nothing is asked."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        pairs += [("what", self.what.value)] if self.what is not What.DOCUMENT else []
        pairs += [(facet.value, value) for facet, value in self.filters]
        pairs += [("order", self.order.value)] if self.order is not Order.RANK else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    def has(self, facet: Facet, value: str) -> bool:
        """Tell whether a value is filtered by."""
        return (facet, value) in self.filters

    def turn(self, facet: Facet, value: str) -> Asking:
        """Return the question with a value filtered by, or no longer filtered by."""
        one = (facet, value)
        filters = tuple(item for item in self.filters if item != one)
        return replace(self, filters=filters if one in self.filters else (*filters, one), page=1)

    def look_for(self, what: What) -> Asking:
        """Return the question for something else."""
        return replace(self, what=what, page=1)

    def go_to(self, page: int) -> Asking:
        """Return the question at another page."""
        return replace(self, page=page)


def read_asking(asked: QueryDict) -> Asking:
    """Return what an address asks; what it says wrongly counts as not said.

    Args:
        asked: What stands behind the question mark.
    """
    what, order, page = asked.get("what", ""), asked.get("order", ""), asked.get("page", "")
    filters = ((facet, value) for facet in FILTERED for value in asked.getlist(facet.value) if value)
    return Asking(
        text=asked.get("q", "").replace("\0", "")[:_LONGEST],
        what=What(what) if what in set(What) else What.DOCUMENT,
        filters=_keep_once(filters),
        order=Order(order) if order in set(Order) else Order.RANK,
        page=min(int(page), _MOST_PAGES) if page.isdecimal() and int(page) else 1,
    )


def _keep_once(filters: Iterable[tuple[Facet, str]]) -> tuple[tuple[Facet, str], ...]:
    return tuple(dict.fromkeys((facet, value.replace("\0", "")) for facet, value in filters))
