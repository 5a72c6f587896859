"""Names of private persons in incidents are left out: masked letter for letter, so that offsets stay valid.

Private is whoever is a person and stands in no pack: packs hold public persons only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from mithaq.following.case import Kind, Party
from mithaq.following.fold import Case
from mithaq.ledger.masks import MASK, hide_names
from mithaq.ledger.persons import Named
from mithaq.lexicon.naming import read_names
from mithaq.model import ActorType, ActType, Reading
from mithaq.packs.context import load_packs
from mithaq.reports.cases import Library, list_parties
from mithaq.reports.exports.pile import Dossier
from mithaq.text.normalize import fold

INCIDENTS: Final = frozenset({ActType.ASSAULT, ActType.COERCE, ActType.PROTEST, ActType.MOBILIZE})
"""Types of acts that are incidents."""
_WORD: Final = re.compile(r"\w+")


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
    return _list_masked(list_parties([case]).values())


def _list_masked(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset([party.id for party in parties if MASK in party.ar or MASK in party.en])


def find_names(wordings: Sequence[str]) -> tuple[str, ...]:
    """Return the names in the wordings for one person, without titles and offices; none where there is no name.

    A name begins at the first word that is part of names; a shorter wording is one where it shares a word with it.

    Args:
        wordings: Each wording of a text for the person.
    """
    given = _load_given()
    names = []
    for wording in wordings:
        words = list(_WORD.finditer(wording))
        first = next((word for word in words if fold(word[0]) in given), None)
        if first:
            names.append(wording[first.start() :])
    known = {fold(word) for name in names for word in _WORD.findall(name)}
    shorter = [word for word in wordings if word not in names and known.intersection(map(fold, word.split()))]
    alone = [word for wording in shorter for word in wording.split() if fold(word) in known]
    return tuple(dict.fromkeys((*names, *alone)))


@cache
def _load_given() -> frozenset[str]:
    return frozenset(map(fold, read_names()))


def hide_persons(
    case: Case, library: Library, salt: bytes, persons: Mapping[str, Sequence[Named]] = MappingProxyType({})
) -> Dossier:
    """Return a case without the names of private persons, where it is an incident.

    Args:
        case: As it may be shown.
        library: The documents that it rests on, and others.
        salt: The record's secret.
        persons: Whom the documents name.
    """
    parties = list_parties([case]).values()
    masked = _list_masked(parties)
    if case.kind is not Kind.INCIDENT:
        return Dossier(case, library, masked)
    private = [party for party in parties if is_private(party.id, party.type) and party.id not in masked]
    names = {name for party in private for name in (party.ar, party.en) if name}
    for sha256 in case.documents if persons else ():
        for person in persons.get(sha256, ()):
            if is_private(person.id, ActorType.PERSON):
                names.update(find_names(person.words))
    if not names:
        return Dossier(case, library, masked)
    masks = hide_names(names, salt)
    documents, covered = dict(library.documents), dict(library.masked)
    for sha256 in set(case.documents) & documents.keys():
        documents[sha256], spans = masks.mask_document(documents[sha256])
        covered[sha256] = (*covered.get(sha256, ()), *spans)
    hidden = frozenset(masks.mask_party(party).id for party in private)
    return Dossier(
        masks.mask_case(case, private), Library(documents, covered), masked, hidden, is_covered=True
    )


def hide_actors(reading: Reading, salt: bytes) -> Reading:
    """Return a reading without the names of private persons, where it tells of incidents.

    Args:
        reading: As it may be shown.
        salt: The record's secret.
    """
    if not any(act.type in INCIDENTS for act in reading.acts):
        return reading
    text = reading.document.text
    involved = {actor for act in reading.acts for actor in (*act.actors, *act.recipients)}
    names: list[str] = []
    for actor in reading.actors:
        if is_private(actor.id, actor.type):
            wordings = tuple(mention.select(text) for mention in actor.mentions)
            # Who takes part without any known name is masked whole: it may be a name that nobody knows.
            names += find_names(wordings) or (wordings if actor.id in involved else ())
    shown = [name for name in names if MASK not in name]
    return hide_names(shown, salt).mask_reading(reading) if shown else reading
