"""The second graph: the words around one trigger, heard again with it marked.

Who does what to whom in an act is told better by layers that know which act is meant: each word can then be heard
for its part in this one (predicate-aware encoding, as in Shi and Lin, arXiv:1904.05255).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mithaq.reading.learnt.encoder import LOW, Session, open_session, pool_pieces
from mithaq.reading.learnt.heard import Heard, Tables, load_tables
from mithaq.reading.learnt.windows import Window, find_surroundings

GRAPH, TABLES = "closer.onnx", "closer.npz"
# What the graph gives for each word, in the order of its outputs; see `mithaq.reading.learnt.encoder.OUTPUTS`.
OUTPUTS = ("tags", "ask", "answer", "ask_bias", "answer_bias", "stances", "point", "spot", "null")


class Closer:
    """The graph with the tables beside it."""

    def __init__(self, session: Session, tables: Tables) -> None:
        """Keep both.

        Args:
            session: The graph.
            tables: What distance and type say.
        """
        self._session = session
        self._tables = tables

    def hear(self, heard: Heard, trigger: int) -> Heard:
        """Return what the words around a trigger say of it.

        Args:
            heard: A window that was heard.
            trigger: The token of one of its words.
        """
        at = trigger - heard.window.first
        first, last = find_surroundings(heard.sizes, at)
        sizes = heard.sizes[first:last]
        start = 1 + sum(heard.sizes[:first])  # behind the mark of the beginning
        size = sum(sizes)
        marks = np.zeros((1, size, 1), np.float32)
        begin = sum(sizes[: at - first])
        marks[0, begin : begin + heard.sizes[at]] = 1
        feed: dict[str, NDArray[np.generic]] = {
            "low": heard.rows[LOW][None, start : start + size],
            "marks": marks,
            "pool": pool_pieces(sizes, 0, size),
            "features": heard.features[:, None, first:last],
        }
        found = self._session.run(OUTPUTS, feed)
        low = heard.window.first
        return Heard(
            Window(low + first, trigger, low + last),
            heard.features[:, first:last],
            {name: table[0] for name, table in zip(OUTPUTS, found, strict=True)},
            self._tables,
        )


def open_closer(folder: Path) -> Closer:
    """Return what hears triggers again.

    Args:
        folder: Holds the graph and its tables.
    """
    return Closer(open_session(folder / GRAPH), load_tables(folder / TABLES))
