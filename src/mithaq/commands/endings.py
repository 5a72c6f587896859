"""Which format a file is written in: what is asked for by name, else what the end of the file's name says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mithaq.commands.usage import refuse_use

Endings = Sequence[tuple[str, tuple[str, ...]]]


def choose_format(out: Path, wanted: str, formats: Endings, *, default: str = "") -> str:
    """Return the format in which a file is written; end the command where its name says another one, or none.

    Args:
        out: The file.
        wanted: What ``--format`` names; empty where it was not given.
        formats: The names of the formats with the ends of the names of their files, the usual one first.
        default: The format of a file whose name has no end; empty where there is none.
    """
    known = [name for name, _ in formats]
    if wanted and wanted not in known:
        refuse_use("choice", "--format", text=repr(wanted), known=", ".join(known))
    ending = _find_ending(out, formats)
    meant = [name for name, ends in formats if ending in ends]
    if wanted:
        if meant and wanted not in meant:
            usual = next(ends[0] for name, ends in formats if name == wanted)
            refuse_use(
                "other-ending", "--out", text=out.name, known=", ".join(meant), wanted=wanted, end=usual
            )
        return wanted
    if len(meant) == 1:
        return meant[0]
    if meant:
        refuse_use("many-endings", "--format", text=ending, known=", ".join(meant))
    if out.suffix or not default:
        ends = ", ".join(dict.fromkeys(end for _, named in formats for end in named))
        refuse_use("no-ending", "--out", text=out.name, known=ends)
    return default


def _find_ending(out: Path, formats: Endings) -> str:
    """Return the longest end of a file's name that some format has; empty where none has."""
    name = out.name.lower()
    ends = {end for _, named in formats for end in named}
    return max((end for end in ends if name.endswith(end) and name != end), key=len, default="")
