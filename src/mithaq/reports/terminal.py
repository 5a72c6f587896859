"""Text of documents in a terminal: Arabic in isolates, and nothing that could steer the terminal.

Terminals lay out each line on its own. So every line of Arabic is wrapped here, to the width that it has, and
put between U+2067 and U+2069; a terminal that knows both directions then shows it rightly, and others show
the letters in the order in which they are written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"
_STEERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def clean_text(text: str) -> str:
    """Return a text for one line, without direction signs and with control signs made visible.

    Args:
        text: Any text, for instance of a document that nobody has checked.
    """
    line = " ".join(_STEERING.sub("", text).split())
    return _CONTROL.sub("\ufffd", line)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction is written from right to left.

    Args:
        text: Any text.
    """
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in _RIGHT_TO_LEFT:
            return True
        if direction == "L":
            return False
    return False


def isolate(text: str) -> str:
    """Return a text in an isolate where it is written from right to left.

    Args:
        text: One line.
    """
    return f"{RLI}{text}{PDI}" if is_right_to_left(text) else text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell.

    Args:
        text: What it says; cleaned when it is shown.
        style: Rich style.
        lead: A sign before its first line, outside the isolate ("→ ").
    """

    text: str
    style: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of paragraphs, each wrapped to the width of the column, Arabic to the right."""

    lines: tuple[Line, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        for line in self.lines:
            text = clean_text(line.text)
            side: Literal["left", "right"] = "right" if is_right_to_left(text) and not line.lead else "left"
            lead = line.lead
            for piece in Text(text).wrap(console, max(1, options.max_width - len(lead))):
                shown = lead + isolate(piece.plain.rstrip())
                yield Text(shown, style=line.style, justify=side, no_wrap=True)
                lead = " " * len(lead)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the least and the greatest width that is of use."""
        texts = [Text(line.lead + clean_text(line.text)) for line in self.lines]
        sizes = [Measurement.get(console, options, text) for text in texts] or [Measurement(1, 1)]
        return Measurement(max(size.minimum for size in sizes), max(size.maximum for size in sizes))


def make_cell(*lines: Line | str | None) -> Cell:
    """Return a cell; empty lines are left out.

    Args:
        lines: Paragraphs, or their texts.
    """
    kept = (Line(line) if isinstance(line, str) else line for line in lines if line)
    return Cell(tuple(line for line in kept if line.text))
