import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, read_documents, word

Write = Callable[[str, bytes | str], Path]
Pack = Callable[..., Path]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def change(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return a package in which parts are replaced, added or, by None, left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


def test_paragraphs_and_tables_in_order(
    write: Write, word_file: Callable[..., bytes], headline: str, body: str
) -> None:
    (found,) = read_documents([write("a.docx", word_file("تقرير المراقبين", "فريق الرصد"))])
    assert isinstance(found, Document)
    assert found.text == f"{headline}\nالمكان | الحادث\nسرت | إطلاق نار\n{body}"
    assert (found.title, found.author) == ("تقرير المراقبين", "فريق الرصد")
    assert found.published is not None


def test_the_librarys_template_says_nothing(
    write: Write, word_file: Callable[..., bytes], headline: str
) -> None:
    (found,) = read_documents([write("a.docx", word_file("", "python-docx"))])
    assert isinstance(found, Document)
    assert (found.title, found.author, found.published) == (headline, None, None)


def test_a_file_without_properties(write: Write, word_file: Callable[..., bytes]) -> None:
    (found,) = read_documents([write("a.docx", change(word_file(), {"docProps/core.xml": None}))])
    assert isinstance(found, Document)
    assert (found.author, found.published) == (None, None)


def test_what_word_writes_besides(write: Write, word_file: Callable[..., bytes], body: str) -> None:
    xml = f"""<w:document {W}><w:body>
      <w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>في إطار</w:t></w:r></w:p></w:sdtContent></w:sdt>
      <w:p><w:pPr/><w:hyperlink><w:r><w:t>رابط</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>ثم</w:t><w:br/>
        <w:t>سطر</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del>
        <w:ins><w:r><w:t> مضاف</w:t></w:r></w:ins><w:r><w:noBreakHyphen/><w:instrText>PAGE</w:instrText><w:t/>
        </w:r></w:p>
      <w:p><w:r><w:txbxContent><w:p><w:r><w:t>صندوق</w:t></w:r></w:p></w:txbxContent></w:r></w:p>
      <w:tbl><w:tblPr/><w:sdt><w:sdtContent><w:tr><w:trPr/><w:sdt><w:sdtPr/><w:sdtContent>
        <w:tc><w:p><w:r><w:t>خلية</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>داخلية</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:sdtContent></w:sdt>
        <w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:sdtContent></w:sdt><w:tr/></w:tbl>
      <w:p><w:r><w:t>{body}</w:t></w:r></w:p><w:sectPr/></w:body></w:document>"""
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator"><w:p><w:r><w:t>خط</w:t></w:r></w:p>
      </w:footnote>
      <w:footnote w:id="2"><w:p><w:r><w:t>حاشية</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    data = change(word_file(), {"word/document.xml": xml.encode(), "word/footnotes.xml": notes.encode()})
    (found,) = read_documents([write("a.docx", data)])
    assert isinstance(found, Document)
    lines = [line for line in found.text.split("\n") if line]
    assert lines == ["في إطار", "رابط\tثم", "سطر مضاف-", "صندوق", "خلية داخلية", body, "حاشية"]


BOMB = b"""<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>"""


@pytest.mark.parametrize(
    ("parts", "kind", "what"),
    [
        ({"word/document.xml": BOMB}, "unreadable", "entities"),
        ({"word/document.xml": BOMB.decode().encode("utf-16")}, "unreadable", "entities"),
        ({"word/document.xml": b"<a><b>"}, "unreadable", "broken"),
        ({"word/document.xml": None}, "unreadable", "no Word file"),
        ({"word/document.xml": b"<a>" * 3000 + b"</a>" * 3000}, "unreadable", "nested"),
        ({"docProps/core.xml": b"<a"}, "unreadable", "broken"),
        ({"word/document.xml": b"<a/>"}, "empty", "no text"),
    ],
)
def test_broken_and_hostile_files_are_refused(
    write: Write, word_file: Callable[..., bytes], parts: dict[str, bytes | None], kind: str, what: str
) -> None:
    (refused,) = read_documents([write("a.docx", change(word_file(), parts))])
    assert isinstance(refused, Refused)
    assert refused.kind == kind
    assert what in refused.error.what


@pytest.mark.parametrize(
    ("content", "what"), [(b"\xd0\xcf\x11\xe0 old", "encrypted"), (b"text", "broken"), (b"", "broken")]
)
def test_what_is_no_package_is_refused(write: Write, content: bytes, what: str) -> None:
    (refused,) = read_documents([write("a.docx", content)])
    assert isinstance(refused, Refused)
    assert what in refused.error.what


@pytest.mark.parametrize(("limit", "value"), [("MAX_PART", 1000), ("MAX_RATIO", 1)])
def test_a_part_that_unpacks_to_too_much_is_refused(
    write: Write, word_file: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(word, "RATIO_FROM", 10)
    monkeypatch.setattr(word, limit, value)
    (refused,) = read_documents([write("a.docx", word_file())])
    assert isinstance(refused, Refused)
    assert refused.kind == "huge"


def test_a_word_file_in_an_archive(pack: Pack, word_file: Callable[..., bytes], body: str) -> None:
    path = pack("a.zip", {"in/a.docx": word_file()})
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    assert found.origin == f"{path}!in/a.docx"
    assert body in found.text
