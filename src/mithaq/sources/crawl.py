"""Web archives (.warc, .warc.gz): the pages and texts that a crawl kept, record by record in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, Final

from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_FILE
from mithaq.sources.refusal import RefusalError, Refused
from mithaq.sources.walk import ZIP_ERRORS, explain_broken
from mithaq.sources.webpage import read_page

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS: Final = frozenset({"text/plain"})
_GOOD: Final = 200


def read_crawl(item: Item) -> Iterator[Draft | Refused]:
    """Return the pages of a web archive, or why one cannot be read; origin is ``file!address``.

    Pictures, redirects, errors and requests are passed over.

    Args:
        item: The archive.

    Raises:
        RefusalError: If it is no web archive, or broken; the pages before that are returned.
    """
    try:
        with item.unseal() as file:
            yield from _read_records(file, item)
    except ZIP_ERRORS as error:
        raise explain_broken(error) from error


def _read_records(file: IO[bytes], item: Item) -> Iterator[Draft | Refused]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only those who read archives need it

    kinds = WarcRecordType.response | WarcRecordType.resource
    number = 0
    for number, record in enumerate(ArchiveIterator(file, record_types=kinds, parse_http=False), start=1):
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> \r\n")
        origin = f"{item.origin}!{url or number}"
        try:
            draft = _read_record(record, replace(item, origin=origin, name=_name(url, number)), url)
            if draft:
                yield draft
        except RefusalError as error:
            yield error.at(origin)
    if number == 0 and not _has_records(item):
        raise RefusalError("unreadable", "sources.no-archive")


def _read_record(record: Any, item: Item, url: str) -> Draft | None:  # noqa: ANN401 - FastWARC is without types
    length = record.headers.get("Content-Length")
    if not (length or "").isdigit():
        raise RefusalError("unreadable", "sources.cut-off")
    if int(length) > MAX_FILE:
        raise RefusalError("huge", "sources.record-huge", most=MAX_FILE)
    data = record.reader.read(int(length))
    if len(data) < int(length):
        raise RefusalError("unreadable", "sources.cut-off")
    record.set_bytes_content(data)
    kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind == "application/http":
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code != _GOOD:
            return None
        kind = (record.http_content_type or "text/html").lower()
    if kind not in _PAGES | _TEXTS:
        return None
    return _read_body(record.reader.read(MAX_FILE + 1), kind, item, url)


def _read_body(body: bytes, kind: str, item: Item, url: str) -> Draft:
    if len(body) > MAX_FILE:
        raise RefusalError("huge", "sources.page-huge", most=MAX_FILE)
    if kind in _TEXTS:
        return Draft(decode(body).text, item.origin, item.stem, Metadata(url=url or None))
    draft = read_page(body, item)
    return replace(draft, metadata=draft.metadata.over(Metadata(url=url or None)))


def _has_records(item: Item) -> bool:
    """Tell whether an archive without pages is one at all."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - as above

    with item.unseal() as file:
        return next(iter(ArchiveIterator(file, parse_http=False)), None) is not None


def _name(url: str, number: int) -> str:
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return f"{last or number}.page"
