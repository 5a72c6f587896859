"""FEEDS.toml: which feeds are polled, how often, and what may be fetched."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import msgspec

from mithaq.errors import Reason, SourceError
from mithaq.refusals import make_error

_LENGTH = re.compile(r"(\d+)\s*([smhd])")
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST: Final = 60

Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed.

    Args:
        url: Its address, http or https.
        outlet: Whose it is; else what the feed calls itself.
        interval: How long to wait between two polls, such as ``30m``; else that of the plan.
        follow: Whether the article is fetched that an item points to, else the item's own text is read.
    """

    url: str
    outlet: str | None = None
    interval: str = ""
    follow: bool = True


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is watched.

    Args:
        feeds: The feeds, at least one.
        interval: How long to wait between two polls of a feed that says nothing else.
        contact: Address or page under which the watcher can be reached; goes into the user agent.
        allow: Hosts, or ``host:port``, that may be fetched although they are private (an intranet, tests).
        robots: Whether robots.txt is heeded.
        pause: Seconds between two requests to one host.
        timeout: Seconds that a server may be silent.
        deadline: Seconds that one answer may take in all.
        items: How many new items of a feed are read at one poll.
    """

    feeds: Annotated[tuple[Feed, ...], msgspec.Meta(min_length=1)]
    interval: str = "30m"
    contact: str = ""
    allow: tuple[str, ...] = ()
    robots: bool = True
    pause: Annotated[float, msgspec.Meta(ge=0, le=600)] = 1.0
    timeout: Annotated[float, msgspec.Meta(gt=0, le=120)] = 20.0
    deadline: Annotated[float, msgspec.Meta(gt=0, le=600)] = 90.0
    items: Count = 100

    def find_interval(self, feed: Feed) -> int:
        """Return how many seconds to wait between two polls of a feed."""
        return read_length(feed.interval or self.interval)


def read_plan(path: Path) -> Plan:
    """Return what a file of feeds says.

    Args:
        path: The file, TOML in UTF-8.

    Raises:
        SourceError: If it cannot be read, is not TOML, or says something that cannot be; names the place.
    """
    try:
        plan = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Plan)
    except OSError as error:
        told = error.strerror or str(error)
        raise make_error(SourceError, "feeds.plan-unread", where=str(path), error=told) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise make_error(SourceError, "feeds.plan-toml", where=str(path), error=str(error)) from error
    except msgspec.ValidationError as error:
        raise make_error(SourceError, "feeds.plan-wrong", where=str(path), error=str(error)) from error
    seen: set[str] = set()
    for number, feed in enumerate(plan.feeds, start=1):
        where = f"{path}: feed {number}"
        _check_url(feed.url, where)
        _check_length(feed.interval or plan.interval, where)
        if feed.url in seen:
            raise make_error(SourceError, "feeds.twice", where=where, url=feed.url)
        seen.add(feed.url)
    return plan


def read_length(text: str) -> int:
    """Return how many seconds a length of time has, written like ``90s``, ``30m``, ``2h`` or ``1d``.

    Args:
        text: Checked by `read_plan`.
    """
    match = _LENGTH.fullmatch(text.strip())
    return int(match[1]) * _UNITS[match[2]] if match else 0


def _check_url(url: str, where: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise make_error(SourceError, "feeds.no-url", where=where, url=url or Reason("feeds.nothing"))


def _check_length(text: str, where: str) -> None:
    if read_length(text) < _LEAST:
        raise make_error(SourceError, "feeds.interval", where=where, text=text)
