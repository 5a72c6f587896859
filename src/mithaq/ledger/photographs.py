"""What a photograph tells of the device and the place, taken out of it; the picture itself stays as it is, bit by bit.

Parts of the file are left out and none is written anew: JPEG segments (ITU-T T.81, Exif 2.32), PNG chunks (ISO/IEC
15948) and WebP chunks (RFC 9649); of HEIC they are blanked (`boxes`). How the picture is to be turned is kept, in a
block of its own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Final

from PIL import ExifTags, Image

from mithaq.ledger.boxes import blank_boxes

_START, _END, _SCAN, _EXIF = 0xD8, 0xD9, 0xDA, 0xE1
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers that nothing belongs to
# Of the application's segments those that a picture is shown by: JFIF, colours, how colours were changed.
_NEEDED: Final[Mapping[int, bytes]] = MappingProxyType(
    {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
)
_TOLD: Final = frozenset({*range(0xE0, 0xF0), 0xFE})  # the application's segments, and remarks
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # ends a scan
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHUNKS: Final = frozenset(
    b"IHDR PLTE IDAT IEND gAMA cHRM sRGB iCCP cICP sBIT bKGD tRNS pHYs hIST sPLT acTL fcTL fdAT".split()
)
_EXIF_HEAD: Final = b"Exif\0\0"
_RIFF_HEAD = 12  # RIFF, size, WEBP
_RIFF_CHUNKS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXTENDED: Final = b"VP8X"
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_UPRIGHT = 1


def remove_metadata(content: bytes, media: str) -> bytes | None:
    """Return a photograph without what it tells beside the picture; None where it cannot be taken apart.

    Args:
        content: The file.
        media: Its media type.
    """
    clean = _CLEANERS.get(media)
    if clean is None:
        return None
    try:
        return b"".join(clean(content, _find_turn(content)))
    except (IndexError, ValueError):
        return None


def _find_turn(content: bytes) -> bytes:
    """Return the block that says how the picture is to be turned; empty where it stands upright."""
    try:
        with Image.open(BytesIO(content)) as image:
            turn = image.getexif().get(ExifTags.Base.Orientation, _UPRIGHT)
    except Exception:  # noqa: BLE001 - whatever a broken block does to who reads it: nothing is known of the turn
        return b""
    if turn not in range(2, 9):
        return b""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = turn
    return block.tobytes()


def _clean_jpeg(content: bytes, turn: bytes) -> Iterator[bytes]:
    yield bytes((0xFF, _START))
    if turn:
        yield bytes((0xFF, _EXIF)) + (len(turn) + 2).to_bytes(2) + turn
    at, shown = 2, False
    while at < len(content):
        while content[at + 1] == 0xFF:  # noqa: PLR2004 - what may fill the room before a marker
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:  # noqa: PLR2004 - what every marker begins with
            raise ValueError(at)
        size = 0 if marker in _ALONE or marker == _END else int.from_bytes(content[at + 2 : at + 4])
        segment = content[at : at + 2 + size]
        if len(segment) < 2 + size:
            raise ValueError(at)
        if marker not in _TOLD or (marker in _NEEDED and segment[4:].startswith(_NEEDED[marker])):
            yield segment
        at += len(segment)
        if marker == _END:
            return
        if marker == _SCAN:
            found = _MARKER.search(content, at)
            end = found.start() if found else len(content)
            yield content[at:end]
            at, shown = end, True
    if not shown:
        raise ValueError(at)


def _clean_png(content: bytes, turn: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        chunk = content[at : at + 12 + size]
        if len(chunk) < 12 + size:
            raise ValueError(at)
        if kind in _CHUNKS:
            yield chunk
        if kind == b"IHDR" and turn:
            body = b"eXIf" + turn.removeprefix(_EXIF_HEAD)
            yield (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
        if kind == b"IEND":
            return
        at += len(chunk)


def _clean_webp(content: bytes, turn: bytes) -> Iterator[bytes]:
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    kept, at = [], _RIFF_HEAD
    while at < end:
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        whole = 8 + size + size % 2
        chunk = content[at : at + whole]
        if at + 8 + size > end:
            raise ValueError(at)
        if kind == _EXTENDED:
            has_exif = _HAS_EXIF if turn else 0
            flags = chunk[8] & ~(_HAS_EXIF | _HAS_XMP) | has_exif
            chunk = chunk[:8] + bytes((flags,)) + chunk[9:]
        if kind in _RIFF_CHUNKS:
            kept.append(chunk)
        at += whole
    if not kept:
        raise ValueError(at)
    if turn and kept[0].startswith(_EXTENDED):
        block = turn.removeprefix(_EXIF_HEAD)
        kept.append(b"EXIF" + len(block).to_bytes(4, "little") + block + b"\0" * (len(block) % 2))
    body = b"WEBP" + b"".join(kept)
    yield b"RIFF" + len(body).to_bytes(4, "little") + body


def _clean_heic(content: bytes, turn: bytes) -> Iterator[bytes]:
    del turn  # stands in a property of the picture
    yield blank_boxes(content)


_CLEANERS: Final[Mapping[str, Callable[[bytes, bytes], Iterator[bytes]]]] = MappingProxyType(
    {"image/jpeg": _clean_jpeg, "image/png": _clean_png, "image/webp": _clean_webp, "image/heic": _clean_heic}
)
