from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.handmade import make_document, make_reading, open_request, propose

from mithaq import read_text
from mithaq.following.entry import Entry
from mithaq.following.fold import Standing, fold_all
from mithaq.ledger.facets import Facet, What
from mithaq.ledger.items import Item, is_named, list_all, make_case_item, make_document_items, name_place
from mithaq.ledger.masks import Masks
from mithaq.model import Span

OPEN = Masks({}, None, b"")


def list_values(item: Item, facet: Facet) -> list[str]:
    return [value.value for value in item.values if value.facet is facet]


def test_a_document_and_its_acts_are_items() -> None:
    document = make_document(title="طلب تدريب", outlet="عينة")
    whole, act = make_document_items(make_reading(document), OPEN)
    assert (whole.what, act.what) == (What.DOCUMENT, What.ACT)
    assert whole.day == act.day == "2020-11-21"
    assert whole.title == "طلب تدريب"
    assert "شرطه" in whole.body.split()
    assert "من" not in whole.body.split()
    assert "=من" in whole.exact.split()
    assert list_values(act, Facet.TYPE) == ["REQUEST"]
    assert set(list_values(act, Facet.ACTOR)) >= {"gna", "european-union"}
    assert list_values(act, Facet.PLACE) == ["Tripoli"]
    assert list_values(whole, Facet.OUTLET) == ["عينة"]
    assert list_values(whole, Facet.MONTH) == ["2020-11"]
    assert list_all([make_reading(document)], OPEN) == [whole, act]


def test_boilerplate_is_not_found() -> None:
    document = replace(make_document(), skipped=(Span(0, 30),))
    (whole, _) = make_document_items(make_reading(document), OPEN)
    assert "طلب" not in whole.body.split()


def test_what_changes_an_item_changes_its_digest() -> None:
    item = Item(What.DOCUMENT, "a", body="هدنه")
    assert item.digest == replace(item, masked=True).digest
    others = [
        replace(item, body="حرب"),
        replace(item, day="2020-01-01"),
        replace(item, values=(name_place("Sirte"),)),
    ]
    assert len({item.digest, *(other.digest for other in others)}) == 4


@pytest.mark.parametrize(
    ("name", "named"),
    [("سالم الورفلي", True), ("مصدر أمني", False), ("الحكومة", False), ("في طرابلس", False), ("", False)],
)
def test_a_name_of_two_words_is_known_elsewhere(name: str, named: bool) -> None:  # noqa: FBT001 - a table
    assert is_named(name) is named


def test_an_actor_without_a_pack_goes_by_its_name() -> None:
    text = "دعا رئيس بلدية الزهراء مفتاح بن سليم الورشفاني إلى وقف القتال."
    (whole, *_) = make_document_items(read_text(text), OPEN)
    assert any(value.startswith("person-") for value in list_values(whole, Facet.ACTOR))


def test_a_case_is_an_item_unless_it_was_rejected() -> None:
    entry = Entry(
        number=0, at="2020-11-21T00:00:00.000Z", author="reader fast 1", step=propose(open_request())
    )
    (case,) = fold_all([entry], standing=Standing.PROPOSED).values()
    item = make_case_item(case, "2020-11-20", OPEN)
    assert item is not None
    assert item.title == "دعم تدريب شرطه"
    assert list_values(item, Facet.KIND) == ["request"]
    assert set(list_values(item, Facet.ACTOR)) == {"gna", "european-union"}
    assert list_values(item, Facet.MONTH) == ["2020-11"]
    import msgspec  # noqa: PLC0415

    rejected = msgspec.structs.replace(case, standing=Standing.REJECTED)
    assert make_case_item(rejected, "", OPEN) is None
