from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mithaq.errors import SourceError
from mithaq.sources.feeds.memory import FeedState, Memory, learn, name_item, read_memory, write_memory

NOW = datetime(2020, 11, 21, 9, tzinfo=UTC)
TODAY = NOW.date()


def test_what_was_learnt_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert read_memory(path) == Memory()
    state = FeedState('"x"', "yesterday", NOW + timedelta(hours=1), 2)
    memory = learn(Memory(), ("https://a.org", state), ["k1"], {"k2": 1}, TODAY)
    write_memory(memory, path)
    again = read_memory(path)
    assert again == memory
    assert (again.has_read("k1"), again.has_read("k2"), again.failed) == (True, False, {"k2": 1})
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_what_succeeds_at_last_is_no_failure() -> None:
    memory = Memory(failed={"k": 2, "other": 1})
    assert learn(memory, ("u", FeedState()), ["k"], {}, TODAY).failed == {"other": 1}


def test_what_no_feed_lists_any_more_is_forgotten() -> None:
    memory = Memory(read={"old": "2020-01-01", "new": "2020-11-01"})
    assert set(learn(memory, ("u", FeedState()), [], {}, date(2020, 11, 21)).read) == {"new"}


def test_when_a_feed_is_due() -> None:
    memory = Memory(feeds={"later": FeedState(due=NOW + timedelta(seconds=1)), "now": FeedState(due=NOW)})
    assert [memory.is_due(url, NOW) for url in ("later", "now", "new")] == [False, True, True]


def test_keys_are_the_same_for_the_same_item() -> None:
    assert name_item("https://a.org/1") == name_item("https://a.org/1") != name_item("https://a.org/2")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{")
    with pytest.raises(SourceError) as caught:
        read_memory(path)
    assert (caught.value.where, bool(caught.value.remedy)) == (str(path), True)


def test_a_place_where_one_may_not_write(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        write_memory(Memory(), tmp_path / "none" / "a.json")
