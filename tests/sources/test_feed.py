from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from mithaq.model import Document
from mithaq.sources import Refused, read_documents
from mithaq.sources.feed import parse_feed
from mithaq.sources.refusal import RefusalError

Write = Callable[[str, bytes | str], Path]


def write_rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    start = f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{start}<title>وكالة الأنباء</title>{''.join(items)}</channel></rss>"


def write_item(body: str, number: int = 1) -> str:
    return (
        f"<item><title>خبر {number} من سرت</title><link>https://example.org/{number}</link>"
        f"<guid>id-{number}</guid><pubDate>Sat, 21 Nov 2020 09:00:00 +0200</pubDate><author>المحرر</author>"
        f"<description>&lt;p&gt;{body} {number}&lt;/p&gt;&lt;p&gt;فقرة ثانية&lt;/p&gt;</description></item>"
    )


def test_items_of_a_feed_are_documents(write: Write, body: str) -> None:
    path = write("news.rss", write_rss(write_item(body), write_item(body, 2)))
    one, two = read_documents([path])
    assert isinstance(one, Document)
    assert one.text == f"خبر 1 من سرت\n{body} 1\nفقرة ثانية"
    assert (one.title, one.outlet, one.url) == ("خبر 1 من سرت", "وكالة الأنباء", "https://example.org/1")
    assert (str(one.published), one.origin, one.name) == ("2020-11-21", f"{path}#1", "news-1")
    assert two.origin == f"{path}#2"


def test_the_longest_body_is_taken(write: Write, body: str) -> None:
    item = write_item("موجز").replace(
        "</item>", f"<content:encoded><![CDATA[<div><p>{body}</p></div>]]></content:encoded></item>"
    )
    (found,) = read_documents([write("a.xml", write_rss(item))])
    assert isinstance(found, Document)
    assert found.text == f"خبر 1 من سرت\n{body}"


def test_atom(write: Write, body: str) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>المكتب</title><entry><title>بيان</title><id>tag:1</id>'
        f'<link href="https://example.org/a"/><updated>2020-11-21T10:00:00Z</updated><author><name>سالم</name></author>'
        f'<content type="html">&lt;p&gt;{body}&lt;/p&gt;</content></entry></feed>'
    )
    (found,) = read_documents([write("a.atom", atom)])
    assert isinstance(found, Document)
    assert (found.text, found.author, str(found.published)) == (f"بيان\n{body}", "سالم", "2020-11-21")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_encodings_are_detected_whatever_the_feed_says(write: Write, body: str, encoding: str) -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    (found,) = read_documents([write("a.rss", write_rss(write_item(body), head=head).encode(encoding))])
    assert isinstance(found, Document)
    assert body in found.text


def test_a_feed_that_is_cut_off_gives_what_is_whole(body: str) -> None:
    whole = write_rss(*(write_item(body, number) for number in range(1, 4)))
    found = parse_feed(whole.encode()[:-200])
    assert [item.id for item in found][:2] == ["id-1", "id-2"]


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_refused(body: str, encoding: str) -> None:
    with pytest.raises(RefusalError) as caught:
        parse_feed((LAUGHS + write_rss(write_item(f"{body} &b;"), head="")).encode(encoding))
    assert "entities" in caught.value.what


def test_a_feed_at_which_the_parser_fails_is_named(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(feedparser, "parse", fail)
    with pytest.raises(RefusalError, match="taken apart"):
        parse_feed(write_rss(write_item(body)).encode())


@pytest.mark.parametrize("content", ["<html><body>نص عربي</body></html>", "نص", "<a/>"])
def test_what_is_no_feed_is_refused(write: Write, content: str) -> None:
    (refused,) = read_documents([write("a.xml", content)])
    assert isinstance(refused, Refused)
    assert "no RSS or Atom" in refused.error.what


def test_items_are_known_by_their_id_or_address_or_title() -> None:
    bare = write_rss(
        "<item><link>https://example.org/2</link></item>", "<item><title>ت</title></item>", "<item/>"
    )
    assert [item.id for item in parse_feed(bare.encode())] == ["https://example.org/2", "ت", ""]
