"""What people may find of a case beside its states, as `judgements.yaml` lists it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge

_PATH = Path(__file__).parent / "judgements.yaml"


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """One value of a closed list.

    Args:
        name: Its name, as stored.
        ar: Arabic label.
        en: English label.
        state: The state that it brings an incident to; empty where it leaves the state as it is.
        second: Whether it has effect only once a second person confirmed it.
        reason: Whether it needs words that say why.
        who: Whether it needs the parties that it concerns.
    """

    name: str
    ar: str
    en: str
    state: str = ""
    second: bool = False
    reason: bool = False
    who: bool = False


class Findings(Struct, frozen=True, forbid_unknown_fields=True):
    """``judgements.yaml``: one closed list for each thing that is found."""

    verification: tuple[Finding, ...]
    attribution: tuple[Finding, ...]
    ruling: tuple[Finding, ...]
    remedy: tuple[Finding, ...]
    standard: tuple[Finding, ...]
    condition: tuple[Finding, ...]
    relation: tuple[Finding, ...]

    def find(self, matter: str, name: str) -> Finding | None:
        """Return one value of a list; None where the list has none of that name.

        Args:
            matter: Name of the list, as in the file.
            name: Name of the value.
        """
        return next((item for item in getattr(self, matter) if item.name == name), None)


@cache
def load_findings() -> Findings:
    """Return the closed lists."""
    return read_knowledge(_PATH, Findings)
