"""The words that the program itself says to a person, in Arabic and English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.dates import Edtf, write_date
from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType, ActType, Comparator, MilestoneStatus, Status, Topic

_PATH = Path(__file__).parent / "messages.yaml"
RLI, PDI = "\u2067", "\u2069"


class Lang(StrEnum):
    """A language that the program speaks."""

    AR = "ar"
    EN = "en"


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in both languages."""

    ar: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        """Return the words of one language."""
        return self.ar if lang is Lang.AR else self.en


class Messages(Struct, frozen=True, forbid_unknown_fields=True):
    """``messages.yaml``: what is said of each value of the closed lists, and everything else by name."""

    act_types: dict[ActType, Term]
    statuses: dict[Status, Term]
    topics: dict[Topic, Term]
    actor_types: dict[ActorType, Term]
    steps: dict[str, Term]
    milestone_statuses: dict[MilestoneStatus, Term]
    comparators: dict[Comparator, Term]
    kinds: dict[str, Term]
    columns: dict[str, Term]
    words: dict[str, Term]
    compiled: dict[str, Term]
    brief: dict[str, Term]


@cache
def read_messages() -> Messages:
    """Return everything that the program says."""
    return read_knowledge(_PATH, Messages)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Args:
        lang: Which language.
        messages: What is said.
    """

    lang: Lang
    messages: Messages

    def name_act(self, kind: ActType) -> str:
        """Return the name of an act type."""
        return self.messages.act_types[kind].in_lang(self.lang)

    def name_status(self, status: Status) -> str:
        """Return the name of an act's status."""
        return self.messages.statuses[status].in_lang(self.lang)

    def name_topic(self, topic: Topic) -> str:
        """Return the name of a topic."""
        return self.messages.topics[topic].in_lang(self.lang)

    def name_actor_type(self, kind: ActorType) -> str:
        """Return the name of an actor type."""
        return self.messages.actor_types[kind].in_lang(self.lang)

    def name_milestone_status(self, status: MilestoneStatus) -> str:
        """Return the name of a milestone's status."""
        return self.messages.milestone_statuses[status].in_lang(self.lang)

    def name_kind(self, kind: str) -> str:
        """Return the heading of a kind of rows."""
        return self.messages.kinds[kind].in_lang(self.lang)

    def name_column(self, column: str) -> str:
        """Return the heading of a column."""
        return self.messages.columns[column].in_lang(self.lang)

    def name_compiled(self, name: str) -> str:
        """Return the name of something that is compiled."""
        return self.messages.compiled[name].in_lang(self.lang)

    def say(self, name: str, **values: object) -> str:
        """Return a message of the terminal with its values filled in."""
        return self.messages.words[name].in_lang(self.lang).format(**values)

    def write(self, name: str, **values: object) -> str:
        """Return a message of the brief with its values filled in."""
        return self.messages.brief[name].in_lang(self.lang).format(**values)

    def write_number(self, value: float) -> str:
        """Return a number with thousands separated and no needless decimals."""
        return f"{int(value):,}" if value == int(value) else f"{value:,}"

    def write_amount(self, value: float, comparator: Comparator) -> str:
        """Return a number with the words that bound it."""
        bound = self.messages.comparators[comparator].in_lang(self.lang)
        return bound.format(value=self.write_number(value))

    def write_date(self, when: str | None) -> str:
        """Return an EDTF date as a person writes it; empty for None."""
        return write_date(Edtf.parse(when), self.lang.value) if when else ""


@cache
def find_wording(lang: Lang) -> Wording:
    """Return the words of one language.

    Args:
        lang: Which language.
    """
    return Wording(lang, read_messages())
