from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sources.pdf.pages import draw_line, draw_lines, make_pdf

from mithaq.model import Document
from mithaq.sources import Refused, read_documents
from mithaq.sources.draft import Draft, Item
from mithaq.sources.pdf import bombs, reader
from mithaq.sources.pdf.reader import read_pdf
from mithaq.sources.refusal import RefusalError

Write = Callable[[str, bytes | str], Path]
LINES = [
    "عقدت اللجنة العسكرية المشتركة (5+5) اجتماعها الثالث في",
    "سرت في 23/10/2020 بحضور UNSMIL، وبحثت فتح الطريق الساحلي",
    "وإخراج المقاتلين.",
]
READ = " ".join(LINES)


def read(data: bytes) -> Draft:
    (draft,) = read_pdf(Item("a.pdf", "a.pdf", "f", len(data), lambda: io.BytesIO(data)))
    return draft


def explain(data: bytes) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        read(data)
    return caught.value


def test_what_the_eye_sees_is_read(write: Write) -> None:
    info = {"Title": "بيان اللجنة", "Author": "المكتب الإعلامي", "CreationDate": "D:20201024093000Z"}
    (found,) = read_documents([write("a.pdf", make_pdf([draw_lines(LINES)], info=info))])
    assert isinstance(found, Document)
    assert (found.text, found.name) == (READ, "a")
    assert (found.title, found.author, str(found.published)) == (
        "بيان اللجنة",
        "المكتب الإعلامي",
        "2020-10-24",
    )


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0), (0.8, 0, 0, 1.2)])
def test_pages_that_are_turned_or_stretched(turn: tuple[float, float, float, float]) -> None:
    assert read(make_pdf([draw_lines(LINES)], turn=turn)).text == READ


def test_a_program_that_cannot_write_from_the_right_is_forgiven() -> None:
    def turn(line: str) -> list[tuple[str, float, float]]:
        return [(char, 100 + 6 * at, 700) for at, char in enumerate(line) if char != " "]

    assert (
        read(make_pdf([turn("أعلنت اللجنة المشتركة وقف القتال")])).text == "أعلنت اللجنة المشتركة وقف القتال"
    )


def test_a_stamp_that_stands_askew_is_no_text() -> None:
    upright, askew = (
        make_pdf([draw_lines(LINES)]),
        make_pdf([draw_lines(["مسودة"])], turn=(0.7, 0.7, -0.7, 0.7)),
    )
    assert read(upright).text == READ
    assert explain(askew).kind == "empty"


def test_pages_go_on_and_repeat_their_heads() -> None:
    def page(number: int, lines: list[str]) -> list[tuple[str, float, float]]:
        head = draw_line("نشرة المراقبة الأسبوعية", 400, 800)
        return [*head, *draw_lines(lines, top=700 - 5 * number), *draw_line(f"صفحة {number}", 300, 40)]

    texts = [[*LINES[:2]], [LINES[2], LINES[0], LINES[1]], [LINES[2]]]
    found = read(make_pdf([page(at, lines) for at, lines in enumerate(texts, start=1)])).text
    assert found == f"{READ}\n{READ}"


def test_a_scan_is_refused_with_a_remedy() -> None:
    error = explain(make_pdf([[], []]))
    assert error.kind == "empty"
    assert "2 pages" in error.what
    assert "OCRmyPDF" in error.remedy


def test_pages_without_text_among_others_are_named(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    (found,) = read_documents([write("a.pdf", make_pdf([[], draw_lines(LINES), []]))])
    assert isinstance(found, Document)
    assert "no text layer on page 1, 3" in caplog.text


def test_fonts_that_do_not_tell_their_letters() -> None:
    private = [(chr(0xE000 + at), 100.0 + 6 * at, 700.0) for at in range(30)]
    error = explain(make_pdf([private]))
    assert (error.kind, "fonts" in error.what) == ("unreadable", True)


def test_an_encrypted_file_is_named_and_the_others_are_read(write: Write) -> None:
    words = b"<" + b"41" * 32 + b">"
    locked = make_pdf(
        [draw_lines(LINES)],
        trailer=b"/ID [<41> <41>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
        + words
        + b" /U "
        + words
        + b" >>",
    )
    refused, read_one = read_documents(
        [write("a.pdf", locked), write("b.pdf", make_pdf([draw_lines(LINES)]))]
    )
    assert isinstance(refused, Refused)
    assert (refused.kind, refused.error.what) == ("unreadable", "it is encrypted")
    assert isinstance(read_one, Document)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer << >>", make_pdf([draw_lines(LINES)])[:200]]
)
def test_what_is_broken_is_refused(data: bytes) -> None:
    error = explain(data)
    assert (error.kind, error.what) == ("unreadable", "it is no PDF file, or broken")


def test_a_page_that_cannot_be_opened_is_named() -> None:
    broken = make_pdf([draw_lines(LINES)]).replace(b"/Type /Page /Parent", b"/Typx /Nope /Parent")
    with pytest.raises(RefusalError):
        read(broken.replace(b"/Kids [7 0 R]", b"/Kids [9 0 R]"))


@pytest.mark.parametrize(("name", "value"), [("MAX_PAGES", 1), ("MAX_TEXT", 50)])
def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr(reader, name, value)
    assert explain(make_pdf([draw_lines(LINES), draw_lines(LINES)])).kind == "huge"


@pytest.mark.parametrize("title", ["Microsoft Word - بيان.docx", "untitled", "a.indd", ""])
def test_names_of_files_are_no_titles(title: str) -> None:
    assert read(make_pdf([draw_lines(LINES)], info={"Title": title})).metadata.title is None


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bombs, "RATIO_FROM", 10_000)
    packed = zlib.compress(bytes(1_000_000))
    bomb = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream"
    assert explain(make_pdf([draw_lines(LINES)], extra=[bomb])).kind == "huge"
