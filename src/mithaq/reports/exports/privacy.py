"""Names of private persons in incidents are left out: masked letter for letter, so that offsets stay valid.

Private is whoever is a person and stands in no pack: packs hold public persons only.
"""

from __future__ import annotations

from typing import Final

from mithaq.following.case import Kind
from mithaq.following.fold import Case
from mithaq.ledger.masks import MASK, hide_names
from mithaq.model import ActorType, ActType, Reading
from mithaq.packs.context import load_packs
from mithaq.reports.cases import Library, list_parties
from mithaq.reports.exports.pile import Dossier

INCIDENTS: Final = frozenset({ActType.ASSAULT, ActType.COERCE, ActType.PROTEST, ActType.MOBILIZE})
"""Types of acts that are incidents."""


def is_private(actor: str, kind: ActorType) -> bool:
    """Tell whether an actor is a private person.

    Args:
        actor: Its id.
        kind: What kind of actor it is.
    """
    return kind is ActorType.PERSON and load_packs().find_actor(actor) is None


def list_masked(case: Case) -> frozenset[str]:
    """Return the ids of those parties of a case whose names are masked.

    Args:
        case: As it may be shown.
    """
    return frozenset(party.id for party in list_parties([case]).values() if MASK in party.ar + party.en)


def hide_persons(case: Case, library: Library, salt: bytes) -> Dossier:
    """Return a case without the names of private persons, where it is an incident.

    Args:
        case: As it may be shown.
        library: The documents that it rests on, and others.
        salt: The record's secret.
    """
    masked = list_masked(case)
    parties = list_parties([case]).values()
    private = [party for party in parties if is_private(party.id, party.type) and party.id not in masked]
    names = [name for party in private for name in (party.ar, party.en) if name]
    if case.kind is not Kind.INCIDENT or not names:
        return Dossier(case, library, masked)
    masks = hide_names(names, salt)
    documents, covered = dict(library.documents), dict(library.masked)
    for sha256 in set(case.documents) & documents.keys():
        documents[sha256], spans = masks.mask_document(documents[sha256])
        covered[sha256] = (*covered.get(sha256, ()), *spans)
    hidden = frozenset(masks.mask_party(party).id for party in private)
    return Dossier(masks.mask_case(case, private), Library(documents, covered), masked, hidden)


def hide_actors(reading: Reading, salt: bytes) -> Reading:
    """Return a reading without the names of private persons who take part in incidents.

    Args:
        reading: As it may be shown.
        salt: The record's secret.
    """
    acts = [act for act in reading.acts if act.type in INCIDENTS]
    involved = {actor for act in acts for actor in (*act.actors, *act.recipients)}
    text = reading.document.text
    names = [
        mention.select(text)
        for actor in reading.actors
        if actor.id in involved and is_private(actor.id, actor.type)
        for mention in actor.mentions
        if MASK not in mention.select(text)
    ]
    return hide_names(names, salt).mask_reading(reading) if names else reading
