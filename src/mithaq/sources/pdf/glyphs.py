"""The letters of a page as PDFium finds them, with their places; nothing of its own order is believed.

PDFium (Chromium's, BSD and Apache-2.0) is fuzzed day and night and bounded where a file is hostile, and reads a
page ten times as fast as a reader in Python. Its words, however, come out of order where right meets left, so only
letters and places are taken from it.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

_FORMS = ((0xFB50, 0xFDEF), (0xFE70, 0xFEFC))
_ALLAH = {"\ufdf2": "الله", "\ufdf3": "أكبر", "\ufdf4": "محمد"}
_QUARTER = 90
_SAME_PLACE = 0.02
_ALEFS = "اأإآٱ"

Turn = Callable[[float, float], tuple[float, float]]

# Where a point of a page lies once the page is turned so that its text, turned by so much clockwise, stands upright.
_TURNS: Final[dict[int, Turn]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (-y, x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (y, -x),
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn letter, ligature or sign.

    Args:
        text: Its letters in the order in which they are read, presentation forms made plain.
        left: Left edge, in points; the place of a vowel mark is that of its ink.
        right: Right edge.
        base: Height of the line on which it stands.
        size: Size of its font (em), in points.
        word: Number of its word in the order of the file; says nothing of letters that do not stand side by side.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    word: int = 0

    @property
    def is_mark(self) -> bool:
        """Tell whether it is only vowel marks, which have no place of their own in a line."""
        return all(unicodedata.combining(char) for char in self.text)


def read_glyphs(page: Any) -> tuple[Glyph, ...]:  # noqa: ANN401 - pypdfium2 is without types
    """Return the letters of a page, blanks left out; those that stand askew (stamps, watermarks) too.

    Args:
        page: A page as pypdfium2 opens it.
    """
    layer = page.get_textpage()
    try:
        found = list(_list_chars(layer))
    finally:
        layer.close()
    turns = Counter(char.turn for char in found)
    if not turns:
        return ()
    upright = turns.most_common(1)[0][0]
    turn = _TURNS[upright % 360]
    return tuple(_unite([_place(char, turn) for char in found if char.turn == upright]))


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    origin: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]
    turn: int
    size: float
    word: int


def _list_chars(layer: Any) -> Iterator[_Char]:  # noqa: ANN401 - as above
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads a library that only those who read PDF should wait for

    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    tight = [ctypes.c_double() for _ in range(4)]
    word = 0
    for index in range(layer.count_chars()):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        text = plain_letter(code)
        if not text:
            word += chr(code).isspace()
            continue
        angle = math.degrees(pdfium.FPDFText_GetCharAngle(layer, index))
        turn = round(angle / _QUARTER) * _QUARTER % 360
        if abs((angle - turn + 180) % 360 - 180) > 5:  # noqa: PLR2004 - degrees; no page is scanned so badly
            continue
        pdfium.FPDFText_GetCharOrigin(layer, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(layer, index, box)
        low, high = (box.left, box.bottom), (box.right, box.top)
        if unicodedata.combining(text[0]):
            pdfium.FPDFText_GetCharBox(layer, index, *tight)
            left, right, bottom, top = (value.value for value in tight)
            low, high = (left, bottom), (right, top)
        pdfium.FPDFText_GetMatrix(layer, index, matrix)
        size = pdfium.FPDFText_GetFontSize(layer, index) * math.hypot(matrix.c, matrix.d)
        yield _Char(text, (x.value, y.value), low, high, turn, size, word)


def plain_letter(code: int) -> str:
    """Return what a code point of a text layer stands for: presentation forms as letters, blanks as nothing.

    Args:
        code: As PDFium gives it; 0 and private places are letters that the file does not tell.
    """
    char = chr(code) if 0 < code <= 0x10FFFF else ""  # noqa: PLR2004 - the last code point
    if not char or char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn"}:
        return ""
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", char).replace(" ", "").replace("ـ", "") or ""
    return _ALLAH.get(char, "" if char == "ـ" else char)


def _place(char: _Char, turn: Turn) -> Glyph:
    corners = [turn(*char.low), turn(*char.high)]
    _, base = turn(*char.origin)
    left, right = sorted(x for x, _ in corners)
    return Glyph(char.text, left, right, base, char.size or 1.0, char.word)


def _unite(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs with the letters of one ligature, which all have its place, as one."""
    held: Glyph | None = None
    for glyph in glyphs:
        if held and _is_same_place(held, glyph):
            held = Glyph(
                _order_ligature(held.text, glyph.text),
                min(held.left, glyph.left), max(held.right, glyph.right), held.base, held.size, held.word,
            )  # fmt: skip
            continue
        if held:
            yield held
        held = glyph
    if held:
        yield held


def _is_same_place(one: Glyph, other: Glyph) -> bool:
    if one.is_mark or other.is_mark:
        return False
    return abs(one.left - other.left) < _SAME_PLACE and abs(one.base - other.base) < _SAME_PLACE


def _order_ligature(before: str, text: str) -> str:
    """Return the letters of a ligature as they are read: PDFium turns those of Arabic ones round."""
    if unicodedata.bidirectional(text[0]) != "AL":
        return before + text
    # Alef never joins lam from the right: the two are lam-alef, whichever the file names first.
    return before + text if before == "ل" and text in _ALEFS else text + before
