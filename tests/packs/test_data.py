"""The data of the packs keep their promises."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from mithaq.knowledge import read_knowledge
from mithaq.packs.context import FOLDER, Context, key_words, list_packs, load_packs, read_actors, read_places
from mithaq.packs.schema import (
    ActorEntry,
    AgreementEntry,
    BodyEntry,
    Guards,
    PackHeader,
    PlaceEntry,
    StateEntry,
)

PACKS = list_packs()
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = {"country", "region", "city", "town", "district", "site", "sea"}
FOREIGN = re.compile("[پچڤگکیەێۆڕڵۋھہےںٹڈڑژۇ]")


@pytest.fixture(scope="module")
def context() -> Context:
    return load_packs()


def written(name: str) -> list[ActorEntry]:
    return list(read_actors(name))


def hand_places(name: str) -> list[PlaceEntry]:
    return [place for place in read_places(name) if place.kind != "town"]


def test_all_seven_packs_are_there() -> None:
    assert set(PACKS) == {"libya", "yemen", "sudan", "syria", "iraq", "palestine", "world"}
    assert PACKS[-1] == "world"
    assert [read_knowledge(FOLDER / name / "pack.yaml", PackHeader).id for name in PACKS] == list(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_actor_ids_are_unique_and_well_formed(name: str) -> None:
    ids = Counter(actor.id for actor in written(name))
    assert [one for one, count in ids.items() if count > 1] == []
    assert [one for one in ids if not ID.fullmatch(one)] == []


def test_actor_ids_are_unique_across_packs() -> None:
    ids = Counter(actor.id for name in PACKS for actor in written(name))
    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", PACKS)
def test_no_form_is_claimed_twice_in_one_pack(name: str) -> None:
    claims = defaultdict(set)
    for actor in written(name):
        for form in (actor.ar, *actor.forms):
            claims[key_words(form)].add(actor.id)
    assert {form: ids for form, ids in claims.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", PACKS)
def test_references_resolve(name: str, context: Context) -> None:
    missing = [
        actor.part_of for actor in written(name) if actor.part_of and actor.part_of not in context.actor_of
    ]
    missing += [
        place.within for place in hand_places(name) if place.within and place.within not in context.place_of
    ]
    missing += [
        place.government for place in hand_places(name) if place.government not in {None, *context.actor_of}
    ]
    assert missing == []


def test_parties_of_agreements_resolve(context: Context) -> None:
    assert [
        (agreement.id, party)
        for agreement in context.agreements
        for party in agreement.parties
        if party not in context.actor_of
    ] == []


def test_agreement_ids_are_unique(context: Context) -> None:
    ids = Counter(agreement.id for agreement in context.agreements)
    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", PACKS)
def test_dates_are_edtf_and_in_order(name: str) -> None:
    wrong = []
    for actor in written(name):
        for office in actor.offices:
            dates = [date for date in (office.since, office.until) if date is not None]
            if not all(EDTF.fullmatch(date) for date in dates) or dates != sorted(dates):
                wrong.append((actor.id, office))
    assert wrong == []
    for path in (FOLDER / name).glob("agreements*.yaml"):
        for agreement in read_knowledge(path, tuple[AgreementEntry, ...]):
            assert agreement.signed is None or EDTF.fullmatch(agreement.signed)


def test_only_persons_hold_offices() -> None:
    holders = [actor for name in PACKS for actor in written(name) if actor.offices]
    assert {actor.type.value for actor in holders} == {"person"}


@pytest.mark.parametrize("name", PACKS)
def test_forms_are_arabic(name: str) -> None:
    forms = [form for actor in written(name) for form in (actor.ar, *actor.forms, *actor.short)]
    forms += [form for place in read_places(name) for form in (place.ar, *place.forms)]
    assert [form for form in forms if FOREIGN.search(form)] == []
    assert [form for form in forms if not re.search("[ء-ي]", form) and form not in {"CNN", "MBC"}] == []
    assert [form for form in forms if len(key_words(form)) < 2] == []


@pytest.mark.parametrize("name", PACKS)
def test_places_are_complete(name: str) -> None:
    for place in read_places(name):
        assert ID.fullmatch(place.id), place
        assert place.kind in KINDS, place
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180
    assert [one for one, count in Counter(place.id for place in hand_places(name)).items() if count > 1] == []


def test_a_place_id_means_one_country() -> None:
    countries = defaultdict(set)
    for name in PACKS:
        for place in read_places(name):
            countries[place.id].add(place.country)
    assert {one: found for one, found in countries.items() if len(found - {None}) > 1} == {}


def test_every_state_has_what_it_needs() -> None:
    states = read_knowledge(FOLDER / "world" / "states.yaml", tuple[StateEntry, ...])
    assert len(states) >= 195
    assert len({state.iso for state in states}) == len({state.id for state in states}) == len(states)
    assert all(state.adjective for state in states)


def test_bodies_have_known_slots() -> None:
    bodies = read_knowledge(FOLDER / "world" / "bodies.yaml", tuple[BodyEntry, ...])
    slots = {slot for body in bodies for form in body.forms for slot in re.findall(r"\{(\w+)\}", form)}
    assert slots <= {"m", "f", "im", "if", "state", "people"}
    assert all("{demonym}" in body.id for body in bodies)


def test_guards_are_arabic_words() -> None:
    guards = read_knowledge(FOLDER / "guards.yaml", Guards)
    words = (*guards.places, *guards.actors, *guards.never, *guards.cues, *guards.bearers)
    assert [word for word in words if not key_words(word)] == []


@pytest.mark.parametrize("name", PACKS)
def test_files_stay_readable(name: str) -> None:
    long = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in (FOLDER / name).glob("*.yaml")
    }
    assert {file: lines for file, lines in long.items() if lines > 400} == {}
