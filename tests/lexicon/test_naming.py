from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.naming import FOLDER, read_names, read_naming


def test_files_are_read_whole() -> None:
    naming = read_naming()
    assert "محمد" in naming.names.given
    assert any(office.en == "minister" for office in naming.titles.offices)
    assert {head.type for head in naming.institutions.heads} >= {"institution", "armed-group", "media"}


def test_a_mistake_names_file_and_line(tmp_path: Path) -> None:
    for name in ("names", "titles", "institutions"):
        (tmp_path / f"{name}.yaml").write_text(
            (FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
    path = tmp_path / "titles.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "wrong: []\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"titles\.yaml:\d+"):
        read_naming(tmp_path)


def test_listed_names_are_plain_single_words() -> None:
    names = read_names()
    assert len(names) > 5000
    assert all(name.isalpha() for name in names)


def test_no_word_ends_names_and_is_one() -> None:
    naming = read_naming()
    assert not set(naming.institutions.breaks) & set(naming.names.given)


def test_names_can_be_read_from_any_file(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# comment\nسالم\n\n", encoding="utf-8")
    assert read_names(path) == ("سالم",)
