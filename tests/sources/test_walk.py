import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, read_documents, walk
from mithaq.sources.draft import Item
from mithaq.sources.refusal import RefusalError
from mithaq.sources.walk import explain_broken, find_items, read_item

Write = Callable[[str, bytes | str], Path]
Pack = Callable[..., Path]


def test_members_are_read_in_order_with_their_origin(pack: Pack, body: str) -> None:
    path = pack("all.zip", {
        "b/two.txt": body + " ثانيا", "a.txt": body, "b/": "", "__MACOSX/a.txt": body, "b/.DS_Store": "x",
        "a.meta.json": '{"published": "2018-03-01"}', "../../up.txt": body + " ثالثا",
    })  # fmt: skip
    answers = list(read_documents([path]))
    assert [answer.origin for answer in answers] == [
        f"{path}!../../up.txt",
        f"{path}!a.txt",
        f"{path}!b/two.txt",
    ]
    assert [answer.name for answer in answers if isinstance(answer, Document)] == ["up", "a", "two"]
    assert [str(answer.published) for answer in answers if isinstance(answer, Document)] == [
        "None", "2018-03-01", "None",
    ]  # fmt: skip
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["all.zip"]


def test_an_archive_within_an_archive_is_named(pack: Pack, body: str) -> None:
    inner = pack("inner.zip", {"a.txt": body})
    (refused,) = read_documents([pack("outer.zip", {"inner.zip": inner.read_bytes()})])
    assert isinstance(refused, Refused)
    assert refused.kind == "unsupported"
    assert "Unpack" in refused.error.remedy


def test_an_encrypted_member_is_named_and_the_rest_is_read(pack: Pack, body: str) -> None:
    path = pack("a.zip", {"a.txt": body, "b.txt": body + " ثانيا"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    refused, document = read_documents([path])
    assert isinstance(refused, Refused)
    assert refused.error.what == "it is encrypted"
    assert isinstance(document, Document)


def test_a_broken_member_is_named_and_the_rest_is_read(pack: Pack, body: str) -> None:
    path = pack("a.zip", {"a.txt": body, "b.txt": body + " ثانيا"}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(body.encode(), b"x" * len(body.encode()), 1))
    refused, document = read_documents([path])
    assert isinstance(refused, Refused)
    assert "broken" in refused.error.what
    assert isinstance(document, Document)


def test_a_bomb_is_not_unpacked(pack: Pack, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pack("bomb.zip", {"a.txt": "ا" * 100_000, "b.txt": body})
    monkeypatch.setattr(walk, "RATIO_FROM", 10_000)
    refused, document = find_items([path])
    assert isinstance(refused, Refused)
    assert refused.kind == "huge"
    assert isinstance(document, Item)


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 1), ("MAX_UNPACKED", 20)])
def test_an_archive_of_too_much_is_refused(
    pack: Pack, body: str, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    path = pack("big.zip", {"a.txt": body, "b.txt": body})
    monkeypatch.setattr(walk, limit, value)
    (refused,) = find_items([path])
    assert isinstance(refused, Refused)
    assert refused.kind == "huge"


def test_a_large_file_is_not_read_to_its_end() -> None:
    with pytest.raises(RefusalError) as caught:
        read_item(lambda: io.BytesIO(b"x" * 100), 10)
    assert caught.value.kind == "huge"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6"])
def test_arabic_member_names_of_any_packer(pack: Pack, body: str, encoding: str) -> None:
    name = "تقرير عن وقف إطلاق النار.txt"
    path = pack("a.zip", {"x" * len(name.encode(encoding)): body})
    data = path.read_bytes().replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
    path.write_bytes(data)
    (item,) = find_items([path])
    assert item.origin == f"{path}!{name}"


def test_a_member_name_in_no_encoding_stays(pack: Pack, body: str) -> None:
    path = pack("a.zip", {"xxxx.txt": body})
    path.write_bytes(path.read_bytes().replace(b"xxxx.txt", b"\xff\xf7\xff\x81.txt"))
    (item,) = find_items([path])
    assert isinstance(item, Item)
    assert item.suffix == ".txt"


def test_a_member_name_that_decodes_to_nothing_stays(pack: Pack, body: str) -> None:
    path = pack("a.zip", {"%PDFx.txt": body})
    path.write_bytes(path.read_bytes().replace(b"%PDFx", b"%PDF\xff"))
    (item,) = find_items([path])
    assert isinstance(item, Item)
    assert item.stem == "%PDF\u00a0"


def test_declared_names_are_believed(pack: Pack, body: str) -> None:
    (item,) = find_items([pack("a.zip", {"تقرير.txt": body})])
    assert isinstance(item, Item)
    assert item.stem == "تقرير"


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (PermissionError(13, "no"), "you may not read this file"),
        (RuntimeError("File 'a' is encrypted, password required"), "it is encrypted"),
        (zipfile.BadZipFile("Bad CRC"), "it is broken: Bad CRC"),
    ],
)
def test_what_broke_is_explained(error: Exception, what: str) -> None:
    assert explain_broken(error).what == what


def test_a_path_that_no_system_takes_is_named() -> None:
    (refused,) = find_items([Path("a\0b.txt")])
    assert isinstance(refused, Refused)


def test_a_path_that_cannot_be_asked_for_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "is_dir", fail)
    (refused,) = find_items([Path("a.txt")])
    assert isinstance(refused, Refused)
    assert refused.kind == "unreadable"
