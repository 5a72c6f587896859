from __future__ import annotations

import pytest
from tests.ledger.handmade import make_document, make_reading, show

from mithaq.errors import LedgerError
from mithaq.following.entry import Withhold
from mithaq.ledger.dossier import read_dossier, read_newest
from mithaq.ledger.masks import MASK
from mithaq.ledger.record import open_record


def test_a_document_comes_with_its_newest_reading_and_its_cases(record_url: str) -> None:
    record = open_record(record_url)
    document = make_document()
    record.add_readings([make_reading(document)])
    record.add_readings([make_reading(document, reader="fast 2")])
    dossier = read_dossier(record, document.sha256)
    assert dossier.reading is not None
    assert dossier.reading.reader == "fast 2"
    assert dossier.readers == ("fast 1", "fast 2")
    assert all(document.sha256 in case.documents for case in dossier.cases)


def test_withheld_names_are_masked_in_the_reading(record_url: str) -> None:
    record = open_record(record_url)
    document = make_document()
    record.add_readings([make_reading(document)])
    record.append([Withhold(case="", evidence=show("سالم عبد الكريم الورفلي"))], "nadia")
    dossier = read_dossier(record, document.sha256)
    assert dossier.reading is not None
    assert MASK in dossier.reading.document.text == dossier.shown.document.text


def test_a_document_that_is_not_there_is_named(record_url: str) -> None:
    with pytest.raises(LedgerError, match="no document"):
        read_dossier(open_record(record_url), "0" * 64)


def test_the_newest_readings_of_some_documents_are_read_at_once(record_url: str) -> None:
    record = open_record(record_url)
    document, other = make_document(), make_document("نص آخر", name="other")
    record.add_readings([make_reading(document)])
    record.add_readings([make_reading(document, reader="fast 2"), make_reading(other)])
    found = read_newest(record, [other.sha256, "0" * 64, document.sha256])
    assert [(reading.document.name, reading.reader) for reading in found] == [
        (other.name, "fast 1"),
        (document.name, "fast 2"),
    ]
    record.append([Withhold(case="", evidence=show("سالم عبد الكريم الورفلي"))], "nadia")
    assert MASK in read_newest(record, [document.sha256])[0].document.text
