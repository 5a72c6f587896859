from __future__ import annotations

from typing import Literal

import pytest
import typer

from mithaq.commands.options import PARTLY, Language, Refusals, find_wording
from mithaq.errors import SourceError
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
    assert "\u2067\u2068one.txt\u2069: ليس في الملف نص. احذفه" in capsys.readouterr().err
