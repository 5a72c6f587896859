"""Why a file, archive member or line is no document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mithaq.errors import Reason, SourceError, Value
from mithaq.refusals import make_error, pass_on, write_reason

Kind: TypeAlias = Literal[
    "unreadable",
    "empty",
    "huge",
    "not-arabic",
    "duplicate",
    "missing",
    "unsupported",
    "unreachable",
    "forbidden",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, archive member or line that was not read as a document.

    Args:
        error: What happened, where, and the remedy.
        kind: The sort of problem, for counting.
        origin: Path, ``archive!member``, ``file:line`` of a .jsonl or ``file#number`` of a .json file.
    """

    error: SourceError
    kind: Kind
    origin: str


class RefusalError(SourceError):
    """Raised inside a reader; the place is known to who reads the whole run.

    Args:
        kind: The sort of problem.
        key: What happened, as ``refusals.yaml`` has it.
        values: What is filled in.
    """

    def __init__(self, kind: Kind, key: str, /, **values: Value) -> None:
        reason = Reason(key, values)
        told = write_reason(reason, "en")
        super().__init__(told.what, remedy=told.remedy, reason=reason)
        self.kind: Kind = kind

    def at(self, origin: str) -> Refused:
        """Return the refusal with its place."""
        return Refused(pass_on(SourceError, self, origin), self.kind, origin)


def refuse(kind: Kind, key: str, origin: str, /, **values: Value) -> Refused:
    """Return a refusal whose error names what happened, the place and the remedy.

    Args:
        kind: The sort of problem.
        key: What happened, as ``refusals.yaml`` has it.
        origin: The place.
        values: What is filled in.
    """
    return Refused(make_error(SourceError, key, where=origin, **values), kind, origin)
