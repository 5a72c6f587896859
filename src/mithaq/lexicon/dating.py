"""The weights of the cues that tell an act's own date: ``data/dating.yaml`` by hand, ``weights/dating.yaml`` fitted.

``tools/fit_dating.py`` writes the second from annotated texts; a weight is what a cue adds to the log-odds.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge

DATING_FILE = Path(__file__).parent / "data" / "dating.yaml"


class DatingWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of cues, for a date in the act's sentence (``own``) and for one carried over (``carried``).

    Args:
        own: Weight by cue.
        own_start: What every pair starts with.
        own_least: The least sum at which the date is the act's.
        carried: Weight by cue.
        carried_start: What every pair starts with.
        carried_least: The least sum at which the date carries over.
    """

    own: dict[str, float]
    own_start: float
    own_least: float
    carried: dict[str, float]
    carried_start: float
    carried_least: float


def read_dating(path: Path = DATING_FILE) -> DatingWeights:
    """Return the weights from their file.

    Args:
        path: The YAML file.

    Raises:
        KnowledgeError: If the file breaks its schema.
    """
    return read_knowledge(path, DatingWeights)
