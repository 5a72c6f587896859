"""The readers that can be asked for by name.

Fast for whole corpora, full for documents looked at one by one; sieved hears only what the fast one finds acts in.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path

from mithaq.model import Document, Reading

# The names are read at every start of the program; what the readers need is imported when one is opened.
ENCODER = Path(__file__).parents[1] / "weights" / "encoder"
# From so many texts on, the full reader would keep a person waiting for minutes.
MANY = 1_000


class ReaderName(StrEnum):
    """Readers that can be asked for."""

    FAST = "fast"
    FULL = "full"
    SIEVED = "sieved"


def has_encoder() -> bool:
    """Tell whether the weights of the full reader are installed."""
    return (ENCODER / "encoder.onnx").exists()


def choose_reader(count: int | None) -> ReaderName:
    """Return the reader for so many texts: the full one unless they are many or its weights are missing.

    Args:
        count: How many texts are to be read; None where nobody knows.
    """
    few = count is not None and count <= MANY
    return ReaderName.FULL if few and has_encoder() else ReaderName.FAST


def name_reader(name: ReaderName) -> str:
    """Return the name and version of a reader, as its readings state them.

    Args:
        name: The reader.
    """
    from mithaq.reading import pipeline  # noqa: PLC0415 - as above

    return pipeline.open_reader().name.replace(pipeline.FAST, name.value, 1)


@cache
def open_named(name: ReaderName) -> Callable[[Document], Reading]:
    """Return what reads a document, loaded once.

    Args:
        name: The reader.
    """
    from mithaq.reading import pipeline  # noqa: PLC0415 - as above

    if name is ReaderName.FAST:
        fast = pipeline.open_reader()
        return lambda document: pipeline.read_document(document, fast)
    from mithaq.reading.learnt import reader as learnt  # noqa: PLC0415 - as above

    full = learnt.open_reader(ENCODER)
    full = learnt.sieve_texts(full) if name is ReaderName.SIEVED else full
    return lambda document: learnt.read_document(document, full)
