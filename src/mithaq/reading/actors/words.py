"""What each word can be in a name: one table for all forms, attached particles cut off."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from mithaq.model import ActorType

HEAD: Final = 1
TITLE: Final = 2
RANK: Final = 4
PLAIN: Final = 8
SOURCE: Final = 16
GIVEN: Final = 32
PARTICLE: Final = 64
NATADJ: Final = 128
ADJ: Final = 256
BREAK: Final = 512
FOREIGN: Final = 1024
KNOWN: Final = 2048
BOUND: Final = 4096
OWNED: Final = 8192
NAMEY: Final = 16384
COMMON: Final = 32768
MARK: Final = 65536
QUANTITY: Final = 131072
FIXED: Final = 262144
COORDINATED: Final = 524288
QUALIFIER: Final = 1048576
PEOPLE: Final = 2097152

ON: Final = "على"
"""The one word whose plain spelling is a name ("علي"), so that it keeps its own spelling."""


class Word(Struct, frozen=True, gc=False):
    """One form of a word as names use it.

    Args:
        core: Plain spelling without attached particles ("لل…" restored to "ال…").
        clitic: What was cut off or is held by "لل", plain spelling.
        cut: Length of what can be cut off in the text; "لل" stays.
        kinds: Sum of the constants of this module; 0 for a word that no list holds.
        definite: Whether it begins with the article.
        base: Lemma of a head or title: indefinite, without possessive.
        type: Type that a head gives its name.
        alone: Whether a definite head is a name by itself.
        bare: Whether an indefinite head is one.
        nation: Id of the nation of an adjective.
        en: English of a title.
        number: Place in the memory of the vocabulary, from one on.
    """

    core: str
    clitic: str = ""
    cut: int = 0
    kinds: int = 0
    definite: bool = False
    base: str = ""
    type: ActorType | None = None
    alone: bool = False
    bare: bool = False
    nation: str = ""
    en: str = ""
    number: int = 0


class Entry(Struct, gc=False):
    """What the table knows of one form; see :class:`Word`."""

    kinds: int = 0
    base: str = ""
    type: ActorType | None = None
    alone: bool = False
    bare: bool = False
    nation: str = ""
    en: str = ""


class Phrase(Struct, frozen=True, gc=False):
    """A name that is known by its words."""

    id: str
    type: ActorType
    en: str
    words: tuple[str, ...]
    capital: bool = False
    quoted: bool = False


def own(base: str) -> list[str]:
    """Return ``base`` with the possessives of the third person."""
    stem = base[:-1] + "ت" if base.endswith("ه") else base
    return [stem + suffix for suffix in ("ه", "ها", "هم", "هما", "نا")]


def decline(nisba: str) -> list[str]:
    """Return the forms of a nisba: gender, number, without article."""
    *before, last = nisba.split()
    ends = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات", "ا", "ي", "و")
    return [" ".join([*before, last + end]) for end in ends]
