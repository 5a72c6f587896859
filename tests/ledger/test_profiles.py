from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document

from mithaq import read_document
from mithaq.errors import LedgerError
from mithaq.following.entry import Confirm, Restrict
from mithaq.ledger.facets import Facet
from mithaq.ledger.finding import find_cases
from mithaq.ledger.profiles import list_named, list_tellers, read_actor, read_source
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.sight import Sight

SECRET = "طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس."
OPEN = "قال فايز السراج إن حكومة الوفاق ملتزمة بالهدنة، ورحب حلف الناتو بذلك."
OUTSIDER = Sight(frozenset({"press"}))


@pytest.fixture
def record(record_url: str) -> Record:
    record = open_record(record_url)
    documents = [
        make_document(SECRET, name="secret", outlet="عينة أ"),
        make_document(OPEN, name="open", outlet="عينة ب"),
    ]
    for document in documents:
        record.add_readings([read_document(document)])
    return record


def restrict(record: Record) -> None:
    for case in find_cases(record).cases:
        if case.kind == "request":
            record.append([Restrict(case=case.id, groups=("desk",))], "nadia")


def test_actors_come_with_how_much_the_record_holds_of_them(record: Record) -> None:
    rows = {row.id: row for row in list_named(record, Facet.ACTOR).rows}
    assert rows["gna"].documents == 2
    assert rows["gna"].ar.startswith("حكومة الوفاق")
    assert rows["turkey"].cases >= 1
    first = list_named(record, Facet.ACTOR, limit=1)
    assert (len(first.rows), first.more, first.rows[0].id) == (1, True, "gna")


@pytest.mark.parametrize(
    ("text", "kind", "found"), [("Sarraj", "", 1), ("سراج", "person", 1), ("Sarraj", "state", 0)]
)
def test_actors_are_found_by_name_and_type(record: Record, text: str, kind: str, found: int) -> None:
    assert len(list_named(record, Facet.ACTOR, text=text, kind=kind).rows) == found


def test_what_is_hidden_does_not_count(record: Record) -> None:
    assert list_named(record, Facet.ACTOR, sight=OUTSIDER) == list_named(record, Facet.ACTOR)
    restrict(record)
    rows = {row.id: row for row in list_named(record, Facet.ACTOR, sight=OUTSIDER).rows}
    assert rows["gna"].documents == 1
    assert "turkey" not in rows
    with pytest.raises(LedgerError, match="nothing of turkey"):
        read_actor(record, "turkey", sight=OUTSIDER)
    assert [row.id for row in list_named(record, Facet.OUTLET, sight=OUTSIDER).rows] == ["عينة ب"]
    assert list_tellers(record, ["عينة أ"], sight=OUTSIDER)["عينة أ"].cases == 0


def test_monitors_see_what_was_published(record: Record) -> None:
    monitor = Sight(frozenset(), published=True, own="omar")
    assert "turkey" not in {row.id for row in list_named(record, Facet.ACTOR, sight=monitor).rows}
    for case in find_cases(record).cases:
        if case.kind == "request":
            record.append([Confirm(case=case.id, proposal=case.opened.proposal)], "nadia")
    assert "turkey" in {row.id for row in list_named(record, Facet.ACTOR, sight=monitor).rows}
    assert read_actor(record, "turkey", sight=monitor).named.documents == 1


def test_an_actor_has_roles_and_names(record: Record) -> None:
    actor = read_actor(record, "fayez-al-sarraj")
    assert actor.offices
    assert [office.since for office in actor.offices] == sorted(
        (o.since for o in actor.offices), reverse=True
    )
    assert "السراج" in actor.names
    with pytest.raises(LedgerError, match="nobody"):
        read_actor(record, "nobody")


def test_an_actor_of_no_pack_has_a_profile(record: Record) -> None:
    record.add_readings([read_document(make_document("دعا مفتاح بن سليم الورشفاني إلى وقف القتال فورا."))])
    (row,) = [row for row in list_named(record, Facet.ACTOR).rows if row.id.startswith("person-")]
    assert read_actor(record, row.id).names == ()


def test_sources_have_profiles(record: Record) -> None:
    assert read_source(record, "عينة أ").documents == 1
    assert list_tellers(record, ["عينة أ", "غيرها"])["غيرها"].cases == 0
