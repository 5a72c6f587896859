from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any

import typer
from typer.testing import CliRunner

from mithaq.commands.decision import DECISION, OPENING, add_options
from mithaq.reports.decision import Decision, Opening


@dataclass(frozen=True, kw_only=True)
class Wish:
    size: Annotated[int, typer.Option(help="How large")] = 3
    words: Annotated[list[str] | None, typer.Option("--word", help="Which words")] = None


@add_options(Wish)
def wish(name: str, *, loud: bool = False, **options: Any) -> None:
    typer.echo(f"{name} {loud} {Wish(**options)}")


def test_every_field_becomes_an_option() -> None:
    app = typer.Typer()
    app.command()(wish)
    result = CliRunner().invoke(app, ["salma", "--loud", "--size", "5", "--word", "a", "--word", "b"])
    assert result.stdout == "salma True Wish(size=5, words=['a', 'b'])\n"
    assert CliRunner().invoke(app, ["salma"]).stdout == "salma False Wish(size=3, words=None)\n"


def test_every_field_has_its_option() -> None:
    assert list(DECISION) == [field.name for field in fields(Decision)]
    assert list(OPENING) == [field.name for field in fields(Opening)]
