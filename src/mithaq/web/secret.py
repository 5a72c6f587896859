"""Where an installation keeps what is neither code nor record: attachments, and the secret that signs cookies."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault

_NAME = "cookie-secret"
_LENGTH = 50


def read_secret(folder: Path) -> str:
    """Return the secret of an installation; make it at the first start, readable by its owner only.

    Args:
        folder: What `find_folder` returned.

    Raises:
        RecordError: If it can be neither read nor written.
    """
    given = os.environ.get("MITHAQ_SECRET_KEY")
    if given:
        return given
    path = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(_LENGTH))
        except FileExistsError:
            pass
        return path.read_text(encoding="ascii")
    except OSError as error:
        told = name_fault(error)
        raise make_error(RecordError, "records.folder", where=str(folder), error=told) from error
