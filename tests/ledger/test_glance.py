from __future__ import annotations

from datetime import date

from mithaq import read_text
from mithaq.ledger.glance import (
    count_incidents,
    count_news,
    count_open_requests,
    find_changed,
    find_contradicted,
    find_last,
    find_moved,
)
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight

TEXTS = (
    ("طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس.", "2020-11-21"),
    ("قال رئيس المفوضية إن الانتخابات الرئاسية الليبية ستجرى في 24 ديسمبر 2021.", "2021-01-10"),
    ("أعلنت المفوضية تأجيل الانتخابات الرئاسية الليبية إلى 24 يناير 2022.", "2021-12-22"),
    ("قتل أربعة جنود في قصف استهدف معسكرا في سرت يوم 2 يونيو 2020.", "2020-06-03"),
)


def fill(url: str) -> Record:
    record = open_record(url)
    record.add_readings([read_text(text, when, name=f"t{n}") for n, (text, when) in enumerate(TEXTS)])
    return record


def test_what_came_in_behind_an_entry_is_new(record_url: str) -> None:
    record = open_record(record_url)
    assert find_last(record) == -1
    assert count_news(record, -1).documents == 0
    record = fill(record_url)
    news = count_news(record, -1)
    assert (news.documents, news.last) == (4, find_last(record))
    assert news.proposals > 0
    assert len(find_changed(record, -1, 50)) == news.cases > 0
    nothing = count_news(record, news.last)
    assert (nothing.documents, nothing.proposals, nothing.cases) == (0, 0, 0)
    monitor = Sight(frozenset(), published=True)
    assert count_news(record, -1, sight=monitor).cases == 0


def test_open_requests_are_counted_by_age(record_url: str) -> None:
    record = fill(record_url)
    for day, name in (
        (date(2020, 12, 1), "month"),
        (date(2021, 1, 15), "quarter"),
        (date(2026, 1, 1), "older"),
    ):
        ages = {age.name: age.count for age in count_open_requests(record, day)}
        assert ages[name] == 1 == sum(ages.values())


def test_incidents_are_counted_by_week(record_url: str) -> None:
    record = fill(record_url)
    weeks = count_incidents(record, date(2020, 6, 4))
    assert (weeks.this, weeks.before) == (1, 0)
    weeks = count_incidents(record, date(2020, 6, 11))
    assert (weeks.this, weeks.before) == (0, 1)


def test_milestones_that_moved_are_found(record_url: str) -> None:
    (moved,) = find_moved(fill(record_url), 5)
    assert (moved.slip.old, moved.slip.new) == ("2021-12-24", "2022-01-24")


def test_nothing_is_contradicted_where_one_outlet_tells_it(record_url: str) -> None:
    assert find_contradicted(fill(record_url), 5) == ()
