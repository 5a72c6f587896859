"""The canonical bytes of an entry: what its leaf in the Merkle tree is the hash of."""

from __future__ import annotations

import msgspec

from mithaq.following.entry import Entry

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Entry)


def write_payload(entry: Entry) -> bytes:
    """Return an entry as JSON, UTF-8, keys in alphabetical order, without blanks.

    Args:
        entry: One line of the ledger.
    """
    return _ENCODER.encode(entry)


def read_payload(payload: bytes) -> Entry:
    """Return the entry that canonical bytes hold.

    Args:
        payload: What `write_payload` returned.

    Raises:
        msgspec.ValidationError: If the bytes are no entry.
    """
    return _DECODER.decode(payload)
