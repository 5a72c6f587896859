"""Files that are there whole or not at all: checkpoints, receipts, backups, attachments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from mithaq.ledger.database import is_file
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault


@contextmanager
def open_draft(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of another once it is whole and on the disk.

    Args:
        path: Where it will lie; its folder is made if it is not there.

    Raises:
        RecordError: If it cannot be written; what lay there before is left as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        told = name_fault(error)
        raise make_error(RecordError, "records.unwritten", where=str(path), error=told) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def find_folder(record: str) -> Path:
    """Return the folder of files that belongs to a record.

    Args:
        record: Its address. A record in a file has the folder ``NAME.files`` beside it; for a server the
            environment names one (``MITHAQ_FILES``), else it is ``mithaq.files`` where the program runs.
    """
    named = os.environ.get("MITHAQ_FILES")
    if named:
        return Path(named).resolve()
    path = Path(record) if is_file(record) else Path("mithaq")
    return path.resolve().with_name(f"{path.name}.files")
