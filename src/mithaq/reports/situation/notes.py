"""Notes: numbered in the order in which they are called for, each place in a document once."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.following.case import Evidence, Step
from mithaq.following.fold import Held
from mithaq.reports.cases import Library
from mithaq.reports.situation.situation import Note

_DAY = 10  # letters of a day in a moment


class Notes:
    """The notes of a report, as far as it is written.

    Args:
        most: How many one line may call for: a fact that fifty reports tell needs not fifty notes.
    """

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._notes: dict[tuple[str, int, int, str], Note] = {}

    def cite(self, evidence: Iterable[Evidence], library: Library) -> tuple[int, ...]:
        """Return the numbers of the notes for words of documents.

        Args:
            evidence: The words.
            library: The documents, as they may be shown.
        """
        found: list[int] = []
        for piece in dict.fromkeys(evidence):
            citation = library.cite(piece)
            if citation is None or len(found) == self._most:
                continue
            key = (piece.document, piece.start, piece.end, "")
            if key not in self._notes:
                document = library.documents[piece.document]
                self._notes[key] = Note(
                    number=len(self._notes) + 1,
                    source=citation.outlet or document.name,
                    when=citation.published,
                    words=citation.quote.text,
                    document=piece.document,
                    start=piece.start,
                    end=piece.end,
                    url=document.url or "",
                    masked=citation.masked,
                )
            found.append(self._notes[key].number)
        return tuple(dict.fromkeys(found))

    def name(self, held: Held[Step]) -> tuple[int, ...]:
        """Return the number of the note that names who recorded a step.

        Args:
            held: A step that no document shows.
        """
        who = held.people[0] if held.people else held.author
        key = ("", held.number, 0, who)
        if key not in self._notes:
            self._notes[key] = Note(len(self._notes) + 1, source=who, when=held.at[:_DAY])
        return (self._notes[key].number,)

    def show(self, held: Held[Step], library: Library) -> tuple[int, ...]:
        """Return the numbers of the notes that show a step: its words, else who recorded it.

        Args:
            held: The step.
            library: The documents, as they may be shown.
        """
        return self.cite(held.step.evidence, library) or self.name(held)

    def list_notes(self) -> tuple[Note, ...]:
        """Return every note in order of its number."""
        return tuple(self._notes.values())
