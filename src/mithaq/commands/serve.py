"""``mithaq serve`` and ``mithaq user``: the workbench and its accounts.

Both start a process of their own, which has the settings of the workbench: this one may have opened records.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from mithaq.commands.options import DEFAULT_RECORD, Lang, Language, Record, find_wording

_MODULE = "mithaq.web"
_SETTINGS = "mithaq.web.settings"


class RoleName(StrEnum):
    """Roles of accounts, as `mithaq.web.access.Role` has them."""

    READER = "reader"
    MONITOR = "monitor"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


def serve(
    record: Record = DEFAULT_RECORD,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it listens")] = 8000,
    host: Annotated[str, typer.Option(help="On which address; 0.0.0.0 for all of them")] = "127.0.0.1",
    lang: Lang = Language.AR,
) -> None:
    """Serve the workbench; at the first start make an account and print it once."""
    words = ("serve", "--host", host, "--port", str(port), "--lang", lang.value)
    raise typer.Exit(run_workbench(words, record))


def add_user(
    name: Annotated[str, typer.Argument(help="Name of the account, under which its entries are recorded")],
    role: Annotated[RoleName, typer.Option(help="What the account is for")],
    record: Record = DEFAULT_RECORD,
    lang: Lang = Language.AR,
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    wording = find_wording(lang)
    asked = getpass.getpass(wording.say("password")) if sys.stdin.isatty() else sys.stdin.readline()
    code = run_workbench(("user-add", name, "--role", role.value), record, given=asked.rstrip("\n") + "\n")
    if code == 0:
        typer.echo(wording.say("account-made", account=name, role=role.value))
    raise typer.Exit(code)


def notify(
    record: Record = DEFAULT_RECORD,
    address: Annotated[
        str, typer.Option(envvar="MITHAQ_ADDRESS", help="Where the workbench is reached, for links")
    ] = "http://127.0.0.1:8000",
    lang: Lang = Language.EN,
) -> None:
    """Send e-mails about what is new in the searches that people keep; to be run by cron."""
    raise typer.Exit(run_workbench(("notify", "--address", address, "--lang", lang.value), record))


def run_workbench(words: Sequence[str], record: str, given: str | None = None) -> int:
    """Do a task in a process with the settings of the workbench, and return its exit code.

    Args:
        words: As `mithaq.web.server` takes them.
        record: The record.
        given: What it reads from standard input.
    """
    environment: Mapping[str, str] = {
        **os.environ, "MITHAQ_RECORD": record, "DJANGO_SETTINGS_MODULE": _SETTINGS,
    }  # fmt: skip
    command = [sys.executable, "-m", _MODULE, *words]
    try:
        return subprocess.run(command, env=environment, input=given, text=True, check=False).returncode  # noqa: S603 - our own program
    except KeyboardInterrupt:
        return 0
