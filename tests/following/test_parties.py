from __future__ import annotations

import hashlib

import pytest

from mithaq.following.case import Party
from mithaq.following.parties import Named, list_keys, unite_parties
from mithaq.model import Actor, ActorType, Document, Reading, Span
from mithaq.packs.context import load_packs

Known = tuple[str, ActorType, tuple[str, ...]]
PERSON, ORGAN = ActorType.PERSON, ActorType.INSTITUTION


def make_reading(number: int, *actors: Known) -> Reading:
    """A reading whose text is nothing but names."""
    text, made = f"{number}.", []
    for name, kind, forms in actors:
        spans = []
        for form in forms:
            spans.append(Span(len(text) + 1, len(text) + 1 + len(form)))
            text += f" {form}"
        made.append(Actor(name, kind, "", tuple(spans)))
    document = Document(hashlib.sha256(text.encode()).hexdigest(), text, str(number))
    return Reading(document, tuple(made), (), (), (), "fast")


def unite(*readings: tuple[Known, ...]) -> list[dict[str, Party]]:
    made = [make_reading(number, *actors) for number, actors in enumerate(readings)]
    return [dict(found) for found in unite_parties(made, load_packs())]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a", PERSON, ("سالم الورفلي",)), ("b", PERSON, ("الورفلي",)), True),
        (("a", PERSON, ("سالم الورفلي",)), ("b", PERSON, ("سالم الزنتاني",)), False),
        (("a", ORGAN, ("لجنة الحوار",)), ("b", ORGAN, ("لجنة الحوار",)), True),
        (("a", ORGAN, ("لجنة الحوار",)), ("b", ORGAN, ("الحوار",)), False),
        (("a", PERSON, ("مصدر أمني",)), ("b", PERSON, ("مصدر أمني",)), False),
        (("nato", ActorType.ORGANIZATION, ("الناتو",)), ("nato", ActorType.ORGANIZATION, ("الحلف",)), True),
    ],
)
def test_names_make_actors_of_two_documents_one_party(one: Known, other: Known, *, same: bool) -> None:
    first, second = unite((one,), (other,))
    assert (first[one[0]].id == second[other[0]].id) is same


def test_a_party_has_its_fullest_name() -> None:
    first, second = unite((("a", PERSON, ("الورفلي",)),), (("b", PERSON, ("سالم الورفلي", "الورفلي")),))
    assert first["a"] == second["b"]
    assert first["a"].ar == "سالم الورفلي"
    assert first["a"].type is PERSON


def test_what_a_pack_knows_keeps_its_id_and_english_name() -> None:
    (found,) = unite((("nato", ORGAN, ("حلف الناتو",)),))
    known = load_packs().find_actor("nato")
    assert known is not None
    assert found["nato"] == Party("nato", known.type, "حلف الناتو", known.en)


def test_ids_are_the_same_at_every_reading() -> None:
    actors = (("a", ORGAN, ("لجنة الحوار",)), ("b", PERSON, ("مصدر أمني",)))
    assert unite(actors) == unite(actors)


def test_every_actor_is_some_party() -> None:
    found = unite((("a", ORGAN, ("اللجنة",)), ("b", PERSON, ("ناطق",))), (), (("c", ORGAN, ()),))
    assert [set(item) for item in found] == [{"a", "b"}, set(), {"c"}]


def test_a_description_is_no_key() -> None:
    actor = Actor("a", PERSON, "", ())
    assert list_keys(Named(2, actor, ("مصدر امني", "")), load_packs()) == ["2 a"]
    assert list_keys(Named(2, actor, ("سالم ورفلي",)), load_packs()) == [
        "2 a",
        "form سالم ورفلي",
        "last ورفلي",
    ]
