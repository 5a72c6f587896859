from collections.abc import Callable
from pathlib import Path

import pytest
import trafilatura

from mithaq.model import Document
from mithaq.sources import read_documents
from mithaq.sources.webpage import is_page

Write = Callable[[str, bytes | str], Path]
MORE = (
    "وقال المتحدث باسم اللجنة إن الاجتماع المقبل سيعقد بعد أسبوعين في المدينة نفسها بحضور بعثة الأمم المتحدة."
)
LINKED = '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, %s]}'
ARTICLE = (
    '{"@type": ["NewsArticle"], "headline": "عنوان", "datePublished": "2019-05-06T08:00:00+02:00", '
    '"author": [{"name": "حسن"}, {"name": "منى"}, 3], "publisher": {"name": "المرصد"}}'
)


def build(head: str, body: str, headline: str) -> str:
    return (
        f"<!DOCTYPE html><html lang=ar><head>{head}</head><body><nav><a href=/>الرئيسية</a></nav>"
        f"<article><h1>{headline}</h1><p>{body}</p><p>{MORE}</p></article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def read(path: Path) -> Document:
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    return found


def test_a_page_gives_headline_and_text(write: Write, headline: str, body: str) -> None:
    found = read(write("a.html", build("<title>عنوان | موقع</title>", body, headline)))
    assert found.title == headline
    assert found.text.split("\n")[0] == headline
    assert found.text.count(headline) == 1
    assert body in found.text
    assert MORE in found.text
    assert "الحقوق" not in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6", "utf-16"])
@pytest.mark.parametrize("label", ["utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "nonsense", None])
def test_a_wrong_label_does_no_harm(
    write: Write, headline: str, body: str, encoding: str, label: str | None
) -> None:
    meta = f'<meta charset="{label}">' if label else ""
    assert body in read(write("a.html", build(meta, body, headline).encode(encoding))).text


def test_an_http_header_is_no_text(write: Write, headline: str, body: str) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"
    found = read(write("a.html", page + build("", body, headline).encode("cp1256")))
    assert body in found.text
    assert "HTTP" not in found.text


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        (
            '<meta property="article:published_time" content="2019-05-06T08:00:00Z">',
            "published",
            "2019-05-06",
        ),
        ('<meta itemprop="datePublished" content="06/05/2019">', "published", "2019-05-06"),
        ('<meta name="DC.date.issued" content="2019-05-06">', "published", "2019-05-06"),
        ('<meta name="date" content="2019-02-30">', "published", "None"),
        (f'<script type="application/ld+json">{LINKED % ARTICLE}</script>', "published", "2019-05-06"),
        (f'<script type="application/ld+json">[{ARTICLE}]</script>', "author", "حسن، منى"),
        (f'<script type="application/ld+json">{ARTICLE}</script>', "outlet", "المرصد"),
        (f'<script type="application/ld+json">{ARTICLE}</script>', "title", "عنوان"),
        ('<script type="application/ld+json">{broken</script>', "published", "None"),
        ('<script type="application/ld+json">"x"</script>', "published", "None"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 5}</script>',
            "published",
            "None",
        ),
        (f'<script type="application/ld+json">{"[" * 9}{ARTICLE}{"]" * 9}</script>', "published", "None"),
        ('<meta property="og:title" content="عنوان آخر">', "title", "عنوان آخر"),
        ('<meta property="og:site_name" content="المرصد">', "outlet", "المرصد"),
        ('<meta name="author" content=" حسن  الراوي ">', "author", "حسن الراوي"),
        ('<link rel="canonical" href="http://example.org/a">', "url", "http://example.org/a"),
        ('<meta property="og:url" content="http://example.org/b">', "url", "http://example.org/b"),
        ('<meta property="og:site_name" content=" "><meta content="x">', "outlet", "None"),
    ],
)
def test_what_a_page_says_about_itself(
    write: Write, headline: str, body: str, head: str, field: str, expected: str
) -> None:
    assert str(getattr(read(write("a.html", build(head, body, headline))), field)) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<time datetime="2019-05-06T10:00">أمس</time>', "2019-05-06"),
        ("<time datetime>6/5/2019</time>", "2019-05-06"),
        ('<time datetime="soon">قريبا</time>', "None"),
    ],
)
def test_a_time_element(write: Write, headline: str, body: str, markup: str, expected: str) -> None:
    assert str(read(write("a.html", build("", body + markup, headline))).published) == expected


def test_a_headline_that_the_text_lacks_is_put_before_it(write: Write, headline: str, body: str) -> None:
    page = (
        f"<html><head><title>{headline} | المرصد</title></head><body><p>{body}</p><p>{MORE}</p></body></html>"
    )
    found = read(write("a.html", page))
    assert found.title == headline
    assert found.text.startswith(f"{headline}\n{body[:20]}")


def test_entities_and_numeric_references(write: Write, body: str) -> None:
    written = "".join(f"&#{ord(char)};" for char in body)
    page = f"<html><body><article><p>{written}</p><p>&laquo;{MORE}&raquo;&nbsp;</p></article></body></html>"
    found = read(write("a.html", page))
    assert body in found.text
    assert f"«{MORE}»" in found.text


@pytest.mark.parametrize("outcome", ["nothing", "fault"])
@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav>قائمة</nav><main><div><p>{body}</p><ul><li>{more}</li></ul></div></main></body></html>",
        "<html><body><article></article><div>{body}<br>{more}</div></body></html>",
        "<html><body><p>{body}</p><blockquote><p>{more}</p></blockquote></body></html>",
    ],
)
def test_the_fallback_reads_what_trafilatura_does_not(
    write: Write, body: str, monkeypatch: pytest.MonkeyPatch, page: str, outcome: str
) -> None:
    def extract(*_: object, **__: object) -> None:
        if outcome == "fault":
            raise ValueError("inside a third party")

    monkeypatch.setattr(trafilatura, "bare_extraction", extract)
    found = read(write("a.html", page.format(body=body, more=MORE)))
    assert found.text == f"{body}\n{MORE}"


@pytest.mark.parametrize(
    "content", ["", "<html></html>", "<html><head><title>عنوان</title></head><body></body></html>"]
)
def test_a_page_without_text_is_empty(write: Write, content: str) -> None:
    (refused,) = read_documents([write("a.html", content)])
    assert getattr(refused, "kind", None) == "empty"


def test_a_page_without_bottom_is_refused(write: Write, body: str) -> None:
    (refused,) = read_documents([write("a.html", "<html><body>" + "<div>" * 2000 + body)])
    assert "nested too deeply" in str(getattr(refused, "error", ""))


def test_unclosed_paragraphs_are_not_nested(write: Write, body: str) -> None:
    lines = "".join(f"<p>{body} {number}<br>" for number in range(1000))
    assert f"{body} 999" in read(write("a.html", f"<html><body><div></div></div></div>{lines}")).text


def test_broken_characters_are_told(
    write: Write, headline: str, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = build("", body, headline).encode().replace("المقبل".encode(), "المقب".encode() + b"\xd9")
    assert "\ufffd" in read(write("a.html", page)).text
    assert "1 broken" in caplog.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf  <html lang=ar>", True),
        (b"<?xml version='1.0'?><!-- x --><html xmlns=''>", True),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", True),
        (b"HTTP/1.1 is a protocol", False),
        ("خبر <html>".encode(), False),
    ],
)
def test_is_page(data: bytes, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_page(data) is expected
