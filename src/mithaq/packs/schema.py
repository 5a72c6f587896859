"""The typed form of a pack's YAML files.

One folder is one pack: ``pack.yaml``, ``actors.yaml`` (or ``actors-*.yaml``), ``places.yaml``, ``agreements.yaml``.
Forms are written as the press writes them; matching folds spelling and cuts attached particles off, so variants
that differ only in hamza, teh marbuta or final yeh need not be listed.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.model import ActorType


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    """A role that a person held: title in both languages and the EDTF dates between which it was held."""

    ar: str
    en: str
    since: str | None = None
    until: str | None = None


class ActorEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One known actor.

    Args:
        id: Lower-case Latin words joined by ``-``: the usual English name.
        type: What kind of actor.
        en: English name.
        ar: The neutral label that an organization shows.
        forms: Surface forms that name this actor wherever they stand, without attached particles.
        short: Surface forms that name it only when the text concerns its country or named it before in full
            ("الحوثي", "الحكومة", "الجيش").
        offices: Roles with dates, for persons.
        country: ISO 3166-1 alpha-2 code that it belongs to.
        part_of: Id of the actor that it is a part of.
        labels: Labels that parties use for it, by who uses them; never shown by default.
    """

    id: str
    type: ActorType
    en: str
    ar: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    country: str | None = None
    part_of: str | None = None
    labels: dict[str, tuple[str, ...]] = {}


class PlaceEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One gazetteer entry.

    Args:
        id: Lower-case Latin slug, unique in the pack.
        en: English name as the benchmark and the press write it.
        ar: Arabic name.
        forms: Further spellings.
        kind: ``country``, ``region``, ``city``, ``district``, ``site`` (base, airport, port, crossing), ``sea``.
        country: ISO 3166-1 alpha-2 code, or None for a sea or a region of the world.
        within: Id of the containing entry.
        latitude: Degrees, WGS 84.
        longitude: Degrees, WGS 84.
        population: Inhabitants, 0 where unknown; ranks entries with one name.
        government: Id of the actor for which the name can stand ("واشنطن"), if any.
    """

    id: str
    en: str
    ar: str
    kind: str
    forms: tuple[str, ...] = ()
    country: str | None = None
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    government: str | None = None


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """One term of an agreement that an incident can be held against."""

    id: str
    en: str
    ar: str


class AgreementEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One known agreement of the process: names, parties, date (EDTF) and terms."""

    id: str
    en: str
    ar: str
    forms: tuple[str, ...]
    parties: tuple[str, ...] = ()
    signed: str | None = None
    terms: tuple[Term, ...] = ()


class PackHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``pack.yaml`` says: names of the process and the countries that it concerns."""

    id: str
    en: str
    ar: str
    countries: tuple[str, ...] = ()
