from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from bench.texts import read_samples
from tests.reports.exports.test_polecat import make_pile
from tests.reports.exports.warehouse import (
    ASKED,
    SALEM,
    SHELLED,
    make_document,
    read_asked,
    read_shelled,
    run_export,
)

from mithaq.ledger.masks import MASK
from mithaq.ledger.record import Record
from mithaq.model import Reading
from mithaq.reading.pipeline import read_document
from mithaq.reports.benchmark import annotate, write_annotation
from mithaq.reports.exports import benchmark
from mithaq.reports.exports.benchmark import make_member, name_text, write
from mithaq.reports.exports.privacy import hide_actors


def unpack(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]


def write_out(*readings: Reading) -> dict[str, bytes]:
    out = io.BytesIO()
    write(make_pile(readings), out)
    return unpack(out.getvalue())


def list_faults(text: str, gold: dict[str, object]) -> list[str]:
    """Return what the benchmark's own check would find: quotations not in the text, unknown actors."""
    ids = [actor["id"] for actor in gold["actors"]]  # type: ignore[index, attr-defined]
    faults = [name for name in ids if ids.count(name) > 1]
    for actor in gold["actors"]:  # type: ignore[attr-defined]
        faults += [form for form in actor["forms"] if form not in text]
    for act in gold["acts"]:  # type: ignore[attr-defined]
        quotes = [act[key] for key in ("evidence", "about", "condition", "trigger")]
        faults += [quote for quote in quotes if quote and quote not in text]
        faults += [who for who in (*act["actors"], *act["recipients"], *act["said_by"]) if who not in ids]
        faults += [] if act["trigger"] in act["evidence"] else [act["trigger"]]
    for item in (*gold["milestones"], *gold["figures"]):  # type: ignore[misc]
        faults += [item["evidence"]] if item["evidence"] not in text else []
        faults += [who for who in item["said_by"] if who not in ids]
    return faults


def test_what_is_read_back_is_what_was_read() -> None:
    reading = read_asked()
    files = write_out(reading)
    name = name_text(reading)
    assert files[f"text/{name}.txt"].decode() == ASKED
    gold = json.loads(files[f"gold/{name}.json"])
    named = replace(reading, document=replace(reading.document, name=name))
    assert gold == json.loads(json.dumps(annotate(named)))
    assert gold["document"] == f"{name}.txt"
    assert list_faults(ASKED, gold) == []


def test_masked_texts_have_no_fault() -> None:
    hidden = hide_actors(read_shelled(), b"salt")
    files = write_out(hidden)
    name = name_text(hidden)
    text = files[f"text/{name}.txt"].decode()
    assert SALEM.ar not in text
    assert MASK in text
    assert len(text) == len(SHELLED)
    assert list_faults(text, json.loads(files[f"gold/{name}.json"])) == []


def test_every_text_of_a_record_is_there(warehouse: Record) -> None:
    exported = run_export(warehouse, "benchmark")
    files = unpack(exported.data)
    texts = {name.removeprefix("text/").removesuffix(".txt") for name in files if name.startswith("text/")}
    golds = {name.removeprefix("gold/").removesuffix(".json") for name in files if name.startswith("gold/")}
    assert texts == golds
    assert len(texts) == exported.statement.holds.records == 4
    assert json.loads(files["statement.json"])["holds"]["records"] == 4


def test_names_of_files_are_safe_and_distinct() -> None:
    reading = read_asked()
    odd = replace(reading, document=replace(reading.document, name="../../" + "ب" * 100 + "/x y"))
    name = name_text(odd)
    assert "/" not in name
    assert " " not in name
    assert len(name) < 80
    assert name != name_text(replace(odd, document=replace(odd.document, sha256="f" * 64)))


def test_same_readings_give_the_same_bytes() -> None:
    assert write_out(read_asked()) == write_out(read_asked())


def test_an_export_is_read_back_as_the_benchmark_is(warehouse: Record, tmp_path: Path) -> None:
    text = "اتفق الطرفان على وقف إطلاق النار في 23 أكتوبر 2020، وأعلنت البعثة أن 400 أسير سيطلق سراحهم."
    document = make_document(text, "agreed", "2020-10-23")
    warehouse.add_readings([read_document(document)])
    for name, data in unpack(run_export(warehouse, "benchmark").data).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    samples = {sample.document.text: sample for sample in read_samples(tmp_path, "gold") if sample.document}
    assert len(samples) == 5
    for sample in samples.values():
        assert sample.document is not None
        assert sample.text == sample.document.text
        assert list_faults(sample.text, sample.reference) == []
    # Read again from the files, a text gives what the record holds of it.
    sample = samples[text]
    assert sample.published == "2020-10-23"
    again = read_document(replace(document, name=sample.name))
    assert sample.reference == json.loads(write_annotation(again))
    assert sample.reference["acts"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("text/a.txt", b"x" * 512), ("text/" + "n" * 95, b""), ("text/نص.txt", b"1"), ("n" * 101, b"2")],
)
def test_member_is_what_the_library_of_archives_makes_of_it(name: str, data: bytes) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    made = make_member(name, data)
    assert out.getvalue()[: len(made)] == made
    assert not out.getvalue()[len(made) :].strip(b"\0")


def test_file_whose_size_a_plain_header_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = make_member("a", b"123")
    monkeypatch.setattr(benchmark, "_GREAT", 3)
    assert make_member("a", b"123") == plain
