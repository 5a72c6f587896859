"""Files that people send: photographs lose what they tell of place and device before they are kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from mithaq.ledger.attachments import find_media
from mithaq.ledger.photographs import remove_metadata
from mithaq.web.access import Asked
from mithaq.web.speech import say


def read_upload(request: Asked, upload: UploadedFile[Any]) -> tuple[bytes, list[str]]:
    """Return a file as it is kept, and what is said of that where something was removed, or could not be.

    Args:
        request: What was sent; its tick ``clean`` says whether photographs lose what they tell.
        upload: The file.
    """
    content = upload.read()
    known = find_media(content)
    if known is None or not known.media.startswith("image/") or not _is_cleaned(request):
        return content, []
    clean = remove_metadata(content, known.media)
    if clean == content:
        return content, []
    word = "uploads.not-cleaned" if clean is None else "uploads.cleaned"
    return (content if clean is None else clean), [say(request, word, name=upload.name or "")]


def _is_cleaned(request: Asked) -> bool:
    """Tell whether photographs lose position and device; a draft that an older form wrote was not asked."""
    return "clean" in request.POST or "clean-asked" not in request.POST
