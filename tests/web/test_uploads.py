from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import ExifTags, Image

from mithaq.reports.wording import Lang
from mithaq.web.display import Display
from mithaq.web.uploads import read_upload


def take(form: str) -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a reporter"
    Image.new("RGB", (9, 7)).save(file, form, exif=exif)
    return file.getvalue()


def send(content: bytes, typed: dict[str, str], lang: Lang = Lang.EN) -> tuple[bytes, list[str]]:
    request = RequestFactory().post("/", typed)
    request.display = Display(lang=lang)  # type: ignore[attr-defined]  # as the middleware sets it
    return read_upload(request, SimpleUploadedFile("a.jpg", content))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("typed", [{}, {"clean": "1"}, {"clean": "1", "clean-asked": "1"}])
def test_photographs_lose_what_they_tell(form: str, typed: dict[str, str]) -> None:
    # The boxes of AVIF are those of HEIC; what such a file is called stands in its first box.
    photo = take(form).replace(b"ftypavif", b"ftypmif1")
    assert b"reporter" in photo
    content, told = send(photo, typed)
    assert b"reporter" not in content
    assert told == ["Position and device data were removed from “a.jpg” before it was kept."]
    again, nothing = send(content, typed)
    assert (again, nothing) == (content, [])


@pytest.mark.parametrize("content", [take("JPEG"), b"%PDF-1.7 of a reporter", b"text of a reporter"])
def test_what_is_not_asked_for_or_no_photograph_stays_as_it_is(content: bytes) -> None:
    assert send(content, {"clean-asked": "1"}) == (content, [])
    if not content.startswith(b"\xff"):
        assert send(content, {"clean": "1"}) == (content, [])


def test_what_cannot_be_cleaned_is_kept_and_told() -> None:
    photo = b"RIFF....WEBPVP8 "
    content, told = send(photo, {}, Lang.AR)
    assert content == photo
    assert "JPEG" in told[0]
    assert "حُفظت" in told[0]
