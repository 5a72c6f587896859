from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, count_files, delimited, read_documents
from mithaq.sources.delimited import Row, cut_table
from mithaq.sources.refusal import RefusalError

Write = Callable[[str, bytes | str], Path]


def name(answers: list[Document | Refused]) -> list[str]:
    return [answer.kind if isinstance(answer, Refused) else answer.name for answer in answers]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_in_every_encoding_and_dialect(write: Write, body: str, encoding: str, delimiter: str) -> None:
    rows = [
        ["العنوان", "النص", "تاريخ النشر", "الرابط", "المصدر"],
        ["بيان", f'"{body}\nوقالت ""نعم"";، |"', "2020-11-21", "https://example.org/1", "وكالة"],
        ["ثان", body, "12/11/2020", "", ""],
    ]
    path = write("a.csv", "\r\n".join(map(delimiter.join, rows)).encode(encoding))
    one, two = read_documents([path])
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.text == f'{body}\nوقالت "نعم";، |'
    assert (one.title, one.outlet, one.url, str(one.published)) == (
        "بيان", "وكالة", "https://example.org/1", "2020-11-21",
    )  # fmt: skip
    assert (one.origin, two.origin) == (f"{path}:2", f"{path}:4")
    assert (one.name, two.name, str(two.published)) == ("a-2", "a-4", "2020-11-12")


def test_what_excel_says_of_its_delimiter_is_believed(write: Write, body: str) -> None:
    path = write("a.csv", f"sep=;\ntext;source\n{body};وكالة, فرع")
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    assert (found.outlet, found.origin) == ("وكالة, فرع", f"{path}:3")


def test_bad_rows_are_named_and_the_others_are_read(write: Write, body: str) -> None:
    rows = [
        "text,title",
        f"{body},أ,زائد",
        f"{body} ثانيا,ب",
        "",
        ",ج",
        f"{body} ثالثا",
        f'"{body} رابعا',
        "آخر,د",
    ]
    path = write("a.tsv", "\n".join(row.replace(",", "\t") for row in rows))
    answers = list(read_documents([path]))
    assert name(answers) == ["unreadable", "a-3", "empty", "a-6", "unreadable"]
    assert [answer.origin for answer in answers if isinstance(answer, Refused)] == [
        f"{path}:2", f"{path}:5", f"{path}:7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "what"), [("", "no text"), ("\n\n", "no row"), ("a,b\n1,2", "no column")]
)
def test_tables_without_texts_are_refused(write: Write, content: str, what: str) -> None:
    (refused,) = read_documents([write("a.csv", content or "\n")])
    assert isinstance(refused, Refused)
    assert what in refused.error.what or "no row" in refused.error.what


def test_a_cell_that_is_too_long_is_named(write: Write, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_TEXT", 300)
    path = write("a.csv", f"text\n{body * 10}\n{body}\n")
    answers = list(read_documents([path]))
    assert name(answers) == ["unreadable", "a-3"]
    monkeypatch.setattr(delimited, "MAX_TEXT", 10)
    with pytest.raises(RefusalError):
        cut_table(f"{body}\n1")


@pytest.mark.parametrize("content", ["\r\x01", "\r\r", "\x00\r\n", "a" * 200_000 + "\n"])
def test_no_line_ending_breaks_the_search_for_a_delimiter(write: Write, content: str) -> None:
    (refused,) = read_documents([write("a.csv", content)])
    assert isinstance(refused, Refused)


def test_tables_are_cut() -> None:
    table = cut_table("a;b\n1;2\n\n3\n")
    assert (table.delimiter, table.head) == (";", ("a", "b"))
    assert list(table.rows) == [Row(2, ("1", "2")), Row(4, ("3",))]


def test_rows_are_counted_for_the_progress_bar(write: Write, body: str) -> None:
    assert count_files([write("a.csv", f"text\n{body}\n{body}\n")]) == 3
