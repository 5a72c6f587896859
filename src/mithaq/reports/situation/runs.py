"""A line cut where its direction changes, so that Latin words in Arabic lines, and the reverse, stand right.

What we isolated ourselves (Unicode isolates) is one stretch; besides, in Arabic every stretch of Latin letters or
numbers joined by a sign, in English every stretch of Arabic letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ISOLATE: Final = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069")
_MARKS: Final = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f")
_LETTER: Final = r"A-Za-z\u00c0-\u024f"
_ARABIC: Final = (
    r"\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc█"
)
_WORD: Final = rf"[{_LETTER}][{_LETTER}0-9'’]*"
_LATIN_RUN: Final = re.compile(
    rf"{_WORD}(?:[ ./:&'’–-]{{0,3}}(?:\([{_LETTER}0-9 .,&'’–-]+\)|[{_LETTER}0-9'’]+))*"
    r"|[0-9\u0660-\u0669]+(?:[–/:-][0-9\u0660-\u0669]+)+"
)
_ARABIC_RUN: Final = re.compile(rf"[{_ARABIC}](?:[{_ARABIC}0-9\s،؛؟.«»\"'()–-]*[{_ARABIC}])?")
_HAS_LATIN: Final = re.compile(rf"[{_LETTER}]")
_HAS_ARABIC: Final = re.compile(rf"[{_ARABIC}]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one direction.

    Args:
        text: Its letters, without signs of direction.
        lang: ``ar``, written from right to left, or ``en``.
        is_apart: Whether it has another direction than its line.
    """

    text: str
    lang: str
    is_apart: bool

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.lang == "ar" else "ltr"


def cut_runs(text: str, lang: str) -> tuple[Run, ...]:
    """Return the stretches of a line, in the order in which they are read.

    Args:
        text: The line.
        lang: Language of the line, which has its direction.
    """
    return tuple(run for run in _cut(text, lang) if run.text)


def _cut(text: str, lang: str) -> Iterator[Run]:
    at = 0
    for found in _ISOLATE.finditer(text):
        yield from _cut_plain(text[at : found.start()].translate(_MARKS), lang)
        yield _isolate(found[1].translate(_MARKS))
        at = found.end()
    yield from _cut_plain(text[at:].translate(_MARKS), lang)


def _isolate(text: str) -> Run:
    """Return what we isolated ourselves; what begins with an Arabic letter reads from the right."""
    latin, arabic = _HAS_LATIN.search(text), _HAS_ARABIC.search(text)
    is_arabic = arabic is not None and (latin is None or arabic.start() < latin.start())
    return Run(text, "ar" if is_arabic else "en", is_apart=True)


def _cut_plain(text: str, lang: str) -> Iterator[Run]:
    other = "en" if lang == "ar" else "ar"
    if other == "ar" and _HAS_ARABIC.search(text) and not _HAS_LATIN.search(text) and " · " not in text:
        # Figures and full stops at its end belong to the Arabic words, too.
        yield Run(text, other, is_apart=True)
        return
    at = 0
    for found in (_LATIN_RUN if lang == "ar" else _ARABIC_RUN).finditer(text):
        yield Run(text[at : found.start()], lang, is_apart=False)
        yield Run(found[0], other, is_apart=True)
        at = found.end()
    yield Run(text[at:], lang, is_apart=False)


def isolate_runs(text: str, lang: str) -> str:
    """Return a line in which every stretch of another direction stands between Unicode isolates.

    Args:
        text: The line.
        lang: Language of the line.
    """
    return "".join(
        f"\u2068{run.text}\u2069" if run.lang == "ar" and run.is_apart else
        f"\u2066{run.text}\u2069" if run.is_apart else run.text
        for run in cut_runs(text, lang)
    )  # fmt: skip
