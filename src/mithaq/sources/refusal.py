"""Why a file, archive member or line is no document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mithaq.errors import SourceError

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
        what: One sentence.
        remedy: One sentence with the next step.
    """

    def __init__(self, kind: Kind, what: str, remedy: str) -> None:
        super().__init__(what, remedy=remedy)
        self.kind: Kind = kind

    def at(self, origin: str) -> Refused:
        """Return the refusal with its place."""
        return refuse(self.kind, self.what, origin, self.remedy)


def refuse(kind: Kind, what: str, origin: str, remedy: str) -> Refused:
    """Return a refusal whose error names what happened, the place and the remedy."""
    return Refused(SourceError(what, where=origin, remedy=remedy), kind, origin)
