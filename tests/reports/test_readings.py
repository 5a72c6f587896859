from __future__ import annotations

import json
from pathlib import Path

import pytest

from mithaq.errors import SourceError
from mithaq.model import Reading
from mithaq.reports.readings import read_readings, write_reading


def write_lines(path: Path, readings: list[Reading]) -> Path:
    path.write_bytes(b"\n".join(map(write_reading, readings)))
    return path


def test_what_is_written_is_read_again(tmp_path: Path, readings: list[Reading]) -> None:
    assert list(read_readings(write_lines(tmp_path / "r.jsonl", readings))) == readings


def test_a_line_tells_dates_as_edtf_and_spans_as_pairs(readings: list[Reading]) -> None:
    line = json.loads(write_reading(readings[0]))
    assert line["document"]["published"] == "2018-05-01"
    assert line["acts"][0]["date"] == "2018-03"
    assert line["acts"][0]["trigger"] == [0, 4]
    assert line["acts"][0]["confidence"] == 0.9
    assert line["acts"][0]["sure"]["actors"] == 0.7
    assert line["acts"][0]["why"] == ["a verb"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line.pop("acts"), "acts"),
        (lambda line: line["document"].update(published="gestern"), "EDTF"),
        (lambda line: line["acts"][0].update(evidence=[0, 9999]), "no part of the text"),
        (lambda line: line["acts"][0].update(actors=["nobody"]), "no such actor: nobody"),
        (lambda line: line["acts"][0].update(type="WISH"), "WISH"),
        (lambda line: line.update(document=[]), "not a reading"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, readings: list[Reading], change, message: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    line = json.loads(write_reading(readings[0]))
    change(line)
    path = tmp_path / "r.jsonl"
    path.write_bytes(write_reading(readings[1]) + json.dumps(line).encode())
    with pytest.raises(SourceError, match=message) as caught:
        list(read_readings(path))
    assert caught.value.where == f"{path}:2"
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b"3"])
def test_what_is_no_reading_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a reading"):
        list(read_readings(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        list(read_readings(tmp_path / "none.jsonl"))


def test_two_readings_of_one_name_are_refused(tmp_path: Path, readings: list[Reading]) -> None:
    path = write_lines(tmp_path / "r.jsonl", [*readings, readings[0]])
    with pytest.raises(SourceError, match="the name first stands twice") as caught:
        list(read_readings(path))
    assert "one run" in caught.value.remedy
