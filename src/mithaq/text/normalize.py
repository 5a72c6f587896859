"""One spelling for every word, and the way back to the original code points.

Letters that writers use for one another (hamza carriers, final yeh and alef, teh marbuta, Persian letters) are
folded one to one; vowel marks, tatweel and direction marks are deleted. Nothing else changes length, so the way
back is a short list of the places where something was deleted. Letters in the shapes of old typesetting (Unicode's
presentation forms) are read as the letters that they show; only lam-alef then takes two places for one. Unicode NFKC
is not used: it expands other ligatures and the ellipsis.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from mithaq.model import Span

_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"
)
_DELETED = re.compile(f"[{_MARKS}]+")
_LAM_ALEF = "\ufef5-\ufefc"
_CHANGED = re.compile(f"{_DELETED.pattern}|[{_LAM_ALEF}]")
_TRAILING = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]*")
_LETTERS = str.maketrans(
    "أإآٱىةؤئکگیېےەۀھہڤچپژ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬\u00a0\u2009\u202f\t",
    "اااايهويككيييههههفجبز01234567890123456789%.,    ",
)


def _list_shapes() -> dict[int, str]:
    """Return the presentation forms of single letters and of lam-alef with the letters that they show."""
    shapes = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        shown = unicodedata.normalize("NFKC", chr(code)).translate(_LETTERS)
        if len(shown) == 1 or shown == "لا":
            shapes[code] = shown
    return shapes


_FOLD = _LETTERS | _list_shapes()
# A named tuple's own constructor is a function of Python's; this is the one of tuples.
_make_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
_LONG, _REMEMBERED = 100, 64  # a document is asked for by all who read it, some documents at a time
_TWO_LETTERS = frozenset(map(chr, range(0xFEF5, 0xFEFD)))
# The characters of nearly all texts, each of which one byte can stand for; any other shows as a question mark.
_USUAL = "".join(
    (
        *map(chr, (*range(0x20, 0x7F), 0x0A, 0x0D, *range(0x621, 0x63B), *range(0x641, 0x64B))),
        *(chr(code) for code in _LETTERS if not 0x621 <= code < 0x64B),  # noqa: PLR2004 - the row above
        *"،؛؟«»“”‘’–—…•·×÷°©®™",
    )
)
_BYTES = charmap_build(_USUAL)
_SHOWN = _USUAL.translate(_LETTERS)
_OTHER = bytes((_USUAL.index("?"),))


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in one spelling with the map to its original.

    Args:
        original: The text as published.
        plain: The text in one spelling.
        cuts: Indices of ``plain`` from which on the distance to the original is another, ascending.
        shifts: For each cut, how many code points the original is ahead from there on.
        turns: For each cut, where in the original it lies.
    """

    original: str
    plain: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]
    turns: tuple[int, ...]

    def locate(self, index: int) -> int:
        """Return the index in the original of the character at ``index`` of the plain text."""
        at = bisect_right(self.cuts, index)
        return index + self.shifts[at - 1] if at else index

    def span(self, start: int, end: int) -> Span:
        """Return the original span of the half-open range ``start`` to ``end`` of the plain text.

        Vowel marks that follow the last letter belong to it.
        """
        if not self.cuts:
            return _make_span((start, end))
        if end <= start:
            at = self.locate(start)
            return Span(at, at)
        cuts, shifts = self.cuts, self.shifts
        at = bisect_right(cuts, start)
        begin = start + shifts[at - 1] if at else start
        at = bisect_right(cuts, end - 1, at)
        last = end + shifts[at - 1] if at else end
        # Marks can follow only where something was deleted right behind the last letter.
        if at < len(cuts) and cuts[at] == end:
            trailing = _TRAILING.match(self.original, last)
            last = trailing.end() if trailing else last
        return _make_span((begin, last))

    def project(self, span: Span) -> tuple[int, int]:
        """Return the range of the plain text that an original span selects."""
        start, end = span
        if self.cuts:
            return self._project(start), self._project(end)
        size = len(self.plain)
        return min(start, size), min(end, size)

    def _project(self, index: int) -> int:
        at = bisect_left(self.turns, index)
        before = index - (self.shifts[at - 1] if at else 0)
        return min(before, self.cuts[at]) if at < len(self.cuts) else min(before, len(self.plain))


@cache
def _list_units() -> Any:  # noqa: ANN401 - numpy's, which is loaded only once a long text is met
    """Return what takes the place of every code unit of UTF-16; lam-alef is gone before."""
    import numpy as np  # noqa: PLC0415 - as above

    units = np.arange(1 << 16, dtype="<u2")
    for code, shown in _FOLD.items():
        letter = shown if isinstance(shown, str) else chr(shown)
        units[code] = ord(letter) if len(letter) == 1 else code
    return units


def _fold_long(text: str) -> str:
    """Return what ``translate`` does, in a tenth of the time."""
    import numpy as np  # noqa: PLC0415 - as above

    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    folded = bytes(_list_units()[units]).decode("utf-16-le", "surrogatepass")
    # Halves of a sign that stand side by side become one: such a text is broken, and its places must stay.
    return folded if len(folded) == len(text) else text.translate(_FOLD)


def fold(word: str) -> str:
    """Return ``word`` in the one spelling of plain text, marks deleted."""
    return _DELETED.sub("", word).translate(_FOLD)


def normalize(text: str) -> Normalized:
    """Return ``text`` in one spelling, with the map back.

    Args:
        text: Any text; code points as Python counts them.
    """
    return (_remember if len(text) > _LONG else _spell)(text)


def _spell(text: str) -> Normalized:
    data, _ = charmap_encode(text, "replace", _BYTES)
    kept, cuts, shifts = [], [], []
    last = gone = 0
    at = data.find(_OTHER)
    while at >= 0:
        end = at + 1
        marks = None if text[at] == "?" else _DELETED.match(text, at)
        if marks:
            end = marks.end()
            gone += end - at
            kept.append(data[last:at])
            cuts.append(end - gone)
            shifts.append(gone)
            last = end
        elif text[at] != "?":
            return _spell_unusual(text)
        at = data.find(_OTHER, end)
    plain, _ = charmap_decode(b"".join([*kept, data[last:]]) if kept else data, "strict", _SHOWN)
    turns = tuple(cut + shift for cut, shift in zip(cuts, shifts, strict=True))
    return Normalized(text, plain, tuple(cuts), tuple(shifts), turns)


def _spell_unusual(text: str) -> Normalized:
    """Return a text in one spelling whatever characters it has."""
    kept, cuts, shifts = [], [], []
    last = length = gone = 0
    for match in _CHANGED.finditer(text):
        start, end = match.span()
        kept.append(text[last:start])
        length += start - last
        if text[start] in _TWO_LETTERS:
            kept.append("لا")
            length += 2
            gone -= 1
            cuts.append(length - 1)
        else:
            gone += end - start
            cuts.append(length)
        shifts.append(gone)
        last = end
    whole = "".join([*kept, text[last:]]) if kept else text
    plain = _fold_long(whole) if len(whole) > _LONG else whole.translate(_FOLD)
    turns = tuple(cut + shift for cut, shift in zip(cuts, shifts, strict=True))
    return Normalized(text, plain, tuple(cuts), tuple(shifts), turns)


_remember = lru_cache(maxsize=_REMEMBERED)(_spell)
