"""The measurement of the search in its short form."""

from __future__ import annotations

from pathlib import Path

from bench.search import (
    Measured,
    compare_variants,
    judge,
    make_documents,
    make_large,
    measure_size,
    measure_speed,
    multiply,
    read_trial,
    write_page,
)

from mithaq import read_text
from mithaq.ledger.search import Query, search

TEXTS = (
    "طلبت الحكومة من الحلف تدريب الشرطة.",
    "يطلبون هدنة وتطالب الحكومة بالتحقيق.",
    "الطلب مقبول وطلبنا قائم.",
)


def test_every_question_names_documents_that_there_are() -> None:
    trial = read_trial()
    names = {document.name for document in make_documents(trial)}
    assert len(trial.queries) >= 40
    assert [asked.text for asked in trial.queries if not asked.find or not set(asked.find) <= names] == []


def test_forms_of_a_verb_are_compared() -> None:
    variants = compare_variants(TEXTS, 5)
    assert variants.articles == 3
    assert variants.forms >= variants.words > 0
    assert 0.5 < variants.recall <= 1


def test_a_large_record_is_measured_and_told_of(tmp_path: Path) -> None:
    trial = read_trial()
    readings = [read_text(text, "2020-11-21") for text in TEXTS]
    assert [len(batch) for batch in multiply(readings, 7)] == [7]
    record = make_large(str(tmp_path / "large.db"), readings, 7)
    assert search(record, Query("الشرطة")).total == 3
    speed = measure_speed(record, "SQLite", trial, 7)
    assert speed.documents == 7 <= speed.rows
    quality = judge(record, trial)
    assert all(item.recall == 0 for item in quality)
    measured = Measured("machine", quality, compare_variants(TEXTS, 5), (speed,), measure_size(record))
    page = write_page(measured)
    assert "| SQLite | 7 |" in page
    assert "Missing for" in page
