"""Digits of both kinds: what the program writes is written in the chosen ones, what people type is read in either."""

from __future__ import annotations

from typing import Final

_ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_MARKS: Final = str.maketrans(",.", "٬٫")
_LATIN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def write_arabic_digits(text: str) -> str:
    """Return a text with Arabic-Indic digits.

    Args:
        text: Words and dates of ours; never evidence.
    """
    return text.translate(_ARABIC)


def write_arabic_number(text: str) -> str:
    """Return a number with Arabic-Indic digits and the marks that belong to them (U+066B, U+066C).

    Args:
        text: A number with ``,`` between thousands and ``.`` before decimals.
    """
    return text.translate(_ARABIC).translate(_MARKS)


def read_digits(text: str) -> str:
    """Return a text with Latin digits, whether Arabic-Indic or Persian ones stood there.

    Args:
        text: What was typed, or stands in a file.
    """
    return text.translate(_LATIN)
