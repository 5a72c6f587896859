"""Files that people send: known by what they hold, cleaned, kept, and named by a receipt until a report names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer

from mithaq.errors import Reason
from mithaq.ledger.attachments import (
    MOST,
    Attachment,
    find_media,
    find_path,
    keep_attachment,
    read_attachment,
)
from mithaq.ledger.photographs import remove_metadata
from mithaq.web.access import Asked
from mithaq.web.accounts.models import Account
from mithaq.web.refusal import RefusedError
from mithaq.web.speech import say

MOST_FILES: Final = 8
"""Files of one report."""


class UploadError(RefusedError):
    """A file that is not taken.

    Args:
        key: Why: ``large`` or ``media``, as pages have it under ``wrong-…``.
        name: How it was called.
        reason: The same as ``refusals.yaml`` has it.
    """

    def __init__(self, key: str, name: str, reason: Reason) -> None:
        code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if key == "large" else HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        super().__init__(code, reason, where=name)
        self.key = key


class Cleaning(StrEnum):
    """What became of what a photograph tells of place and device."""

    NOTHING = "nothing"  # it told nothing, is no photograph, or was to stay as it is
    REMOVED = "removed"
    FAILED = "failed"  # it could not be taken apart, and is kept as it came


_WORDS: Final = {Cleaning.REMOVED: "uploads.cleaned", Cleaning.FAILED: "uploads.not-cleaned"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was kept.

    Args:
        attachment: What names it.
        cleaning: Whether something was removed from it.
        sent: How it was called by who sent it.
    """

    attachment: Attachment
    cleaning: Cleaning
    sent: str


def keep_upload(upload: UploadedFile[Any], *, clean: bool) -> Kept:
    """Keep a file that was sent; the same one is kept once.

    Args:
        upload: The file.
        clean: Whether photographs lose what they tell of place and device before they are kept.

    Raises:
        UploadError: If it is too large, or of a kind that is not taken.
        RecordError: If it cannot be written.
    """
    name, size = upload.name or "", upload.size or 0
    if size > MOST:
        raise UploadError("large", name, reason=Reason("attachments.large", {"size": size, "most": MOST}))
    content = upload.read()
    known = find_media(content)
    if known is None:
        raise UploadError("media", name, reason=Reason("attachments.kind"))
    cleaning = Cleaning.NOTHING
    if clean and known.media.startswith("image/"):
        cleaned = remove_metadata(content, known.media)
        if cleaned is None:
            cleaning = Cleaning.FAILED
        elif cleaned != content:
            content, cleaning = cleaned, Cleaning.REMOVED
    return Kept(keep_attachment(Path(settings.FILES), content, name), cleaning, name)


def wants_cleaning(request: Asked) -> bool:
    """Tell whether a form asks for photographs to be cleaned; a draft that an older form wrote was not asked.

    Args:
        request: What was sent; its tick is ``clean``.
    """
    return "clean" in request.POST or "clean-asked" not in request.POST


def tell_cleaning(request: Asked, kept: Kept) -> list[str]:
    """Return what is said where something was removed from a file, or could not be.

    Args:
        request: Who is told.
        kept: The file.
    """
    key = _WORDS.get(kept.cleaning)
    return [say(request, key, name=kept.sent)] if key else []


def write_receipt(account: Account, attachment: Attachment) -> str:
    """Return what stands for a kept file until a report of the same account names it; always the same.

    Args:
        account: Who sent it; for nobody else it is worth anything.
        attachment: The file.
    """
    return _make_signer(account).sign_object(attachment.write())


def read_receipt(account: Account, receipt: str) -> Attachment | None:
    """Return the file that a receipt stands for; None where it is none of this account's, or the file is gone.

    Args:
        account: Who names it.
        receipt: As `write_receipt` writes it.
    """
    try:
        found = read_attachment(str(_make_signer(account).unsign_object(receipt)))
    except BadSignature:
        return None
    return found if found and find_path(Path(settings.FILES), found.sha256).is_file() else None


def _make_signer(account: Account) -> Signer:
    return Signer(salt=f"attachment {account.pk}")
