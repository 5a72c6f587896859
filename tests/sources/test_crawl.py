from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, crawl, read_documents
from mithaq.sources.draft import Item

Write = Callable[[str, bytes | str], Path]


def write_record(
    url: str, content: bytes, *, kind: str = "response", content_type: str = "application/http"
) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{hash(url) % 10**12:012}-0000>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def write_page(text: str) -> bytes:
    return f"<html><head><title>صفحة</title></head><body><p>{text}</p></body></html>".encode()


def list_records(body: str) -> list[bytes]:
    packed = gzip.compress(write_page(f"{body} ثانيا"))
    chunks = write_page(f"{body} ثالثا")
    chunked = b"%x\r\n" % len(chunks) + chunks + b"\r\n0\r\n\r\n"
    return [
        write_record("", b"software: x", kind="warcinfo", content_type="application/warc-fields"),
        write_record("https://example.org/one.html", answer(write_page(body))),
        write_record("https://example.org/two?id=5", answer(packed, "Content-Encoding: gzip")),
        write_record("https://example.org/3/", answer(chunked, "Transfer-Encoding: chunked")),
        write_record("https://example.org/gone", answer(b"x", status="404 Not Found")),
        write_record("https://example.org/a.png", answer(b"\x89PNG", kind="image/png")),
        write_record(
            "https://example.org/a.txt", f"{body} رابعا".encode(), kind="resource", content_type="text/plain"
        ),
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive_are_documents(write: Write, body: str, packed: bool) -> None:  # noqa: FBT001 - a case
    records = list_records(body)
    content = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    path = write("crawl.WARC.gz" if packed else "crawl.warc", content)
    found = [answer for answer in read_documents([path]) if isinstance(answer, Document)]
    assert [document.origin for document in found] == [
        f"{path}!https://example.org/one.html",
        f"{path}!https://example.org/two?id=5",
        f"{path}!https://example.org/3/",
        f"{path}!https://example.org/a.txt",
    ]
    assert [document.name for document in found] == ["one.html", "two", "3", "a.txt"]
    assert all(body in document.text for document in found)
    assert found[0].url == "https://example.org/one.html"


@pytest.mark.parametrize("cut", [100, 700])
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_is_named_behind_what_is_whole(
    write: Write,
    body: str,
    packed: bool,  # noqa: FBT001 - a case
    cut: int,
) -> None:
    records = [
        write_record("https://example.org/1", answer(write_page(body))),
        write_record("https://example.org/2", answer(write_page(f"{body} {'كلمة ' * 300}"))),
    ]
    content = b"".join(gzip.compress(record, 0) for record in records) if packed else b"".join(records)
    first, *rest = read_documents([write("a.warc.gz" if packed else "a.warc", content[:-cut])])
    assert isinstance(first, Document)
    assert [isinstance(answer, Refused) for answer in rest] == [True]


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive " * 50, gzip.compress(b"no archive " * 50, mtime=0), b"\x1f\x8b broken"],
    ids=["empty", "plain", "packed", "broken"],
)
def test_what_is_no_archive_is_refused(write: Write, content: bytes) -> None:
    (refused,) = read_documents([write("a.warc", content)])
    assert isinstance(refused, Refused)
    assert refused.kind == "unreadable"


def test_an_archive_without_pages_gives_nothing(write: Write, body: str) -> None:
    assert list(read_documents([write("a.warc", list_records(body)[0])])) == []


def test_records_that_are_too_large_are_named(
    write: Write, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = gzip.compress(bytes(200_000))
    records = [
        write_record("https://example.org/long", answer(write_page(body * 60))),
        write_record("https://example.org/bomb", answer(bomb, "Content-Encoding: gzip")),
        write_record("https://example.org/1", answer(write_page(body))),
    ]
    monkeypatch.setattr(crawl, "MAX_FILE", 5_000)
    answers = list(read_documents([write("a.warc", b"".join(records))]))
    assert [answer.kind if isinstance(answer, Refused) else "read" for answer in answers] == [
        "huge",
        "huge",
        "read",
    ]


def test_suffixes_of_two_parts() -> None:
    def make(name: str) -> Item:
        return Item(name, name, "f", 0, lambda: pytest.fail("not opened"))

    assert [(make(name).suffix, make(name).stem) for name in ("a.WARC.gz", "a.b.warc", "a.gz", "a", ".pdf")] == [
        (".warc.gz", "a"), (".warc", "a.b"), (".gz", "a"), ("", "a"), ("", ".pdf"),
    ]  # fmt: skip
