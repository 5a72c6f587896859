"""What an export states of itself: what it holds, from which state of the ledger, made with what, whose licence."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

import msgspec

from mithaq.ledger.checkpoint import write_checkpoint
from mithaq.ledger.keys import SigningKey
from mithaq.ledger.masks import MASK
from mithaq.ledger.merkle import Head
from mithaq.ledger.version import digest_knowledge

CODEBOOK: Final = "1.0"
"""Version of the codebook (docs/codebook.md): raised with every change of what a type or status means."""
UNLICENSED: Final = "none stated: ask whoever keeps the record"
_PLACES: Final = "Coordinates of places: GeoNames, CC BY 4.0, unless the record gives its own"


class Holds(msgspec.Struct, frozen=True):
    """What an export holds.

    Args:
        format: Name of the format.
        period: EDTF, empty for all.
        cases: Ids of cases, empty for all.
        kinds: Kinds of cases, empty for all that the format takes.
        standing: The least standing.
        verification: How well incidents are established, empty for all.
        as_of: The day for states, ISO 8601.
        sight: ``everything``, ``published`` (only what people stand by) or ``groups`` (what some may see).
        records: How many rows, features, entities or texts; None as long as it is being written.
        left_out: What the format cannot hold, by reason.
    """

    format: str
    period: str
    cases: tuple[str, ...]
    kinds: tuple[str, ...]
    standing: str
    verification: str
    as_of: str
    sight: str
    records: int | None = None
    left_out: dict[str, int] = {}


class Masking(msgspec.Struct, frozen=True):
    """Which names are not there.

    Args:
        sign: What stands for each letter of a name that is left out.
        masked: How many documents have names masked, counted with each case or text that rests on them.
        private: In how many incidents names of private persons were left out; None where they are exported.
    """

    sign: str
    masked: int
    private: int | None


class Ledger(msgspec.Struct, frozen=True):
    """The state of the ledger.

    Args:
        size: How many entries.
        root: Root hash of the Merkle tree, base64.
        checkpoint: The signed checkpoint (C2SP tlog-checkpoint); empty where there is no key.
    """

    size: int
    root: str
    checkpoint: str = ""


class Statement(msgspec.Struct, frozen=True):
    """What an export states of itself.

    Args:
        holds: What it holds.
        masks: Which names are not there.
        ledger: The state of the ledger that it was made from.
        mithaq: Version of the program.
        lexicon: Digest of the words, weights and code that read.
        codebook: Version of the codebook.
        exported: When, ISO 8601 UTC.
        licence: Under which licence it is passed on.
        attribution: Whose data it holds beside the record's own.
    """

    holds: Holds
    masks: Masking
    ledger: Ledger
    mithaq: str
    lexicon: str
    codebook: str
    exported: str
    licence: str
    attribution: str = _PLACES

    def encode(self) -> bytes:
        """Return it as indented JSON, UTF-8."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when an export is made.

    Args:
        head: Size and root hash of the ledger.
        at: When, ISO 8601 UTC.
        key: Who signs the checkpoint; None for nobody.
    """

    head: Head
    at: str
    key: SigningKey | None = None


def make_statement(holds: Holds, origin: Origin, licence: str, *, private: bool) -> Statement:
    """Return what is known of an export before it is written.

    Args:
        holds: What it will hold.
        origin: Where and when it is made.
        licence: As asked for; empty where nobody said.
        private: Whether names of private persons are exported.
    """
    signed = write_checkpoint(origin.head, origin.key) if origin.key else ""
    return Statement(
        holds=holds,
        masks=Masking(MASK, 0, None if private else 0),
        ledger=Ledger(origin.head.size, base64.b64encode(origin.head.root).decode(), signed),
        mithaq=version("mithaq"),
        lexicon=digest_knowledge(),
        codebook=CODEBOOK,
        exported=origin.at,
        licence=licence or UNLICENSED,
    )
