from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.following.case import Comment, Evidence
from mithaq.following.state import Held, Standing
from mithaq.model import Document, Span
from mithaq.reports.cases import Library
from mithaq.reports.situation.notes import Notes

TEXT = "أعلنت اللجنة فتح الطريق الساحلي أمام المدنيين"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
LIBRARY = Library({SHA: Document(sha256=SHA, name="a.txt", text=TEXT, outlet="الوكالة")}, {SHA: [Span(0, 5)]})


def make_held(number: int, *evidence: Evidence, people: tuple[str, ...] = ()) -> Held[Comment]:
    step = Comment(case="r1", text="؟", evidence=evidence)
    return Held(
        number=number, at="2020-11-21T10:00:00.000Z", author="reader fast", step=step,
        standing=Standing.CONFIRMED, people=people,
    )  # fmt: skip


def test_the_same_words_have_one_note() -> None:
    notes = Notes()
    first, second = Evidence(SHA, 0, 5), Evidence(SHA, 6, 12)
    assert notes.cite((first, second, first), LIBRARY) == (1, 2)
    assert notes.cite((second,), LIBRARY) == (2,)
    one, two = notes.list_notes()
    assert (one.words, one.source, one.masked, two.words, two.masked) == (
        "أعلنت",
        "الوكالة",
        True,
        "اللجنة",
        False,
    )


def test_words_of_documents_that_may_not_be_seen_have_none() -> None:
    assert Notes().cite((Evidence("f" * 64, 0, 3),), LIBRARY) == ()


@pytest.mark.parametrize(
    ("people", "source"), [((), "reader fast"), (("huda",), "huda"), (("huda", "omar"), "huda")]
)
def test_what_no_document_shows_names_who_recorded_it(people: tuple[str, ...], source: str) -> None:
    notes = Notes()
    held = make_held(4, people=people)
    assert notes.show(held, LIBRARY) == notes.show(held, LIBRARY) == (1,)
    (note,) = notes.list_notes()
    assert (note.source, note.when, note.words) == (source, "2020-11-21", "")


def test_words_come_before_who_recorded_them() -> None:
    notes = Notes()
    assert notes.show(make_held(4, Evidence(SHA, 0, 5)), LIBRARY) == (1,)
    assert notes.list_notes()[0].words == "أعلنت"


@given(st.lists(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=8), max_size=8))
def test_notes_are_numbered_as_they_are_called_for(lines: list[list[tuple[int, int]]]) -> None:
    notes = Notes(most=3)
    called: list[int] = []
    for line in lines:
        found = notes.cite((Evidence(SHA, start, start + size) for start, size in line), LIBRARY)
        assert len(found) <= 3
        called.extend(found)
    numbers = [note.number for note in notes.list_notes()]
    assert numbers == list(range(1, len(numbers) + 1)) == list(dict.fromkeys(called))
