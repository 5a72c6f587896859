from __future__ import annotations

from pathlib import Path

from tests.ledger.handmade import SPEAKER, make_document, make_reading

from mithaq.ledger.erasure import keep_apart
from mithaq.ledger.persons import Named, read_persons
from mithaq.ledger.record import open_record


def test_persons_of_documents_with_each_wording(tmp_path: Path) -> None:
    record = open_record(str(tmp_path / "record.db"))
    other = make_document("نص آخر", name="two")
    record.add_readings([make_reading(), make_reading(other)])
    record.add_readings([make_reading(reader="fast 2")])
    named = Named("salem", (SPEAKER.ar, "الورفلي"))
    found = read_persons(record, [make_document().sha256, other.sha256, "f" * 64])
    assert found == {make_document().sha256: (named, named), other.sha256: ()}
    assert read_persons(record, []) == {}


def test_persons_of_texts_that_are_kept_apart_have_their_words(tmp_path: Path) -> None:
    record = open_record(str(tmp_path / "record.db"))
    (kept,) = keep_apart(record, [make_document()], "salma")
    record.add_readings([make_reading(kept)])
    (named,) = read_persons(record, [kept.sha256])[kept.sha256]
    assert named.words == (SPEAKER.ar, "الورفلي")
    record.close()
