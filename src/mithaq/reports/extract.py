"""What was read to files: one file for each text, one line for each text, or a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mithaq.errors import MithaqError
from mithaq.model import Reading
from mithaq.refusals import make_error, name_fault
from mithaq.reports.benchmark import write_annotation
from mithaq.reports.readings import write_reading


@contextmanager
def open_writer(folder: Path | None, lines: Path | None) -> Iterator[Callable[[Reading], None]]:
    """Return what writes a reading.

    Args:
        folder: Where to write one ``NAME.json`` for each text; made if it is not there.
        lines: File for full readings, one on each line; written anew.

    Raises:
        MithaqError: If the folder or the file cannot be written.
    """
    with ExitStack() as stack, _name_place(folder or lines):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        if lines:
            lines.parent.mkdir(parents=True, exist_ok=True)
        file = stack.enter_context(lines.open("wb")) if lines else None

        def write(reading: Reading) -> None:
            if folder:
                (folder / f"{reading.document.name}.json").write_bytes(write_annotation(reading))
            if file:
                file.write(write_reading(reading))

        yield write


def write_page(page: str, path: Path) -> None:
    """Write a page to a file; its folder is made if it is not there.

    Args:
        page: What to write, UTF-8.
        path: The file.

    Raises:
        MithaqError: If it cannot be written.
    """
    with _name_place(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")


@contextmanager
def _name_place(place: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = str(error.filename or place)
        raise make_error(MithaqError, "readings.unwritten", where=where, error=name_fault(error)) from error
