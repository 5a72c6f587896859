"""The typed form of ``titles.yaml``, ``institutions.yaml`` and ``names.yaml``: what names are made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType

FOLDER = Path(__file__).parent / "data"


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and the forms that must be found in it; an empty list means that nobody is named."""

    text: str
    found: tuple[str, ...]


class People(Struct, frozen=True, forbid_unknown_fields=True):
    """A people or region that is no state.

    Args:
        id: English adjective as a slug.
        adjective: Masculine singular nisba; the other forms follow from it.
        people: Broken plurals of the nisba.
    """

    id: str
    adjective: tuple[str, ...]
    people: tuple[str, ...] = ()


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """``names.yaml``: parts of personal names, each without attached particles."""

    examples: tuple[Example, ...]
    given: tuple[str, ...]
    particles: tuple[str, ...]
    bound: tuple[str, ...]
    foreign: tuple[str, ...]


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one office and its English name."""

    ar: tuple[str, ...]
    en: str


class Titles(Struct, frozen=True, forbid_unknown_fields=True):
    """``titles.yaml``: offices with complements, ranks, descriptions of persons, unnamed sources."""

    examples: tuple[Example, ...]
    offices: tuple[Office, ...]
    fixed: tuple[str, ...]
    ranks: tuple[str, ...]
    plain: tuple[str, ...]
    sources: tuple[str, ...]


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that head names of one type.

    Args:
        type: What the head makes of the whole name.
        ar: The nouns, indefinite.
        alone: Whether the definite noun by itself names an actor.
        indefinite: Whether the indefinite noun with or without an adjective names one.
    """

    type: ActorType
    ar: tuple[str, ...]
    alone: bool = False
    indefinite: bool = False


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A body known by name; ``quoted`` when the words are its name only in quotation marks."""

    id: str
    type: ActorType
    en: str
    ar: tuple[str, ...]
    quoted: bool = False


class Institutions(Struct, frozen=True, forbid_unknown_fields=True):
    """``institutions.yaml``: heads of names, known bodies, adjectives, words at which names end."""

    examples: tuple[Example, ...]
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    peoples: tuple[People, ...]
    quantifiers: tuple[str, ...]
    coordinated: tuple[str, ...]
    qualifiers: tuple[str, ...]
    adjectives: tuple[str, ...]
    breaks: tuple[str, ...]


class Naming(Struct, frozen=True):
    """All words that names are made of."""

    names: Names
    titles: Titles
    institutions: Institutions


@cache
def read_naming(folder: Path = FOLDER) -> Naming:
    """Return the three files of ``folder``.

    Args:
        folder: Where ``names.yaml``, ``titles.yaml`` and ``institutions.yaml`` lie.

    Raises:
        KnowledgeError: If a file breaks its schema.
    """
    return Naming(
        read_knowledge(folder / "names.yaml", Names),
        read_knowledge(folder / "titles.yaml", Titles),
        read_knowledge(folder / "institutions.yaml", Institutions),
    )


@cache
def read_names(path: Path = FOLDER / "names.txt") -> tuple[str, ...]:
    """Return the parts of personal names that Wikidata lists (CC0), plain spelling, one a line.

    Args:
        path: The file; lines that begin with "#" are comments.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
