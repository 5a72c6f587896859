from __future__ import annotations

import pytest

from mithaq.knowledge import read_knowledge
from mithaq.sources.columns import KNOWLEDGE, Column, find_columns, list_names, name_field, plain_heading

COLUMNS = read_knowledge(KNOWLEDGE, tuple[Column, ...])


@pytest.mark.parametrize(
    ("field", "heading"), [(column.field, heading) for column in COLUMNS for heading in column.match]
)
def test_headings_of_the_file_are_known(field: str, heading: str) -> None:
    assert name_field(heading) == field


@pytest.mark.parametrize("heading", [heading for column in COLUMNS for heading in column.spare])
def test_other_headings_are_not(heading: str) -> None:
    assert name_field(heading) is None


def test_no_heading_stands_for_two_fields() -> None:
    names = [plain_heading(name) for column in COLUMNS for name in column.names]
    assert len(names) == len(set(names))


def test_the_surest_heading_is_taken() -> None:
    assert find_columns(["Story", "id", "Full_Text", "المصدر"]) == {"text": 2, "outlet": 3}
    assert find_columns([]) == {}
    assert "text" in list_names("text")
