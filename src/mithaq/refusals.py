"""What a refusal says in each language: ``refusals.yaml`` holds what happened and what to do, by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from mithaq.errors import MithaqError, Reason
from mithaq.knowledge import read_knowledge

_PATH = Path(__file__).with_name("refusals.yaml")
E = TypeVar("E", bound=MithaqError)
Namer = Callable[[Reason, str], str]


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal in one language.

    Args:
        what: What happened; values stand in braces.
        remedy: What to do; empty where nothing can be done, or where it is but a part of another refusal.
    """

    what: str
    remedy: str = ""


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal in both languages."""

    en: Saying
    ar: Saying


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told.

    Args:
        what: What happened.
        where: Where; may be empty.
        remedy: What to do; may be empty.
    """

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """Return it on one line, as `MithaqError` writes itself."""
        return str(MithaqError(self.what, where=self.where, remedy=self.remedy))


@cache
def load_refusals() -> Mapping[str, Refusal]:
    """Return every refusal by its key: ``group.name``."""
    groups = read_knowledge(_PATH, dict[str, dict[str, Refusal]])
    return {f"{group}.{name}": refusal for group, names in groups.items() for name, refusal in names.items()}


def write_reason(reason: Reason, lang: str, namer: Namer | None = None) -> Told:
    """Return a refusal in words, without its place.

    Args:
        reason: Which, with its values; a value that is a reason itself is written out.
        lang: The language: ``ar``, else English.
        namer: What a value is called there, by its name; without it values stand as they are.
    """
    refusal = load_refusals()[reason.key]
    saying = refusal.ar if lang == "ar" else refusal.en
    values: dict[str, object] = {}
    for name, value in reason.values.items():
        if isinstance(value, Reason):
            values[name] = write_reason(value, lang, namer).what
        else:
            values[name] = namer(reason, name) if namer and isinstance(value, str) else value
    return Told(saying.what.format(**values), remedy=saying.remedy.format(**values))


def make_error(kind: type[E], key: str, /, *, where: str = "", **values: str | float | Reason) -> E:
    """Return an error that can be said in both languages.

    Args:
        kind: Its class.
        key: Which refusal, as in ``refusals.yaml``.
        where: The place.
        values: What is filled in.
    """
    reason = Reason(key, values)
    told = write_reason(reason, "en")
    return kind(told.what, where=where, remedy=told.remedy, reason=reason)
