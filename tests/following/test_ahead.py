from __future__ import annotations

import pytest
from tests.following.telling import tell

from mithaq.dates import Edtf
from mithaq.following.ahead import (
    count_ahead,
    count_on,
    find_end,
    find_length,
    find_past,
    find_start,
    has_future,
    is_after,
    is_ahead,
    is_bound,
    is_distance,
    is_former,
    is_named,
    lies_ahead,
    move_on,
    read_ahead,
)
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.story import Told

DAY = "2020-11-24"


def read(text: str) -> tuple[Told, Clause]:
    """Return a document published on a Tuesday with its first clause."""
    told = tell((DAY, text)).told[0]
    sentence = next(item for item in told.sentences if not item.headline)
    return told, next(iter(cut_clauses(told, sentence)))


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        ("ستجرى الانتخابات في يناير.", "announced", "2021-01"),
        ("جرت الانتخابات في يناير.", "announced", "2020-01"),
        ("ستعقد الجلسة يوم الأحد.", "announced", "2020-11-29"),
        ("ستعقد الجلسة في 3 يناير 2019.", "announced", "2019-01-03"),
        ("أرجئت الجلسة من 1 ديسمبر إلى 5 ديسمبر 2020.", "postponed", "2020-12-05"),
        ("أرجئت الجلسة من 1 ديسمبر إلى 5 ديسمبر 2020.", "announced", "2020-12-01/2020-12-05"),
        ("ستجرى الانتخابات في مارس 2020.", "held", "2020-03"),
        ("أرجئت الجلسة إلى 5 مارس.", "postponed", "2021-03-05"),
        ("أرجئت الجلسة إلى 5 نوفمبر.", "postponed", "2020-11-05"),
        ("كانت الجلسة مقررة في 5 ديسمبر.", "announced", "2020-12-05"),
    ],
)
def test_what_a_time_means_for_what_is_to_come(text: str, state: str, expected: str) -> None:
    told, clause = read(text)
    assert str(read_ahead(told, clause, told.times[0], state)) == expected


@pytest.mark.parametrize(
    ("text", "future"), [("ستعقد الجلسة.", True), ("سوف تعقد الجلسة.", True), ("عقدت الجلسة.", False)]
)
def test_a_verb_in_the_future_tense(text: str, *, future: bool) -> None:
    assert has_future(*read(text)) is future


@pytest.mark.parametrize(
    ("when", "ahead", "after"),
    [("2020-11-23", False, False), (DAY, True, False), ("2020-11-25", True, True), ("2020", True, True)],
)
def test_a_date_lies_before_on_or_behind_the_day(when: str, *, ahead: bool, after: bool) -> None:
    told, _ = read("عقدت الجلسة.")
    assert (is_ahead(told, Edtf.parse(when)), is_after(told, Edtf.parse(when))) == (ahead, after)


@pytest.mark.parametrize(
    ("text", "length", "counted"),
    [
        ("ستعقد الجلسة خلال أسبوعين.", (14, 0), "2020-12-08~"),
        ("ستعقد الجلسة في المدينة.", (0, 0), None),
        ("تبدأ الهدنة اعتبارا من 1 ديسمبر 2020 لمدة شهرين.", (0, 2), None),
        ("ستعقد الجلسة خلال أيام.", (0, 0), None),
        ("ستعقد الجلسة بعد ستة أشهر من الآن.", (0, 6), "2021-05-24~"),
        ("ستجرى الانتخابات بعد ستة أشهر من توقيع الاتفاق في 3 ديسمبر 2020.", (0, 6), "2021-06-03~"),
    ],
)
def test_a_length_counts_from_publication(text: str, length: tuple[int, int], counted: str | None) -> None:
    told, clause = read(text)
    found = count_ahead(told, clause)
    assert (find_length(told, clause), found and found.text) == (length, counted)


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2020-11-24", (7, 0), "2020-12-01"),
        ("2020-11-24~", (0, 2), "2021-01-24"),
        ("2020-11", (7, 0), "2020-11"),
        ("2020-12-31", (0, 2), "2021-02-28"),
    ],
)
def test_a_length_is_counted_on_from_a_day(start: str, length: tuple[int, int], expected: str) -> None:
    assert count_on(Edtf.parse(start), length).text == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("تستمر الهدنة حتى 3 ديسمبر 2020.", "2020-12-03"),
        ("استمرت الهدنة حتى 3 أكتوبر 2020.", None),
        ("وقعت الهدنة في 3 ديسمبر 2020.", None),
    ],
)
def test_the_day_on_which_something_ends(text: str, end: str | None) -> None:
    told, clause = read(text)
    time, value = find_end(told, clause.sentence, clause)
    assert (value and value.text) == end
    assert (time is None) == (end is None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("تبدأ الهدنة اعتبارا من 1 ديسمبر 2020 لمدة شهرين.", "2020-12-01"),
        ("تستمر الهدنة شهرين.", DAY),
        ("أعلن أمس وقفا للنار يسري من 2 ديسمبر 2020.", "2020-12-02"),
    ],
)
def test_the_day_from_which_a_length_counts(text: str, start: str) -> None:
    told, clause = read(text)
    assert str(find_start(told, clause.sentence)) == start


@pytest.mark.parametrize(
    ("text", "bound", "distance"),
    [
        ("تأجلت الجلسة إلى 5 ديسمبر 2020.", True, False),
        ("عقدت الجلسة في 5 ديسمبر 2020.", False, False),
        ("قبل ستة أشهر من الانتخابات.", False, True),
    ],
)
def test_how_a_time_is_bound_to_its_words(text: str, *, bound: bool, distance: bool) -> None:
    told, _ = read(text)
    assert (is_bound(told, told.times[0]), is_distance(told, told.times[0])) == (bound, distance)


@pytest.mark.parametrize(("text", "ahead"), [("تنتهي الهدنة غدا.", True), ("انتهت الهدنة أمس.", False)])
def test_an_end_that_is_still_to_come(text: str, *, ahead: bool) -> None:
    assert lies_ahead(*read(text)) is ahead


@pytest.mark.parametrize(
    ("value", "days", "years", "expected"),
    [
        ("2020-11-21", 7, 0, "2020-11-28"),
        ("2020-11", 0, 1, "2021-11"),
        ("196X~", 0, 1, "196X~"),
        ("20XX", 0, 1, "20XX"),
        ("2020-11", 7, 0, "2020-11"),
        ("9999-12-31", 7, 0, "9999-12-31"),
    ],
)
def test_a_date_that_is_too_coarse_stays(value: str, days: int, years: int, expected: str) -> None:
    assert move_on(Edtf.parse(value), days=days, years=years).text == expected


@pytest.mark.parametrize(
    ("text", "former", "named"),
    [
        ("كانت الجلسة مقررة في 5 ديسمبر 2020.", True, True),
        ("تعقد الجلسة بدلا من 5 ديسمبر 2020.", True, True),
        ("تعقد الجلسة في 5 ديسمبر 2020.", False, True),
        ("تعقد الجلسة غدا.", False, False),
    ],
)
def test_a_date_that_was_valid_before(text: str, *, former: bool, named: bool) -> None:
    told, clause = read(text)
    assert (is_former(told, clause, told.times[0]), is_named(told, told.times[0])) == (former, named)


@pytest.mark.parametrize(
    ("text", "state", "past"),
    [
        ("عقدت الجلسة في 5 أكتوبر 2020.", "held", "2020-10-05"),
        ("ستعقد الجلسة في 5 ديسمبر 2020.", "announced", None),
        ("ألغيت الجلسة في 5 أكتوبر 2020.", "cancelled", None),
        ("أرجئت الجلسة إلى 5 أكتوبر 2020.", "postponed", None),
    ],
)
def test_a_day_that_lies_behind(text: str, state: str, past: str | None) -> None:
    told, clause = read(text)
    found = find_past(told, clause, clause.first, state)
    assert (found and found[1].text) == past
