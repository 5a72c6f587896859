"""One poll of one feed: what is new in it, each article fetched once, and when to ask again."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import IO, Final
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from mithaq.sources.draft import Item
from mithaq.sources.feed import FeedItem, parse_feed
from mithaq.sources.feeds.fetch import Answer, Fetcher
from mithaq.sources.feeds.memory import FeedState, Memory, name_item
from mithaq.sources.feeds.plan import Feed, Plan
from mithaq.sources.feeds.robots import Robots
from mithaq.sources.limits import MAX_FILE
from mithaq.sources.refusal import RefusalError, Refused

MAX_FEED: Final = 10_000_000
_GOOD, _UNCHANGED, _GONE = 200, 304, 410
_TRIES: Final = 3
_SILENT: Final = 3
"""After how many articles on end without an answer the rest waits for the next poll."""
_LONGEST: Final = timedelta(days=1)
_MOST_DOUBLINGS: Final = 8
_SUFFIXES: Final = {"application/pdf": ".pdf", "text/plain": ".txt"}
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", ""})


class Claims:
    """Which items are being read in this round: two feeds that list one article do not both fetch it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._keys: set[str] = set()

    def take(self, key: str) -> bool:
        """Tell whether an item is free, and claim it.

        Args:
            key: Of the item.
        """
        with self._guard:
            free = key not in self._keys
            self._keys.add(key)
            return free


@dataclass(frozen=True, slots=True)
class Site:
    """What polls share.

    Args:
        plan: What is watched.
        fetcher: Fetches it.
        robots: What sites ask for.
        now: The time of the run.
        claims: What is being read.
    """

    plan: Plan
    fetcher: Fetcher
    robots: Robots
    now: datetime
    claims: Claims = field(default_factory=Claims)


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought.

    Args:
        url: The feed.
        items: New texts, and what was refused.
        state: What is known of the feed now.
        listed: Keys of items that need not be looked at again.
        failed: How often the others failed.
        note: What the owner of the list should know; empty where there is nothing.
    """

    url: str
    items: tuple[Item | Refused, ...]
    state: FeedState
    listed: tuple[str, ...] = ()
    failed: dict[str, int] = field(default_factory=dict)
    note: str = ""


def poll_feed(feed: Feed, memory: Memory, site: Site) -> Polled:
    """Return what is new in a feed; never raises for what a server does.

    Args:
        feed: Which one.
        memory: What was read before.
        site: What polls share.
    """
    known = memory.feeds.get(feed.url, FeedState())
    try:
        answer = site.fetcher.fetch(feed.url, MAX_FEED, headers=_ask_for_changes(known))
        if answer.status == _UNCHANGED:
            return Polled(feed.url, (), _rest(known, feed, site))
        _refuse_status(answer)
        listed = parse_feed(answer.body)
    except _BusyError as busy:
        return Polled(feed.url, (busy.refusal.at(feed.url),), _back_off(known, feed, site, busy.wait))
    except RefusalError as error:
        return Polled(feed.url, (error.at(feed.url),), _back_off(known, feed, site, None))
    state = _rest(
        FeedState(answer.headers.get("etag", ""), answer.headers.get("last-modified", "")), feed, site
    )
    note = f"{feed.url}: the feed has moved to {answer.moved}" if answer.moved else ""
    return _read_items(
        feed, _make_absolute(listed, answer.url), memory, site, Polled(feed.url, (), state, note=note)
    )


def _ask_for_changes(known: FeedState) -> dict[str, str]:
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}


class _BusyError(Exception):
    """A server asks for patience."""

    def __init__(self, refusal: RefusalError, wait: timedelta | None) -> None:
        super().__init__(refusal.what)
        self.refusal = refusal
        self.wait = wait


def _refuse_status(answer: Answer) -> None:
    if answer.status == _GOOD:
        return
    if answer.status == _GONE:
        raise RefusalError("unreachable", "feeds.gone")
    refusal = RefusalError("unreachable", "feeds.status-later", status=answer.status)
    raise _BusyError(refusal, read_wait(answer.headers.get("retry-after", ""), datetime.now(UTC)))


def read_wait(text: str, now: datetime) -> timedelta | None:
    """Return how long a server asks to be left alone (Retry-After: seconds, or a date), at most a day.

    Args:
        text: The header; empty where there is none.
        now: The time.
    """
    if text.strip().isdigit():
        return min(timedelta(seconds=int(text.strip()[:9])), _LONGEST)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), _LONGEST)


def _rest(known: FeedState, feed: Feed, site: Site) -> FeedState:
    due = site.now + timedelta(seconds=site.plan.find_interval(feed))
    return FeedState(known.etag, known.modified, due, 0)


def _back_off(known: FeedState, feed: Feed, site: Site, wait: timedelta | None) -> FeedState:
    doubled = timedelta(seconds=site.plan.find_interval(feed)) * 2 ** min(known.failures, _MOST_DOUBLINGS)
    pause = max(min(doubled, _LONGEST), wait or timedelta())
    return FeedState(known.etag, known.modified, site.now + pause, known.failures + 1)


def _make_absolute(listed: Iterable[FeedItem], base: str) -> Iterator[tuple[FeedItem, str | None]]:
    """Yield items with their absolute addresses; one that is none at all is none."""
    for item in listed:
        try:
            yield item, urljoin(base, item.url) if item.url else None
        except ValueError:
            yield item, None


def _read_items(
    feed: Feed, listed: Iterable[tuple[FeedItem, str | None]], memory: Memory, site: Site, polled: Polled
) -> Polled:
    items: list[Item | Refused] = []
    done: list[str] = []
    failed: dict[str, int] = {}
    silent = 0
    for item, url in listed:
        key = name_item(url or f"{feed.url} {item.id}")
        if memory.has_read(key) or key in done:
            done.append(key)
            continue
        if len(items) >= site.plan.items or silent >= _SILENT or not site.claims.take(key):
            continue
        found = _read_item(feed, item, url, site)
        items.append(found)
        count = memory.failed.get(key, 0) + 1
        unreachable = isinstance(found, Refused) and found.kind == "unreachable"
        silent = silent + 1 if unreachable else 0
        if unreachable and count < _TRIES:
            failed[key] = count
        else:
            done.append(key)
    return Polled(polled.url, tuple(items), polled.state, tuple(done), failed, polled.note)


def _read_item(feed: Feed, item: FeedItem, url: str | None, site: Site) -> Item | Refused:
    if not feed.follow or url is None:
        return _make_item(feed, item, url, (item.text.encode(), ".txt"))
    try:
        return _make_item(feed, item, url, _fetch_article(url, site))
    except RefusalError as error:
        return error.at(url)


def _fetch_article(url: str, site: Site) -> tuple[bytes, str]:
    if site.plan.robots:
        site.robots.check(url)
    answer = site.fetcher.fetch(url, MAX_FILE)
    if answer.status != _GOOD:
        raise RefusalError("unreachable", "feeds.status", status=answer.status)
    return answer.body, _find_suffix(answer)


def _find_suffix(answer: Answer) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _PAGES:
        return ".html"
    if kind in _SUFFIXES:
        return _SUFFIXES[kind]
    raise RefusalError("unsupported", "feeds.no-article", kind=kind)


def _make_item(feed: Feed, item: FeedItem, url: str | None, content: tuple[bytes, str]) -> Item:
    data, suffix = content
    known = item.metadata
    beside = msgspec.json.encode(
        {
            "title": known.title,
            "outlet": feed.outlet or known.outlet,
            "author": known.author,
            "published": known.published.text if known.published else None,
            "url": url,
        }
    )
    parts = urlsplit(url or feed.url)
    stem = PurePosixPath(unquote(parts.path)).stem or "item"
    origin = url or f"{feed.url}#{item.id}"
    return Item(
        origin=origin,
        name=f"{stem}{suffix}",
        folder=parts.hostname or "",
        size=len(data),
        unseal=_Kept(data),
        sidecar=_Kept(beside),
        sidecar_origin=f"{feed.url}: {origin}",
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """Bytes that are opened like a file."""

    data: bytes

    def __call__(self) -> IO[bytes]:
        return io.BytesIO(self.data)
