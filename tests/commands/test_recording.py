from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from tests.following.ledgers import NADIA, OMAR, open_request

from mithaq.commands.options import Language
from mithaq.commands.recording import find_case_wording, open_kept, print_json, read_day, record_steps
from mithaq.following.case import Comment
from mithaq.ledger.record import Record
from mithaq.ledger.refusal import RecordError


@pytest.fixture
def opened(tmp_path: Path) -> Record:
    record = open_kept(str(tmp_path / "desk.db"), create=True)
    record.append([open_request("r1")], NADIA)
    return record


def test_a_day_is_today_unless_it_is_named() -> None:
    assert read_day("2020-11-21") == date(2020, 11, 21)
    assert abs((read_day("") - datetime.now(UTC).date()).days) <= 1
    with pytest.raises(typer.BadParameter):
        read_day("21.11.2020")


def test_a_record_is_not_made_by_looking_at_it(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        open_kept(str(tmp_path / "none.db"))


def test_what_was_recorded_is_told(opened: Record, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [Comment(case="r1", text="أ"), Comment(case="r1", text="ب")]
    record_steps(opened, steps, OMAR, {"r1": 0}, Language.AR, as_json=False)
    assert "سُجل: 1، 2؛ نسخة الملف: 2" in capsys.readouterr().out
    record_steps(opened, steps, "", None, Language.EN, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"entries": [3, 4], "version": 4}


def test_a_stale_decision_tells_who_changed_what(opened: Record, capsys: pytest.CaptureFixture[str]) -> None:
    opened.append([Comment(case="r1", text="انتبه")], OMAR)
    with pytest.raises(typer.Exit):
        record_steps(opened, [Comment(case="r1", text="؟")], NADIA, {"r1": 0}, Language.AR, as_json=False)
    told = capsys.readouterr().err
    assert "تغير الملف منذ النسخة 0" in told
    assert "omar" in told
    assert "ملاحظة: انتبه" in told


def test_json_is_for_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"a": (1, "ب")})
    assert capsys.readouterr().out == '{\n  "a": [\n    1,\n    "ب"\n  ]\n}\n'


def test_words_are_of_the_language_that_was_asked_for() -> None:
    assert find_case_wording(Language.AR, {}).comma == "، "
