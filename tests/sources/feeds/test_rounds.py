from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.sources.feeds.server import Server, say, stay_silent, write_feed

from mithaq.sources.feeds.memory import FeedState, Memory
from mithaq.sources.feeds.plan import Feed, Plan
from mithaq.sources.feeds.rounds import find_next, open_fetcher, poll_due
from mithaq.sources.refusal import RefusalError

NOW = datetime(2020, 11, 21, 9, tzinfo=UTC)


def make_plan(server: Server, *paths: str, timeout: float = 60) -> Plan:
    feeds = tuple(Feed(server.locate(path), follow=False) for path in paths)
    return Plan(
        feeds, contact="desk@example.org", allow=("127.0.0.1",), pause=0, timeout=timeout, deadline=120
    )


def test_every_feed_that_is_due_is_polled(server: Server) -> None:
    for path in ("/a", "/b", "/c"):
        server.pages[path] = say(write_feed({path: f"خبر {path}"}, port=server.port))
    plan = make_plan(server, "/a", "/b", "/c")
    memory = Memory(feeds={server.locate("/b"): FeedState(due=NOW + timedelta(hours=1))})
    found = list(poll_due(plan, memory, open_fetcher(plan, "1.0"), NOW))
    assert sorted(polled.url for polled in found) == [server.locate("/a"), server.locate("/c")]
    assert server.asked[0][1]["User-Agent"] == "Mithaq/1.0 (+desk@example.org)"


def test_whoever_stops_does_not_wait_for_slow_servers(server: Server) -> None:
    server.pages["/a"] = say(write_feed({"/a": "خبر"}, port=server.port))
    server.pages["/b"] = stay_silent()
    plan = make_plan(
        server, "/a", "/b", timeout=2
    )  # one host: /b may be asked first, and /a waits for its turn
    fetcher = open_fetcher(plan, "1.0")
    coming = poll_due(plan, Memory(), fetcher, NOW)
    next(coming)
    with pytest.raises(KeyboardInterrupt):
        coming.throw(KeyboardInterrupt)
    with pytest.raises(RefusalError, match="ended"):
        fetcher.fetch(server.locate("/a"), 1000)


@pytest.mark.parametrize(
    ("due", "wait"), [(None, 0), (timedelta(minutes=5), 300), (timedelta(minutes=-5), 0)]
)
def test_when_the_next_round_begins(server: Server, due: timedelta | None, wait: float) -> None:
    plan = make_plan(server, "/a")
    memory = Memory(feeds={server.locate("/a"): FeedState(due=NOW + due if due is not None else None)})
    assert find_next(plan, memory, NOW) == wait
    assert find_next(plan, Memory(), NOW) == 0
