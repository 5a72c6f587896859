from __future__ import annotations

import pytest

from mithaq.ledger.facets import Facet
from mithaq.ledger.hits import Counted
from mithaq.ledger.search import Found
from mithaq.model import Span
from mithaq.reports.wording import Lang
from mithaq.web.display import Display
from mithaq.web.explore.asking import Asking
from mithaq.web.explore.rows import list_chosen, make_boxes, mark_text, name_both, name_type, name_value

ENGLISH, ARABIC = Display(lang=Lang.EN), Display(lang=Lang.AR)


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        (Counted(Facet.TYPE, "REQUEST", "", "", "", 1), "Request", "طلب"),
        (Counted(Facet.TOPIC, "training", "", "", "", 1), "training", "تدريب"),
        (Counted(Facet.TOPIC, "other-thing", "", "", "", 1), "other-thing", "other-thing"),
        (Counted(Facet.KIND, "request", "", "", "", 1), "Request", "طلب"),
        (Counted(Facet.PLACE, "Sirte", "سرت", "Sirte", "", 1), "Sirte", "سرت"),
        (Counted(Facet.OUTLET, "عينة", "", "", "", 1), "عينة", "عينة"),
        (Counted(Facet.MONTH, "2020-11", "", "", "", 1), "November 2020", "نوفمبر 2020"),
    ],
)
def test_values_have_names_in_both_languages(value: Counted, english: str, arabic: str) -> None:
    assert (name_value(value, ENGLISH), name_value(value, ARABIC)) == (english, arabic)


def test_a_name_in_the_other_language_is_better_than_none() -> None:
    assert (name_both("سرت", "", Lang.EN), name_both("", "Sirte", Lang.AR)) == ("سرت", "Sirte")
    assert (name_type("person", ENGLISH), name_type("", ENGLISH)) == ("person", "")


def test_a_text_is_cut_at_its_marks() -> None:
    pieces = mark_text("صمدت الهدنة أمس", [Span(5, 11)])
    assert [(piece.text, piece.look) for piece in pieces] == [
        ("صمدت ", ""),
        ("الهدنة", "found"),
        (" أمس", ""),
    ]
    assert mark_text("", []) == ()


def test_chosen_values_come_first_and_months_the_last_first() -> None:
    months = tuple(Counted(Facet.MONTH, f"2020-{month:02}", "", "", "", 1) for month in range(1, 4))
    places = (Counted(Facet.PLACE, "Tripoli", "", "", "", 3), Counted(Facet.PLACE, "Sirte", "", "", "", 1))
    found = Found((), 3, {Facet.MONTH: months, Facet.PLACE: places}, more=False, counted=3)
    asking = Asking(filters=((Facet.PLACE, "Sirte"), (Facet.TYPE, "NONSENSE")))
    boxes = {box.name: box for box in make_boxes(found, asking, ENGLISH)}
    assert [value.label for value in boxes["place"].values] == ["Sirte", "Tripoli"]
    assert next(value.label for value in boxes["month"].values) == "March 2020"
    assert boxes["place"].chosen
    assert not boxes["month"].chosen
    assert [row.label for row in list_chosen(asking, found, ENGLISH)] == ["Sirte", "NONSENSE"]
