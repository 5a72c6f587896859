"""Bytes to text: the encoding is detected, a label only breaks a tie.

In this order: a byte order mark; UTF-16 without one (every second byte is 00, 06 or 20); UTF-8; UTF-8 with
a few broken bytes; the single-byte Arabic encodings, weighed by how probable their letters, articles and
frequent words are; and whatever charset-normalizer makes of the rest.

A broken byte becomes U+FFFD, stays visible in the text and is counted in ``Decoded.replaced``. That is done
only where at most one character in 500 is broken (at least three in a short text, so that a cut-off end is
no reason to lose the text); beyond that the file is refused, because names and figures could no longer be
trusted.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from mithaq.knowledge import read_knowledge
from mithaq.sources.refusal import RefusalError

KNOWLEDGE = Path(__file__).with_name("encoding.yaml")
_CANDIDATES = ("cp1256", "iso8859_6", "mac_arabic", "cp720")
_USUAL = {"cp1256": 0.25, "iso8859_6": 0.2}
"""What the two usual encodings are ahead of the two old ones, in nats for each letter."""
_LABEL_BONUS = 0.15
_LEAST = -6.0
"""Below this mean weight of a non-ASCII byte a text is no Arabic in that encoding; Arabic prose has about
-3."""
_DIGIT, _ALIEN, _UNDEFINED = -6.0, -16.0, -60.0
"""Weights of a digit or sign with its own Arabic byte, of what Arabic prose lacks, and of an empty place."""
_SAMPLE = 500_000
_RUNS = re.compile(rb"[\x80-\xff]{2,}")
_LEAST_IN_RUNS = 0.7
"""Arabic letters stand beside one another, the accented letters of European languages mostly alone."""
_BROKEN_SHARE = 500
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format", "database"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GENUINE = "\ufffd".encode()
_MOJIBAKE = re.compile("(?:[ÃØÙÚ][\u0080-\uffff]|[طظ][\u0080-\uffff])")
_ARABIC = re.compile("[\u0621-\u064a]")

Positive = Annotated[float, msgspec.Meta(gt=0)]


class Prose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Arabic prose looks like; see the comments in the file."""

    letters: dict[str, Positive]
    words: tuple[str, ...]
    article: str
    match: tuple[str, ...]
    spare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded.

    Args:
        text: The text, without byte order mark; line ends are as in the file.
        encoding: Python's name of the encoding; ``a as b`` where UTF-8 had been read as ``b`` and saved
            again.
        replaced: How many broken characters stand in the text as U+FFFD.
    """

    text: str
    encoding: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    weights: tuple[float, ...]
    signs: tuple[bytes, ...]


def decode(data: bytes, *, label: str | None = None) -> Decoded:
    """Return the text that ``data`` encodes.

    Args:
        data: A whole file, or a part of one that ends between two characters.
        label: The encoding that the file itself claims; it only breaks a tie.

    Raises:
        RefusalError: If the bytes are no text, or fit no encoding.
    """
    if b"\0" not in data and b"\6" not in data:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        else:
            _refuse_known(data)
            _refuse_controls(data)
            return _repair(text)
    return _decode_hard(data, label)


def _decode_hard(data: bytes, label: str | None) -> Decoded:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode_damaged(data.removeprefix(mark), marked)
    _refuse_known(data)
    wide = _find_wide(data)
    if wide:
        return _decode_damaged(data, wide)
    _refuse_controls(data)
    if b"\0" in data:
        raise RefusalError("unreadable", "sources.nul")
    broken, fitting = _weigh_utf8(data)
    if fitting >= 4 * broken:
        return _decode_damaged(data, "utf-8")
    encoding = find_single_byte(data, label=label) or _guess(data)
    if not encoding:
        raise RefusalError("unreadable", "sources.no-encoding")
    return _decode_damaged(data, encoding)


def _refuse_known(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise RefusalError("unreadable", f"sources.content-{name}")


def _refuse_controls(data: bytes) -> None:
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    nul_or_six = head.count(0) + head.count(6)
    if controls - nul_or_six > max(2, len(head) // 50):
        raise RefusalError("unreadable", "sources.binary")


def _find_wide(data: bytes) -> str | None:
    """Return the UTF-16 that unmarked data are in: every second byte is nearly always 00, 06 or 20."""
    head = data[: _SAMPLE // 2 * 2]
    best: str | None = None
    most = 0.9
    even, odd = head[0::2], head[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        share = (high.count(0) + high.count(6) + high.count(0x20)) / max(len(high), 1)
        if share > most and high.count(6) + high.count(0) > low.count(6) + low.count(0):
            best, most = encoding, share
    return best


def _weigh_utf8(data: bytes) -> tuple[int, int]:
    """Return how many characters are broken, and how many of several bytes are whole, if this is UTF-8."""
    text = data.decode("utf-8", "replace")
    genuine = data.count(_GENUINE)
    broken = text.count("\ufffd") - genuine
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return broken, wide - broken


def _decode_damaged(data: bytes, encoding: str) -> Decoded:
    try:
        return _repair(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    genuine = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    broken = text.count("\ufffd") - genuine
    if broken > max(3, len(text) // _BROKEN_SHARE):
        raise RefusalError("unreadable", "sources.damaged", broken=broken, encoding=encoding)
    return Decoded(text, encoding, broken)


def _repair(text: str, encoding: str = "utf-8") -> Decoded:
    """Undo one round of reading UTF-8 as windows-1252 or windows-1256 and saving the result as UTF-8."""
    head = text[:400]
    if len(_MOJIBAKE.findall(head)) * 3 < len(head.replace(" ", "")):
        return Decoded(text, encoding)
    for wrong in ("cp1256", "cp1252"):
        try:
            again = b"".join(_narrow(char, wrong) for char in text).decode("utf-8")
        except UnicodeError:
            continue
        if _ARABIC.search(again):
            return Decoded(again, f"{encoding} as {wrong}")
    return Decoded(text, encoding)


def _narrow(char: str, encoding: str) -> bytes:
    """Return the byte that was shown as ``char``; bytes without a character are shown as C1 controls."""
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode(encoding)


def find_single_byte(data: bytes, *, label: str | None = None) -> str | None:
    """Return the single-byte Arabic encoding that fits best, or None where none fits.

    Args:
        data: Bytes that are not UTF-8.
        label: The encoding that the file claims.
    """
    head = data[:_SAMPLE]
    counts = Counter(head)
    total = sum(count for byte, count in counts.items() if byte > 0x7F)  # noqa: PLR2004 - behind ASCII
    if sum(map(len, _RUNS.findall(head))) < _LEAST_IN_RUNS * total or not total:
        return None
    claimed = _name(label)
    best: tuple[float, str] | None = None
    for candidate in _candidates():
        fit = sum(candidate.weights[byte] * count for byte, count in counts.items()) / total
        fit += 4 * sum(map(head.count, candidate.signs)) / total
        if fit < _LEAST:
            continue
        fit += _USUAL.get(candidate.encoding, 0) + (_LABEL_BONUS if claimed == candidate.encoding else 0)
        best = max(best or (fit, candidate.encoding), (fit, candidate.encoding))
    return best[1] if best else None


@cache
def _candidates() -> tuple[_Candidate, ...]:
    prose = read_knowledge(KNOWLEDGE, Prose)
    total = sum(prose.letters.values())
    log = {letter: math.log(count / total) for letter, count in prose.letters.items()}
    return tuple(_weigh(encoding, log, prose) for encoding in _CANDIDATES)


def _weigh(encoding: str, log: dict[str, float], prose: Prose) -> _Candidate:
    weights = [0.0] * 128
    for byte in range(128, 256):
        char = bytes([byte]).decode(encoding, "ignore")
        weights.append(log.get(char, _weigh_other(char)))
    signs = [f" {word} ".encode(encoding) for word in prose.words]
    signs.append(f" {prose.article}".encode(encoding))
    return _Candidate(encoding, tuple(weights), tuple(signs))


def _weigh_other(char: str) -> float:
    if not char:
        return _UNDEFINED
    return _DIGIT if char.isdigit() or char.isascii() else _ALIEN


def _name(label: str | None) -> str | None:
    try:
        return codecs.lookup(label.strip()).name.replace("-", "_") if label else None
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str | None:
    """Return what charset-normalizer finds; only texts in other languages come here."""
    import charset_normalizer  # noqa: PLC0415 - only broken and foreign files need it

    found = charset_normalizer.from_bytes(data[:20_000]).best()
    return found.encoding if found else None
