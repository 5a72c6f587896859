"""What a HEIC photograph tells beside the picture, blanked where it stands: the file keeps its length and its places.

A file of the ISO base media format (ISO/IEC 14496-12, 23008-12) is made of boxes. The box ``meta`` lists its items and
at which bytes each lies; those that hold Exif or XMP are written over, as is what any box of free use holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LONG, _TO_END = 1, 0
_HEAD, _LONG_HEAD, _KIND = 8, 16, slice(4, 8)
_FULL = 4  # version and flags
_OLDEST_INFE, _LONG_INFE = 2, 3
_IN_FILE, _IN_IDAT = 0, 1
_LONG_ILOC = 2
_TOLD: Final = frozenset({b"Exif", b"mime"})
_FREE: Final = frozenset({b"free", b"skip", b"uuid", b"udta"})
# A block of Exif without entries (TIFF 6.0), behind the four bytes that say where it begins.
_EMPTY: Final = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"


class BoxError(ValueError):
    """Boxes that cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


def blank_boxes(content: bytes) -> bytes:
    """Return a HEIC photograph whose Exif, XMP and boxes of free use hold nothing.

    Args:
        content: The file.

    Raises:
        BoxError: If it cannot be taken apart, or holds a film beside the picture.
    """
    boxes = list(_list_boxes(content, 0, len(content)))
    metas = [box for box in boxes if box.kind == b"meta"]
    if len(metas) != 1 or any(box.kind == b"moov" for box in boxes):
        raise BoxError(content[:_HEAD])
    blanked = bytearray(content)
    within = list(_list_boxes(content, metas[0].start + _FULL, metas[0].end))
    for box in (*boxes, *within):
        if box.kind in _FREE:
            blanked[box.start : box.end] = bytes(box.end - box.start)
    told = _find_told(content, within)
    base = next((box.start for box in within if box.kind == b"idat"), 0)
    for item, method, start, end in _list_extents(content, within):
        if item not in told:
            continue
        if method not in {_IN_FILE, _IN_IDAT}:
            raise BoxError(item)
        first = start + (base if method == _IN_IDAT else 0)
        last = first + end - start
        if last > len(content):
            raise BoxError(item)
        size = last - first
        blanked[first:last] = _EMPTY.ljust(size, b"\0")[:size] if told[item] == b"Exif" else b" " * size
    return bytes(blanked)


def _read(content: bytes, at: int, size: int) -> int:
    if at + size > len(content):
        raise BoxError(at)
    return int.from_bytes(content[at : at + size])


def _list_boxes(content: bytes, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, kind, head = _read(content, at, 4), content[at : at + _HEAD][_KIND], _HEAD
        if size == _LONG:
            size, head = _read(content, at + _HEAD, 8), _LONG_HEAD
        elif size == _TO_END:
            size = end - at
        if size < head or at + size > end:
            raise BoxError(at)
        yield _Box(kind, at + head, at + size)
        at += size


def _find_box(boxes: list[_Box], kind: bytes) -> _Box:
    found = [box for box in boxes if box.kind == kind]
    if len(found) != 1:
        raise BoxError(kind)
    return found[0]


def _find_told(content: bytes, boxes: list[_Box]) -> dict[int, bytes]:
    """Return the items that tell something beside the picture, by number, with their kind."""
    box = _find_box(boxes, b"iinf")
    wide = 4 if content[box.start] else 2
    found = {}
    for entry in _list_boxes(content, box.start + _FULL + wide, box.end):
        version = content[entry.start]
        if version < _OLDEST_INFE:
            raise BoxError(version)
        size = 4 if version == _LONG_INFE else 2
        number = _read(content, entry.start + _FULL, size)
        at = entry.start + _FULL + size + 2  # behind the number of the protection
        kind = content[at : at + 4]
        if kind in _TOLD:
            found[number] = kind
    return found


def _list_extents(content: bytes, boxes: list[_Box]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the parts of items lie: item, how places are counted, start, end."""
    box = _find_box(boxes, b"iloc")
    version, at = content[box.start], box.start + _FULL
    sizes = _read(content, at, 2)
    offset_size, length_size, base_size, index_size = (
        sizes >> 12,
        sizes >> 8 & 15,
        sizes >> 4 & 15,
        sizes & 15,
    )
    wide = 4 if version == _LONG_ILOC else 2
    count, at = _read(content, at + 2, wide), at + 2 + wide
    for _ in range(count):
        item, at = _read(content, at, wide), at + wide
        method = 0
        if version:
            method, at = _read(content, at, 2) & 15, at + 2
        base, at = (
            _read(content, at + 2, base_size),
            at + 2 + base_size,
        )  # behind the number of the data's file
        parts, at = _read(content, at, 2), at + 2
        for _ in range(parts):
            at += index_size if version else 0
            start, at = base + _read(content, at, offset_size), at + offset_size
            length, at = _read(content, at, length_size), at + length_size
            yield item, method, start, start + length
