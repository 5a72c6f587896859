"""Files of reports and of the shift log, sent and fetched by programs."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import File, Form
from ninja.files import UploadedFile

from mithaq.following.fold import Case
from mithaq.ledger.attachments import Attachment, list_named
from mithaq.web.api.answers import FileKept
from mithaq.web.api.problems import AskError
from mithaq.web.api.shapes import AttachmentOf
from mithaq.web.api.tokens import Called
from mithaq.web.downloads import send_attachment, send_file
from mithaq.web.refusal import fail_missing
from mithaq.web.uploads import keep_upload, read_receipt, write_receipt
from mithaq.web.watch import shifts

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def keep_file(
    request: Called,
    file: File[UploadedFile],
    clean: Form[bool] = True,  # noqa: FBT002 - a field of the form, given by name
    sha256: Form[str] = "",
) -> FileKept:
    """Keep a photograph or PDF file, and give the receipt with which a report or line names it.

    Photographs lose position and device data unless `clean` is false; the answer says what was removed, and has the
    hash of what is kept, which goes into the ledger. With `sha256`, the hash of the file as it was sent, one that
    arrives otherwise is refused. The same file sent twice is kept once and has the same receipt.
    """
    if sha256 and sha256.lower() != _hash(file):
        raise AskError(_WRONG, "other-file", faults={"file": file.name or ""}, sha256=sha256)
    kept = keep_upload(file, clean=clean)
    return FileKept(
        receipt=write_receipt(request.auth.account, kept.attachment),
        sha256=kept.attachment.sha256,
        name=kept.attachment.name,
        media=kept.attachment.media,
        size=kept.attachment.size,
        cleaned=kept.cleaning.value,
    )


def _hash(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def find_kept(request: Called, receipts: list[str], name: str) -> tuple[Attachment, ...]:
    """Return the files that receipts stand for, each once.

    Args:
        request: Who names them.
        receipts: As `keep_file` gave them to the same account.
        name: The value of the request that holds them.

    Raises:
        AskError: If one is none of theirs, or its file is gone (422).
    """
    found = [(receipt, read_receipt(request.auth.account, receipt)) for receipt in receipts]
    wrong = next((receipt for receipt, attachment in found if attachment is None), None)
    if wrong is not None:
        raise AskError(_WRONG, "receipt", faults={name: wrong}, text=wrong)
    return tuple(dict.fromkeys(attachment for _, attachment in found if attachment))


def list_files(request: Called, case: Case, document: str = "") -> list[AttachmentOf]:
    """Return the attachments of a case with the addresses under which they are fetched.

    Args:
        request: Who asks.
        case: The case, as they may see it.
        document: Only those of the report that is this document; empty for all.
    """
    return [
        tell_file(request, item, reverse("api:give_attachment", args=[case.id, item.sha256]))
        for item in list_named(case, document)
    ]


def tell_file(request: Called, attachment: Attachment, path: str) -> AttachmentOf:
    """Return an attachment as it is answered.

    Args:
        request: Who asks.
        attachment: Which.
        path: Where it is fetched.
    """
    return AttachmentOf(
        sha256=attachment.sha256,
        name=attachment.name,
        media=attachment.media,
        size=attachment.size,
        address=request.build_absolute_uri(path),
    )


def give_attachment(request: Called, case: str, sha256: str) -> HttpResponseBase:
    """Give an attachment of a case as a file."""
    return send_attachment(case, sha256, request.sight)


def give_line_file(request: Called, line: int) -> HttpResponseBase:  # noqa: ARG001 - every operation takes it
    """Give the file of a line of the shift log."""
    attachment = shifts.read_file(line)
    if attachment is None:
        raise fail_missing()
    return send_file(attachment)
