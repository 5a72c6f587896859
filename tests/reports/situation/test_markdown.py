from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.reports.situation.desk import WORDS, find_style, gather_all, make_report

from mithaq.ledger.record import Record
from mithaq.reports.situation.markdown import escape_signs, quote, refer, write_markdown
from mithaq.reports.situation.situation import Note
from mithaq.reports.situation.templates import Templates
from mithaq.reports.situation.words import find_words
from mithaq.reports.wording import Lang


def write(lang: str) -> str:
    return write_markdown(make_report(lang), find_words(find_style(lang), {}), Templates()).decode()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_footnote_is_called_and_defined(lang: str) -> None:
    text = write(lang)
    called = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert called == defined == {"1", "2"}
    assert f"    > {WORDS}" in text


def test_tables_have_as_many_cells_in_each_row() -> None:
    rows = [line for line in write("en").splitlines() if line.startswith("|")]
    assert len(rows) == 5
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert rows[1] == "| --- | --- | --- |"


def test_parts_stand_apart() -> None:
    text = write("en")
    assert text.startswith("# Situation report\n")
    assert "\n\n## Requests\n\n|" in text
    assert "Nothing here" in text
    assert "خريطة" in text
    assert "مكان واحد" in text
    assert "\n\n\n\n" not in text


def test_signs_mean_nothing() -> None:
    assert escape_signs("a*b_[c]|<d>`#\\") == r"a\*b\_\[c\]\|\<d\>\`\#" + "\\\\"
    assert r"سطر \<b\> \| \*" in re.sub("[\u2066-\u2069]", "", write("ar"))


def test_line_breaks_of_quotations_stay() -> None:
    assert quote(Note(1, "", None, "سطر\n\nسطر *")) == "    > سطر\n    >\n    > سطر \\*"
    assert refer((3, 1)) == "[^3][^1]"


@pytest.mark.parametrize("lang", list(Lang))
def test_a_report_of_a_record_is_written(record: Record, lang: Lang) -> None:
    report = gather_all(record, lang)
    text = write_markdown(report, find_words(find_style(lang.value), {}), Templates()).decode()
    for note in report.notes:
        assert f"\n[^{note.number}]: " in text
        assert escape_signs(note.words) in text


def test_an_own_template_is_used(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("{% for note in report.notes %}{{ note|quote }}{% endfor %}\n")
    words = find_words(find_style("ar"), {})
    assert write_markdown(make_report(), words, Templates(tmp_path)).decode() == f"    > {WORDS}    >"
