from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.situation.desk import find_style, make_report

from mithaq.reports.situation.formats import FORMATS, BriefFormat, find_format, write_report
from mithaq.reports.situation.letters import has_arabic_letters
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.templates import Templates
from mithaq.reports.wording import Lang


def test_every_format_is_in_the_table() -> None:
    assert [spec.format for spec in FORMATS] == list(BriefFormat)
    assert all(spec.name.in_lang(lang) for spec in FORMATS for lang in Lang)
    assert find_format(BriefFormat.PDF).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("wanted", "begins"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("md", "# تقرير".encode())]
)
def test_a_report_is_written(wanted: str, begins: bytes) -> None:
    assert write_report(make_report(), find_style("ar"), BriefFormat(wanted)).startswith(begins)


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefError):
        write_report(make_report(), find_style("ar"), BriefFormat.MD, Templates(tmp_path))


@pytest.mark.parametrize(("program", "told"), [(None, "yes"), ("echo font", "yes"), ("true", "no")])
def test_letters_are_asked_of_the_system(
    program: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fc-list"
    path.write_text(f"#!/bin/sh\n{program}\n")
    path.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(path) if program else None)
    assert has_arabic_letters() is (told == "yes")
