from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.lexicon.time import read_time_words
from mithaq.reading.when import find_times, load_calendar
from mithaq.text.segment import segment

CALENDAR = load_calendar()
WORDS = read_time_words()
TUESDAY = "2020-11-24"


def read(text: str, published: str | None = TUESDAY) -> dict[str, str]:
    when = Edtf.parse(published) if published else None
    times = find_times(segment(text), when, CALENDAR)
    return {time.span.select(text): str(time.value) for time in times}


@pytest.mark.parametrize("example", WORDS.examples, ids=[example.text for example in WORDS.examples])
def test_examples_of_the_lexicon(example: object) -> None:
    assert read(example.text, example.published) == example.times  # type: ignore[attr-defined]


def test_relative_is_marked() -> None:
    times = find_times(segment("أمس، وفي 3 مايو 2019"), Edtf.parse(TUESDAY), CALENDAR)
    assert [time.relative for time in times] == [True, False]


NEIGHBOURS = (
    "2019 1436 24 7 21/11/2020 2014-2016 من إلى و - / ( ) ، . الماضي المقبل الجاري عشر والعشرين القرن هـ م"
    " يومين أيام ثلاثة نفسه"
)
PIECES = st.sampled_from([*CALENDAR.cuts, *NEIGHBOURS.split(), "\n"])


@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from([None, TUESDAY, "2019-02", "2015~", "0001-01-01"]),
)
def test_any_words_give_ordered_spans_and_true_dates(text: str, published: str | None) -> None:
    page = segment(text)
    times = find_times(page, Edtf.parse(published) if published else None, CALENDAR)
    for time in times:
        assert page.span(time.first, time.last).covers(time.span)
        assert Edtf.parse(str(time.value)) == time.value
    for earlier, later in pairwise(times):
        assert earlier.last <= later.first
        assert earlier.span.end <= later.span.start
