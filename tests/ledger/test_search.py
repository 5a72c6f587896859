"""What is found, counted and hidden, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.cluster import Cluster
from bench.search import fill, judge, make_documents, read_trial
from tests.ledger.handmade import make_document, make_reading, show

from mithaq import read_text
from mithaq.following.entry import Confirm, Reject, Restrict, Withhold
from mithaq.following.fold import Standing
from mithaq.ledger.current import read_entries
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.masks import MASK
from mithaq.ledger.models import DocumentRow
from mithaq.ledger.projection import find_differences
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.search import Order, Query, search
from mithaq.ledger.sight import EVERYTHING, Sight


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The texts of the trial and the samples; nothing may be changed in it."""
    if request.param == "sqlite":
        url = str(tmp_path_factory.mktemp("search") / "record.db")
        record = open_record(url)
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        record = open_record(cluster.create_database("searched"))
    fill(record, make_documents(read_trial()))
    yield record
    record.close()


def names(record: Record, text: str, **more: object) -> set[str]:
    found = search(record, Query(text, limit=100, **more))  # type: ignore[arg-type]
    return {hit.document.document.name for hit in found.hits if hit.document}


def test_what_fits_is_among_the_first_ten(filled: Record) -> None:
    arabic, english = judge(filled, read_trial())
    assert (arabic.language, english.language) == ("ar", "en")
    assert arabic.recall >= 0.97
    assert english.recall >= 0.95
    assert arabic.precision >= 0.8
    assert english.precision >= 0.65


def test_the_index_is_what_the_record_says(filled: Record) -> None:
    assert list(find_differences(filled.alias)) == []


def test_words_in_quotation_marks_are_found_as_they_stand(filled: Record) -> None:
    assert names(filled, '"خروج جميع المرتزقة"') == {"mercenaries"}
    assert names(filled, '"جميع خروج المرتزقة"') == set()
    assert names(filled, '"من المرتزقة"') == set()


def test_marks_of_a_hit_lie_on_the_words(filled: Record) -> None:
    (hit,) = search(filled, Query("قصف غريان")).hits
    assert hit.document is not None
    text = hit.document.document.text
    assert [mark.select(text) for mark in hit.marks] == ["قصفت", "غريان", "القصف"]
    assert [mark.select(hit.document.document.title or "") for mark in hit.title_marks] == ["قصف", "غريان"]


def test_acts_are_found_with_their_words_and_values(filled: Record) -> None:
    found = search(filled, Query("training", What.ACT))
    assert found.hits
    for hit in found.hits:
        assert hit.document is not None
        assert all(hit.span.covers(mark) for mark in hit.marks)
        assert Facet.TYPE in {value.facet for value in hit.values}


def test_cases_are_found_by_title_and_parties(filled: Record) -> None:
    found = search(filled, Query("police training", What.CASE))
    assert found.total == len(found.hits) > 0
    assert all(hit.case is not None and hit.document is None for hit in found.hits)
    assert found.facets[Facet.KIND]


@pytest.mark.parametrize("what", list(What))
def test_counts_of_facets_are_those_of_the_filtered_search(filled: Record, what: What) -> None:
    found = search(filled, Query("الحكومة", what))
    assert found.total == found.totals[what]
    for values in found.facets.values():
        for value in values[:2]:
            narrowed = search(filled, Query("الحكومة", what, ((value.facet, value.value),)))
            assert narrowed.total == value.count, value


def test_values_of_one_facet_are_alternatives_and_facets_are_not(filled: Record) -> None:
    one = ((Facet.OUTLET, "عينة أ"),)
    other = ((Facet.OUTLET, "عينة ب"),)
    counts = [search(filled, Query("", filters=filters)).total for filters in (one, other, one + other)]
    assert counts[2] == counts[0] + counts[1]
    dated = (*one, *other, (Facet.MONTH, "2020-12"))
    assert names(filled, "", filters=dated) == {"weather", "football"}
    assert search(filled, Query("", filters=((Facet.OUTLET, "nobody"),))).total == 0


def test_everything_is_there_where_nothing_is_asked(filled: Record) -> None:
    found = search(filled, Query())
    assert found.total == DocumentRow.objects.using(filled.alias).count()
    days = [hit.day for hit in found.hits]
    assert days == sorted(days, reverse=True)
    assert found.more
    assert sum(value.count for value in found.facets[Facet.MONTH]) <= found.total
    rest = search(filled, Query(offset=found.total - 1))
    assert (len(rest.hits), rest.more) == (1, False)


def test_the_newest_come_first_on_demand(filled: Record) -> None:
    days = [hit.day for hit in search(filled, Query("ليبيا", order=Order.NEWEST)).hits]
    assert days == sorted(days, reverse=True)


def test_words_that_say_nothing_find_nothing(filled: Record) -> None:
    assert search(filled, Query("في من")).total == 0
    assert search(filled, Query("zyzzyva")).total == 0


def test_some_of_the_words_are_better_than_none(filled: Record) -> None:
    found = search(filled, Query("هدنة كسوف zyzzyva"))
    assert found.loose
    assert found.total == search(filled, Query("هدنة")).total


def test_pages_follow_each_other(filled: Record) -> None:
    first = search(filled, Query("ليبيا", limit=2))
    second = search(filled, Query("ليبيا", limit=2, offset=2))
    assert first.more
    assert {hit.document for hit in first.hits}.isdisjoint(hit.document for hit in second.hits)


def test_only_what_came_in_since_an_entry(record_url: str) -> None:
    record = open_record(record_url)
    record.add_readings([read_text("خرقت قوات مجهولة الهدنة في سرت.", "2020-06-01", name="one")])
    last = max(entry.number for entry in read_entries(record))
    assert search(record, Query("هدنة", since=last)).total == 0
    record.add_readings([read_text("صمدت الهدنة في سرت يوما آخر.", "2020-06-02", name="two")])
    assert names(record, "هدنة", since=last) == {"two"}
    assert search(record, Query("هدنة", What.CASE, since=-1)).total >= 0


def test_an_empty_record_is_searched(record_url: str) -> None:
    record = open_record(record_url)
    for text in ("", "هدنة"):
        for what in What:
            found = search(record, Query(text, what))
            assert (found.total, found.hits, found.more) == (0, (), False)


def test_withheld_names_are_neither_found_nor_shown(record_url: str) -> None:
    record = open_record(record_url)
    record.add_readings([make_reading()])
    record.add_readings(
        [read_text("التقى الورفلي وفدا في سرت. ودعا سالم عبد الكريم الورفلي إلى هدنة.", name="two")]
    )
    name = "سالم عبد الكريم الورفلي"
    assert search(record, Query(name)).total == 2
    record.append([Withhold(case="", evidence=show(name))], "nadia")
    for text in (name, f'"{name}"', "عبد الكريم", "Salem al-Warfalli"):
        found = search(record, Query(text))
        assert found.loose or found.total == 0, text
        assert name not in str((found.hits, found.facets))
    (hit,) = search(record, Query("هدنة", What.ACT)).hits or search(record, Query("هدنة")).hits
    assert hit.document is not None
    assert MASK in hit.document.document.text
    values = {value.value for values in search(record, Query()).facets.values() for value in values}
    assert not any(value.startswith("salem") for value in values)
    assert list(find_differences(record.alias)) == []
    record.append([Withhold(case="", evidence=show(name), shown="released")], "nadia")
    assert search(record, Query(name)).total == 2
    assert list(find_differences(record.alias)) == []


def test_hidden_cases_and_documents_are_not_counted(record_url: str) -> None:
    record = open_record(record_url)
    text = "طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس."
    record.add_readings([read_text(text, "2020-11-21", name="secret")])
    record.add_readings([read_text("تدريب الشرطة مستمر في مصراتة.", "2020-11-22", name="open")])
    (case,) = [case for case in find_cases(record).cases if case.kind == "request"]
    outsider, member = Sight(frozenset({"press"})), Sight(frozenset({"desk"}))
    assert search(record, Query("تدريب"), sight=outsider).total == 2
    record.append([Restrict(case=case.id, groups=("desk",))], "nadia")
    every = len(find_cases(record).cases)
    for sight, documents, cases in ((outsider, 1, every - 1), (member, 2, every), (EVERYTHING, 2, every)):
        found = search(record, Query("تدريب"), sight=sight)
        assert found.total == documents
        assert found.totals[What.ACT] == search(record, Query("تدريب", What.ACT), sight=sight).total
        browsed = search(record, Query(), sight=sight)
        assert browsed.total == documents
        assert sum(value.count for value in browsed.facets[Facet.MONTH]) == documents
        assert search(record, Query("", What.CASE), sight=sight).total == cases


def test_rejected_cases_are_not_found(record_url: str) -> None:
    record = open_record(record_url)
    text = "طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس."
    record.add_readings([read_text(text, "2020-11-21")])
    before = search(record, Query("", What.CASE)).total
    (case,) = [case for case in find_cases(record).cases if case.kind == "request"]
    record.append([Reject(case=case.id, proposal=case.opened.proposal)], "nadia")
    assert find_cases(record, CaseFilter(standing=Standing.REJECTED)).cases
    assert search(record, Query("", What.CASE)).total == before - 1


def test_what_is_confirmed_is_published(record_url: str) -> None:
    record = open_record(record_url)
    text = "طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس."
    record.add_readings([read_text(text, "2020-11-21")])
    monitor = Sight(frozenset(), published=True, own="omar")
    assert search(record, Query("تدريب", What.CASE), sight=monitor).total == 0
    (case,) = [case for case in find_cases(record).cases if case.kind == "request"]
    record.append([Confirm(case=case.id, proposal=case.opened.proposal)], "nadia")
    assert search(record, Query("تدريب", What.CASE), sight=monitor).total == 1
    assert search(record, Query("تدريب"), sight=monitor).total == 1


def test_a_newer_reading_takes_the_place_of_an_older_one(record_url: str) -> None:
    record = open_record(record_url)
    document = make_document()
    record.add_readings([make_reading(document)])
    assert search(record, Query("", What.ACT)).total == 1
    record.add_readings([make_reading(document, reader="fast 2")])
    assert search(record, Query("", What.ACT)).total == 1
    assert search(record, Query("تدريب")).total == 1
    assert list(find_differences(record.alias)) == []


def test_a_record_is_indexed_anew(record_url: str, tmp_path: Path) -> None:
    del tmp_path
    record = open_record(record_url)
    record.add_readings([make_reading()])
    before = search(record, Query("تدريب الشرطة"))
    record.rebuild()
    after = search(record, Query("تدريب الشرطة"))
    assert (after.total, after.facets) == (before.total, before.facets)
    assert list(find_differences(record.alias)) == []
