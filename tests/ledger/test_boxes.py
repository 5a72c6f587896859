"""HEIC photographs. Pillow writes the same boxes for AVIF, so that whole files are made here without a camera."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from mithaq.ledger.boxes import BoxError, blank_boxes

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>reporter</who></x:xmpmeta>'


def take() -> bytes:
    image, file = Image.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 50).convert("RGB"), BytesIO()
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a reporter"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (32.0, 53.0, 14.0)
    image.save(file, "AVIF", exif=exif, xmp=XMP, speed=10)
    return file.getvalue()


PHOTO = take()


def make_box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4) + kind + body


def make_file(
    *, version: int = 1, method: int = 1, infe: int = 2, length: int = 0, more: bytes = b""
) -> bytes:
    """Return a file whose one item, some Exif, lies in the box ``idat`` of its box ``meta``."""
    told = b"Exif of a reporter, who stood there"
    wide = 4 if version == 2 else 2
    number = (7).to_bytes(4 if infe == 3 else 2)
    entry = make_box(b"infe", bytes([infe, 0, 0, 0]) + number + b"\0\0Exif\0")
    iinf = make_box(b"iinf", b"\0\0\0\0" + (1).to_bytes(2) + entry)
    place = (7).to_bytes(wide) + (method.to_bytes(2) if version else b"") + b"\0\0" + (1).to_bytes(2)
    place += (0).to_bytes(4) + (length or len(told)).to_bytes(4)
    iloc = make_box(b"iloc", bytes([version, 0, 0, 0, 0x44, 0]) + (1).to_bytes(wide) + place)
    meta = make_box(b"meta", b"\0\0\0\0" + iinf + iloc + make_box(b"idat", told))
    return make_box(b"ftyp", b"heic\0\0\0\0") + meta + more


def test_the_picture_stays_and_what_it_tells_goes() -> None:
    clean = blank_boxes(PHOTO)
    assert b"reporter" in PHOTO
    assert b"reporter" not in clean
    assert len(clean) == len(PHOTO)
    with Image.open(BytesIO(PHOTO)) as before, Image.open(BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()
        assert dict(after.getexif()) == {}
        assert after.getexif().get_ifd(ExifTags.IFD.GPSInfo) == {}
        assert not after.info["xmp"].strip()
    assert blank_boxes(clean) == clean


@pytest.mark.parametrize(
    "content",
    [
        make_file(),
        make_file(version=2),
        make_file(infe=3),
        make_file(more=make_box(b"uuid", b"of a reporter")),
        make_file(more=(0).to_bytes(4) + b"free" + b"of a reporter"),
        make_file(more=(1).to_bytes(4) + b"skip" + (29).to_bytes(8) + b"of a reporter"),
    ],
    ids=["idat", "long iloc", "long infe", "uuid", "to the end", "long box"],
)
def test_items_and_boxes_of_free_use_are_blanked(content: bytes) -> None:
    clean = blank_boxes(content)
    assert b"reporter" not in clean
    assert len(clean) == len(content)
    assert clean[:20] == content[:20]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        make_box(b"ftyp", b"heic\0\0\0\0"),
        make_file(method=2),
        make_file(infe=1),
        make_file(length=10_000),
        make_file(more=make_box(b"moov", b"")),
        make_file(more=b"\0\0\0\x04free"),
        make_file()[:60],
        PHOTO[:200],
    ],
    ids=[
        "empty",
        "no meta",
        "of another item",
        "old infe",
        "too long",
        "film",
        "small box",
        "cut",
        "cut photo",
    ],
)
def test_what_cannot_be_taken_apart_is_refused(content: bytes) -> None:
    with pytest.raises(BoxError):
        blank_boxes(content)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_any_bytes_end(noise: bytes, at: int) -> None:
    broken = PHOTO[:at] + noise + PHOTO[at + len(noise) :]
    with suppress(BoxError, IndexError):
        assert len(blank_boxes(broken)) == len(broken)
