"""A web server on this machine that behaves as it is told, well or badly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Say = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A running server; ``pages`` may be changed while it runs."""

    port: int
    pages: dict[str, Say] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: list[int] = field(default_factory=list)

    def locate(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def list_paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def say(
    body: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
) -> Say:
    """Answer with a body."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        sent = {"Content-Type": kind, "Content-Length": str(len(data))}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def redirect(to: str, status: int = 302) -> Say:
    return say(b"", status, Location=to)


def drip(first: bytes, every: float = 0.02, most: float = 20.0) -> Say:
    """Send one byte after another, never silent for long, never done."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        end = time.monotonic() + most
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(every)

    return answer


def stay_silent(seconds: float = 20.0) -> Say:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.settimeout(seconds)
        handler.connection.recv(1)

    return answer


def send_forever(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while True:
        handler.wfile.write(b"<rss>" * 10_000)


def write_feed(paths: Mapping[str, str], *, port: int, title: str = "وكالة") -> str:
    items = "".join(
        f"<item><title>{headline}</title><link>http://127.0.0.1:{port}{path}</link>"
        f"<pubDate>Sat, 21 Nov 2020 09:00:00 +0200</pubDate><description>{headline} موجزا</description></item>"
        for path, headline in paths.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def write_page(headline: str, body: str) -> str:
    return (
        f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
        f"<p>{body}</p><p>وأضاف البيان أن الاجتماع المقبل سيعقد في غدامس بعد أسبوعين.</p></article></body></html>"
    )


@contextmanager
def open_server() -> Iterator[Server]:
    server = Server(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers.items())))
            server.busy.append(1)
            try:
                server.pages.get(self.path, say("not here", 404))(self)
            except OSError:
                pass
            finally:
                server.busy.pop()
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            del args

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 50

    running = Quiet(("127.0.0.1", 0), Handler)
    server.port = running.server_address[1]
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
