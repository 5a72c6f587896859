"""Lines, columns and paragraphs of a page, found by the white between its letters.

All measures are shares of the size of the letters (em): nothing depends on the size of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low
from typing import Final

from mithaq.sources.pdf.glyphs import Glyph
from mithaq.sources.pdf.order import balance, is_arabic, read_line

_SAME_LINE: Final = 0.45
_BLANK: Final = 0.08
"""White between two words that the file parts, too."""
_WORDLESS: Final = 0.33
"""White between two Arabic words that the file does not part; letters that do not join have up to 0.2."""
_SIGN: Final = 0.15
"""Likewise beside a number, a sign or a Latin word."""
_GUTTER: Final = 0.7
"""White between two columns."""
_CELL: Final = 2.0
"""White between two cells of one row."""
_LEAST_LINES: Final = 4
_PROSE: Final = 11.0
"""How wide the lines of a column of prose are at least; cells of tables are narrower."""
_WIDE: Final = 3.0
"""How far apart two lines of one column are at most."""
_PITCH: Final = 1.25
"""How far apart two lines of one paragraph are at most, as a share of what is usual in their block."""
_SHORT: Final = 0.15
"""How much shorter than its column the last line of a paragraph is, at least."""
_ALIKE: Final = 0.15
_MARK_REACH: Final = 1.2
_MARK_RISE: Final = 0.5
_MARK_FALL: Final = 1.5
"""How much a step up, or down, counts beside one to the side, from a letter to its vowel mark: most stand above."""
_JOIN: Final = " | "
_STOPS: Final = '.!?؟:؛»"…'
_LISTED: Final = re.compile(r"\W*\d")
_HYPHENS: Final = "-\u00ad\u2010"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read.

    Args:
        text: In reading order.
        left: Left edge, in points.
        right: Right edge.
        base: Its height on the page.
        size: The height of its letters.
        block: Which column or block of the page it is of, from 0.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    block: int = 0


def find_lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Return the lines of a page in reading order.

    Args:
        glyphs: Its letters, in any order.
    """
    rtl = is_from_right(glyphs)
    lines: list[Line] = []
    for number, block in enumerate(_cut_blocks(_attach_marks(glyphs), rtl=rtl)):
        lines.extend(replace(_read_row(row, rtl=rtl), block=number) for row in _find_rows(block))
    return tuple(lines)


def is_from_right(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a page is written from right to left."""
    arabic = sum(is_arabic(glyph.text[0]) for glyph in glyphs)
    latin = sum(glyph.text[0].isalpha() and not is_arabic(glyph.text[0]) for glyph in glyphs)
    return arabic * 2 > latin


def join_lines(pages: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Return the paragraphs that lines make up, also where they go on in the next column or on the next page.

    Args:
        pages: The lines of each page, in reading order.
    """
    paragraphs: list[str] = []
    before: tuple[Line, _Block] | None = None
    for page in pages:
        numbers = {line.block for line in page}
        blocks = {number: _measure([line for line in page if line.block == number]) for number in numbers}
        for line in page:
            if before and _goes_on(*before, line, blocks[line.block]):
                paragraphs[-1] = _join(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            before = line, blocks[line.block]
    return tuple(map(balance, paragraphs))


def _attach_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the letters with the vowel marks that are drawn over and under them.

    A mark may be told with its letter (it then stands at the height of the mark), whether or not the letter is told
    by itself, too.
    """
    letters = [glyph for glyph in glyphs if not glyph.marks]
    arabic = sorted(
        (at for at, letter in enumerate(letters) if is_arabic(letter.text[0])),
        key=lambda at: letters[at].base,
    )
    heights = [letters[at].base for at in arabic]
    for mark in (glyph for glyph in glyphs if glyph.marks):
        first = bisect_left(heights, mark.base - _MARK_REACH * mark.size)
        last = bisect_right(heights, mark.base + _MARK_REACH * mark.size)
        best = min(arabic[first:last], key=lambda at: _find_distance(mark, letters[at]), default=None)
        if best is None:
            letters.extend([] if mark.is_mark else [mark])
        elif mark.is_mark or _is_told_twice(mark, letters[best]):
            letters[best] = replace(letters[best], text=letters[best].text + mark.marks)
        else:
            letters.append(replace(mark, base=letters[best].base))
    return letters


def _is_told_twice(mark: Glyph, letter: Glyph) -> bool:
    middle = (mark.left + mark.right) / 2
    return letter.text[0] == mark.text[0] and letter.left <= middle <= letter.right


def _find_distance(mark: Glyph, letter: Glyph) -> float:
    middle = (mark.left + mark.right) / 2
    aside = max(0.0, letter.left - middle, middle - letter.right)
    rise = mark.base - letter.base
    return aside + (_MARK_RISE * rise if rise >= 0 else -_MARK_FALL * rise)


def _find_rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the letters of each line, the topmost first, from the left."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if row and row[0].base - glyph.base > _SAME_LINE * min(row[0].size, glyph.size):
            yield sorted(row, key=_find_middle)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=_find_middle)


def _find_middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _cut_blocks(glyphs: Sequence[Glyph], *, rtl: bool) -> Iterator[list[Glyph]]:
    """Yield the letters of each block: columns of prose are read one after another, else rows."""
    rows = list(_find_rows(glyphs))
    gutter = _find_gutter(rows)
    if gutter is None:
        if glyphs:
            yield list(glyphs)
        return
    within = [glyph for row in rows[gutter.first : gutter.last] for glyph in row]
    left = [glyph for glyph in within if _find_middle(glyph) < gutter.at]
    right = [glyph for glyph in within if _find_middle(glyph) > gutter.at]
    above = [glyph for row in rows[: gutter.first] for glyph in row]
    below = [glyph for row in rows[gutter.last :] for glyph in row]
    for part in (above, *((right, left) if rtl else (left, right)), below):
        yield from _cut_blocks(part, rtl=rtl)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """White that goes down through rows.

    Args:
        at: Where, in points from the left.
        first: Index of the first row that it goes through.
        last: Index behind the last one.
    """

    at: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters of a row without wide white between them."""

    left: float
    right: float
    size: float


def _find_gutter(rows: Sequence[Sequence[Glyph]]) -> _Gutter | None:
    """Return the white that parts most rows into two columns of prose; None where there is none."""
    stretched = [list(_stretch(row)) for row in rows]
    edges = {
        round(place)
        for row in stretched
        for one in row
        for place in (one.left - _GUTTER * one.size / 2, one.right + _GUTTER * one.size / 2)
    }
    found = (_follow_white(stretched, float(edge)) for edge in sorted(edges))
    return max((one for one in found if one), key=lambda one: one.last - one.first, default=None)


def _stretch(row: Sequence[Glyph]) -> Iterator[_Stretch]:
    left, right = row[0].left, row[0].right
    for glyph in row:
        if glyph.left - right > _GUTTER * glyph.size:
            yield _Stretch(left, right, glyph.size)
            left = glyph.left
        right = max(right, glyph.right)
    yield _Stretch(left, right, row[-1].size)


def _follow_white(rows: Sequence[Sequence[_Stretch]], at: float) -> _Gutter | None:
    """Return the most rows on end that leave a place white, where prose stands on both sides of it."""
    best = (0, 0)
    first = 0
    for index in range(len(rows) + 1):
        if index == len(rows) or any(one.left < at < one.right for one in rows[index]):
            best = max(best, (first, index), key=lambda run: run[1] - run[0])
            first = index + 1
    run = rows[best[0] : best[1]]
    sides = (
        [[one for one in row if one.right <= at] for row in run],
        [[one for one in row if one.left >= at] for row in run],
    )
    return _Gutter(at, *best) if all(map(_is_prose, sides)) else None


def _is_prose(rows: Sequence[Sequence[_Stretch]]) -> bool:
    widths = [(row[-1].right - row[0].left) / row[0].size for row in rows if row]
    return len(widths) >= _LEAST_LINES and median(widths) >= _PROSE


def _read_row(row: Sequence[Glyph], *, rtl: bool) -> Line:
    cells: list[list[Glyph]] = [[]]
    right = row[0].left
    for glyph in row:
        if glyph.left - right > _CELL * glyph.size:
            cells.append([])
        cells[-1].append(glyph)
        right = max(right, glyph.right)
    read = [" ".join(read_line(list(_space(cell)), rtl=rtl).split()) for cell in cells]
    return Line(
        text=_JOIN.join(reversed(read) if rtl else read),
        left=row[0].left,
        right=right,
        base=median(glyph.base for glyph in row),
        size=median(glyph.size for glyph in row),
    )


def _space(cell: Sequence[Glyph]) -> Iterator[str]:
    """Yield the letters of a cell from the left, with a blank where there is white."""
    for one, other in pairwise((cell[0], *cell)):
        white = (other.left - one.right) / other.size
        joined = is_arabic(one.text[0]) and is_arabic(other.text[0])
        if white > (_WORDLESS if joined else _SIGN) or (white > _BLANK and one.word != other.word):
            yield " "
        yield other.text


@dataclass(frozen=True, slots=True)
class _Block:
    left: float
    right: float
    pitch: float


def _measure(lines: Sequence[Line]) -> _Block:
    pitches = [one.base - other.base for one, other in pairwise(lines) if one.base > other.base]
    usual = median_low(pitches) if pitches else 0.0
    return _Block(min(line.left for line in lines), max(line.right for line in lines), usual)


def _goes_on(before: Line, above: _Block, line: Line, block: _Block) -> bool:
    """Tell whether a line goes on with the paragraph of the one before it, which stands in the block ``above``."""
    size = max(before.size, line.size)
    if _JOIN in before.text or _JOIN in line.text or abs(before.size - line.size) > _ALIKE * size:
        return False
    from_right = is_arabic(_find_letter(before.text))
    short = before.left - above.left if from_right else above.right - before.right
    if short > _SHORT * (above.right - above.left):
        return False
    if above is block:
        return 0 < before.base - line.base <= min(_PITCH * block.pitch, _WIDE * size)
    wide = before.right - before.left > _PROSE * size
    return wide and before.text[-1] not in _STOPS and not _LISTED.match(line.text)


def _find_letter(text: str) -> str:
    return next((char for char in text if char.isalpha()), " ")


def _join(one: str, other: str) -> str:
    if one[-1] in _HYPHENS and len(one) > 1 and one[-2].isalpha() and other[0].isalpha():
        return one[:-1] + other
    return f"{one} {other}"
