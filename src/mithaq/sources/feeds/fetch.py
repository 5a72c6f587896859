"""Fetching from strangers: checked addresses, bounded sizes and times, few redirects, one request a host at a time."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from mithaq.sources.feeds.addresses import check_url, find_address
from mithaq.sources.refusal import RefusalError

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOVED: Final = frozenset({301, 308})
_MOST_REDIRECTS: Final = 5
_CHUNK: Final = 65_536
_GZIP_OR_ZLIB: Final = 47  # zlib's word for "either, told by the head"
_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is waited for and taken.

    Args:
        timeout: Seconds that a server may be silent.
        deadline: Seconds that one answer may take in all.
        pause: Seconds between two requests to one host.
    """

    timeout: float = 20.0
    deadline: float = 90.0
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Args:
        url: The address in the end.
        status: HTTP status.
        headers: By name in lower case.
        body: Unpacked.
        moved: Where the address has moved for good; empty where it has not.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str = ""


class Fetcher:
    """Fetches for one run; may be used by several threads.

    Args:
        agent: How it names itself to servers.
        allowed: Hosts that may be private (`addresses.check_url`).
        limits: How much is waited for.
    """

    def __init__(self, agent: str, allowed: tuple[str, ...] = (), limits: Limits = Limits()) -> None:
        self.agent = agent
        self.limits = limits
        self._allowed = allowed
        self._guard = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._calls: set[_Call] = set()
        self._closed = False

    def close(self) -> None:
        """Break whatever is being fetched, and fetch nothing more."""
        with self._guard:
            self._closed = True
            calls = list(self._calls)
        for call in calls:
            call.stop()

    def fetch(self, url: str, most: int, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what a server answers, redirects followed.

        Args:
            url: Absolute, http or https.
            most: Most bytes of the body, packed and unpacked.
            headers: Further headers of the request.

        Raises:
            RefusalError: ``forbidden`` where the address, or one that it leads to, may not be fetched;
                ``unreachable`` where there is no proper answer in time; ``huge`` where there is too much of it.
        """
        seen: list[str] = []
        moved = ""
        while True:
            url = _strip_fragment(url)
            if url in seen or len(seen) > _MOST_REDIRECTS:
                raise RefusalError("unreachable", "feeds.circle", url=url)
            seen.append(url)
            answer = self._ask(url, most, headers or {})
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return Answer(answer.url, answer.status, answer.headers, answer.body, moved)
            url = urljoin(url, answer.headers["location"])
            # Moved for good only as long as every step of the way is.
            moved = url if answer.status in _MOVED and (moved or len(seen) == 1) else ""

    def _ask(self, url: str, most: int, headers: Mapping[str, str]) -> Answer:
        host, port = check_url(url, self._allowed)
        with self._take_turn(host), self._open_call() as call:
            try:
                return self._send(url, (host, port), most, headers, call)
            except (urllib3.exceptions.HTTPError, OSError, zlib.error, ValueError) as error:
                raise _explain(error, call, self.limits) from error

    @contextmanager
    def _open_call(self) -> Iterator[_Call]:
        """Give a request that is broken off when its time is over, or everything is."""
        call = _Call(self._allowed)
        watchdog = threading.Timer(self.limits.deadline, call.stop)
        watchdog.daemon = True
        with self._guard:
            if self._closed:
                raise RefusalError("unreachable", "feeds.ending")
            self._calls.add(call)
        watchdog.start()
        try:
            yield call
        finally:
            watchdog.cancel()
            with self._guard:
                self._calls.discard(call)

    def _send(
        self, url: str, server: tuple[str, int], most: int, headers: Mapping[str, str], call: _Call
    ) -> Answer:
        parts = urlsplit(url)
        kind = _SecurePool if parts.scheme == "https" else _Pool
        wait = urllib3.Timeout(connect=self.limits.timeout, read=self.limits.timeout)
        with kind(*server, timeout=wait, retries=False, maxsize=1, call=call) as pool:
            response = pool.urlopen(
                "GET",
                urlunsplit(("", "", parts.path or "/", parts.query, "")),
                headers={"User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "*/*", **headers},
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                known = {name.lower(): value for name, value in response.headers.items()}
                body = b"" if response.status in _REDIRECTS else _read_body(response, known, most)
            finally:
                response.close()
            if call.stopped:
                raise TimeoutError
            return Answer(url, response.status, known, body)

    @contextmanager
    def _take_turn(self, host: str) -> Iterator[None]:
        """Hold a host for one request, after the pause since the last one."""
        with self._guard:
            lock = self._hosts.setdefault(host.lower(), threading.Lock())
        with lock:
            waited = time.monotonic() - self._last.get(host.lower(), float("-inf"))
            if waited < self.limits.pause:
                time.sleep(self.limits.pause - waited)
            try:
                yield
            finally:
                self._last[host.lower()] = time.monotonic()


@dataclass(slots=True, eq=False)
class _Call:
    """One request: what may be connected to, and how to stop it from outside."""

    allowed: tuple[str, ...]
    connections: list[HTTPConnection] = field(default_factory=list)
    stopped: bool = False

    def stop(self) -> None:
        """Break the connection; whoever reads from it sees an error or its end."""
        self.stopped = True
        for connection in self.connections:
            if connection.sock is not None:
                try:
                    connection.sock.shutdown(2)
                except OSError:
                    continue


class _Guarded(HTTPConnection):
    """A connection that goes to the address that was checked, whatever the name leads to a moment later."""

    def __init__(self, *args: Any, call: _Call, **more: Any) -> None:  # noqa: ANN401 - handed on as they come
        super().__init__(*args, **more)
        self._call = call

    def _new_conn(self) -> Any:  # noqa: ANN401 - as urllib3 has it
        name = self._dns_host
        self._dns_host = find_address(self.host, self.port, self._call.allowed)
        try:
            made = super()._new_conn()
        finally:
            # The certificate is checked against the name.
            self._dns_host = name
        self._call.connections.append(self)
        return made


class _SecureGuarded(_Guarded, HTTPSConnection):
    """The same with TLS."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Guarded


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureGuarded


def _read_body(response: urllib3.BaseHTTPResponse, headers: Mapping[str, str], most: int) -> bytes:
    packing = headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKED | {"", "identity"}:
        raise RefusalError("unreachable", "feeds.packing", packing=packing)
    packed = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=False):
        packed += chunk
        _refuse_huge(len(packed), most)
    if packing not in _PACKED:
        return bytes(packed)
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
    body = unpacker.decompress(bytes(packed), most + 1)
    _refuse_huge(len(body), most)
    if not unpacker.eof:
        raise RefusalError("unreachable", "feeds.answer-cut")
    return body


def _refuse_huge(size: int, most: int) -> None:
    if size > most:
        raise RefusalError("huge", "feeds.answer-huge", most=most)


def _strip_fragment(url: str) -> str:
    return url.partition("#")[0]


def _explain(error: Exception, call: _Call, limits: Limits) -> RefusalError:
    if call.stopped:
        return RefusalError("unreachable", "feeds.slow", seconds=limits.deadline)
    if isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError):
        return RefusalError("unreachable", "feeds.silent", seconds=limits.timeout)
    if isinstance(error, urllib3.exceptions.SSLError):
        return RefusalError("unreachable", "feeds.certificate", error=str(error))
    return RefusalError("unreachable", "feeds.no-answer", error=str(error))
