"""Receipts: one entry with the proof that it is in a checkpointed ledger, for whoever does not get the rest.

The form is C2SP tlog-proof: one text file that holds the entry (as ``extra``), its number, the audit path and
the signed checkpoint. It can be checked without the record, and without Mithaq (`tools/verify_ledger.py`).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mithaq.ledger.checkpoint import Checkpoint, read_checkpoint
from mithaq.ledger.merkle import hash_leaf, is_included, prove_inclusion
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault

_HEADING = "c2sp.org/tlog-proof@v1"
_FORM = re.compile(
    rf"\A{re.escape(_HEADING)}\nextra (?P<extra>\S+)\nindex (?P<index>0|[1-9][0-9]*)\n"
    r"(?P<path>(?:\S+\n)*)\n(?P<rest>.*)\Z",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry and its proof.

    Args:
        number: Which entry, from 0.
        payload: The canonical bytes of the entry.
        path: Its audit path, lowest hash first.
        checkpoint: The signed head of the ledger that it leads to.
    """

    number: int
    payload: bytes
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def is_right(self) -> bool:
        """Tell whether the entry is in the ledger that was checkpointed; the signature is checked apart."""
        head = self.checkpoint.head
        return is_included(hash_leaf(self.payload), self.number, head.size, self.path, head.root)


def write_receipt(payload: bytes, number: int, leaves: Sequence[bytes], checkpoint: str) -> str:
    """Return the text of a receipt.

    Args:
        payload: The canonical bytes of the entry.
        number: Which entry, from 0.
        leaves: Hashes of all entries that the checkpoint covers.
        checkpoint: The signed checkpoint over just these.
    """
    path = "".join(f"{base64.b64encode(step).decode()}\n" for step in prove_inclusion(leaves, number))
    extra = base64.b64encode(payload).decode()
    return f"{_HEADING}\nextra {extra}\nindex {number}\n{path}\n{checkpoint}"


def read_receipt(text: str, where: str) -> Receipt:
    """Return what a receipt says; nothing of it is checked yet.

    Args:
        text: The whole file.
        where: Its name, for errors.

    Raises:
        RecordError: It is no receipt.
    """
    found = _FORM.match(text)
    if found is None:
        raise make_error(RecordError, "proofs.no-receipt", where=where)
    try:
        payload = base64.b64decode(found["extra"], validate=True)
        path = tuple(base64.b64decode(line, validate=True) for line in found["path"].split())
    except (ValueError, binascii.Error) as error:
        raise make_error(RecordError, "proofs.no-receipt", where=where) from error
    return Receipt(int(found["index"]), payload, path, read_checkpoint(found["rest"], where))


def load_receipt(path: Path) -> Receipt:
    """Return the receipt in a file, once its entry was found to be in the ledger that was checkpointed.

    Args:
        path: The file.

    Raises:
        RecordError: The file cannot be read, is no receipt, or its proof is wrong.
    """
    try:
        receipt = read_receipt(path.read_bytes().decode("utf-8"), str(path))
    except OSError as error:
        told = name_fault(error)
        raise make_error(RecordError, "proofs.receipt-unread", where=str(path), error=told) from error
    except UnicodeDecodeError as error:
        raise make_error(RecordError, "proofs.no-receipt", where=str(path)) from error
    if not receipt.is_right():
        raise make_error(RecordError, "proofs.receipt-wrong", where=str(path))
    return receipt
