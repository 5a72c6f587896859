"""What a reader takes out of a file, before it is known to be a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

from mithaq.dates import Edtf

PACKED_CRAWL: Final = ".warc.gz"
"""The one suffix of two parts."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file or its sidecar says about a text; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Edtf | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata, with the gaps filled from ``other``."""
        return Metadata(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            author=self.author or other.author,
            published=self.published or other.published,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One file on disk or in an archive, not yet read.

    Args:
        origin: Path, or ``archive!member``.
        name: File name with its suffix.
        folder: Name of the folder or archive that holds it; tells apart files of one name.
        size: Unpacked bytes.
        unseal: Opens the content for reading; may raise OSError or what a broken archive raises.
        sidecar: Opens ``NAME.meta.json`` beside it, where there is one.
        sidecar_origin: Path, or ``archive!member``, of that sidecar.
    """

    origin: str
    name: str
    folder: str
    size: int
    unseal: Callable[[], IO[bytes]]
    sidecar: Callable[[], IO[bytes]] | None = None
    sidecar_origin: str = ""

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        return self.name[: len(self.name) - len(self.suffix)] or self.name

    @property
    def suffix(self) -> str:
        """The suffix in lower case, with its dot; empty where there is none."""
        if self.name.lower().endswith(PACKED_CRAWL):
            return PACKED_CRAWL
        head, dot, tail = self.name.rpartition(".")
        return f".{tail.lower()}" if dot and head else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with what its file says about it.

    Args:
        text: As decoded; line ends not yet made one.
        origin: As of the item, with line or number where the file holds several texts.
        name: Short name before it is made unique.
        metadata: What the file says.
        note: What could not be kept whole, for the log; empty where all is well.
    """

    text: str
    origin: str
    name: str
    metadata: Metadata = Metadata()
    note: str = ""
