"""What is said when a record is verified, checkpointed, backed up and restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.ledger.verify import Fault, Sign
from mithaq.reports.wording import Lang, Term

_PATH = Path(__file__).parent / "proof.yaml"


class ProofMessages(Struct, frozen=True, forbid_unknown_fields=True):
    """``proof.yaml``: what is told, and what is said of each sign that something is wrong."""

    told: dict[str, Term]
    signs: dict[Sign, Term]


@cache
def read_proof_messages() -> ProofMessages:
    """Return everything that is said here."""
    return read_knowledge(_PATH, ProofMessages)


@dataclass(frozen=True, slots=True)
class ProofWording:
    """The words of one language.

    Args:
        lang: Which language.
    """

    lang: Lang

    def tell(self, name: str, **values: object) -> str:
        """Return a message with its values filled in; numbers get thousands separated.

        Args:
            name: Which message of ``told``.
            values: What is filled in.
        """
        return read_proof_messages().told[name].in_lang(self.lang).format(**_write_numbers(values))

    def name_fault(self, fault: Fault) -> str:
        """Return in one sentence what is wrong.

        Args:
            fault: What was found.
        """
        term = read_proof_messages().signs[fault.sign].in_lang(self.lang)
        return term.format(entry=fault.entry, detail=fault.detail)


def _write_numbers(values: Mapping[str, object]) -> dict[str, object]:
    # The number of an entry is its name and has no separators.
    return {
        name: f"{value:,}" if isinstance(value, int) and name == "count" else value
        for name, value in values.items()
    }
