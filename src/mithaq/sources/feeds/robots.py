"""robots.txt (RFC 9309): what a site asks programs to leave alone."""

from __future__ import annotations

import threading
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from mithaq.sources.feeds.fetch import Fetcher
from mithaq.sources.refusal import RefusalError

_MOST: Final = 500_000
_GOOD: Final = 200
_BROKEN: Final = range(500, 600)


class Robots:
    """What sites ask for, each asked once in a run.

    Args:
        fetcher: Fetches it.
        name: Under which name the program looks itself up.
    """

    def __init__(self, fetcher: Fetcher, name: str) -> None:
        self._fetcher = fetcher
        self._name = name
        self._guard = threading.Lock()
        self._known: dict[str, RobotFileParser] = {}

    def check(self, url: str) -> None:
        """Refuse an address that its site asks programs to leave alone.

        Args:
            url: Absolute.

        Raises:
            RefusalError: If the site asks for that, or its rules cannot be read today.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._guard:
            rules = self._known.get(site)
        if rules is None:
            rules = self._read_rules(f"{site}/robots.txt")
            with self._guard:
                self._known[site] = rules
        if not rules.can_fetch(self._name, url):
            raise RefusalError("forbidden", "feeds.robots")

    def _read_rules(self, url: str) -> RobotFileParser:
        rules = RobotFileParser(url)
        answer = self._fetcher.fetch(url, _MOST)
        if answer.status in _BROKEN:
            # RFC 9309: a site that cannot say what it asks for is left alone.
            raise RefusalError("unreachable", "feeds.robots-status", status=answer.status)
        rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == _GOOD else [])
        return rules
