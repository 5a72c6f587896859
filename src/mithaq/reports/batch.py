"""Many documents read in one process or several; the order of the results is always the same."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from mithaq.errors import MithaqError
from mithaq.model import Document, Reading
from mithaq.reading.readers import ReaderName, open_named
from mithaq.refusals import make_error
from mithaq.sources import Refused
from mithaq.sources.refusal import refuse

_COLLECTIONS = (50_000, 20, 100)
_CHUNK = 8  # documents that travel to a process at once
_AHEAD = 4  # chunks that wait for each process

Result = Reading | Refused


def prepare_reader(reader: ReaderName = ReaderName.FAST) -> None:
    """Load what a reader knows, and compile it where no cache holds it yet.

    Args:
        reader: The reader.

    Raises:
        KnowledgeError: If a knowledge file is broken.
    """
    open_named(reader)
    # The tables live as long as the process: walking through them again and again costs a tenth of the time.
    gc.collect()
    gc.freeze()
    # Reading makes hardly any cycles, but remembers much: looking for them every few articles costs as much again.
    gc.set_threshold(*_COLLECTIONS)


def read_batch(
    documents: Iterable[Document | Refused], *, jobs: int = 1, reader: ReaderName = ReaderName.FAST
) -> Iterator[Result]:
    """Yield the reading of every document, and what was refused, in the order in which they came.

    A document at which the reader fails is refused, and the others are read.

    Args:
        documents: What ``read_documents`` yields.
        jobs: How many processes read; 1 reads in this one.
        reader: Which reader reads.
    """
    if jobs == 1:
        for document in documents:
            yield from _read_chunk([document], reader)
        return
    yield from _read_with_processes(documents, jobs, reader)


def _read_chunk(documents: list[Document | Refused], reader: ReaderName) -> list[Result]:
    return [item if isinstance(item, Refused) else _read_one(item, reader) for item in documents]


def _read_one(document: Document, reader: ReaderName) -> Result:
    try:
        return open_named(reader)(document)
    except Exception as error:  # noqa: BLE001 - one document must not stop the others
        told = f"{type(error).__name__}: {error}"
        return refuse("unreadable", "sources.reader-failed", document.origin or document.name, error=told)


def _read_with_processes(
    documents: Iterable[Document | Refused], jobs: int, reader: ReaderName
) -> Iterator[Result]:
    try:
        yield from _share_out(documents, jobs, reader)
    except BrokenProcessPool as error:
        raise make_error(MithaqError, "readings.ended") from error


def _share_out(documents: Iterable[Document | Refused], jobs: int, reader: ReaderName) -> Iterator[Result]:
    # A new interpreter for each process: a fork would copy the threads of the progress bar.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=prepare_reader, initargs=(reader,)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in cut_chunks(documents):
            waiting.append(pool.submit(_read_chunk, chunk, reader))
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
