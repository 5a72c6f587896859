"""How wide the columns of a table are on paper: no word is broken where there is room, long cells get the rest."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from mithaq.reports.situation.situation import Table

# Points, and the part of the page that words may need at least: else the long cells would become high and narrow.
_SIZES: Final = ((8.5, 0.7), (7.5, 0.7), (7.5, 1.0), (6.5, 1.0))
_POINT: Final = 12_700  # of the units of a Word document (ECMA-376, part 1, 20.1.2.1)
_MARGINS: Final = 2 * 5.4 + 2  # points: of a cell at both sides, and some for rounding
# Widths of letters, in parts of their height: rather those of wide fonts, for nobody knows which one there will be.
_NARROW, _COMMON, _LARGE, _WIDE, _BOLD = 0.34, 0.6, 0.7, 0.95, 1.07
_THIN_LETTERS, _WIDE_LETTERS = frozenset("fijlrtI.,:;'!|()[]·"), frozenset("mwMW@%—█")
_LONGEST: Final = 22  # letters; what is longer (addresses, masked names) may be broken
_LEAST_LETTERS, _MOST_LETTERS = 9, 120  # of a cell that count for the width of its column
# Lines are broken behind spaces, and behind a hyphen or slash in front of a letter (Unicode, annex 14).
_BREAK = re.compile(r"\s+|(?<=[-/])(?=[^\W\d_])")


def share_width(table: Table, whole: int) -> tuple[list[int], float]:
    """Return how wide each column is, and the size of the letters.

    Args:
        table: The table.
        whole: Width of the page without its margins, in the units of a Word document.

    Returns:
        Widths in the same units, and points: smaller ones where the words would not fit otherwise.
    """
    for size, part in _SIZES:
        least = [_find_least(table, number, size) for number in range(len(table.columns))]
        if sum(least) <= whole * part:
            return _share(_weigh(table), least, whole), size
    return [int(whole * width / sum(least)) for width in least], size


def _share(weights: list[float], least: list[float], whole: int) -> list[int]:
    """Return the widths: each column's part by its weight, and at least what its words need."""
    widths = dict(enumerate(least))
    free = set(widths)
    while free:
        rest = whole - sum(width for number, width in widths.items() if number not in free)
        parts = {number: rest * weights[number] / sum(weights[one] for one in free) for number in free}
        short = {number for number in free if parts[number] < least[number]}
        if not short:
            widths.update(parts)
            break
        free -= short
    return [int(widths[number]) for number in range(len(least))]


def _weigh(table: Table) -> list[float]:
    """Return how much of the page each column asks for: the root of its longest cell, so that none takes all."""
    lengths = [
        max([len(column), *(len(row[number].text) for row in table.rows)])
        for number, column in enumerate(table.columns)
    ]
    return [max(_LEAST_LETTERS, min(length, _MOST_LETTERS)) ** 0.5 for length in lengths]


def _find_least(table: Table, number: int, size: float) -> float:
    """Return how wide a column has to be for its longest word."""
    longest = _measure(table.columns[number]) * _BOLD
    for row in table.rows:
        cell = row[number]
        longest = max(longest, _measure(cell.text) * (_BOLD if cell.is_title else 1))
    return (longest * size + _MARGINS) * _POINT


def _measure(text: str) -> float:
    """Return the width of the longest word of a text, in heights of its letters."""
    words = (word for word in _BREAK.split(text) if len(word) <= _LONGEST)
    return max((sum(map(_find_width, word)) for word in words), default=0)


def _find_width(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0
    if letter in _THIN_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _LARGE if letter.isupper() else _COMMON
