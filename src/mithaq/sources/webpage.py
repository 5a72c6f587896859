"""Web pages: the main text with its headline, and what the page says about itself.

The main text comes from trafilatura; where that finds none, from the paragraphs of the page's ``article`` or
``main`` element or body. The headline is put before the text where the text does not begin with it. Dates are
taken from what the page states (JSON-LD, ``article:published_time`` and its kin, ``time``), never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mithaq.dates import Edtf
from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.encoding import Decoded, decode
from mithaq.sources.limits import MAX_FILE
from mithaq.sources.refusal import RefusalError
from mithaq.sources.stamp import read_stamp
from mithaq.sources.walk import read_item
from mithaq.text.normalize import fold

_LABEL = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CLAIM = re.compile(r"<\?xml[^>]{0,200}\?>|<meta[^>]{0,200}charset[^>]{0,200}>", re.IGNORECASE)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTTP = b"HTTP/"
_HEAD = 8192
_DATES = (
    "article:published_time", "og:article:published_time", "datePublished", "publishdate", "pubdate",
    "publish-date", "published_time", "dc.date.issued", "dc.date", "dcterms.issued", "dcterms.date",
    "sailthru.date", "parsely-pub-date", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_URLS = ("og:url", "twitter:url")
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "WebPage", "OpinionNewsArticle"}
)
_NOISE = "script,style,noscript,template,nav,header,footer,aside,form,button,select,svg,iframe"
_TITLE_TAIL = re.compile(r"\s+[|«»–—-]\s+[^|«»–—]{2,40}$")
_BLOCKS = "p,li,h1,h2,h3,h4,blockquote,td,pre"
_DEEPEST = 6
_DEEPEST_PAGE = 500
"""Elements within one another; hand-made pages have below 100, and parsing time grows with the square."""
_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|t[dhr]|tbody|wbr)\b)"
    r"[a-z][^\s>/]{0,40}",
    re.IGNORECASE,
)


def is_page(data: bytes) -> bool:
    """Tell whether the bytes begin like a web page, with or without HTTP header."""
    head = data[:_HEAD]
    if head.startswith(_HTTP):
        return b"<html" in head.lower() or b"text/html" in head.lower()
    return _PAGE.match(head) is not None


def read_webpage(item: Item) -> Iterator[Draft]:
    """Return the one text of a .html file."""
    yield read_page(read_item(item.unseal, MAX_FILE), item)


def read_page(data: bytes, item: Item) -> Draft:
    """Return the text of a page.

    Args:
        data: The page, with or without HTTP header.
        item: Where it came from.

    Raises:
        RefusalError: If its bytes are no text.
    """
    decoded = _decode_page(data)
    page = _CLAIM.sub("", decoded.text)
    _refuse_deep(page)
    tree = LexborHTMLParser(page)
    stated = _read_metadata(tree)
    text, found = _extract(page, tree)
    metadata = stated.over(found)
    text = put_title_first(text, metadata.title) if text.strip() else text
    note = (
        f"{decoded.replaced} broken characters stand as U+FFFD ({decoded.encoding})"
        if decoded.replaced
        else ""
    )
    return Draft(text, item.origin, item.stem, metadata, note)


def read_fragment(markup: str) -> str:
    """Return the text of a piece of a page, its blocks as lines.

    Args:
        markup: HTML without head and body, or plain text.

    Raises:
        RefusalError: If it is nested too deeply.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    _refuse_deep(markup)
    return _collect_blocks(LexborHTMLParser(markup))


def put_title_first(text: str, title: str | None) -> str:
    """Return a text with its headline, which is put before it where it does not begin with it.

    Args:
        text: The main text.
        title: Its headline, if it is known.
    """
    if not title or _begins(text, title):
        return text
    return f"{title}\n{text}" if text.strip() else title


def _decode_page(data: bytes) -> Decoded:
    label = _LABEL.search(data[:_HEAD])
    if data.startswith(_HTTP):
        data = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[-1]
    return decode(data, label=label.group(1).decode("ascii", "ignore") if label else None)


def _refuse_deep(page: str) -> None:
    depth = 0
    for tag in _TAG.finditer(page):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEPEST_PAGE:
            raise RefusalError("unreadable", "sources.page-nested")


def _extract(page: str, tree: LexborHTMLParser) -> tuple[str, Metadata]:
    import trafilatura  # noqa: PLC0415 - takes 0.2 s, which only those who read web pages should wait

    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, with_metadata=True
        )
    except Exception:  # noqa: BLE001 - a third party's fault on one page must not lose the page: the fallback reads it
        found = None
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return _collect_blocks(tree), Metadata()
    metadata = Metadata(
        _clean(found.title), _clean(found.sitename), _clean(found.author), None, _clean(found.url)
    )
    return found.text or "", metadata


def _collect_blocks(tree: LexborHTMLParser) -> str:
    for node in tree.css(_NOISE):
        node.decompose()
    roots = (tree.css_first(name) for name in ("article", "main", "[role=main]", "body"))
    for root in roots:
        if root is None:
            continue
        blocks = [_text(node) for node in root.css(_BLOCKS) if len(node.css(_BLOCKS)) == 1]
        text = "\n".join(filter(None, blocks)) or _spread(root)
        if text:
            return text
    return ""


def _spread(root: LexborNode) -> str:
    lines = (" ".join(line.split()) for line in root.text(separator="\n").splitlines())
    return "\n".join(filter(None, lines))


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _read_metadata(tree: LexborHTMLParser) -> Metadata:
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (
            node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
        )
        content = node.attributes.get("content")
        if name and content and content.strip():
            metas.setdefault(name.lower(), content)
    linked = _read_linked(tree)
    own = Metadata(
        title=_first(metas, _TITLES) or _read_headline(tree),
        outlet=_first(metas, _OUTLETS),
        author=_first(metas, _AUTHORS),
        published=_first_date(metas) or _read_time(tree),
        url=_first(metas, _URLS) or _read_canonical(tree),
    )
    return linked.over(own)


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := _clean(metas.get(name)))), None)


def _first_date(metas: dict[str, str]) -> Edtf | None:
    dates = (read_stamp(metas.get(name.lower())) for name in _DATES)
    return next((date for date in dates if date), None)


def _read_headline(tree: LexborHTMLParser) -> str | None:
    headings = tree.css("h1")
    if len(headings) == 1 and _text(headings[0]):
        return _text(headings[0])
    title = tree.css_first("title")
    return _TITLE_TAIL.sub("", _text(title)) or None if title else None


def _read_canonical(tree: LexborHTMLParser) -> str | None:
    link = tree.css_first("link[rel=canonical]")
    return _clean(link.attributes.get("href")) if link else None


def _read_time(tree: LexborHTMLParser) -> Edtf | None:
    for node in tree.css(
        "[itemprop=datePublished],time[pubdate],article time[datetime],header time[datetime],time[datetime]"
    ):
        value = node.attributes.get("datetime") or node.attributes.get("content") or node.text()
        date = read_stamp(value)
        if date:
            return date
    return None


def _read_linked(tree: LexborHTMLParser) -> Metadata:
    """Return what JSON-LD says of the article; broken JSON-LD is common and says nothing."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            data = msgspec.json.decode(node.text().strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        article = _find_article(data, 0)
        if article is not None:
            return _read_article(article)
    return Metadata()


def _find_article(data: Any, depth: int) -> dict[str, Any] | None:  # noqa: ANN401 - JSON of any shape
    if depth > _DEEPEST:
        return None
    if isinstance(data, list):
        return next((found for entry in data if (found := _find_article(entry, depth + 1))), None)
    if not isinstance(data, dict):
        return None
    kind = data.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    if any(isinstance(name, str) and name in _ARTICLES for name in kinds) and "datePublished" in data:
        return data
    return _find_article(data.get("@graph"), depth + 1)


def _read_article(article: dict[str, Any]) -> Metadata:
    stamp = article.get("datePublished")
    return Metadata(
        title=_name(article.get("headline")),
        outlet=_name(article.get("publisher")),
        author=_name(article.get("author")),
        published=read_stamp(stamp) if isinstance(stamp, str) else None,
    )


def _name(value: Any) -> str | None:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, list):
        names = [name for entry in value if (name := _name(entry))]
        return "، ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _clean(value) if isinstance(value, str) else None


def _begins(text: str, title: str) -> bool:
    return _skeleton(text[: 3 * len(title) + 40]).startswith(_skeleton(title))


def _skeleton(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
