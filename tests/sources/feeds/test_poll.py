from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.sources.feeds.server import Say, Server, redirect, say, stay_silent, write_feed, write_page

from mithaq.model import Document
from mithaq.sources import Refused, read_items
from mithaq.sources.feeds.fetch import Fetcher, Limits
from mithaq.sources.feeds.memory import Memory, learn
from mithaq.sources.feeds.plan import Feed, Plan
from mithaq.sources.feeds.poll import Polled, Site, poll_feed, read_wait
from mithaq.sources.feeds.robots import Robots

NOW = datetime(2020, 11, 21, 9, tzinfo=UTC)
BODY = "عقدت اللجنة المشتركة اجتماعها الثالث في سرت، وبحثت تبادل المحتجزين وفتح الطريق الساحلي أمام الشاحنات."
PATIENT = Limits(timeout=60, deadline=120, pause=0)  # a busy machine makes no answer fail
BRIEF = Limits(timeout=2, deadline=120, pause=0)
RSS = "application/rss+xml"
SILENT = stay_silent()


def make_site(
    server: Server, *feeds: Feed, robots: bool = False, items: int = 100, limits: Limits = PATIENT
) -> Site:
    allowed = (f"127.0.0.1:{server.port}",)
    fetcher = Fetcher("Mithaq/1", allowed, limits)
    plan = Plan(feeds or (Feed(server.locate("/rss")),), allow=allowed, robots=robots, items=items)
    return Site(plan, fetcher, Robots(fetcher, "Mithaq"), NOW)


def poll(
    server: Server, memory: Memory | None = None, feed: Feed | None = None, site: Site | None = None
) -> Polled:
    feed = feed or Feed(server.locate("/rss"))
    return poll_feed(feed, memory or Memory(), site or make_site(server, feed))


def read(polled: Polled) -> list[Document]:
    return [found for found in read_items(polled.items) if isinstance(found, Document)]


def name(polled: Polled) -> list[str]:
    return [item.kind if isinstance(item, Refused) else "item" for item in polled.items]


def remember(polled: Polled, memory: Memory | None = None) -> Memory:
    return learn(memory or Memory(), (polled.url, polled.state), polled.listed, polled.failed, NOW.date())


@pytest.fixture
def news(server: Server) -> Server:
    server.pages["/rss"] = say(
        write_feed({"/a/1": "خبر من سرت", "/a/2": "خبر من الجفرة"}, port=server.port), kind=RSS, ETag='"v1"'
    )
    server.pages["/a/1"] = say(write_page("خبر من سرت", BODY))
    server.pages["/a/2"] = say(write_page("خبر من الجفرة", f"{BODY} ثانيا"))
    return server


def test_articles_are_fetched_with_what_the_feed_says_of_them(news: Server) -> None:
    polled = poll(news, feed=Feed(news.locate("/rss"), outlet="وكالة الرصد"))
    one, two = read(polled)
    assert (one.origin, one.url, one.outlet, str(one.published)) == (
        news.locate("/a/1"), news.locate("/a/1"), "وكالة الرصد", "2020-11-21",
    )  # fmt: skip
    assert BODY in one.text
    assert one.title == "خبر من سرت"
    assert two.name == "2"
    assert polled.state.etag == '"v1"'
    assert polled.state.due == NOW + timedelta(minutes=30)


def test_each_article_once(news: Server) -> None:
    memory = remember(poll(news))
    news.pages["/rss"] = say(write_feed({"/a/1": "خبر من سرت", "/a/3": "جديد"}, port=news.port))
    news.pages["/a/3"] = say(write_page("جديد", f"{BODY} ثالثا"))
    again = poll(news, memory)
    assert [document.title for document in read(again)] == ["جديد"]
    assert news.list_paths().count("/a/1") == 1


def test_a_feed_that_did_not_change_is_not_sent_again(news: Server) -> None:
    memory = remember(poll(news))
    news.pages["/rss"] = say(status=304)
    again = poll(news, memory)
    assert again.items == ()
    assert news.asked[-1][1]["If-None-Match"] == '"v1"'
    assert again.state.etag == '"v1"'


def test_the_feeds_own_text_where_no_article_is_wanted(news: Server) -> None:
    news.pages["/rss"] = say(write_feed({"/a/1": "اجتمعت اللجنة في سرت"}, port=news.port))
    (found,) = read(poll(news, feed=Feed(news.locate("/rss"), follow=False)))
    assert found.text == "اجتمعت اللجنة في سرت موجزا"
    assert news.list_paths() == ["/rss"]


def test_items_without_an_address_are_read_from_the_feed(server: Server) -> None:
    server.pages["/rss"] = say(
        f'<rss><channel><item><guid isPermaLink="false">7</guid><description>{BODY}</description></item></channel></rss>'  # noqa: E501 - a feed
    )
    (found,) = read(poll(server))
    assert (found.text, found.origin) == (BODY, f"{server.locate('/rss')}#7")


def test_only_so_many_at_once_and_the_rest_later(news: Server) -> None:
    site = make_site(news, items=1)
    first = poll(news, site=site)
    assert name(first) == ["item"]
    assert name(poll(news, remember(first))) == ["item"]


def test_an_article_that_two_feeds_list_is_fetched_once(news: Server) -> None:
    news.pages["/other"] = news.pages["/rss"]
    feeds = Feed(news.locate("/rss")), Feed(news.locate("/other"))
    site = make_site(news, *feeds)
    assert [name(poll(news, feed=feed, site=site)) for feed in feeds] == [["item", "item"], []]


def test_what_sites_ask_for_is_heeded(news: Server) -> None:
    news.pages["/robots.txt"] = say("User-agent: *\nDisallow: /a/1")
    polled = poll(news, site=make_site(news, robots=True))
    assert name(polled) == ["forbidden", "item"]
    assert "/a/1" not in news.list_paths()
    assert len(polled.listed) == 2


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (say("gone", 404), ["unreachable", "item"]),
        (say(b"\x89PNG", kind="image/png"), ["unsupported", "item"]),
        (redirect("http://169.254.169.254/"), ["forbidden", "item"]),
        (SILENT, ["unreachable", "item"]),
    ],
)
def test_one_bad_article_stops_no_other(news: Server, page: Say, kinds: list[str]) -> None:
    news.pages["/a/1"] = page
    limits = BRIEF if page is SILENT else PATIENT
    assert name(poll(news, site=make_site(news, limits=limits))) == kinds


def test_an_article_is_tried_three_times(news: Server) -> None:
    news.pages["/a/1"] = say("", 500)
    memory = Memory()
    seen = []
    for _ in range(5):
        polled = poll(news, memory)
        seen.append(name(polled))
        memory = remember(polled, memory)
    assert seen == [["unreachable", "item"], ["unreachable"], ["unreachable"], [], []]


def test_a_host_that_is_silent_is_left_for_this_time(server: Server) -> None:
    server.pages["/rss"] = say(write_feed({f"/a/{at}": f"خبر {at}" for at in range(9)}, port=server.port))
    for at in range(9):
        server.pages[f"/a/{at}"] = say("", 500)
    polled = poll(server)
    assert name(polled) == ["unreachable"] * 3
    assert polled.listed == ()


@pytest.mark.parametrize(
    ("page", "kind", "what"),
    [
        (say("", 500), "unreachable", "status 500"),
        (say("", 410), "unreachable", "gone for good"),
        (say("<html>نص</html>"), "unreadable", "no RSS"),
        (say('<!DOCTYPE a [<!ENTITY b "c">]><rss></rss>'), "unreadable", "entities"),
        (redirect("/rss"), "unreachable", "circle"),
        (SILENT, "unreachable", "silent"),
    ],
)
def test_bad_feeds_are_named_and_polled_less_often(server: Server, page: Say, kind: str, what: str) -> None:
    server.pages["/rss"] = page
    site = make_site(server, limits=BRIEF if page is SILENT else PATIENT)
    first = poll(server, site=site)
    (refused,) = first.items
    assert isinstance(refused, Refused)
    assert (refused.kind, what in refused.error.what, refused.origin) == (kind, True, server.locate("/rss"))
    assert first.state.due == NOW + timedelta(minutes=30)
    second = poll(server, remember(first), site=site)
    assert (second.state.due, second.state.failures) == (NOW + timedelta(hours=1), 2)


def test_a_day_is_the_longest_pause(server: Server) -> None:
    memory = Memory()
    for _ in range(12):
        polled = poll(server, memory)
        memory = remember(polled, memory)
    assert polled.state.due == NOW + timedelta(days=1)


def test_a_server_that_asks_for_patience_gets_it(server: Server) -> None:
    server.pages["/rss"] = say("", 429, Retry_After="7200")
    assert poll(server).state.due == NOW + timedelta(hours=2)


def test_a_feed_that_moved_is_told(news: Server) -> None:
    news.pages["/old"] = redirect("/rss", 301)
    polled = poll(news, feed=Feed(news.locate("/old")))
    assert (len(polled.items), polled.note) == (
        2,
        f"{news.locate('/old')}: the feed has moved to {news.locate('/rss')}",
    )


def test_links_that_are_none_are_read_from_the_feed(server: Server) -> None:
    server.pages["/rss"] = say(
        f"<rss><channel><item><link>http://[broken</link><description>{BODY}</description></item></channel></rss>"
    )
    assert [found.text for found in read(poll(server))] == [BODY]


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("", None),
        ("soon", None),
        ("120", timedelta(minutes=2)),
        ("99999999999999", timedelta(days=1)),
        ("Sat, 21 Nov 2020 09:10:00 GMT", timedelta(minutes=10)),
        ("Sat, 21 Nov 2020 09:10:00 -0000", timedelta(minutes=10)),
        ("Sat, 21 Nov 2015 09:10:00 GMT", timedelta()),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(text: str, wait: timedelta | None) -> None:
    assert read_wait(text, NOW) == wait
