"""Feeds (RSS, Atom): one document for each item, as far as the feed itself tells its text.

The file is decoded before any parser sees it, so that no declared encoding is believed, and one that declares
entities is refused: feeds never need them, and they are how a small file becomes a huge one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from mithaq.dates import Edtf
from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_FILE
from mithaq.sources.refusal import RefusalError, Refused
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import read_item
from mithaq.sources.webpage import put_title_first, read_fragment

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_CLAIM = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LABEL = re.compile(rb"""encoding\s*=\s*["']([\w.:-]+)""")
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HEAD: Final = 4000
_UTF8: Final = {"content-type": "application/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed.

    Args:
        id: What the feed names it by: its own id, else its address, else its title.
        url: Its address; None where it has none.
        text: What the feed tells of it, its title first.
        metadata: Title, outlet, author, date, address.
    """

    id: str
    url: str | None
    text: str
    metadata: Metadata


def read_feed(item: Item) -> Iterator[Draft | Refused]:
    """Return the texts of the items of an .rss, .atom or .xml file; origin is ``file#number``.

    Args:
        item: The file.

    Raises:
        RefusalError: If it is no feed, or declares entities.
    """
    for number, found in enumerate(parse_feed(read_item(item.unseal, MAX_FILE)), start=1):
        yield Draft(found.text, f"{item.origin}#{number}", f"{item.stem}-{number}", found.metadata)


def parse_feed(data: bytes) -> tuple[FeedItem, ...]:
    """Return the items of a feed, in its order; a feed that is cut off gives those that are whole.

    Args:
        data: The whole feed.

    Raises:
        RefusalError: If it is no feed, or declares entities.
    """
    import feedparser  # noqa: PLC0415 - takes 0.1 s, which only those who read feeds should wait

    label = _LABEL.search(data[:_HEAD])
    text = decode(data, label=label[1].decode("ascii") if label else None).text
    if _ENTITY.search(text):
        raise RefusalError("unreadable", "sources.feed-entities")
    if not _ROOT.search(text[:_HEAD]):
        raise RefusalError("unreadable", "sources.no-feed")
    plain = _CLAIM.sub("", text).encode("utf-8", "replace")
    # From a stream: a text could be taken for the name of a file or an address to fetch.
    try:
        parsed = feedparser.parse(
            io.BytesIO(plain), response_headers=_UTF8, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # a third party's fault at one feed must not stop the others
        raise RefusalError("unreadable", "sources.feed-broken", error=type(error).__name__) from error
    outlet = _clean(parsed.feed.get("title"))
    return tuple(_read_item(entry, outlet) for entry in parsed.entries)


def _read_item(entry: Any, outlet: str | None) -> FeedItem:  # noqa: ANN401 - feedparser is without types
    contents = [part.get("value", "") for part in entry.get("content", ())]
    bodies = [read_fragment(markup) for markup in (*contents, entry.get("summary", "")) if markup]
    title = _clean(read_fragment(entry.get("title", "")))
    url = _clean(entry.get("link"))
    text = put_title_first(max(bodies, key=len, default=""), title)
    metadata = Metadata(title, outlet, _clean(entry.get("author")), _read_date(entry), url)
    return FeedItem(entry.get("id") or url or title or text[:_HEAD], url, text, metadata)


def _read_date(entry: Any) -> Edtf | None:  # noqa: ANN401 - as above
    stamps = (entry.get(name) for name in ("published", "updated", "created", "date"))
    return next((date for stamp in stamps if (date := read_stamp(stamp))), None)


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
