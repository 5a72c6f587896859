"""The report as plain Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mithaq.reports.situation.runs import isolate_runs
from mithaq.reports.situation.situation import Note, Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import Words

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_BREAK: Final = re.compile(r"\s*\n\s*")


def write_markdown(report: Situation, words: Words, templates: Templates) -> bytes:
    """Return the report as Markdown, UTF-8.

    Args:
        report: The report.
        words: Its language and digits.
        templates: Where templates come from.

    Raises:
        BriefError: If a template cannot be used.
    """

    def mark(text: str) -> str:
        return escape_signs(isolate_runs(_BREAK.sub(" ", text), report.lang))

    values: dict[str, object] = {
        "report": report,
        "say": words.say,
        "write_date": words.write_date,
        "write_number": words.write_number,
    }
    filters: dict[str, Callable[..., str]] = {"mark": mark, "refer": refer, "quote": quote}
    return templates.render("brief.md", values, filters).encode()


def escape_signs(text: str) -> str:
    """Return a text in which no sign means anything in Markdown.

    Args:
        text: The text.
    """
    return _SIGNS.sub(r"\\\1", text)


def refer(notes: tuple[int, ...]) -> str:
    """Return the footnotes that a line calls for.

    Args:
        notes: Their numbers.
    """
    return "".join(f"[^{number}]" for number in notes)


def quote(note: Note) -> str:
    """Return a quotation as a block within a footnote; its line breaks stay.

    Args:
        note: The note.
    """
    lines = escape_signs(note.words).split("\n")
    return "\n".join(f"    > {line}" if line else "    >" for line in lines)
