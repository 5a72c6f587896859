from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import SourceError
from mithaq.sources.feeds.plan import Feed, read_length, read_plan

GOOD = """
interval = "30m"
contact = "desk@example.org"
allow = ["intranet.example:8080"]

[[feeds]]
url = "https://example.org/rss"
outlet = "وكالة"
interval = "2h"

[[feeds]]
url = "http://example.org/atom"
follow = false
"""


def test_a_plan_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(GOOD, encoding="utf-8")
    plan = read_plan(path)
    assert plan.feeds[0] == Feed("https://example.org/rss", "وكالة", "2h", follow=True)
    assert [plan.find_interval(feed) for feed in plan.feeds] == [7200, 1800]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "feeds"),
        ("feeds = []", "length"),
        ("x = 1\n[[feeds]]\nurl = 'https://a.org'", "unknown field"),
        ("[[feeds]\n", "line 1"),
        ("[[feeds]]\nurl = 'file:///etc/passwd'", "no address"),
        ("[[feeds]]\nurl = ''", "no address"),
        ("[[feeds]]\nurl = 'https://a.org'\ninterval = 'often'", "interval"),
        ("[[feeds]]\nurl = 'https://a.org'\ninterval = '10s'", "interval"),
        ("[[feeds]]\nurl = 'https://a.org'\n[[feeds]]\nurl = 'https://a.org'", "twice"),
        (b"\xff\xfe", "TOML"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str | bytes, what: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SourceError) as caught:
        read_plan(path)
    assert what in caught.value.what
    assert str(path) in caught.value.where
    assert caught.value.remedy


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_plan(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("30m", 1800), ("2 h", 7200), ("1d", 86400), ("x", 0)]
)
def test_lengths_of_time(text: str, seconds: int) -> None:
    assert read_length(text) == seconds
