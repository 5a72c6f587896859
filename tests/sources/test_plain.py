from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, plain, read_documents

Write = Callable[[str, bytes | str], Path]


def read(path: Path) -> Document:
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "  سطر أول  \n\n\tسطر ثان\u200f ",
        "علامة &quot;اقتباس&quot; و&amp; كما كتبت في الأصل",
        "حرف واحد &#1587; يبقى كما هو في نص طويل من كلمات كثيرة لا مراجع فيها بل كلام عادي",
    ],
)
def test_the_text_is_kept_letter_for_letter(write: Write, text: str) -> None:
    assert read(write("a.txt", text)).text == text


def test_line_ends_become_one(write: Write) -> None:
    assert read(write("a.txt", "سطر\r\nثان\rثالث\n")).text == "سطر\nثان\nثالث\n"


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&#x0{:X};"])
def test_a_text_of_numeric_references_is_decoded(write: Write, body: str, form: str) -> None:
    written = "".join(form.format(ord(char)) if char.isalpha() else char for char in body)
    assert read(write("a.txt", written)).text == body


def test_a_page_under_a_false_name_is_read_as_a_page(write: Write, body: str) -> None:
    found = read(write("a.txt", f"<!DOCTYPE html><html><body><article><p>{body}</p></article></body></html>"))
    assert found.text == body


def test_a_huge_file_is_refused(write: Write, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_FILE", 20)
    (refused,) = read_documents([write("a.txt", body)])
    assert isinstance(refused, Refused)
    assert refused.kind == "huge"
