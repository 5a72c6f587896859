"""What a situation report holds, whatever it is written as: sections of tables and lines, with numbered notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """The words that a line rests on, or the person who recorded it.

    Args:
        number: Its number in the report, from 1.
        source: Who published the document, or the person; may be empty.
        when: When it was published or recorded, EDTF; None where unknown.
        words: The quotation, letter for letter; empty where a person reports or decides.
        document: SHA-256 of the document; empty where there is none.
        start: First code point of the quotation in the document.
        end: One past its last one.
        url: Public address of the document, or empty.
        masked: Whether names in the quotation are withheld or left out.
    """

    number: int
    source: str
    when: str | None
    words: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    url: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, or a line of its own.

    Args:
        text: What is said, in the language of the report; what documents name keeps its own letters.
        notes: Numbers of the notes that show it.
        is_title: Whether it names its row.
    """

    text: str
    notes: tuple[int, ...] = ()
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Args:
        caption: What it shows; may be empty.
        columns: Headings.
        rows: As many cells each as there are headings.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines one below the other.

    Args:
        caption: What they have in common; may be empty.
        lines: The lines.
    """

    caption: str
    lines: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart or a map.

    Args:
        name: A short Latin name, unique in the report.
        caption: What it shows.
        told: The same in words, for those who do not see it.
        svg: The picture, an SVG document.
    """

    name: str
    caption: str
    told: str
    svg: str


Block = Table | Lines | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Args:
        name: A short Latin name.
        title: Its heading.
        blocks: What it holds.
        empty: What is said where it holds nothing.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A number at the top.

    Args:
        value: The number, written.
        label: What it counts.
        section: Name of the section that it counts.
    """

    value: str
    label: str
    section: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation report.

    Args:
        title: Its heading.
        lang: ``ar`` or ``en``.
        period: The period, written.
        facts: What the report states of itself: what counts, the state of the ledger, versions.
        headlines: Numbers at the top.
        sections: In order.
        notes: In order of their numbers.
        masks: What is said about names that are not shown; empty where all are.
    """

    title: str
    lang: str
    period: str
    facts: tuple[tuple[str, str], ...]
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    masks: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.lang == "ar" else "ltr"
