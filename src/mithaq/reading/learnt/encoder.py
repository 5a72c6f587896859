"""The encoder: words of a window in, what each word is heard as out.

The graph (ONNX) holds a transformer of a few layers and the linear heads on its words; everything that depends
on two words, such as who has which part in which act, is put together in `hearing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

GRAPH, PIECES, TABLES = "encoder.onnx", "pieces.json", "tables.npz"
BEGIN, END, UNKNOWN = 0, 2, 3
MOST_PIECES = 12
# Sums and norms joined into one node take four times as long as apart (ONNX Runtime 1.32 on one core).
_SLOWER = ["SkipLayerNormFusion"]
_REMEMBERED = 200_000
# Vowel marks, tatweel and marks of direction: they say nothing that the encoder was taught.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")

# What the graph gives for each word, in the order of its outputs: how likely each class of trigger is, what a trigger
# asks of a name and a name answers, for each part that it can have in an act, whether it stands outside of names,
# begins one or goes on with one, and how an act stands that it carries,
# and what a trigger asks of a word, and a word answers, that begins or ends what its act is about.
OUTPUTS = ("tags", "ask", "answer", "ask_bias", "answer_bias", "names", "stances", "point", "spot", "null")
# One more output: what the lower layers give for each piece of a word, with which triggers can be heard again.
LOW = "low"


class Session(Protocol):
    """What is used of an inference session."""

    def run(self, names: Sequence[str], feed: dict[str, NDArray[np.generic]]) -> list[Floats]:
        """Return the named outputs."""


def strip_marks(word: str) -> str:
    """Return a word as it is cut into pieces: without marks of vowels and direction; a full stop for nothing else.

    Args:
        word: As the original writes it.
    """
    return _MARKS.sub("", word) or "."


class Encoder:
    """The graph with its pieces of words, and the pieces of the words met before."""

    def __init__(self, session: Session | None, tokenizer: Tokenizer) -> None:
        """Keep both.

        Args:
            session: The graph; None to cut words only.
            tokenizer: Cuts a word into pieces.
        """
        self._session = session
        self._tokenizer = tokenizer
        self._pieces: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of one word, at least one.

        Args:
            word: As the original writes it; a line break for any run of them.
        """
        known = self._pieces.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._pieces) < _REMEMBERED:
                self._pieces[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        if word.startswith("\n"):
            return (END,)
        ids = self._tokenizer.encode(strip_marks(word), add_special_tokens=False).ids
        return tuple(ids[:MOST_PIECES]) or (UNKNOWN,)

    def hear(self, pieces: Sequence[Sequence[int]], features: Whole) -> dict[str, Floats]:
        """Return what the words of one window are heard as: one row a word, by the names of ``OUTPUTS``, and ``LOW``.

        Args:
            pieces: For each word its pieces.
            features: What grammar and lexicon know of each word, shape (3, words); see `hearing.list_features`.
        """
        flat = [BEGIN, *(piece for word in pieces for piece in word), END]
        feed: dict[str, NDArray[np.generic]] = {
            "ids": np.array([flat], np.int64),
            "pool": pool_pieces([len(word) for word in pieces], 1, len(flat)),
            "features": features[:, None, :],
        }
        assert self._session is not None
        names = (*OUTPUTS, LOW)
        found = self._session.run(names, feed)
        return {name: table[0] for name, table in zip(names, found, strict=True)}


def pool_pieces(sizes: Sequence[int], start: int, width: int) -> Floats:
    """Return the shares of pieces in words, shape (1, words, pieces).

    Args:
        sizes: For each word the number of its pieces.
        start: First piece of the first word.
        width: Number of all pieces.
    """
    pool = np.zeros((1, len(sizes), width), np.float32)
    for number, size in enumerate(sizes):
        pool[0, number, start : start + size] = 1 / size
        start += size
    return pool


def open_session(path: Path) -> Session:
    """Return a graph, ready to run on one core: a corpus is read by many processes.

    Args:
        path: Its file.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session: Session = onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
    return session


def open_encoder(folder: Path) -> Encoder:
    """Return the encoder that lies in a folder.

    Args:
        folder: Holds the graph and the pieces of words.
    """
    return Encoder(open_session(folder / GRAPH), Tokenizer.from_file(str(folder / PIECES)))
