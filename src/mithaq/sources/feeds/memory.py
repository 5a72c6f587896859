"""What a watcher remembers between runs: what it has read, when each feed is due, what servers said of changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from mithaq.errors import SourceError
from mithaq.refusals import make_error

_KEPT: Final = timedelta(days=180)
"""How long an item is remembered after its feed listed it for the last time."""
_KEY: Final = 24


class FeedState(msgspec.Struct, frozen=True):
    """What is known of one feed.

    Args:
        etag: The server's word for the version that was read.
        modified: The server's date of it.
        due: When it may be polled again; None for at once.
        failures: How often on end it could not be read.
    """

    etag: str = ""
    modified: str = ""
    due: datetime | None = None
    failures: int = 0


class Memory(msgspec.Struct, frozen=True):
    """What is remembered.

    Args:
        feeds: By address.
        read: Items that were read, by key, with the day on which a feed listed them last.
        failed: How often the article of an item could not be fetched.
    """

    feeds: dict[str, FeedState] = {}
    read: dict[str, str] = {}
    failed: dict[str, int] = {}

    def has_read(self, key: str) -> bool:
        """Tell whether an item was read, or given up."""
        return key in self.read

    def is_due(self, url: str, now: datetime) -> bool:
        """Tell whether a feed may be polled."""
        due = self.feeds.get(url, FeedState()).due
        return due is None or due <= now


def name_item(identity: str) -> str:
    """Return the key of an item.

    Args:
        identity: Its address; where it has none, what its feed names it by.
    """
    return hashlib.sha256(identity.encode()).hexdigest()[:_KEY]


def learn(
    memory: Memory, feed: tuple[str, FeedState], listed: Iterable[str], failed: Mapping[str, int], today: date
) -> Memory:
    """Return the memory after one poll.

    Args:
        memory: Before it.
        feed: Address and state of the feed that was polled.
        listed: Keys of its items that were read now, before, or given up.
        failed: How often on end each item failed that is tried again.
        today: The day.
    """
    oldest = (today - _KEPT).isoformat()
    read = {key: day for key, day in memory.read.items() if day >= oldest}
    read.update(dict.fromkeys(listed, today.isoformat()))
    still = {key: count for key, count in {**memory.failed, **failed}.items() if key not in read}
    return Memory({**memory.feeds, feed[0]: feed[1]}, read, still)


def read_memory(path: Path) -> Memory:
    """Return what a file remembers; nothing where there is none.

    Args:
        path: The file.

    Raises:
        SourceError: If it cannot be read.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise make_error(SourceError, "feeds.memory-unread", where=str(path), error=str(error)) from error


def write_memory(memory: Memory, path: Path) -> None:
    """Write what is remembered, whole or not at all.

    Args:
        memory: What is remembered.
        path: The file.

    Raises:
        SourceError: If it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(msgspec.json.encode(memory))
        draft.replace(path)
    except OSError as error:
        told = error.strerror or str(error)
        raise make_error(SourceError, "feeds.memory-unwritten", where=str(path), error=told) from error
