import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

HEADLINE = "اللجنة المشتركة تجتمع في سرت"
BODY = "عقدت اللجنة المشتركة اجتماعها الثالث في سرت، وبحثت تبادل المحتجزين وفتح الطريق الساحلي أمام الشاحنات."


@pytest.fixture
def headline() -> str:
    return HEADLINE


@pytest.fixture
def body() -> str:
    return BODY


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write one file under the temporary folder and return its path."""

    def write_one(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_one


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Pack members into a zip archive and return its path."""

    def pack_all(name: str, members: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", packing) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return pack_all


@pytest.fixture
def word_file() -> Callable[..., bytes]:
    """Return the bytes of a .docx file with paragraphs, a table and a title."""

    def make(title: str = "", author: str = "") -> bytes:
        document = docx.Document()
        document.core_properties.title = title
        document.core_properties.author = author
        document.add_paragraph(HEADLINE)
        table = document.add_table(2, 2)
        for row, texts in enumerate((("المكان", "الحادث"), ("سرت", "إطلاق نار"))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        document.add_paragraph(BODY)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return make
