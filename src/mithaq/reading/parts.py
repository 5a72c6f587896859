"""What the questions of reading answer: values that one module hands to the next.

All ranges ``first`` to ``last`` are half-open ranges of token indices of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.model import Actor, Span


class Mention(Struct, frozen=True, gc=False):
    """A place in the text that names an actor.

    Args:
        first: First token.
        last: Token behind the last one, apposition and title included.
        span: The widest naming words in the original, attached particles cut off.
        actor: Index into the actors of the cast.
        clitic: Attached particles that were cut off the first token, plain spelling: "", "و", "ل", "ول", "ب", …
        called: How it is named: ``name``, ``title`` (a role or description), ``short`` (a later short mention).
    """

    first: int
    last: int
    span: Span
    actor: int
    clitic: str = ""
    called: str = "name"

    def assign(self, actor: int) -> Mention:
        """Return this mention as that of another actor.

        Args:
            actor: Index into the actors of the cast.
        """
        return Mention(self.first, self.last, self.span, actor, self.clitic, self.called)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a text and every place that names one, in text order."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """Words that give a date.

    Args:
        first: First token.
        last: Token behind the last one.
        span: The words in the original.
        value: What they mean, resolved against the publication date where the words need it.
        relative: Whether the words need the publication date ("أمس").
    """

    first: int
    last: int
    span: Span
    value: Edtf
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that name a place.

    Args:
        first: First token.
        last: Token behind the last one.
        span: The name in the original, attached particles cut off.
        place: Id of the gazetteer entry.
        en: English name of the entry.
        clitic: Attached particles that were cut off ("ب" in "بطرابلس").
        kind: Kind of the gazetteer entry: ``country``, ``region``, ``city``, ``town``, ``district``, ``site``, ``sea``.
    """

    first: int
    last: int
    span: Span
    place: str
    en: str
    clitic: str = ""
    kind: str = "city"


class Speech(Struct, frozen=True, gc=False):
    """A stretch of text that rests on somebody's word.

    Args:
        first: First token of what is said.
        last: Token behind the last one.
        speakers: Indices into the actors of the cast.
        verb: Token of the reporting word ("قال", "بحسب"), or None where speech goes on from a sentence before.
        quoted: Whether it stands in quotation marks.
    """

    first: int
    last: int
    speakers: tuple[int, ...]
    verb: int | None = None
    quoted: bool = False
