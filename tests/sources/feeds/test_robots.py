from __future__ import annotations

import pytest
from tests.sources.feeds.server import Server, say

from mithaq.sources.feeds.fetch import Fetcher, Limits
from mithaq.sources.feeds.robots import Robots
from mithaq.sources.refusal import RefusalError

PATIENT = Limits(timeout=60, deadline=120, pause=0)


def check(server: Server, path: str = "/news/1") -> str:
    try:
        Robots(Fetcher("Mithaq/1", ("127.0.0.1",), PATIENT), "Mithaq").check(server.locate(path))
    except RefusalError as error:
        return error.kind
    return ""


@pytest.mark.parametrize(
    ("rules", "status", "kind"),
    [
        ("User-agent: *\nDisallow: /admin", 200, ""),
        ("User-agent: *\nDisallow: /news", 200, "forbidden"),
        ("User-agent: Mithaq\nDisallow: /\n\nUser-agent: *\nDisallow:", 200, "forbidden"),
        ("User-agent: other\nDisallow: /", 200, ""),
        ("\x00\xff nonsense", 200, ""),
        ("gone", 404, ""),
        ("forbidden", 403, ""),
        ("broken", 503, "unreachable"),
    ],
)
def test_what_sites_ask_for(server: Server, rules: str, status: int, kind: str) -> None:
    server.pages["/robots.txt"] = say(rules, status)
    assert check(server) == kind


def test_a_site_is_asked_once(server: Server) -> None:
    robots = Robots(Fetcher("Mithaq/1", ("127.0.0.1",), PATIENT), "Mithaq")
    for number in range(3):
        robots.check(server.locate(f"/{number}"))
    assert server.list_paths() == ["/robots.txt"]
