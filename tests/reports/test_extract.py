from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import MithaqError
from mithaq.model import Reading
from mithaq.reports.benchmark import write_annotation
from mithaq.reports.extract import open_writer, write_page
from mithaq.reports.readings import read_readings


def test_files_and_lines(tmp_path: Path, readings: list[Reading]) -> None:
    folder, lines = tmp_path / "a" / "b", tmp_path / "c" / "r.jsonl"
    with open_writer(folder, lines) as write:
        for reading in readings:
            write(reading)
    assert sorted(path.name for path in folder.iterdir()) == ["first.json", "second.json"]
    assert (folder / "first.json").read_bytes() == write_annotation(readings[0])
    assert list(read_readings(lines)) == readings


@pytest.mark.parametrize("which", ["folder", "lines"])
def test_one_of_them_is_enough(tmp_path: Path, readings: list[Reading], which: str) -> None:
    folder = tmp_path / "found" if which == "folder" else None
    lines = tmp_path / "r.jsonl" if which == "lines" else None
    with open_writer(folder, lines) as write:
        write(readings[0])
    assert len(list(tmp_path.iterdir())) == 1


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(MithaqError, match="cannot be written") as caught, open_writer(blocked / "out", None):
        pass
    assert str(blocked) in caught.value.where
    with pytest.raises(MithaqError, match="cannot be written"):
        write_page("", tmp_path)


def test_a_page_is_written_with_its_folder(tmp_path: Path) -> None:
    write_page("نص\n", tmp_path / "out" / "page.html")
    assert (tmp_path / "out" / "page.html").read_bytes() == "نص\n".encode()
