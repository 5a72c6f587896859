"""What the columns of somebody's own table hold: asked for once, kept beside the record, found by the headings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import yaml
from msgspec import Struct

from mithaq.errors import KnowledgeError
from mithaq.following.case import Kind
from mithaq.following.kinds import find_kind
from mithaq.knowledge import read_knowledge
from mithaq.refusals import make_error, name_fault
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.sources.columns import plain_heading

_PATH = Path(__file__).parent / "mapping.yaml"
IGNORE: Final = "ignore"
PLAIN: Final = (
    "id",
    "kind",
    "title",
    "on",
    "place",
    "due",
    "topics",
    "text",
    "outlet",
    "published",
    "url",
    IGNORE,
)
HARMS: Final = ("killed", "injured", "displaced", "detained")
_KEY: Final = 16


class TableMapping(Struct, frozen=True, forbid_unknown_fields=True):
    """What a table holds.

    Args:
        kind: Kind of its cases; empty where a column tells it.
        columns: What each column holds, by its heading: one of ``PLAIN``, ``party:ROLE``, ``field:NAME`` or
            ``harm:killed`` and its like.
    """

    columns: dict[str, str]
    kind: Kind | None = None

    def find(self, target: str) -> str | None:
        """Return the heading of the column that holds something; None where none does."""
        return next((name for name, held in self.columns.items() if held == target), None)

    def list_parts(self, family: str) -> tuple[tuple[str, str], ...]:
        """Return role, field or harm with the heading of its column, for all of one family."""
        parts = ((held.partition(":"), name) for name, held in self.columns.items())
        return tuple((rest, name) for (head, _, rest), name in parts if head == family and rest)


class Guess(Struct, frozen=True, forbid_unknown_fields=True):
    """What headings suggest.

    Args:
        target: What the column then holds.
        names: Headings.
        match: Headings that suggest it.
        spare: Headings that do not.
    """

    target: str
    names: tuple[str, ...]
    match: tuple[str, ...]
    spare: tuple[str, ...]


@cache
def _load_guesses() -> Mapping[str, str]:
    guesses = read_knowledge(_PATH, tuple[Guess, ...])
    return {plain_heading(name): guess.target for guess in guesses for name in guess.names}


def guess_target(heading: str) -> str:
    """Return what a heading suggests that its column holds; ``ignore`` where it suggests nothing.

    Args:
        heading: As the table writes it.
    """
    return _load_guesses().get(plain_heading(heading), IGNORE)


def list_targets(kind: Kind | None) -> tuple[str, ...]:
    """Return everything that a column can hold.

    Args:
        kind: Kind of the cases; None where a column tells it.
    """
    kinds = (kind,) if kind else tuple(Kind)
    roles = dict.fromkeys(f"party:{role.name}" for one in kinds for role in find_kind(one).roles)
    fields = dict.fromkeys(f"field:{field.name}" for one in kinds for field in find_kind(one).fields)
    harms = [f"harm:{what}" for what in HARMS] if Kind.INCIDENT in kinds else []
    return (*PLAIN, *roles, *fields, *harms)


def check_mapping(mapping: TableMapping, head: Sequence[str], where: str) -> None:
    """Refuse a mapping that does not fit a table.

    Args:
        mapping: What its columns hold.
        head: Its headings.
        where: Where the mapping stands, for the message.

    Raises:
        NotTakenError: If it names a column that is not there, something that no column can hold, holds one thing
            twice, or does not tell what a case needs.
    """
    known = set(list_targets(mapping.kind))
    for heading, target in mapping.columns.items():
        if heading not in head:
            raise make_error(NotTakenError, "imports.no-column", where=where, heading=heading)
        if target not in known:
            raise make_error(
                NotTakenError,
                "imports.no-target",
                where=where,
                heading=heading,
                target=target,
                known=", ".join(list_targets(mapping.kind)),
            )
    held = [target for target in mapping.columns.values() if target in PLAIN and target != IGNORE]
    twice = sorted({target for target in held if held.count(target) > 1})
    if twice:
        raise make_error(NotTakenError, "imports.target-twice", where=where, targets=", ".join(twice))
    if mapping.kind is None and mapping.find("kind") is None:
        raise make_error(NotTakenError, "imports.no-kind", where=where)
    if mapping.find("title") is None and mapping.find("text") is None:
        raise make_error(NotTakenError, "imports.no-title", where=where)


def name_mapping(folder: Path, head: Iterable[str]) -> Path:
    """Return where the mapping of tables with these headings is kept.

    Args:
        folder: The folder of the record's mappings.
        head: Headings, in order.
    """
    digest = hashlib.sha256("\n".join(head).encode()).hexdigest()[:_KEY]
    return folder / f"{digest}.yaml"


def read_mapping(path: Path) -> TableMapping:
    """Return the mapping that a file holds.

    Args:
        path: YAML, UTF-8.

    Raises:
        NotTakenError: If it cannot be read or breaks its form; names file and line.
    """
    try:
        return read_knowledge(path, TableMapping)
    except KnowledgeError as error:
        why = error.reason or error.what
        raise make_error(NotTakenError, "imports.mapping-wrong", where=error.where, why=why) from error
    except (OSError, UnicodeDecodeError) as error:
        told = name_fault(error) if isinstance(error, OSError) else str(error)
        raise make_error(NotTakenError, "imports.mapping-unread", where=str(path), error=told) from error


def write_mapping(mapping: TableMapping, path: Path) -> None:
    """Keep a mapping.

    Args:
        mapping: What was told.
        path: Where; its folder is made if it is not there.

    Raises:
        NotTakenError: If it cannot be written.
    """
    plain = msgspec.to_builtins(mapping)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    except OSError as error:
        told = name_fault(error)
        raise make_error(NotTakenError, "imports.mapping-unkept", where=str(path), error=told) from error
