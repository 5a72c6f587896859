"""The sentences in examples.yaml name what they say they name, and nothing that they must not name."""

from __future__ import annotations

import pytest
from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.packs.context import FOLDER, load_packs
from mithaq.packs.match import match
from mithaq.text.segment import segment


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    not_actors: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()


EXAMPLES = read_knowledge(FOLDER / "examples.yaml", tuple[Example, ...])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_example(example: Example) -> None:
    context = load_packs()
    hits = match(segment(example.text), context)
    actors = {context.actors[index].id for hit in hits for index in hit.phrase.actors}
    places = {context.places[index].id for hit in hits for index in hit.phrase.places}
    assert set(example.actors) <= actors
    assert set(example.places) <= places
    assert not set(example.not_actors) & actors
    assert not set(example.not_places) & places
