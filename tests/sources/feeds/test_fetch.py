from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
from tests.sources.feeds.server import Say, Server, drip, redirect, say, send_forever, stay_silent

from mithaq.sources.feeds.fetch import Answer, Fetcher, Limits
from mithaq.sources.refusal import RefusalError

MOST = 100_000
PATIENT = Limits(timeout=60, deadline=120, pause=0)  # a busy machine makes no answer fail
BRIEF = Limits(timeout=0.3, deadline=120, pause=0)
SLOW = Limits(timeout=60, deadline=0.6, pause=0)


def make(limits: Limits = PATIENT, allowed: tuple[str, ...] = ("127.0.0.1",)) -> Fetcher:
    return Fetcher("Mithaq/1 (+desk@example.org)", allowed, limits)


def fetch(server: Server, path: str = "/", **headers: str) -> Answer:
    return make().fetch(server.locate(path), MOST, headers=headers)


def explain(server: Server, limits: Limits = PATIENT) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        make(limits).fetch(server.locate("/"), MOST)
    assert caught.value.remedy
    return caught.value


def test_a_page_is_fetched(server: Server) -> None:
    server.pages["/a?b=1"] = say("نص", ETag='"x"')
    answer = make().fetch(server.locate("/a?b=1#part"), MOST)
    assert (answer.status, answer.body.decode(), answer.headers["etag"], answer.moved) == (
        200,
        "نص",
        '"x"',
        "",
    )
    assert server.asked[0][1]["User-Agent"] == "Mithaq/1 (+desk@example.org)"


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_what_is_packed_is_unpacked(server: Server, packing: str, pack: object) -> None:
    server.pages["/"] = say(pack("نص".encode()), Content_Encoding=packing)  # type: ignore[operator]
    assert fetch(server).body.decode() == "نص"


def test_redirects_are_followed(server: Server) -> None:
    server.pages.update({"/": redirect("/b"), "/b": redirect("c?d", 301), "/c?d": say("ok")})
    answer = fetch(server)
    assert (answer.body, answer.url, answer.moved) == (b"ok", server.locate("/c?d"), "")


def test_what_moved_for_good_is_told(server: Server) -> None:
    server.pages.update({"/": redirect("/b", 301), "/b": redirect("/c", 308), "/c": say("ok")})
    assert fetch(server).moved == server.locate("/c")


def test_a_redirect_to_nowhere_is_an_answer(server: Server) -> None:
    server.pages["/"] = say("x", 302)
    assert fetch(server).status == 302


@pytest.mark.parametrize(
    "pages", [{"/": "/"}, {"/": "/b", "/b": "/"}, {f"/{'a' * n}": f"/{'a' * (n + 1)}" for n in range(9)}]
)
def test_circles_and_long_ways_end(server: Server, pages: dict[str, str]) -> None:
    server.pages.update({path: redirect(to) for path, to in pages.items()})
    assert "circle" in explain(server).what
    assert len(server.asked) <= 6


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.2:{port}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret",
     "file:///etc/passwd",
     "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://127.0.0.1:22/", "http://0/",
     "//u:p@127.0.0.1/"],
)  # fmt: skip
def test_redirects_into_the_inner_network_are_refused(server: Server, to: str) -> None:
    server.pages.update({"/": redirect(to.format(port=server.port)), "/secret": say("secret")})
    fetcher = make(allowed=(f"127.0.0.1:{server.port}",))
    with pytest.raises(RefusalError) as caught:
        fetcher.fetch(server.locate("/"), MOST)
    assert caught.value.kind in {"forbidden", "unreachable"}
    assert "/secret" not in server.list_paths()


def test_nothing_private_without_leave(server: Server) -> None:
    server.pages["/"] = say("secret")
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(RefusalError) as caught:
            make(allowed=()).fetch(server.locate("/", host), MOST)
        assert caught.value.kind == "forbidden"
    assert server.asked == []


def test_a_name_that_changes_is_connected_to_as_it_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    tried: list[object] = []
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.114.7", 80))]

    def resolve(host: str, *args: object, **more: object) -> object:
        del args, more
        asked.append(host)
        inner = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
        # The name leads elsewhere from the second question on; an address leads to itself.
        return public if host == "203.0.114.7" or asked.count("rebind.example") == 1 else inner

    def connect(self: socket.socket, address: object) -> None:
        del self
        tried.append(address)
        raise OSError(113, "No route to host")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(RefusalError) as caught:
        make().fetch("http://rebind.example/", MOST)
    assert caught.value.kind == "unreachable"
    assert tried == [("203.0.114.7", 80)]
    assert asked.count("rebind.example") == 1


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nabc")


def talk_nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01 nonsense\r\n\r\n")


def send_long_header(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"
BOMB = gzip.compress(bytes(5_000_000), mtime=0)


@pytest.mark.parametrize(
    ("page", "kind", "what"),
    [
        (send_forever, "huge", "larger"),
        (say(b"x" * 200_000), "huge", "larger"),
        (say(BOMB, Content_Encoding="gzip"), "huge", "larger"),
        (say(gzip.compress(b"abc", mtime=0)[:-4], Content_Encoding="gzip"), "unreachable", "cut off"),
        (say(b"no gzip", Content_Encoding="gzip"), "unreachable", "proper"),
        (say(b"x", Content_Encoding="br"), "unreachable", "packed as br"),
        (cut_off, "unreachable", "proper"),
        (talk_nonsense, "unreachable", "proper"),
        (send_long_header, "unreachable", "proper"),
    ],
)
def test_bad_servers_are_left(server: Server, page: object, kind: str, what: str) -> None:
    server.pages["/"] = page  # type: ignore[assignment]
    error = explain(server)
    assert (error.kind, what in error.what) == (kind, True), error.what


@pytest.mark.parametrize(
    ("page", "limits", "what"),
    [
        (stay_silent(), BRIEF, "silent"),
        (drip(HEAD), SLOW, "longer than 0.6 seconds"),
        (drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), SLOW, "longer than 0.6 seconds"),
    ],
)
def test_slow_servers_are_left(server: Server, page: Say, limits: Limits, what: str) -> None:
    server.pages["/"] = page
    error = explain(server, limits)
    assert (error.kind, what in error.what) == ("unreachable", True), error.what


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:  # nobody else is given the port while it is held, and nobody listens
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(RefusalError) as caught:
            make().fetch(f"http://127.0.0.1:{port}/", MOST)
    assert caught.value.kind == "unreachable"


def test_a_certificate_has_to_be_right(server: Server) -> None:
    with pytest.raises(RefusalError) as caught:
        make().fetch(server.locate("/").replace("http:", "https:"), MOST)
    assert caught.value.kind == "unreachable"


def test_one_request_at_a_time_to_one_host(server: Server) -> None:
    most: list[int] = []

    def watch(handler: BaseHTTPRequestHandler) -> None:
        most.append(len(server.busy))
        time.sleep(0.02)
        say("ok")(handler)

    server.pages["/"] = watch
    fetcher = make(Limits(timeout=60, deadline=120, pause=0.03))
    threads = [threading.Thread(target=fetcher.fetch, args=(server.locate("/"), MOST)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_whoever_is_ended_waits_for_nobody(server: Server) -> None:
    server.pages["/"] = stay_silent()
    fetcher = make()
    errors: list[RefusalError] = []

    def run() -> None:
        try:
            fetcher.fetch(server.locate("/"), MOST)
        except RefusalError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not server.asked:
        time.sleep(0.01)
    fetcher.close()
    thread.join(60)
    assert [error.kind for error in errors] == ["unreachable"]
    with pytest.raises(RefusalError, match="ended"):
        fetcher.fetch(server.locate("/"), MOST)
