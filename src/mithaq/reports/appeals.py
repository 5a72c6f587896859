"""Appeals to nobody in particular, as rows with the words that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mithaq.following.appeals import Appeal, find_appeals
from mithaq.following.case import Party
from mithaq.following.story import read_story
from mithaq.model import Reading
from mithaq.reports.cases import Citation, Library


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal.

    Args:
        by: Who calls; None where nobody is named.
        cue: The words that show it, plain spelling.
        evidence: The sentence or clause, and where it stands.
    """

    by: Party | None
    cue: str
    evidence: Citation


def list_appeals(readings: Iterable[Reading]) -> Iterator[Appeal]:
    """Yield the appeals of documents, each document read for itself.

    Args:
        readings: In the order in which their appeals are wanted.
    """
    for reading in readings:
        yield from find_appeals(read_story((reading,)))


def make_rows(appeals: Iterable[Appeal], library: Library) -> tuple[AppealRow, ...]:
    """Return appeals with their words; those whose documents are not at hand are left out.

    Args:
        appeals: In order.
        library: Their documents.
    """
    cited = ((appeal, library.cite(appeal.evidence)) for appeal in appeals)
    return tuple(AppealRow(appeal.by, appeal.cue, words) for appeal, words in cited if words is not None)
