from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.following.case import Kind
from mithaq.knowledge import read_knowledge
from mithaq.reports.imports import mapping as module
from mithaq.reports.imports.mapping import (
    Guess,
    TableMapping,
    check_mapping,
    guess_target,
    list_targets,
    name_mapping,
    read_mapping,
    write_mapping,
)
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.sources.columns import plain_heading

GUESSES = read_knowledge(Path(module.__file__).with_suffix(".yaml"), tuple[Guess, ...])
HEAD = ("التاريخ", "الحادث", "القتلى")
GOOD = TableMapping({"التاريخ": "on", "الحادث": "title", "القتلى": "harm:killed"}, Kind.INCIDENT)


@pytest.mark.parametrize(
    ("target", "heading"), [(guess.target, one) for guess in GUESSES for one in guess.match]
)
def test_headings_that_suggest_something(target: str, heading: str) -> None:
    assert guess_target(heading) == target


@pytest.mark.parametrize("heading", [one for guess in GUESSES for one in guess.spare])
def test_headings_that_do_not(heading: str) -> None:
    assert guess_target(heading) not in {guess.target for guess in GUESSES if heading in guess.spare}


def test_no_heading_suggests_two_things_and_all_can_be_held() -> None:
    names = [plain_heading(name) for guess in GUESSES for name in guess.names]
    assert len(names) == len(set(names))
    assert {guess.target for guess in GUESSES} <= set(list_targets(None))


def test_a_mapping_is_kept_and_found_again(tmp_path: Path) -> None:
    path = name_mapping(tmp_path / "kept", HEAD)
    assert path == name_mapping(tmp_path / "kept", HEAD) != name_mapping(tmp_path / "kept", HEAD[:2])
    write_mapping(GOOD, path)
    assert read_mapping(path) == GOOD
    assert GOOD.list_parts("harm") == (("killed", "القتلى"),)
    assert (GOOD.find("on"), GOOD.find("due")) == ("التاريخ", None)
    check_mapping(GOOD, HEAD, "m")


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        (TableMapping({"none": "title"}, Kind.INCIDENT), "no column none"),
        (TableMapping({"التاريخ": "title", "الحادث": "title"}, Kind.INCIDENT), "two columns"),
        (TableMapping({"الحادث": "party:winner"}, Kind.INCIDENT), "nothing that a column can hold"),
        (TableMapping({"الحادث": "harm:killed"}, Kind.REQUEST), "nothing that a column can hold"),
        (TableMapping({"الحادث": "title"}), "of which kind"),
        (TableMapping({"التاريخ": "on"}, Kind.INCIDENT), "title or the text"),
    ],
)
def test_mappings_that_do_not_fit(mapping: TableMapping, what: str) -> None:
    with pytest.raises(NotTakenError) as caught:
        check_mapping(mapping, HEAD, "m.yaml")
    assert (what in caught.value.what, caught.value.where) == (True, "m.yaml")


@pytest.mark.parametrize("text", ["columns: [", "kinds: x", "columns: {a: 5}", "kind: none\ncolumns: {}"])
def test_broken_mappings_are_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotTakenError) as caught:
        read_mapping(path)
    assert str(path) in caught.value.where


def test_places_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(NotTakenError, match="cannot be read"):
        read_mapping(tmp_path / "none.yaml")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotTakenError, match="cannot be kept"):
        write_mapping(GOOD, tmp_path / "file" / "m.yaml")
