from __future__ import annotations

import builtins
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.reports.situation.desk import WORDS, find_style, make_report

from mithaq.dates import Numerals
from mithaq.reports.situation.pdf import PACKAGES, load_weasyprint, write_pdf
from mithaq.reports.situation.refusal import BriefError
from mithaq.reports.situation.situation import Situation
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import find_words


def write(
    report: Situation, templates: Templates | None = None, numerals: Numerals = Numerals.LATIN
) -> list[str]:
    """Return the text of each page."""
    words = find_words(find_style(report.lang, numerals), {})
    data = write_pdf(report, words, templates or Templates())
    with pypdfium2.PdfDocument(data) as document:
        return [unicodedata.normalize("NFKC", page.get_textpage().get_text_range()) for page in document]


def test_a_long_table_goes_over_pages_with_its_head() -> None:
    pages = write(make_report("en", rows=90))
    tables = [page for page in pages if "Letter" in page]
    assert len(tables) > 2
    assert all(re.search(r"Day\s+What\s+Number", page) for page in tables)
    assert "Situation report" in pages[1]
    assert all(f"Page {number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert sum(page.count("Letter") for page in pages) == 90


def test_an_arabic_report_is_written() -> None:
    pages = write(make_report("ar"), numerals=Numerals.ARABIC)
    text = " ".join(pages)
    assert "UNSMIL" in text
    assert "10–81" in text
    assert "صفحة ١ / ٢" in pages[0]
    # PDF keeps letters as they are drawn: the words are there, in one order or the other.
    words = [word for word in WORDS.split() if len(word) > 4]
    assert all(word in text or word[::-1] in text for word in words), text


def test_nothing_of_our_style_is_unknown(caplog: pytest.LogCaptureFixture) -> None:
    write(make_report("ar"))
    assert caplog.messages == []


def test_empty_sections_say_so() -> None:
    report = make_report("en")
    text = " ".join(write(replace(report, sections=report.sections[2:], notes=(), masks="")))
    assert "Nothing here" in text
    assert "No notes." in text


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text('<img src="file:///etc/hostname">')
    with pytest.raises(BriefError, match=r"hostname.*data:"):
        write(make_report("en"), Templates(tmp_path))


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def refuse(name: str, *args: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return load(name, *args, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(BriefError) as caught:
        load_weasyprint()
    assert PACKAGES in caught.value.remedy
