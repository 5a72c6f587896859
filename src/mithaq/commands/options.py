"""What the commands share: options, exit codes, languages, and what was refused in a run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mithaq.errors import MithaqError
    from mithaq.reports.wording import Wording
    from mithaq.sources import Refused

T = TypeVar("T")
DONE, PARTLY, WRONG_USE = 0, 1, 2
DEFAULT_RECORD = "mithaq.db"
_RLI, _PDI = "\u2067", "\u2069"


class Language(StrEnum):
    """Languages that the program speaks."""

    AR = "ar"
    EN = "en"


Paths = Annotated[list[Path], typer.Argument(help="Files, folders and .zip archives", show_default=False)]
Published = Annotated[
    str | None,
    typer.Option(metavar="EDTF", help="Publication date of texts that carry none, such as 2020-11-21"),
]
Least = Annotated[
    float, typer.Option(metavar="SHARE", min=0, max=1, help="Leave out acts of which the reader is less sure")
]
LeastDetail = Annotated[
    float,
    typer.Option(metavar="SHARE", min=0, max=1, help="Leave out parts, contents and dates of acts likewise"),
]
Jobs = Annotated[int, typer.Option(min=1, max=256, help="How many processes read")]
Lang = Annotated[Language, typer.Option(envvar="MITHAQ_LANG", help="Language of headings and names")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables")]
Period = Annotated[
    str, typer.Option(metavar="EDTF", help="A time that the cases tell of, such as 2019-04/2019-06")
]
Cases = Annotated[list[str] | None, typer.Option(metavar="CASE", help="Only this case; may be repeated")]
LeastStanding = Annotated[
    str, typer.Option(metavar="STANDING", help="At least proposed, confirmed or verified")
]
Record = Annotated[
    str,
    typer.Option(
        envvar="MITHAQ_RECORD", metavar="R", help="The record: a SQLite file or postgresql://user@host/name"
    ),
]


def find_wording(lang: Language) -> Wording:
    """Return the wording of a language."""
    from mithaq.reports import wording  # noqa: PLC0415

    return wording.find_wording(wording.Lang(lang.value))


def write_error(error: MithaqError, lang: Language) -> str:
    """Return an error on one line, in a language.

    Args:
        error: What happened.
        lang: The language.
    """
    if lang is Language.EN:
        return str(error)
    from mithaq.reports.refusals import tell_error  # noqa: PLC0415
    from mithaq.reports.wording import Lang as Spoken  # noqa: PLC0415

    return direct_line(str(tell_error(error, Spoken(lang.value))), lang)


def direct_line(line: str, lang: Language) -> str:
    """Return a line for a terminal, which lays it out from the right where it is Arabic.

    Args:
        line: What is said.
        lang: Its language.
    """
    return f"{_RLI}{line}{_PDI}" if lang is Language.AR else line


class Refusals:
    """What was not read in a run: named on standard error as it comes, counted for the exit code."""

    def __init__(self, lang: Language = Language.EN) -> None:
        self._count = 0
        self._lang = lang

    def set_aside(self, results: Iterable[T | Refused]) -> Iterator[T]:
        """Yield what was not refused."""
        from mithaq.sources import Refused  # noqa: PLC0415

        for result in results:
            if isinstance(result, Refused):
                typer.echo(write_error(result.error, self._lang), err=True)
                # A copy is reported, but nothing is missing for it.
                self._count += result.kind != "duplicate"
            else:
                yield result

    def name(self, error: MithaqError) -> None:
        """Name one more document that something is missing for."""
        typer.echo(write_error(error, self._lang), err=True)
        self._count += 1

    def leave(self, wording: Wording) -> None:
        """End the command, with exit code 1 where something was refused."""
        if self._count:
            typer.echo(wording.say("refused", count=self._count), err=True)
            raise typer.Exit(PARTLY)
