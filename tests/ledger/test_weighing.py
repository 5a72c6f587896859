"""What PostgreSQL finds of words: the newest, with phrases asked for among them, and how many there are."""

from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document

from mithaq import read_document, read_text
from mithaq.following.entry import Restrict
from mithaq.ledger import search as searching
from mithaq.ledger import weighing
from mithaq.ledger.facets import What, find_codes
from mithaq.ledger.finding import find_cases
from mithaq.ledger.indexed import SearchRow
from mithaq.ledger.matching import Asked, write_asked
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.search import Order, Query, search
from mithaq.ledger.sight import Sight
from mithaq.ledger.weighing import Sizes, Weighed, leave_out, sort_rows, weigh_newest

IN_ORDER = "اتفق الطرفان على فتح الطريق الساحلي أمام المسافرين."
IN_DISORDER = "الساحلي من المدن، وعبر المسافرون الطريق."
WORDS = '"الطريق الساحلي"'
ROW = ("=الطريق", "=الساحلي")
ALL = 8


@pytest.fixture
def record(postgresql_url: str) -> Record:
    """Documents of eight days; on every second one the words stand in another order."""
    record = open_record(postgresql_url)
    for day in range(1, ALL + 1):
        published = f"2020-11-{day:02}"
        text = f"{IN_DISORDER if day % 2 else IN_ORDER} ({day})"
        record.add_readings([read_document(make_document(text, name=published, published=published))])
    return record


def ask(record: Record, row: tuple[str, ...] = ROW) -> Asked:
    own = find_codes(record.alias, [("what", "document")])["what", "document"]
    return write_asked(record.alias, What.DOCUMENT, own, [[row]], [])


@pytest.mark.parametrize("ranked", [1, 2, 3, 4, 9])
def test_phrases_are_looked_for_among_the_newest(
    record: Record, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "_LEAST", 1)
    looked = weigh_newest(SearchRow.objects.using(record.alias), ask(record), Sizes(ranked, 9), ranked=True)
    days = sorted((row.day for row in looked.rows), reverse=True)
    assert days == ["2020-11-08", "2020-11-06", "2020-11-04", "2020-11-02"][:ranked][: len(days)]
    assert days
    assert all(row.score is not None for row in looked.rows)
    assert looked.about == (ranked < 3)
    assert len(looked.rows) <= looked.many <= ALL


def test_no_older_phrase_is_missed_where_there_are_few(record: Record) -> None:
    everything = weigh_newest(SearchRow.objects.using(record.alias), ask(record), Sizes(9, 9), ranked=False)
    assert (len(everything.rows), everything.many, everything.about) == (4, 4, False)
    assert all(row.score is None for row in everything.rows)
    nothing = weigh_newest(
        SearchRow.objects.using(record.alias), ask(record, ("=الساحلي", "=الطريق")), Sizes(2, 9), ranked=True
    )
    assert (nothing.rows, nothing.many, nothing.about) == ([], 0, False)


def test_of_words_the_newest_are_ranked_and_all_are_counted(record: Record) -> None:
    asked = ask(record, ROW[:1])
    assert asked.wide == asked.expression
    looked = weigh_newest(SearchRow.objects.using(record.alias), asked, Sizes(2, 5), ranked=True)
    assert (len(looked.rows), looked.many, looked.about) == (5, ALL, False)
    ranked = [row.day for row in sort_rows(looked.rows)]
    assert set(ranked[:2]) == {"2020-11-08", "2020-11-07"}
    assert ranked[2:] == ["2020-11-06", "2020-11-05", "2020-11-04"]


def test_rows_with_ranks_come_first_and_then_the_newest() -> None:
    rows = [Weighed(1, "2020", "", None), Weighed(2, "2021", "", 0.1), Weighed(3, "2022", "", None)]
    assert [row.id for row in sort_rows([*rows, Weighed(4, "2019", "", 0.2)])] == [4, 2, 3, 1]


def test_names_are_left_out(record: Record) -> None:
    every = SearchRow.objects.using(record.alias).filter(what=What.DOCUMENT.value)
    names = list(every.values_list("document", flat=True)[:3])
    left = leave_out(every, "document", frozenset(names))
    assert left.count() == ALL - 3
    assert not set(left.values_list("document", flat=True)) & set(names)
    assert leave_out(every, "document", frozenset()).count() == ALL


def test_an_estimate_is_told_as_one(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_SIZES", Sizes(2, 3))
    found = search(record, Query(WORDS, order=Order.RANK))
    assert (found.about, found.counted, found.ranked) == (True, 2, 2)
    assert found.total >= len(found.hits) == 2


def test_what_is_hidden_is_counted_with_no_phrase(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = open_record(postgresql_url)
    told = read_text("طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس.", "2020-11-23", name="secret")
    record.add_readings([told])
    record.add_readings([read_text("تدريب الشرطة مستمر في مصراتة.", "2020-11-22", name="open")])
    record.add_readings([read_text("الشرطة تنفي وقف تدريب في مصراتة.", "2020-11-21", name="other")])
    (case,) = [case for case in find_cases(record).cases if case.kind == "request"]
    record.append([Restrict(case=case.id, groups=("desk",))], "nadia")
    outsider, member = Sight(frozenset({"press"})), Sight(frozenset({"desk"}))
    for sizes in (Sizes(500, 1000), Sizes(1, 1)):
        monkeypatch.setattr(searching, "_SIZES", sizes)
        monkeypatch.setattr(searching, "remember", lambda *words: words[-1]())
        for sight, first in ((outsider, "open"), (member, "secret")):
            found = search(record, Query('"تدريب الشرطة"', order=Order.NEWEST), sight=sight)
            (hit, *_) = found.hits
            assert hit.document is not None
            assert hit.document.document.name == first
            # Two documents have the words of the phrase and may be seen: no estimate is above that.
            assert found.total <= (2 if sight is outsider else 3)
    monkeypatch.setattr(searching, "_SIZES", Sizes(500, 1000))
    assert search(record, Query('"تدريب الشرطة"'), sight=outsider).total == 1
    assert search(record, Query('"تدريب الشرطة"'), sight=member).total == 2
