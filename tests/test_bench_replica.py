from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.replica import make_seed, multiply

from mithaq.ledger.backup import open_backup
from mithaq.ledger.current import read_entries
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.restore import restore_backup
from mithaq.ledger.verify import verify_record

COPIES = 4


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Record:
    parties = ("الحكومة اليمنية", "وزارة الداخلية الليبية", "الأمم المتحدة", "الاتحاد الأفريقي")
    texts = [
        (f"طلبت {by} من {to} تدريب عناصر الشرطة في {place}.", f"2015-0{month}-03")
        for month, place in enumerate(("طرابلس", "عدن"), 3)
        for by in parties
        for to in parties
        if by != to
    ]
    return make_seed(str(tmp_path_factory.mktemp("seed") / "record.db"), texts, 180)


def test_a_seed_is_read_and_judged(seed: Record) -> None:
    steps = Counter(type(entry.step).__name__ for entry in read_entries(seed))
    assert steps.total() == 180
    assert min(steps["Receive"], steps["Propose"], steps["Confirm"], steps["Comment"], steps["Assign"]) > 2
    assert verify_record(seed).faults == ()


def test_copies_are_records_of_their_own(seed: Record, tmp_path: Path) -> None:
    path, head = multiply(seed, COPIES, tmp_path)
    record = open_record(str(tmp_path / "large.db"))
    assert restore_backup(open_backup(path), record) == head
    assert verify_record(record, head).faults == ()
    entries = list(read_entries(record))
    first = list(read_entries(seed))
    assert entries[: len(first)] == first
    assert len(entries) == len(first) * COPIES
    cases = {entry.step.case for entry in first} - {""}
    assert len({entry.step.case for entry in entries} - {""}) == len(cases) * COPIES
    years = {_find_year(entry) for entry in entries} - {""}
    assert years == {"2015", "2014", "2013", "2012"}
    record.close()


def _find_year(entry: object) -> str:
    published = getattr(entry.step, "published", None)  # type: ignore[attr-defined]
    return str(published)[:4] if published else ""
