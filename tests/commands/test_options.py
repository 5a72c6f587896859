from __future__ import annotations

from typing import Literal

import pytest
import typer

from mithaq.commands.options import PARTLY, Language, Refusals, find_wording, refuse_use, refusing_input
from mithaq.errors import InputError, SourceError
from mithaq.model import Reading
from mithaq.sources import Refused
from mithaq.sources.refusal import refuse as refuse_source


def refuse(kind: Literal["empty", "duplicate"]) -> Refused:
    return Refused(SourceError("no text", where="one.txt"), kind, "one.txt")


def test_what_is_refused_is_named_and_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    refusals = Refusals()
    found: list[Reading] = list(refusals.set_aside([refuse("empty")]))
    assert found == []
    with pytest.raises(typer.Exit) as caught:
        refusals.leave(find_wording(Language.EN))
    assert caught.value.exit_code == PARTLY
    assert "one.txt: no text" in capsys.readouterr().err


def test_a_copy_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    refusals = Refusals()
    assert list(refusals.set_aside([refuse("duplicate")])) == []
    refusals.leave(find_wording(Language.AR))
    assert "one.txt" in capsys.readouterr().err


def test_what_is_refused_is_told_in_arabic(capsys: pytest.CaptureFixture[str]) -> None:
    found = refuse_source("empty", "sources.no-text", "one.txt")
    assert list(Refusals(Language.AR).set_aside([found])) == []
    assert "one.txt: ليس في الملف نص. احذفه" in capsys.readouterr().err


def test_wrong_use_names_the_option() -> None:
    with pytest.raises(typer.BadParameter) as caught:
        refuse_use("no such day", "--published")
    assert caught.value.param_hint == "--published"


def test_what_is_not_understood_is_wrong_use_of_its_option() -> None:
    with (
        pytest.raises(typer.BadParameter, match=r"many is no amount\. Write 12") as caught,
        refusing_input(),
    ):
        raise InputError("many is no amount", field="harm", key="amount", text="many", remedy="Write 12")
    assert caught.value.param_hint == "--harm"
