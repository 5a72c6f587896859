"""How sure a reader is of what it says of an act: the chances that it worked with, made into shares that prove right.

A chance is what the weights give; how often words of such a chance are right was fitted on texts that the reader had
not seen (``python -m tools.fit_sureness``), one line for each question: log-odds that are stretched and moved (Platt,
"Probabilistic outputs for support vector machines", 1999).
"""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import msgspec

from mithaq.model import Sureness
from mithaq.reading.weights import FOLDER

SURENESS = "sureness.json"
_LEAST = 1e-3


class Scale(msgspec.Struct, frozen=True, gc=False):
    """How chances of one question are to be taken.

    Args:
        slope: What their log-odds are multiplied by.
        bias: What is added.
    """

    slope: float
    bias: float

    def measure(self, chance: float) -> float:
        """Return the share of things with a chance that proves right.

        Args:
            chance: Between 0 and 1.
        """
        chance = min(max(chance, _LEAST), 1 - _LEAST)
        return round(1 / (1 + exp(-self.slope * log(chance / (1 - chance)) - self.bias)), 3)


class Scales(msgspec.Struct, frozen=True):
    """How the chances of one reader are to be taken, by question.

    Args:
        status: How the act stands.
        actors: Who did it.
        recipients: To whom it was done.
        said_by: On whose word it rests.
        about: What it is about.
        date: When it was.
    """

    status: Scale
    actors: Scale
    recipients: Scale
    said_by: Scale
    about: Scale
    date: Scale

    def measure(self, chances: Sureness) -> Sureness:
        """Return how sure a reader is.

        Args:
            chances: What its weights give, None where they say nothing.
        """

        def measure(question: str) -> float | None:
            chance, scale = getattr(chances, question), getattr(self, question)
            return None if chance is None else scale.measure(chance)

        return Sureness(*map(measure, self.__struct_fields__))


def load_scales(reader: str, folder: Path = FOLDER) -> Scales | None:
    """Return how the chances of a reader are to be taken, or None where that was not fitted.

    Args:
        reader: Name of the reader.
        folder: Where its weights lie.
    """
    path = folder / SURENESS
    if not path.exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Scales]).get(reader)
