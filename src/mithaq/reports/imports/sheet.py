"""A row as a text: what it says stands on lines of its own, so that every step can point to the cell it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mithaq.dates import Edtf
from mithaq.following.case import Evidence
from mithaq.model import Document, Span


@dataclass(frozen=True, slots=True)
class Source:
    """The file that is imported.

    Args:
        name: Its name, without its folder.
        sha256: Of its bytes, hex.
        format: In which format.
        person: Who imports it.
    """

    name: str
    sha256: str
    format: str
    person: str

    def locate(self, place: str) -> str:
        """Return where something came from, for the document that it becomes.

        Args:
            place: Line, or number of the entity, in the file.
        """
        return f"{self.name}:{place} ({self.format}; SHA-256 {self.sha256}; {self.person})"

    def point(self, place: str) -> str:
        """Return the place for messages."""
        return f"{self.name}:{place}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A row that became a document.

    Args:
        document: Its text.
        places: Where the value of each cell stands in it.
    """

    document: Document
    places: Mapping[str, Span]

    def quote(self, *names: str) -> tuple[Evidence, ...]:
        """Return the cells that something rests on; empty ones are left out.

        Args:
            names: Headings.
        """
        spans = (self.places[name] for name in names if name in self.places)
        return tuple(Evidence(self.document.sha256, span.start, span.end) for span in spans)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a row as a document.

    Args:
        name: Short name.
        origin: Where it came from (`Source.locate`).
        title: What it is called.
        outlet: Who made it.
        published: When, EDTF.
        url: Its address.
    """

    name: str
    origin: str
    title: str | None = None
    outlet: str | None = None
    published: Edtf | None = None
    url: str | None = None


def write_sheet(heading: str, cells: Iterable[tuple[str, str]], known: Known) -> Sheet:
    """Return a row as a text: a heading, and one line for each cell that is not empty.

    Args:
        heading: First line.
        cells: Headings and values, in the order of the file.
        known: What is known of it as a document.
    """
    lines = [heading]
    places: dict[str, Span] = {}
    at = len(heading) + 1
    for name, value in cells:
        if not value.strip():
            continue
        label = f"{name}: "
        lines.append(f"{label}{value}")
        places[name] = Span(at + len(label), at + len(label) + len(value))
        at += len(label) + len(value) + 1
    text = "\n".join(lines)
    document = Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        name=known.name,
        origin=known.origin,
        title=known.title,
        outlet=known.outlet,
        published=known.published,
        url=known.url,
    )
    return Sheet(document, places)


def split_cell(value: str, marks: Sequence[str] = (";",)) -> tuple[str, ...]:
    """Return the values of a cell that holds several.

    Args:
        value: The cell.
        marks: What parts them.
    """
    for mark in marks[1:]:
        value = value.replace(mark, marks[0])
    return tuple(part.strip() for part in value.split(marks[0]) if part.strip())
