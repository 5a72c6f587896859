"""Files that people send: known, cleaned, kept, and named by a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings
from PIL import ExifTags, Image

from mithaq.ledger.attachments import MOST, find_path
from mithaq.reports.wording import Lang
from mithaq.web.accounts.models import Account
from mithaq.web.display import Display
from mithaq.web.uploads import (
    Cleaning,
    Kept,
    UploadError,
    keep_upload,
    read_receipt,
    tell_cleaning,
    wants_cleaning,
    write_receipt,
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Iterator[Path]:
    """The folder of files."""
    with override_settings(FILES=tmp_path):
        yield tmp_path


def take(form: str) -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of a reporter"
    Image.new("RGB", (9, 7)).save(file, form, exif=exif)
    return file.getvalue()


def keep(content: bytes, *, clean: bool = True) -> Kept:
    return keep_upload(SimpleUploadedFile("a.jpg", content), clean=clean)


def read_back(kept: Kept, files: Path) -> bytes:
    return find_path(files, kept.attachment.sha256).read_bytes()


def make_request(typed: dict[str, str], lang: Lang = Lang.EN) -> object:
    request = RequestFactory().post("/", typed)
    request.display = Display(lang=lang)  # type: ignore[attr-defined]  # as the middleware sets it
    return request


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photographs_lose_what_they_tell(form: str, files: Path) -> None:
    # The boxes of AVIF are those of HEIC; what such a file is called stands in its first box.
    photo = take(form).replace(b"ftypavif", b"ftypmif1")
    assert b"reporter" in photo
    kept = keep(photo)
    assert b"reporter" not in read_back(kept, files)
    assert kept.cleaning is Cleaning.REMOVED
    told = tell_cleaning(make_request({}), kept)  # type: ignore[arg-type]
    assert told == ["Position and device data were removed from “a.jpg” before it was kept."]
    again = keep(read_back(kept, files))
    assert (again.attachment, again.cleaning) == (kept.attachment, Cleaning.NOTHING)
    assert tell_cleaning(make_request({}), again) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [take("JPEG"), b"%PDF-1.7 of a reporter"])
def test_what_is_not_asked_for_or_no_photograph_stays_as_it_is(content: bytes, files: Path) -> None:
    assert read_back(keep(content, clean=False), files) == content
    if not content.startswith(b"\xff"):
        assert (read_back(keep(content), files), keep(content).cleaning) == (content, Cleaning.NOTHING)


def test_what_cannot_be_cleaned_is_kept_and_told(files: Path) -> None:
    photo = b"RIFF....WEBPVP8 "
    kept = keep(photo)
    assert (read_back(kept, files), kept.cleaning) == (photo, Cleaning.FAILED)
    (told,) = tell_cleaning(make_request({}, Lang.AR), kept)  # type: ignore[arg-type]
    assert "JPEG" in told
    assert "حُفظت" in told


@pytest.mark.parametrize(
    ("content", "key", "code"),
    [
        (b"text of a reporter", "media", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        (b"", "media", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        (b"%PDF-" + b"1" * MOST, "large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
    ids=["text", "empty", "large"],
)
def test_other_files_are_refused(content: bytes, key: str, code: HTTPStatus, files: Path) -> None:
    with pytest.raises(UploadError) as told:
        keep(content)
    assert (told.value.key, told.value.code, told.value.where) == (key, code, "a.jpg")
    assert list(files.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({}, True),
        ({"clean": "1", "clean-asked": "1"}, True),
        ({"clean": "1"}, True),
        ({"clean-asked": "1"}, False),
    ],
)
def test_the_tick_decides_but_older_drafts_were_not_asked(typed: dict[str, str], wanted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert wants_cleaning(make_request(typed)) is wanted  # type: ignore[arg-type]


def test_a_receipt_is_worth_something_to_its_account_while_the_file_is_there(files: Path) -> None:
    salem, eve = Account(pk=1), Account(pk=2)
    kept = keep(b"%PDF-1.7").attachment
    receipt = write_receipt(salem, kept)
    assert receipt == write_receipt(salem, kept)
    assert read_receipt(salem, receipt) == kept
    assert read_receipt(eve, receipt) is None
    assert read_receipt(salem, receipt + "x") is None
    assert read_receipt(salem, kept.sha256) is None
    find_path(files, kept.sha256).unlink()
    assert read_receipt(salem, receipt) is None
