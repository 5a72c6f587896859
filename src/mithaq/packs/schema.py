"""The typed form of a pack's YAML files.

One folder is one pack: ``pack.yaml``, ``actors.yaml`` (or ``actors-*.yaml``), ``places.yaml`` and
``agreements.yaml``. Forms are written as the press writes them; matching folds spelling and cuts attached
particles off, so variants that differ only in hamza, teh marbuta or final yeh need not be listed.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.model import ActorType


class Office(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A role that a person held: title in both languages and the EDTF dates between which it was held.

    Args:
        ar: The title without a nationality ("وزير الخارجية"), or the whole title of an international office.
        en: English title.
        since: First day, month or year, EDTF; None where unknown.
        until: Last day, month or year, EDTF; None where unknown or still held.
        country: ISO 3166-1 alpha-2 code of the country where it is not that of the person.
    """

    ar: str
    en: str
    since: str | None = None
    until: str | None = None
    country: str | None = None


class ActorEntry(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One known actor.

    Args:
        id: Lower-case Latin words joined by ``-``: the usual English name.
        type: What kind of actor.
        en: English name.
        ar: The neutral label that an organization shows; always a form, too.
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
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    country: str | None = None
    part_of: str | None = None
    labels: dict[str, tuple[str, ...]] = {}


class PlaceEntry(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One gazetteer entry.

    Args:
        id: Lower-case Latin slug, unique in the pack.
        en: English name as the benchmark and the press write it.
        ar: Arabic name.
        forms: Further spellings.
        kind: ``country``, ``region``, ``city``, ``town`` (a city that only the gazetteer brings),
            ``district``, ``site`` (base, airport, port, crossing), ``sea``.
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
    forms: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    signed: str | None = None
    terms: tuple[Term, ...] = ()


class PackHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``pack.yaml`` says: names of the process and the countries that it concerns."""

    id: str
    en: str
    ar: str
    countries: tuple[str, ...] = ()


class StateEntry(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One state, from which its usual institutions and nationality adjectives are generated.

    Args:
        id: Lower-case Latin words joined by ``-``.
        iso: ISO 3166-1 alpha-2 code.
        en: English name.
        demonym: English adjective in the form of an id ("south-sudanese"); begins the institutions' ids.
        ar: Usual Arabic name.
        adjective: Nationality adjectives, masculine singular, indefinite ("أميركي", "أمريكي").
        forms: Further Arabic names.
        people: Broken or unusual plurals of the people, indefinite ("أتراك").
        capital: Arabic names of the capital and of buildings that stand for the government.
        capital_en: English name of the capital.
        weak: Names and adjectives that are also common words ("مالي", "بنين").
        short: Names that it has only in a text about it ("المملكة").
        people_id: Id of the people where it is not the demonym with -s ("turks").
    """

    id: str
    iso: str
    en: str
    demonym: str
    ar: str
    adjective: tuple[str, ...]
    forms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    capital_en: str = ""
    weak: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    people_id: str | None = None


class BodyEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of institution or population that every state has.

    Args:
        id: Template of the id, with ``{demonym}``.
        type: What kind of actor.
        en: Template of the English name, with ``{Demonym}``.
        forms: Templates with ``{m}`` ("الليبي"), ``{f}`` ("الليبية"), ``{im}`` and ``{if}`` (the same without
            the article), ``{people}`` (each plural, with and without the article) and ``{state}``; the first
            is the label.
        short: Forms that name it in a text about its state.
    """

    id: str
    type: ActorType
    en: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()


class Guards(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that keep names apart from common words.

    Args:
        places: Names of places that are also common words: taken only behind one of ``cues``. Names of one
            word that only the gazetteer brings are guarded anyhow unless the town is large.
        actors: Names of actors that are also common words: they count as short forms.
        never: Forms that generated data may not bring.
        cues: Words before a name that show that it is a place ("مدينة", "محافظة").
        bearers: Words before a place that make it a part of another name ("جامعة", "نادي").
    """

    places: tuple[str, ...]
    actors: tuple[str, ...]
    never: tuple[str, ...]
    cues: tuple[str, ...]
    bearers: tuple[str, ...]
