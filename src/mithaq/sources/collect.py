"""Files to documents: whatever is wrong with one file is reported, and the others are read."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mithaq.dates import Edtf
from mithaq.errors import Reason
from mithaq.model import Document
from mithaq.sources.boilerplate import skip_lines, split_lines
from mithaq.sources.crawl import read_crawl
from mithaq.sources.delimited import read_delimited
from mithaq.sources.draft import Draft, Item, Metadata
from mithaq.sources.feed import read_feed
from mithaq.sources.headline import find_dateline, find_title
from mithaq.sources.limits import MAX_TEXT
from mithaq.sources.pdf.reader import read_pdf
from mithaq.sources.plain import read_plain
from mithaq.sources.refusal import RefusalError, Refused, refuse
from mithaq.sources.rows import count_rows, read_lines, read_sidecar, read_table
from mithaq.sources.walk import find_items
from mithaq.sources.webpage import read_webpage
from mithaq.sources.word import read_word

Reader = Callable[[Item], Iterator[Draft | Refused]]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        ".txt": read_plain,
        ".text": read_plain,
        ".html": read_webpage,
        ".htm": read_webpage,
        ".xhtml": read_webpage,
        ".docx": read_word,
        ".jsonl": read_lines,
        ".ndjson": read_lines,
        ".json": read_table,
        ".csv": read_delimited,
        ".tsv": read_delimited,
        ".pdf": read_pdf,
        ".rss": read_feed,
        ".atom": read_feed,
        ".xml": read_feed,
        ".warc": read_crawl,
        ".warc.gz": read_crawl,
    }
)
"""Which reader reads which suffix; folders and .zip archives are opened by ``walk``."""

_TABLES = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv"})
_REMEDIES = MappingProxyType(
    {
        ".doc": "sources.how-docx",
        ".rtf": "sources.how-docx",
        ".odt": "sources.how-docx",
        ".zip": "sources.how-unpack-inner",
        ".gz": "sources.how-unpack",
        ".xlsx": "sources.how-csv",
    }
)
_SUFFIXES = ", ".join([*READERS, ".zip"])
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u00ad"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_LONGEST_NAME = 80
_ARABIC_BLOCKS = (0x06, 0xFB, 0xFC, 0xFD, 0xFE)
_LEAST_SHARE, _SURE_SHARE, _ENOUGH_LETTERS = 0.05, 0.3, 200
_ALIEN = "پچژگٹڈڑںھہےۓڵڕێۆە"
_ALIEN_SHARE, _ALIEN_HEAD = 0.03, 2000
_LOG = logging.getLogger(__name__)


def read_documents(paths: Iterable[Path], *, published: Edtf | None = None) -> Iterator[Document | Refused]:
    """Return the documents that files, folders and archives hold, in sorted order, and what was refused.

    Never raises for a bad file. A text that was read before in the same run is refused as ``duplicate``.
    Characters that were broken in the file stand as U+FFFD in the text, and a warning in the log says how
    many.

    Args:
        paths: Files of the kinds in ``READERS``, folders, and .zip archives of these.
        published: Publication date for files that state none.
    """
    yield from read_items(find_items(paths), published=published)


def read_items(
    items: Iterable[Item | Refused], *, published: Edtf | None = None
) -> Iterator[Document | Refused]:
    """Return the documents that opened files hold, and what was refused; as ``read_documents`` does for paths.

    Args:
        items: Files by their names and contents, from wherever they came.
        published: Publication date for files that state none.
    """
    run = _Run(published)
    for item in items:
        if isinstance(item, Refused):
            yield item
        else:
            yield from run.read(item)


def count_files(paths: Iterable[Path]) -> int:
    """Return how many answers ``read_documents`` will give, for a progress bar.

    Lines of .jsonl and entries of .json count singly; nothing is decoded, so that the true number may
    differ a little.
    """
    total = 0
    for item in find_items(paths):
        total += count_rows(item) if isinstance(item, Item) and item.suffix in _TABLES else 1
    return total


class _Run:
    """What one run remembers: names given, texts seen."""

    def __init__(self, published: Edtf | None) -> None:
        self._fallback = Metadata(published=published)
        self._names: dict[str, int] = {}
        self._seen: dict[bytes, str] = {}

    def read(self, item: Item) -> Iterator[Document | Refused]:
        """Return the documents of one item."""
        beside = Metadata()
        try:
            beside = read_sidecar(item)
        except RefusalError as error:
            yield error.at(item.sidecar_origin)
        try:
            for draft in _find_reader(item)(item):
                yield draft if isinstance(draft, Refused) else self._finish(draft, item, beside)
        except RefusalError as error:
            yield error.at(item.origin)
        except RecursionError:
            yield refuse("unreadable", "sources.nested", item.origin)

    def _finish(self, draft: Draft, item: Item, beside: Metadata) -> Document | Refused:
        try:
            text = tidy_text(draft.text)
            require_arabic(text)
        except RefusalError as error:
            return error.at(draft.origin)
        digest = hashlib.sha256(text.encode())
        first = self._seen.get(digest.digest())
        if first is not None:
            return refuse("duplicate", "sources.duplicate", draft.origin, first=first)
        self._seen[digest.digest()] = draft.origin
        if draft.note:
            _LOG.warning("%s: %s", draft.origin, draft.note)
        lines = split_lines(text)
        skipped = skip_lines(text, lines)
        known = beside.over(draft.metadata)
        if not (known.outlet and known.author and known.published):
            known = known.over(find_dateline(text, lines, skipped)).over(self._fallback)
        return Document(
            sha256=digest.hexdigest(),
            text=text,
            name=self._name(draft.name, item.folder),
            origin=draft.origin,
            title=known.title or find_title(text, lines, skipped),
            outlet=known.outlet,
            author=known.author,
            published=known.published,
            url=known.url,
            skipped=skipped,
        )

    def _name(self, stem: str, folder: str) -> str:
        """Return a name that no document of this run has; safe as a file name on every system."""
        for name in (_clean_name(stem), _clean_name(f"{folder}-{stem}")):
            if self._names.setdefault(name.casefold(), 1) == 1:
                self._names[name.casefold()] = 2
                return name
        key = name.casefold()
        numbers = count(self._names[key])
        number = next(number for number in numbers if f"{key}-{number}" not in self._names)
        self._names[key] = number + 1
        self._names[f"{key}-{number}"] = 2
        return f"{name}-{number}"


def tidy_text(text: str) -> str:
    """Return the text with line feeds as line ends and without lone surrogates.

    Raises:
        RefusalError: If it is empty or huge.
    """
    if len(text) > MAX_TEXT:
        raise RefusalError("huge", "sources.text-huge", length=len(text), most=MAX_TEXT)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() or not text.strip(_INVISIBLE + " \n\t\u00a0"):
        raise RefusalError("empty", "sources.no-text")
    return text


def require_arabic(text: str) -> None:
    """Refuse a text that is not Arabic.

    Arabic are at least 30 % Arabic letters among what is visible, or 200 such letters that make up at least
    5 %; of them at most 3 % are letters that only Persian, Urdu and Kurdish write.
    """
    visible = len("".join(text.split()))
    high = text.encode("utf-16-le")[1::2]
    arabic = sum(map(high.count, _ARABIC_BLOCKS))
    share = arabic / max(visible, 1)
    if share < _LEAST_SHARE or (share < _SURE_SHARE and arabic < _ENOUGH_LETTERS):
        raise RefusalError("not-arabic", "sources.few-letters", share=share)
    head = text[:_ALIEN_HEAD]
    if sum(map(head.count, _ALIEN)) > _ALIEN_SHARE * min(arabic, len(head)):
        raise RefusalError("not-arabic", "sources.other-language")


def _find_reader(item: Item) -> Reader:
    reader = READERS.get(item.suffix)
    if reader is None:
        known = _REMEDIES.get(item.suffix)
        how = Reason(known) if known else Reason("sources.how-kinds", {"suffixes": _SUFFIXES})
        suffix = item.suffix or Reason("sources.without-suffix")
        raise RefusalError("unsupported", "sources.unsupported", suffix=suffix, how=how)
    return reader


def _clean_name(stem: str) -> str:
    return _UNSAFE.sub("-", stem).strip(". ")[:_LONGEST_NAME].strip(". ") or "document"
