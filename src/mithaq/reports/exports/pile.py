"""What a format gets to write: cases with their documents, or readings, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Protocol

import msgspec

from mithaq.following.case import Evidence, Party, Step
from mithaq.following.fold import Case, Held
from mithaq.ledger.masks import MASK
from mithaq.model import Document, Reading
from mithaq.reports.cases import Citation, Library, list_parties
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import Statement
from mithaq.reports.wording import Lang


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case with the documents that it rests on.

    Args:
        case: As it may be shown, private names left out.
        library: Documents, of this case and of others.
        withheld: Ids of its parties whose names are withheld.
        left_out: Ids of its parties whose names are left out, because they are private persons.
        is_covered: Whether names of private persons are left out of it, of parties or of others.
    """

    case: Case
    library: Library
    withheld: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    is_covered: bool = False

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of its parties whose names are not shown."""
        return self.withheld | self.left_out

    @property
    def parties(self) -> dict[str, Party]:
        """Its parties by id, those that are accused or deny included."""
        return list_parties([self.case])

    def list_documents(self) -> tuple[Document, ...]:
        """Return its documents, in the order in which they came into the case."""
        documents = self.library.documents
        return tuple([documents[sha256] for sha256 in self.case.documents if sha256 in documents])

    def cite(self, held: Held[Step]) -> tuple[Citation, ...]:
        """Return the words that a step rests on.

        Args:
            held: A step of the case.
        """
        return self.cite_all(held.step.evidence)

    def cite_all(self, evidence: tuple[Evidence, ...]) -> tuple[Citation, ...]:
        """Return the words that pieces of evidence point to; those of documents that are not at hand are left out.

        Args:
            evidence: Places in documents.
        """
        found = [self.library.cite(piece) for piece in evidence]
        return tuple(filter(None, found))


@dataclass(slots=True)
class Tally:
    """What was written, counted while it is written.

    Args:
        records: Rows, features, entities or texts.
        masked: Documents of cases in which names are masked, counted with each case.
        private: Cases, or texts, in which names of private persons were left out.
        left_out: What the format cannot hold, by reason.
    """

    records: int = 0
    masked: int = 0
    private: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def note_text(self, stored: str, shown: str) -> None:
        """Count what is masked of a text.

        Args:
            stored: As it may be shown at all.
            shown: Without names of private persons.
        """
        self.masked += MASK in shown
        self.private += stored != shown

    def note_case(self, dossier: Dossier) -> None:
        """Count what is masked of a case.

        Args:
            dossier: The case with its documents.
        """
        case, library = dossier.case, dossier.library
        if library.masked:
            self.masked += len([sha256 for sha256 in case.documents if library.masked.get(sha256)])
        self.private += dossier.is_covered


@dataclass(frozen=True, slots=True)
class Pile:
    """Everything that a format needs.

    Args:
        selection: What was asked for.
        statement: What is known of the export before it is written.
        dossiers: Yields the cases.
        readings: Yields what was read in the documents, judgements applied.
        tally: Counts what is written.
    """

    selection: Selection
    statement: Statement
    dossiers: Callable[[], Iterator[Dossier]]
    readings: Callable[[], Iterator[Reading]]
    tally: Tally

    @property
    def lang(self) -> Lang:
        """Language of headings and labels."""
        return self.selection.lang

    def state(self) -> Statement:
        """Return the statement with what was counted so far."""
        left_out = dict(sorted(self.tally.left_out.items()))
        private = None if self.selection.private else self.tally.private
        masks = msgspec.structs.replace(self.statement.masks, masked=self.tally.masked, private=private)
        holds = msgspec.structs.replace(self.statement.holds, records=self.tally.records, left_out=left_out)
        return msgspec.structs.replace(self.statement, holds=holds, masks=masks)


class Writer(Protocol):
    """Writes a pile in one format."""

    def __call__(self, pile: Pile, out: IO[bytes], /) -> None:
        """Write.

        Args:
            pile: What is written.
            out: Where to; never sought in.
        """
