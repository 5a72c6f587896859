"""From what stands left and right on a line to what is read first and last.

Places are visual: whatever the file's own order was (logical, visual, in pieces), the eye sees the same line. Reading
it back follows the Unicode bidirectional algorithm the other way round: a line of a right-to-left page is read from
the right, numbers and Latin words in it from the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_NUMBER_JOINTS = frozenset(".,:/٫٬")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}
_MIRRORED: Final = str.maketrans("()[]{}«»<>‹›", ")(][}{»«><›‹")
_PERCENT = re.compile(r"([%٪])(\d+(?:[.,٫]\d+)?)(?!\d)")
_LISTED = re.compile(r"(\d{1,3}|[^\W\d_])[()]")
_LOOSE = re.compile(r"([(\[«]) +| +([)\]»،؛؟!])")
_BACKWARDS = re.compile(r"\b(?:[ةى]\w+|\w{2,}لا)\b")
_FORWARDS = re.compile(r"\b(?:\w+[ةى]|ال\w{2,})\b")


def is_arabic(char: str) -> bool:
    """Tell whether a letter is written from right to left."""
    return unicodedata.bidirectional(char) in {"R", "AL"}


def read_line(pieces: Sequence[str], *, rtl: bool) -> str:
    """Return a line as it is read.

    Args:
        pieces: What stands on it from left to right: letters (a ligature is one piece), blanks, signs.
        rtl: Whether the page is written from right to left.
    """
    if not rtl and not any(is_arabic(piece[0]) for piece in pieces):
        return "".join(pieces)
    text = "".join(_flip(pieces) if rtl else _turn_arabic(pieces))
    return _PERCENT.sub(r"\2\1", text)


def _flip(pieces: Sequence[str]) -> list[str]:
    """Return the pieces from the right, what is written from the left turned back."""
    read: list[str] = []
    held: list[str] = []  # of a run from the left, from its end
    loose: list[str] = []  # signs behind it, which are of it only where it goes on
    before = ""
    for piece in reversed(pieces):
        if _runs_left(piece[0]):
            if held and not _joins(before, piece, loose):
                read += [*reversed(held), *_mirror(loose)]
                held, loose = [], []
            held += [*loose, piece]
            loose, before = [], piece
        elif held and not is_arabic(piece[0]):
            loose.append(piece)
        else:
            read += [*reversed(held), *_mirror(loose), *_mirror([piece])]
            held, loose = [], []
    return [*read, *reversed(held), *_mirror(loose)]


def _joins(before: str, piece: str, loose: Sequence[str]) -> bool:
    """Tell whether a letter or digit goes on with the run from the left behind it."""
    if not loose:
        return True
    if before.isdigit() and piece.isdigit():
        return len(loose) == 1 and loose[0] in _NUMBER_JOINTS
    # Words of one language keep their blanks; a number apart from them stands for itself, "F-16" does not.
    return " " not in loose or not (before.isdigit() or piece.isdigit())


def _runs_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"L", "EN", "AN"}


def _mirror(pieces: Sequence[str]) -> list[str]:
    return [piece.translate(_MIRRORED) for piece in pieces]


def _turn_arabic(pieces: Sequence[str]) -> list[str]:
    """Return a line from the left with its Arabic words read from the right."""
    read: list[str] = []
    run: list[str] = []
    for piece in pieces:
        if is_arabic(piece[0]) or (run and not _runs_left(piece[0])):
            run.append(piece)
            continue
        read += [*_turn_run(run), piece]
        run = []
    return [*read, *_turn_run(run)]


def _turn_run(run: Sequence[str]) -> list[str]:
    last = max((at for at, piece in enumerate(run) if is_arabic(piece[0])), default=-1)
    return [*_flip(run[: last + 1]), *run[last + 1 :]]


def balance(text: str) -> str:
    """Return a paragraph whose brackets open before they close, whichever way round the file names them.

    Args:
        text: In reading order.
    """
    listed = _LISTED.match(text)
    if listed:
        return f"{listed[1]}){balance(text[listed.end() :])}"
    for opening, closing in _PAIRS.items():
        if opening in text or closing in text:
            text = _balance_pair(text, opening, closing)
    return _LOOSE.sub(lambda found: found[1] or found[2], text)


def _balance_pair(text: str, opening: str, closing: str) -> str:
    places = [at for at, char in enumerate(text) if char in (opening, closing)]
    depth = 0
    for at in places:
        depth += 1 if text[at] == opening else -1
        if depth < 0:
            break
    # An odd one has its other half elsewhere, or is a smiling face: it stays.
    if depth == 0 or len(places) % 2:
        return text
    letters = list(text)
    for number, at in enumerate(places):
        letters[at] = closing if number % 2 else opening
    return "".join(letters)


def is_backwards(text: str) -> bool:
    """Tell whether Arabic words stand the wrong way round: drawn by a program that cannot write from the right.

    Args:
        text: As it was read back.
    """
    return len(_BACKWARDS.findall(text)) > len(_FORWARDS.findall(text))


def turn_words(text: str) -> str:
    """Return lines the other way round, numbers and Latin words left as they are.

    Args:
        text: Lines that `is_backwards`.
    """
    return "\n".join("".join(_flip(list(line))).translate(_MIRRORED) for line in text.split("\n"))
