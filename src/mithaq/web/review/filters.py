"""What somebody wants to review, as the address of a page says it: it goes along from one proposal to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.http import urlencode

from mithaq.following.case import Kind
from mithaq.ledger.reviews import ReviewFilter
from mithaq.web.access import Asked, has_right
from mithaq.web.roles import Right

FIRST, SECOND = "first", "second"
_WAITS: Final = {FIRST: False, SECOND: True}
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the queue; what is empty or cannot be understood is not asked.

    Args:
        kind: Kind of the case.
        waits: `FIRST` for what nobody has judged, `SECOND` for what waits for a second person.
        source: Part of the name of the source.
        least: How sure the machine must be, in percent.
    """

    kind: str = ""
    waits: str = ""
    source: str = ""
    least: int = 0

    @property
    def query(self) -> str:
        """The filters as the query of an address; empty where nothing is asked."""
        asked: dict[str, str | int] = {
            "kind": self.kind, "waits": self.waits, "source": self.source, "least": self.least,
        }  # fmt: skip
        return urlencode({name: value for name, value in asked.items() if value})

    def make_filter(self, request: Asked) -> ReviewFilter:
        """Return what is asked of the ledger: second persons are those with the right to be one."""
        second = _WAITS.get(self.waits)
        return ReviewFilter(
            kind=Kind(self.kind) if self.kind else None,
            second=second if has_right(request, Right.VERIFY) else False,
            outlet=self.source,
            least=self.least / _WHOLE,
            person=request.user.username,
        )


def read_filters(asked: QueryDict) -> Filters:
    """Return the filters that the query of an address says.

    Args:
        asked: The query.
    """
    kind, waits, least = asked.get("kind", ""), asked.get("waits", ""), asked.get("least", "")
    return Filters(
        kind=kind if kind in set(Kind) else "",
        waits=waits if waits in _WAITS else "",
        source=asked.get("source", "").strip(),
        least=min(int(least), _WHOLE) if least.isascii() and least.isdecimal() else 0,
    )
