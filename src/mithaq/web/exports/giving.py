"""An export as an answer: written to a file first, so that what fails is said and not cut off in the middle."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from django.http import FileResponse

from mithaq.ledger.sight import Sight
from mithaq.reports.exports.export import Format, export, find_format
from mithaq.reports.exports.selection import Selection
from mithaq.web.store import find_record

STATEMENT = "Mithaq-Statement"
"""Header that holds what the export states of itself, JSON in ASCII."""
_IN_MEMORY = 4_000_000  # bytes; what is longer lies on the disk


def give_export(selection: Selection, wanted: Format, sight: Sight) -> FileResponse:
    """Return an export as a file that is sent piece by piece.

    Args:
        selection: What is exported.
        wanted: In which format.
        sight: Who asks.

    Raises:
        ExportError: If the format does not hold what is asked for, or its library is not installed.
        LedgerError: If the record holds no such case.
    """
    file = cast("IO[bytes]", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed with the answer
    try:
        statement = export(find_record(), selection, wanted, file, sight=sight)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    spec = find_format(wanted)
    name = f"mithaq-{spec.format.value}{spec.suffix}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=spec.media_type)
    # A header holds no letters but those of ASCII; JSON can write all others with them.
    answer.headers[STATEMENT] = json.dumps(json.loads(statement.encode()), ensure_ascii=True)
    return answer
