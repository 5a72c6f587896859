from __future__ import annotations

import pytest
from tests.ledger.handmade import TEXT, find_span, make_document, make_reading

from mithaq.ledger.current import Shown
from mithaq.ledger.dossier import Dossier
from mithaq.model import Span
from mithaq.reports.wording import Lang
from mithaq.web.display import Display
from mithaq.web.explore.reading import count_names, cut_text, list_acts, list_names, read_span

ENGLISH = Display(lang=Lang.EN)


def make_dossier(*masked: Span, erased: bool = False) -> Dossier:
    reading = make_reading()
    return Dossier(Shown(reading.document, masked, erased=erased), reading, ("fast 1",), ())


def test_a_text_in_pieces_is_the_text() -> None:
    stretches = cut_text(make_dossier(), find_span(TEXT, "تدريب الشرطة"), "الرد", ENGLISH)
    assert "".join(piece.text for piece in stretches) == TEXT
    looks = {piece.look: piece for piece in stretches}
    assert set(looks) == {"", "act", "strong", "found"}
    assert looks["act"].title == "Request"
    assert [piece.text for piece in stretches if piece.anchor] == ["تدريب الشرطة"]


def test_withheld_names_are_covered() -> None:
    masked = find_span(TEXT, "سالم عبد الكريم الورفلي")
    looks = [piece.look for piece in cut_text(make_dossier(masked), Span(0, 0), "", ENGLISH)]
    assert "masked" in looks
    erased = cut_text(make_dossier(Span(0, len(TEXT)), erased=True), Span(0, 0), "", ENGLISH)
    assert "masked" not in {piece.look for piece in erased}


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [("3", "9", (3, 9)), ("9", "3", (0, 0)), ("", "3", (0, 0)), ("-1", "3", (0, 0)), ("0", "99999", (0, 0))],
)
def test_a_place_is_read_from_an_address(start: str, end: str, span: tuple[int, int]) -> None:
    assert read_span(start, end, Shown(make_document(), ())) == span


def test_acts_and_names_are_listed() -> None:
    reading = make_reading()
    (act,) = list_acts(reading, ENGLISH)
    assert (act.type, act.place) == ("Request", "Tripoli")
    assert act.words == TEXT[:30]
    names = {row.id: row for row in list_names(reading, ENGLISH)}
    assert names["gna"].linked
    assert not names["salem"].linked
    assert list_acts(None, ENGLISH) == ()
    assert list_names(None, ENGLISH) == ()


def test_the_names_that_documents_use_are_counted() -> None:
    names = dict(count_names([make_reading(), make_reading()], "salem"))
    assert names == {"سالم عبد الكريم الورفلي": 2, "الورفلي": 2}
