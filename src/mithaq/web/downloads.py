"""Files that were sent, handed out: to be saved and never to be shown, and only to those who see where they belong."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from mithaq.errors import LedgerError
from mithaq.ledger.attachments import Attachment, find_path, list_named
from mithaq.ledger.current import read_case
from mithaq.ledger.sight import Sight
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record


def send_attachment(case: str, sha256: str, sight: Sight) -> HttpResponseBase:
    """Return an attachment of a case as an answer.

    Args:
        case: Id of the case.
        sha256: Which of its attachments.
        sight: Who asks.

    Raises:
        Http404: If they may not see the case, or it has no such attachment.
    """
    try:
        found = list_named(read_case(find_record(), case, sight=sight))
    except LedgerError as error:
        raise fail_missing(error.what) from error
    attachment = next((item for item in found if item.sha256 == sha256), None)
    if attachment is None:
        raise fail_missing()
    return send_file(attachment)


def send_file(attachment: Attachment) -> HttpResponseBase:
    """Return a file as an answer that a browser saves and does not show.

    Args:
        attachment: Which.

    Raises:
        Http404: If it is not there.
    """
    path = find_path(Path(settings.FILES), attachment.sha256)
    if not path.is_file():
        raise fail_missing()
    response = FileResponse(path.open("rb"), content_type=attachment.media)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=attachment.name
    )
    # Whatever the file holds, a browser runs nothing of it.
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
