"""The command ``mithaq``: parse, call, print.

What reads and what prints is imported inside the commands: help and wrong use are answered at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mithaq.commands import (
    brief,
    case,
    export,
    follow,
    import_,
    log,
    proof,
    reading,
    record,
    search,
    serve,
    watch,
    withhold,
)
from mithaq.commands.options import DONE, PARTLY, WRONG_USE, Language, write_error
from mithaq.commands.reading import KINDS
from mithaq.commands.usage import Commands, find_language
from mithaq.errors import MithaqError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DONE", "KINDS", "PARTLY", "WRONG_USE", "Language", "app", "main"]

_INTERRUPTED = 130

# Every command, in the order in which help lists them.
COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("extract", reading.extract),
    ("show", reading.show),
    ("brief", brief.brief),
    ("demo", reading.demo),
    ("follow", follow.follow),
    ("read", record.read),
    ("watch", watch.watch),
    ("search", search.search),
    ("log", log.log),
    ("withhold", withhold.withhold),
    ("erase", withhold.erase),
    ("export", export.export),
    ("import", import_.import_file),
    ("verify", proof.verify),
    ("checkpoint", proof.checkpoint),
    ("prove", proof.prove),
    ("backup", proof.backup),
    ("restore", proof.restore),
    ("rebuild", record.rebuild),
    ("serve", serve.serve),
    ("notify", serve.notify),
    ("compile", reading.compile_knowledge),
)
# Groups of commands: name, what help says of the group, its commands.
GROUPS: tuple[tuple[str, str, tuple[tuple[str, Callable[..., None]], ...]], ...] = (
    ("user", "Accounts of the workbench.", (("add", serve.add_user),)),
    (
        "case",
        "List, show and judge cases.",
        (
            ("list", case.list_cases),
            ("appeals", case.list_appeals),
            ("show", case.show_case),
            ("open", case.open_case),
            ("judge", case.judge),
            ("merge", case.merge),
            ("split", case.split),
            ("move", case.move),
        ),
    ),
)


def _build(help_text: str, commands: tuple[tuple[str, Callable[..., None]], ...]) -> typer.Typer:
    built = typer.Typer(
        cls=Commands,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=help_text,
    )
    for name, command in commands:
        built.command(name)(command)
    return built


app = _build("Read Arabic reporting on a peace process into sourced acts, milestones and figures.", COMMANDS)
for _name, _help, _group in GROUPS:
    app.add_typer(_build(_help, _group), name=_name)


def main() -> None:
    """Run the command; name what went wrong in one line."""
    try:
        app(standalone_mode=True)
    except MithaqError as error:
        typer.echo(write_error(error, find_language(sys.argv)), err=True)
        sys.exit(PARTLY)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave")] = False,  # noqa: FBT002 - an option
) -> None:
    """Answer to ``mithaq --version``."""
    if version:
        from importlib.metadata import version as find_version  # noqa: PLC0415

        typer.echo(f"mithaq {find_version('mithaq')}")
        raise typer.Exit(DONE)
