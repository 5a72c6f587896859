"""Errors that say what happened, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """Something that was put into words in both languages already.

    Args:
        ar: In Arabic.
        en: In English.
    """

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused, for those who say it in another language.

    Args:
        key: Which refusal, as in ``refusals.yaml``.
        values: What is filled in; a reason stands for its own words, several for theirs one after the other.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value: TypeAlias = str | float | Words | Reason | tuple[Reason, ...]


class MithaqError(Exception):
    """What happened, where it happened, and what the person can do.

    Args:
        what: One sentence, for instance "the file holds no text".
        where: A file name, ``file:line``, a member of an archive, or a field; empty where there is none.
        remedy: One sentence with the next step; empty where nothing can be done.
        reason: The same for other languages; None where it is said in English alone.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", reason: Reason | None = None) -> None:
        super().__init__(what, where, remedy)
        self.reason = reason
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return ``where: what. remedy`` on one line."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process makes the same error from."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[MithaqError], args: tuple[str, ...], state: dict[str, object]) -> MithaqError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class SourceError(MithaqError):
    """A file, archive member or feed that cannot be read as a document."""


class KnowledgeError(MithaqError):
    """A lexicon or pack file that breaks its schema or its own examples."""


class DateError(MithaqError):
    """A date that does not exist or is not EDTF."""


class InputError(MithaqError):
    """What somebody entered cannot be understood.

    Args:
        what: What is wrong, in English.
        field: Name of the field that they entered it in.
        key: Which kind of mistake, for those who say it in another language.
        text: What they entered.
        remedy: What to write instead.
        reason: The same for other languages.
    """

    reason: Reason

    def __init__(
        self, what: str, *, field: str, key: str, reason: Reason, text: str = "", remedy: str = ""
    ) -> None:
        super().__init__(what, remedy=remedy, reason=reason)
        self.field = field
        self.key = key
        self.text = text


class LedgerError(MithaqError):
    """A step that the record cannot take: it fits no case, breaks a rule of judging, or the disk refused it."""
