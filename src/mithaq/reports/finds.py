"""What a search found, as rows: the title, where it is from, and the words around what was looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from mithaq.ledger.hits import Hit
from mithaq.ledger.search import Found
from mithaq.model import Span
from mithaq.reports.screen import open_console
from mithaq.reports.terminal import clean_text, isolate
from mithaq.reports.wording import Wording

_WIDTH = 280  # code points of a passage
_EDGE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text with what was looked for.

    Args:
        span: Where it stands.
        text: Its words, letter for letter.
        marks: What was looked for, as places in the passage.
    """

    span: Span
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A hit as it is printed.

    Args:
        what: ``document``, ``act`` or ``case``.
        id: SHA-256 of the document, or id of the case.
        title: Title of the document or case, or the document's name.
        outlet: Who published it; empty where unknown.
        day: ISO; empty where unknown.
        start: Where the words of an act, or the passage, begin in the document.
        end: Where they end.
        words: The passage.
    """

    what: str
    id: str
    title: str
    outlet: str
    day: str
    start: int
    end: int
    words: str


def cut_passage(text: str, marks: Sequence[Span], within: Span | None = None) -> Passage:
    """Return the passage of a text in which most of what was looked for stands together.

    Args:
        text: The text.
        marks: What was looked for, in text order.
        within: The words that are shown; None for the passage that fits best.
    """
    span = within or _find_best(text, marks)
    inside = (mark for mark in marks if span.covers(mark))
    moved = tuple(Span(mark.start - span.start, mark.end - span.start) for mark in inside)
    return Passage(span, span.select(text), moved)


def _find_best(text: str, marks: Sequence[Span]) -> Span:
    best = max(
        marks,
        key=lambda first: len(
            {mark.select(text) for mark in marks if 0 <= mark.start - first.start < _WIDTH // 2}
        ),
        default=Span(0, 0),
    )
    start = max(0, best.start - _WIDTH // 3)
    end = min(len(text), start + _WIDTH)
    left = _EDGE.search(text, start, best.start) if start else None
    ends = [found.start() for found in _EDGE.finditer(text, max(best.end, start), end)]
    return Span(left.end() if left else start, ends[-1] if ends and end < len(text) else end)


def make_row(hit: Hit) -> FoundRow:
    """Return a hit as it is printed.

    Args:
        hit: What was found.
    """
    if hit.case is not None:
        return FoundRow(hit.what, hit.case.id, hit.case.title, "", hit.day, 0, 0, hit.case.title)
    assert hit.document is not None  # what is no case has a document
    document = hit.document.document
    passage = show_hit(hit)
    title = document.title or document.name
    return FoundRow(
        hit.what, document.sha256, title, document.outlet or "", hit.day, *passage.span, passage.text
    )


def show_hit(hit: Hit) -> Passage:
    """Return the passage that shows why something was found: of an act its words, of a case its title.

    Args:
        hit: What was found.
    """
    if hit.case is not None:
        return cut_passage(hit.case.title, hit.title_marks, Span(0, len(hit.case.title)))
    assert hit.document is not None  # as above
    return cut_passage(hit.document.document.text, hit.marks, hit.span if hit.span.end else None)


def print_found(found: Found, wording: Wording, *, more: str = "") -> None:
    """Print what was found.

    Args:
        found: What was found.
        wording: The language.
        more: The option that shows the next ones.
    """
    console = open_console()
    total = "found_about" if found.about else "found_total"
    console.print(wording.say(total, count=wording.write_number(found.total)))
    if found.loose:
        console.print(wording.say("found_loose"))
    for hit in found.hits:
        _print_hit(console, hit, wording)
    if found.more:
        console.print(wording.say("found_more", option=more), style="dim")


def _print_hit(console: Console, hit: Hit, wording: Wording) -> None:
    row, passage = make_row(hit), show_hit(hit)
    day = wording.write_date(row.day) if row.day else ""
    head = " · ".join(isolate(clean_text(part)) for part in (row.title, row.outlet, day) if part)
    console.print(Text(head, style="bold"))
    if hit.case is None:
        console.print(_show(passage.text, passage.marks))
    place = f" {row.start}-{row.end}" if row.end else ""
    console.print(Text(f"{row.id}{place}", style="dim"))


def _show(text: str, marks: Iterable[Span]) -> Text:
    """Return one line, with what was looked for in brackets: colours do not survive a pipe."""
    at, parts = 0, []
    for mark in marks:
        parts += [text[at : mark.start], "[", mark.select(text), "]"]
        at = mark.end
    return Text(isolate(clean_text("".join([*parts, text[at:]]))))
