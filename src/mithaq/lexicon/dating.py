"""What tells an act's own date from the other dates of a text: words, and weights set by hand.

Fitted weights are written by ``tools/fit_dating.py``; a weight is what a cue adds to the log-odds.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.text.normalize import fold

DATING_FILE = Path(__file__).parent / "data" / "dating.yaml"


class OpeningExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and how it opens: ``shift``, ``background``, ``report``, ``and`` or ``other``."""

    text: str
    opening: str


class DatingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands.

    Args:
        relatives: What follows belongs to the noun before.
        complementizers: What follows is said or asked.
        shifts: Openings of sentences that turn to somebody or something else.
        backgrounds: Openings of sentences that tell what was before.
        threshold: A date is an act's if it is more than so many times as likely as none.
        weights: Weight by cue.
        examples: Sentences and how they open.
    """

    relatives: tuple[str, ...]
    complementizers: tuple[str, ...]
    shifts: tuple[str, ...]
    backgrounds: tuple[str, ...]
    threshold: float
    weights: dict[str, float]
    examples: tuple[OpeningExample, ...]


@dataclass(frozen=True, slots=True)
class DatingWords:
    """The words, folded.

    Args:
        relatives: What follows belongs to the noun before.
        complementizers: What follows is said or asked.
        openings: First word of a sentence, to the words that have to follow and the kind of opening.
    """

    relatives: frozenset[str]
    complementizers: frozenset[str]
    openings: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def read_dating(path: Path = DATING_FILE) -> DatingFile:
    """Return the file.

    Args:
        path: The YAML file.

    Raises:
        KnowledgeError: If the file breaks its schema.
    """
    return read_knowledge(path, DatingFile)


def lay_words(file: DatingFile) -> DatingWords:
    """Return the words of the file, laid out for one look-up per sentence."""
    openings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in (("shift", file.shifts), ("background", file.backgrounds)):
        for phrase in phrases:
            first, *rest = fold(phrase).split()
            for form in (first, "و" + first):
                openings.setdefault(form, []).append((tuple(rest), kind))
    return DatingWords(
        relatives=frozenset(map(fold, file.relatives)),
        complementizers=frozenset(map(fold, file.complementizers)),
        openings={form: tuple(entries) for form, entries in openings.items()},
    )
