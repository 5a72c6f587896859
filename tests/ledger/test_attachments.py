"""Attachments: kept under their hash, taken by their content, missed when they are gone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.ledger.handmade import make_document

from mithaq.errors import LedgerError
from mithaq.following.case import Describe, Evidence, Kind, Open, Proposal
from mithaq.following.entry import Correct, Propose
from mithaq.ledger import attachments
from mithaq.ledger.attachments import (
    Attachment,
    check_attachments,
    clean_name,
    find_media,
    find_path,
    keep_attachment,
    list_attachments,
    list_named,
    read_attachment,
)
from mithaq.ledger.current import read_case
from mithaq.ledger.record import open_record
from mithaq.ledger.verify import Fault, Sign

JPEG = b"\xff\xd8\xff\xe0" + b"1" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"1" * 40
PDF = b"%PDF-1.7\n" + b"1" * 40


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (PDF, "application/pdf"),
    ],
)
def test_files_are_known_by_what_they_hold(content: bytes, media: str) -> None:
    found = find_media(content)
    assert found is not None
    assert found.media == media


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90", b"GIF89a", b" %PDF-1.7", b"<svg xmlns=''/>"])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"photo\.jpg: this is no photograph and no PDF"):
        keep_attachment(tmp_path, content, "photo.jpg")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST", 20)
    with pytest.raises(LedgerError, match="the file has 44 bytes; at most 20 are taken"):
        keep_attachment(tmp_path, JPEG, "photo.jpg")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("صورة 1.JPG", "صورة 1.JPG"),
        ("../../etc/passwd", "etc passwd.jpg"),
        ("C:\\x\\photo.png", "C: x photo.png"),
        ("gpj.\u202eexe", "gpj. exe.jpg"),
        ("", "file.jpg"),
        ("a" * 300 + ".jpeg", "a" * 120 + ".jpeg"),
        ("scan.backup-of-monday", "scan.backup-of-monday.jpg"),
    ],
)
def test_names_cannot_mislead(name: str, expected: str) -> None:
    assert clean_name(name, ".jpg") == expected


def test_what_names_an_attachment_is_read_again(tmp_path: Path) -> None:
    kept = keep_attachment(tmp_path, PDF, "محضر (2).pdf")
    assert kept == Attachment(hashlib.sha256(PDF).hexdigest(), "محضر (2).pdf", "application/pdf", len(PDF))
    assert read_attachment(kept.write()) == kept
    assert read_attachment("محضر") is None
    assert find_path(tmp_path, kept.sha256).read_bytes() == PDF


def test_the_same_file_is_kept_once_and_mended(tmp_path: Path) -> None:
    path = find_path(tmp_path, keep_attachment(tmp_path, PNG, "one.png").sha256)
    before = path.stat().st_mtime_ns
    assert keep_attachment(tmp_path, PNG, "two.png").name == "two.png"
    assert path.stat().st_mtime_ns == before
    path.write_bytes(b"changed")
    keep_attachment(tmp_path, PNG, "one.png")
    assert path.read_bytes() == PNG


def test_missing_and_changed_files_are_named(record_url: str, tmp_path: Path) -> None:
    record = open_record(record_url)
    kept = [keep_attachment(tmp_path, content, "a.png") for content in (PNG, PNG + b"2", PNG + b"3")]
    case = "incident-1"
    record.append([Open(case=case, kind=Kind.INCIDENT)], "huda")
    described = Describe(case=case, field="attachment", value=kept[0].write())
    other = Describe(case=case, field="attachment", value="خطاب بلا ملف SHA-256")
    record.append([described, other], "huda")
    proposed = Describe(case=case, field="attachment", value=kept[1].write())
    proposal = Proposal(id="p1", step=proposed, score=0.5)
    record.append([Propose(case=case, proposal=proposal)], "reader fast 1")
    instead = Describe(case=case, field="attachment", value=kept[2].write())
    record.append([Correct(case=case, proposal="p1", instead=instead)], "huda")
    named = list(list_attachments(record))
    assert named == [(1, kept[0]), (3, kept[1]), (4, kept[2])]
    assert check_attachments(named, tmp_path) == ()
    find_path(tmp_path, kept[0].sha256).unlink()
    find_path(tmp_path, kept[2].sha256).write_bytes(b"other")
    assert check_attachments([*named, named[0]], tmp_path) == (
        Fault(Sign.FILE_MISSING, 1, kept[0].write()),
        Fault(Sign.FILE_CHANGED, 4, kept[2].write()),
        Fault(Sign.FILE_MISSING, 1, kept[0].write()),
    )


def test_the_attachments_of_a_case_and_of_one_of_its_reports(record_url: str) -> None:
    record, case = open_record(record_url), "incident-1"
    report = make_document("صورة من المكان")
    files = [Attachment(letter * 64, f"{letter}.png", "image/png", 9) for letter in "ab"]
    evidence = (Evidence(report.sha256, 0, 4),)
    steps = [
        Open(case=case, kind=Kind.INCIDENT),
        Describe(case=case, field="attachment", value="خطاب"),
        Describe(case=case, field="attachment", value=files[0].write()),
        Describe(case=case, field="attachment", value=files[1].write(), evidence=evidence),
        Describe(case=case, field="weapon", value=files[1].write()),
    ]
    record.append(steps, "huda", documents=[report])
    found = read_case(record, case)
    assert list_named(found) == tuple(files)
    assert list_named(found, report.sha256) == (files[1],)
    assert list_named(found, "0" * 64) == ()
