"""The form of a report from the field, as `fieldform.yaml` lists it: its text and its page follow the same list."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.following.case import Kind
from mithaq.following.kinds import EVERYWHERE, Field, Label, find_kind
from mithaq.knowledge import read_knowledge
from mithaq.model import ActorType
from mithaq.reports.wording import Lang

_PATH = Path(__file__).parent / "fieldform.yaml"


class Form(StrEnum):
    """How something is asked, and what becomes of it."""

    TITLE = "title"
    ACCOUNT = "account"
    PLACE = "place"
    FIELD = "field"
    HARM = "harm"
    SIDE = "side"
    CLAIM = "claim"
    FILES = "files"


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the form asks.

    Args:
        name: Its name; that of the field where it is one of the kind's fields.
        form: How it is asked.
        ar: Arabic label; empty where the kind's field or role has one.
        en: English label; likewise.
        help: What to write.
        required: Whether a report needs it.
        many: Whether each line of it is one.
        withhold: Whether the name can be withheld at once.
        role: In which role a party takes part.
        type: What kind of actor a party is, unless the form says otherwise.
        what: What happened to people.
        whom: To whom.
        party_label: What the party of a claim is called.
        denies: Whether it can be said that the party denies the whole.
    """

    name: str
    form: Form
    ar: str = ""
    en: str = ""
    help: Label | None = None
    required: bool = False
    many: bool = False
    withhold: bool = False
    role: str = ""
    type: ActorType = ActorType.PERSON
    what: str = ""
    whom: str = ""
    party_label: Label | None = None
    denies: bool = False

    @property
    def field(self) -> Field | None:
        """The field of incidents that it fills; None where it is none."""
        known = find_kind(Kind.INCIDENT).find_field(self.name)
        return known if self.form is Form.FIELD else None

    def name_in(self, lang: Lang) -> str:
        """Return its label in one language."""
        label = _find_label(self)
        return label.ar if lang is Lang.AR else label.en


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the form that folds.

    Args:
        name: Its name.
        ar: Arabic heading.
        en: English heading.
        items: What it asks.
        open: Whether it stands open at first.
    """

    name: str
    ar: str
    en: str
    items: tuple[Item, ...]
    open: bool = False


class FieldForm(Struct, frozen=True, forbid_unknown_fields=True):
    """``fieldform.yaml``: the form, and the words of its text that are no labels.

    Args:
        heading: First line of the text; ``{number}`` is filled in.
        outlet: Who publishes such reports.
        author: Label of who wrote it.
        written: Label of when it was written.
        reason: Why a name was withheld.
        denies: What is said of a party that denies what it is accused of.
        sections: What is asked, in order.
    """

    heading: str
    outlet: str
    author: str
    written: str
    reason: str
    denies: str
    sections: tuple[Section, ...]

    def list_items(self) -> Iterator[Item]:
        """Yield everything that is asked, in order."""
        for section in self.sections:
            yield from section.items


@cache
def read_form() -> FieldForm:
    """Return the form of a report from the field.

    Raises:
        KnowledgeError: If its file breaks its form; with file and line.
    """
    return read_knowledge(_PATH, FieldForm)


def _find_label(item: Item) -> Label:
    if item.ar and item.en:
        return Label(item.ar, item.en)
    spec = find_kind(Kind.INCIDENT)
    known = next(
        (found for found in (*spec.fields, *EVERYWHERE) if found.name == item.name and not item.role), None
    ) or next(role for role in spec.roles if role.name == item.role)
    return Label(known.ar, known.en)
