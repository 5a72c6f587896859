"""Which column of a table of texts holds what: known headings in Arabic and English (``columns.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from mithaq.knowledge import read_knowledge
from mithaq.text.normalize import fold

KNOWLEDGE = Path(__file__).with_name("columns.yaml")
_BLANKS = re.compile(r"[\s_\-]+")

FieldName = Literal["text", "title", "published", "url", "outlet", "author"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field and the headings that it goes by.

    Args:
        field: What it is of the document.
        names: Headings, the surest first.
        match: Headings that are the field.
        spare: Headings that are not.
    """

    field: FieldName
    names: tuple[str, ...]
    match: tuple[str, ...]
    spare: tuple[str, ...]


def name_field(heading: str) -> FieldName | None:
    """Return the field that a heading stands for; None where it is none of them.

    Args:
        heading: As the table writes it.
    """
    found = _load_ranks().get(plain_heading(heading))
    return found[0] if found else None


def find_columns(headings: Sequence[str]) -> Mapping[FieldName, int]:
    """Return which column holds each field; fields that no heading stands for are left out.

    Args:
        headings: Those of a table, in order.
    """
    best: dict[FieldName, tuple[int, int]] = {}
    for index, heading in enumerate(headings):
        found = _load_ranks().get(plain_heading(heading))
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], index)
    return {field: index for field, (_, index) in best.items()}


def list_names(field: FieldName) -> tuple[str, ...]:
    """Return the headings that a field goes by."""
    return next(
        column.names for column in read_knowledge(KNOWLEDGE, tuple[Column, ...]) if column.field == field
    )


def plain_heading(heading: str) -> str:
    """Return a heading in plain spelling: no byte order mark, no case, blanks made one.

    Args:
        heading: As the table writes it.
    """
    return _BLANKS.sub(" ", fold(heading.replace("\ufeff", "")).lower()).strip(" #*:")


@cache
def _load_ranks() -> Mapping[str, tuple[FieldName, int]]:
    columns = read_knowledge(KNOWLEDGE, tuple[Column, ...])
    return {
        plain_heading(name): (column.field, rank)
        for column in columns
        for rank, name in enumerate(column.names)
    }
