"""Annotations without words: places are kept, and the words found again in the corpus."""

from __future__ import annotations

import gzip
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tools import further

TEXT = "دعوة\nدعت مصر ليبيا إلى وقف القتال، وقالت مصر إن وقف القتال ممكن.\n"
ACT = {
    "type": "REQUEST", "status": "actual", "trigger": "دعت", "actors": ["egypt"], "recipients": [],
    "about": "وقف القتال", "topic": [], "date": None, "place": None, "said_by": [], "condition": None,
    "evidence": "دعت مصر ليبيا إلى وقف القتال",
}  # fmt: skip
ANNOTATION: dict[str, Any] = {
    "document": "one.txt",
    "published": "2019-05-01",
    "actors": [{"id": "egypt", "type": "state", "en": "Egypt", "forms": ["مصر"]}],
    "acts": [ACT],
    "milestones": [],
    "figures": [
        {"value": 1, "comparator": "=", "unit": "x", "en": "x", "said_by": [], "evidence": "وقف القتال"}
    ],
}


def write_folder(folder: Path) -> None:
    for name in ("text", "gold"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "text" / "one.meta.json").write_text('{"url": "https://example.org/1"}', encoding="utf-8")
    (folder / "gold" / "one.json").write_text(json.dumps(ANNOTATION), encoding="utf-8")


def write_corpus(benchmark: Path, *articles: str) -> None:
    (benchmark / "corpus").mkdir(parents=True)
    rows = [dict(zip(("title", "content"), text.split("\n", 1), strict=True)) for text in articles]
    with zipfile.ZipFile(benchmark / "corpus" / "2019-05-01.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(rows))


def test_quotations_are_kept_as_places() -> None:
    kept = further.place_quotes(TEXT, ANNOTATION)
    act = kept["acts"][0]
    assert TEXT[slice(*act["evidence"])] == ACT["evidence"]
    assert TEXT[slice(*act["about"])] == "وقف القتال"
    assert act["condition"] is None
    assert kept["actors"][0]["forms"] == [[TEXT.index("مصر"), TEXT.index("مصر") + 3]]
    assert further.quote_places(TEXT, kept) == ANNOTATION


def test_words_outside_the_evidence_are_found_in_the_text() -> None:
    assert further.find_place(TEXT, "ممكن", [0, 9])[0] == TEXT.index("ممكن")
    with pytest.raises(ValueError, match="not in the text"):
        further.find_place(TEXT, "تونس")


def test_what_is_kept_is_restored_from_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(further, "KEPT", tmp_path / "kept.jsonl.gz")
    write_folder(tmp_path / "own")
    monkeypatch.setattr(sys, "argv", ["further", "keep", str(tmp_path / "own")])
    assert further.main() == 0
    assert "وقف القتال" not in gzip.decompress((tmp_path / "kept.jsonl.gz").read_bytes()).decode("utf-8")
    write_corpus(tmp_path / "benchmark", "غيره\nنص آخر", TEXT)
    out = tmp_path / "out"
    arguments = ["further", "restore", "--benchmark", str(tmp_path / "benchmark"), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    assert further.main() == 0
    assert (out / "text" / "one.txt").read_text(encoding="utf-8") == TEXT
    assert json.loads((out / "gold" / "one.json").read_text(encoding="utf-8")) == ANNOTATION
    assert json.loads((out / "text" / "one.meta.json").read_text(encoding="utf-8"))["url"]
    assert capsys.readouterr().err == ""


def test_texts_that_the_corpus_lacks_are_counted(tmp_path: Path) -> None:
    write_folder(tmp_path / "own")
    rows = list(further.keep_folder(tmp_path / "own"))
    assert further.restore_folder(rows, ["نص آخر"], tmp_path / "out") == 1
    assert not list((tmp_path / "out" / "text").iterdir())


def test_nothing_is_kept_where_there_is_no_file(tmp_path: Path) -> None:
    assert further.read_kept(tmp_path / "none") == []
    further.write_kept([{"name": "one"}], tmp_path / "some")
    assert further.read_kept(tmp_path / "some") == [{"name": "one"}]
