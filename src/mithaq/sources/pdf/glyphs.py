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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_FORMS = ((0xFB50, 0xFDEF), (0xFE70, 0xFEFC))
_ALLAH = {"\ufdf2": "الله", "\ufdf3": "أكبر", "\ufdf4": "محمد"}
_QUARTER = 90
_SAME_PLACE = 0.05
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
        left: Left edge, in points.
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
    def marks(self) -> str:
        """Its vowel marks."""
        return "".join(char for char in self.text if unicodedata.combining(char))

    @property
    def is_mark(self) -> bool:
        """Tell whether it is only vowel marks, which have no place of their own in a line."""
        return len(self.marks) == len(self.text)


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
    return tuple(_unite([char for char in found if char.turn == upright], turn))


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


def _unite(chars: Iterable[_Char], turn: Turn) -> Iterator[Glyph]:
    """Yield glyphs: what PDFium tells of one drawn thing, letters and marks, has one origin."""
    united: dict[tuple[int, int], list[_Char]] = {}
    for char in chars:
        x, y = char.origin
        united.setdefault((round(x / _SAME_PLACE), round(y / _SAME_PLACE)), []).append(char)
    for group in united.values():
        first = group[0]
        corners = [turn(*corner) for char in group for corner in (char.low, char.high)]
        places = [x for x, _ in corners]
        _, base = turn(*first.origin)
        text = _order(char.text for char in group)
        yield Glyph(text, min(places), max(places), base, first.size or 1.0, first.word)


def _order(texts: Iterable[str]) -> str:
    """Return letters and marks of one glyph as they are read: PDFium turns those of Arabic ligatures round."""
    told = list(texts)
    marks = [text for text in told if unicodedata.combining(text[0])]
    letters = [text for text in told if not unicodedata.combining(text[0])]
    if letters and unicodedata.bidirectional(letters[0][0]) == "AL" and not _is_lam_alef(letters):
        letters.reverse()
    # Marks come in any order; letters and marks together have one.
    return unicodedata.normalize("NFC", "".join((*letters, *marks))) if marks else "".join(letters)


def _is_lam_alef(letters: Sequence[str]) -> bool:
    """Tell whether letters are lam-alef in its order: alef never joins lam from the right."""
    return len(letters) > 1 and letters[0] == "ل" and letters[1] in _ALEFS
