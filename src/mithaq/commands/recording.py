"""What the commands that look at a record or add to it share."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from mithaq.commands.options import PARTLY, Language
from mithaq.commands.usage import refuse_use
from mithaq.dates import find_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mithaq.following.case import Party
    from mithaq.following.entry import AnyStep, Entry
    from mithaq.ledger.record import Record
    from mithaq.ledger.refusal import StaleError
    from mithaq.reports.case_wording import CaseWording

AsOf = Annotated[str, typer.Option(metavar="DAY", help="The day for what the clock says; today without it")]
Name = Annotated[
    str, typer.Option("--as", envvar="MITHAQ_NAME", metavar="NAME", help="Who decides; else the login name")
]
Saw = Annotated[
    int | None,
    typer.Option(metavar="VERSION", help="The version of the case that was looked at; else that of now"),
]


def read_day(text: str) -> date:
    """Return the day that an option names; today for nothing.

    Args:
        text: ISO 8601.
    """
    if not text:
        return find_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse_use("no-day", "--as-of", text=text)


def open_kept(url: str, *, create: bool = False) -> Record:
    """Return the record at an address; refuse one that is not there, unless it may be made.

    Args:
        url: As `open_record` takes it.
        create: Whether it is made where there is none.
    """
    from mithaq.ledger.record import open_record  # noqa: PLC0415

    return open_record(url, create=create)


def find_case_wording(lang: Language, parties: Mapping[str, Party]) -> CaseWording:
    """Return the words of a language for cases.

    Args:
        lang: The language.
        parties: Parties by id, for their names.
    """
    from mithaq.reports.case_wording import CaseWording  # noqa: PLC0415
    from mithaq.reports.wording import Lang as Spoken  # noqa: PLC0415

    return CaseWording(Spoken(lang.value), parties)


def print_json(value: object) -> None:
    """Print a value as JSON.

    Args:
        value: Structs, dataclasses and what they are made of.
    """
    import msgspec  # noqa: PLC0415

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value)).decode() + "\n")


def record_steps(
    opened: Record,
    steps: Sequence[AnyStep],
    name: str,
    seen: Mapping[str, int] | None,
    lang: Language,
    *,
    as_json: bool,
) -> None:
    """Record steps and say so; where a case has changed, say what changed and who did it.

    Args:
        opened: The record.
        steps: What is recorded, all or none.
        name: Who decides; empty for the login name.
        seen: The versions of the cases that were looked at.
        lang: Language of what is said.
        as_json: Whether that is JSON.
    """
    from mithaq.ledger.refusal import StaleError  # noqa: PLC0415

    try:
        entries = opened.append(steps, name or getpass.getuser(), saw=seen)
    except StaleError as error:
        _refuse_stale(error, seen or {}, lang)
    _tell(entries, lang, as_json=as_json)


def _refuse_stale(error: StaleError, seen: Mapping[str, int], lang: Language) -> NoReturn:
    from mithaq.reports.case_tables import isolate_parts  # noqa: PLC0415
    from mithaq.reports.entries import write_entry  # noqa: PLC0415

    wording = find_case_wording(lang, {})
    typer.echo(wording.say("words", "stale", saw=", ".join(str(item) for item in seen.values())), err=True)
    for entry in error.changes:
        typer.echo(isolate_parts(write_entry(entry, wording)), err=True)
    raise typer.Exit(PARTLY)


def _tell(entries: Iterable[Entry], lang: Language, *, as_json: bool) -> None:
    numbers = [entry.number for entry in entries]
    if as_json:
        print_json({"entries": numbers, "version": numbers[-1]})
        return
    wording = find_case_wording(lang, {})
    told = wording.comma.join(str(number) for number in numbers)
    typer.echo(wording.say("words", "recorded", entries=told, version=numbers[-1]))
