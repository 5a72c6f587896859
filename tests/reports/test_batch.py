from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from mithaq.dates import Edtf
from mithaq.errors import MithaqError
from mithaq.model import Document, Reading
from mithaq.reports import batch
from mithaq.reports.batch import prepare_reader, read_batch
from mithaq.sources import Refused
from mithaq.sources.refusal import refuse

TEXT = "دعت الحكومة الليبية الأمم المتحدة إلى دعم تدريب الشرطة {}."


def make_documents(count: int) -> Iterator[Document | Refused]:
    for number in range(count):
        text = TEXT.format(number)
        yield Document(
            hashlib.sha256(text.encode()).hexdigest(), text, f"d{number}", published=Edtf.parse("2020")
        )
        if number == 2:
            yield refuse("empty", "sources.no-text", "bad.txt")


def name(results: list[Reading | Refused]) -> list[str]:
    return [result.origin if isinstance(result, Refused) else result.document.name for result in results]


def test_refusals_stay_in_their_place() -> None:
    results = list(read_batch(make_documents(4)))
    assert name(results) == ["d0", "d1", "d2", "bad.txt", "d3"]


def test_several_processes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_AHEAD", 1)
    alone, together = (list(read_batch(make_documents(21), jobs=jobs)) for jobs in (1, 2))
    assert name(alone) == name(together)
    assert [result for result in alone if isinstance(result, Reading)] == [
        result for result in together if isinstance(result, Reading)
    ]


def test_a_document_at_which_the_reader_fails_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(document: Document) -> Reading:
        if document.name == "d1":
            raise RecursionError("too deep")
        return Reading(document, (), (), (), (), "test")

    monkeypatch.setattr(batch, "open_named", lambda _: read)
    results = list(read_batch(make_documents(3)))
    assert [isinstance(result, Refused) for result in results] == [False, True, False, True]
    failed = results[1]
    assert isinstance(failed, Refused)
    assert "RecursionError: too deep" in str(failed.error)
    assert failed.error.remedy


def test_the_reader_is_made_ready_once() -> None:
    prepare_reader()
    prepare_reader()


@pytest.mark.parametrize(("count", "chunks"), [(0, []), (7, [8]), (12, [8, 5])])
def test_documents_travel_in_chunks(count: int, chunks: list[int]) -> None:
    assert [len(chunk) for chunk in batch.cut_chunks(make_documents(count))] == chunks


def test_a_killed_process_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[Reading]:
        raise BrokenProcessPool
        yield

    monkeypatch.setattr(batch, "_share_out", fail)
    with pytest.raises(MithaqError, match="fewer --jobs"):
        list(read_batch(make_documents(1), jobs=2))
