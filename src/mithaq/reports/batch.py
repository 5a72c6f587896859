"""Many documents read in one process or several; the order of the results is always the same."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from mithaq import read_document
from mithaq.errors import MithaqError
from mithaq.model import Document, Reading
from mithaq.sources import Refused
from mithaq.sources.refusal import refuse

_CHUNK = 8  # documents that travel to a process at once
_AHEAD = 4  # chunks that wait for each process

Result = Reading | Refused


def prepare_reader() -> None:
    """Load what the reader knows, and compile it where no cache holds it yet.

    Raises:
        KnowledgeError: If a knowledge file is broken.
    """
    from mithaq.reading.pipeline import open_reader  # noqa: PLC0415 - loads all knowledge

    open_reader()
    # The tables live as long as the process: walking through them again and again costs a tenth of the time.
    gc.collect()
    gc.freeze()


def read_batch(documents: Iterable[Document | Refused], *, jobs: int = 1) -> Iterator[Result]:
    """Yield the reading of every document, and what was refused, in the order in which they came.

    A document at which the reader fails is refused, and the others are read.

    Args:
        documents: What ``read_documents`` yields.
        jobs: How many processes read; 1 reads in this one.
    """
    if jobs == 1:
        for document in documents:
            yield from _read_chunk([document])
        return
    yield from _read_with_processes(documents, jobs)


def _read_chunk(documents: list[Document | Refused]) -> list[Result]:
    return [item if isinstance(item, Refused) else _read_one(item) for item in documents]


def _read_one(document: Document) -> Result:
    try:
        return read_document(document)
    except Exception as error:  # noqa: BLE001 - one document must not stop the others
        what = f"the reader failed at this document: {type(error).__name__}: {error}"
        remedy = "Report this with the file; the other documents are read"
        return refuse("unreadable", what, document.origin or document.name, remedy)


def _read_with_processes(documents: Iterable[Document | Refused], jobs: int) -> Iterator[Result]:
    try:
        yield from _share_out(documents, jobs)
    except BrokenProcessPool as error:
        what, remedy = "a reading process was ended from outside", "Use fewer --jobs, or more memory"
        raise MithaqError(what, remedy=remedy) from error


def _share_out(documents: Iterable[Document | Refused], jobs: int) -> Iterator[Result]:
    # A new interpreter for each process: a fork would copy the threads of the progress bar.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in cut_chunks(documents):
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) >= jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def cut_chunks(documents: Iterable[Document | Refused]) -> Iterator[list[Document | Refused]]:
    """Yield documents in groups that travel to a process at once.

    Args:
        documents: In order.
    """
    chunk: list[Document | Refused] = []
    for document in documents:
        chunk.append(document)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
