"""The packs and the actors that they know, asked by programs."""

from __future__ import annotations

from itertools import islice

from mithaq.packs.context import load_packs
from mithaq.packs.schema import ActorEntry
from mithaq.web.api.answers import ActorKnown, PackOf
from mithaq.web.api.tokens import Called
from mithaq.web.packs.views import count_packs, find_actors
from mithaq.web.refusal import fail_missing

_PAGE, _MOST = 50, 200


def list_packs(request: Called) -> list[PackOf]:  # noqa: ARG001 - every operation takes it
    """List the packs with how much each holds."""
    return [
        PackOf(
            id=row.header.id,
            ar=row.header.ar,
            en=row.header.en,
            countries=list(row.header.countries),
            actors=row.actors,
            places=row.places,
            agreements=row.agreements,
        )
        for row in count_packs()
    ]


def find_known_actors(request: Called, text: str, limit: int = _PAGE) -> list[ActorKnown]:  # noqa: ARG001 - likewise
    """Find actors that the packs know by any of their names, exact names first; labels are neutral."""
    found = islice(find_actors(load_packs(), text), max(1, min(limit, _MOST)))
    return [
        ActorKnown(id=actor.id, ar=actor.ar, en=actor.en, type=str(actor.type), country=actor.country or "")
        for actor in found
    ]


def show_known_actor(request: Called, actor: str) -> ActorEntry:  # noqa: ARG001 - likewise
    """Show all that the packs know of an actor: neutral label, labels that parties use, names, offices."""
    entry = load_packs().find_actor(actor)
    if entry is None:
        raise fail_missing(f"the packs know no actor {actor}")
    return entry
