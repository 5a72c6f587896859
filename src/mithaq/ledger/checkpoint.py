"""Checkpoints: a small signed text that says how long the ledger was and what its root hash was.

Kept elsewhere, it proves that the record only grew since. The form is that of public transparency logs (C2SP
tlog-checkpoint in a C2SP signed-note), so that their tools read it: the origin, the size and the root hash in
base64 on a line each, an empty line, and one line for each signature.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path

from mithaq.ledger.keys import PublicKey, SigningKey
from mithaq.ledger.merkle import Head
from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault

_HASH_LENGTH = 32
_SIGNATURE_LENGTH = 4 + 64
_SIGNATURE = re.compile(r"^— (\S+) ([A-Za-z0-9+/=]+)$")
_SIZE = re.compile(r"^(0|[1-9][0-9]{0,18})$")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a note.

    Args:
        name: Whose it is said to be.
        hint: First four bytes of the hash of name and key.
        data: The 64 bytes.
    """

    name: str
    hint: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says.

    Args:
        origin: Which ledger it is of: the name of the key that signed it.
        head: Size and root hash.
        body: The text that is signed.
        signatures: At least one.
    """

    origin: str
    head: Head
    body: str
    signatures: tuple[Signature, ...]

    def is_signed_by(self, key: PublicKey) -> bool:
        """Tell whether the key's own signature is among them and right.

        Args:
            key: Whose signature is looked for.
        """
        return any(
            key.has_signed(self.body.encode(), signature.data)
            for signature in self.signatures
            if signature.name == key.name and signature.hint == key.hint
        )


def write_checkpoint(head: Head, key: SigningKey) -> str:
    """Return the signed text.

    Args:
        head: Size and root hash of the ledger.
        key: Who signs; its name is the origin.
    """
    return sign_note(f"{key.name}\n{head.size}\n{base64.b64encode(head.root).decode()}\n", key)


def sign_note(body: str, key: SigningKey) -> str:
    """Return a signed note (C2SP signed-note).

    Args:
        body: Its text; ends with a new line.
        key: Who signs.
    """
    signature = base64.b64encode(key.public.hint + key.sign(body.encode())).decode()
    return f"{body}\n— {key.name} {signature}\n"


def read_checkpoint(text: str, where: str) -> Checkpoint:
    """Return what a checkpoint says; its signatures are not checked yet.

    Args:
        text: The whole file.
        where: Its name, for errors.

    Raises:
        RecordError: It is no checkpoint, or it is not signed.
    """
    body, blank, signed = text.rpartition("\n\n")
    lines = body.split("\n")
    if not blank or len(lines) < 3 or not all(lines):  # noqa: PLR2004 - origin, size, root
        raise make_error(RecordError, "proofs.no-checkpoint", where=where)
    root = _decode(lines[2])
    if not _SIZE.match(lines[1]) or len(root) != _HASH_LENGTH:
        raise make_error(RecordError, "proofs.damaged-checkpoint", where=where)
    signatures = tuple(_read_signature(line, where) for line in signed.splitlines())
    if not signatures or not signed.endswith("\n"):
        raise make_error(RecordError, "proofs.unsigned", where=where)
    return Checkpoint(lines[0], Head(int(lines[1]), root), f"{body}\n", signatures)


def load_checkpoint(path: Path) -> Checkpoint:
    """Return what the checkpoint in a file says; see `read_checkpoint`.

    Raises:
        RecordError: The file cannot be read, or holds no signed checkpoint.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        told = name_fault(error)
        raise make_error(RecordError, "proofs.unread-checkpoint", where=str(path), error=told) from error
    except UnicodeDecodeError as error:
        raise make_error(RecordError, "proofs.no-checkpoint", where=str(path)) from error
    return read_checkpoint(text, str(path))


def check_signature(checkpoint: Checkpoint, key: PublicKey, where: str) -> None:
    """Refuse a checkpoint that the key has not signed.

    Args:
        checkpoint: What was read.
        key: Whose signature it must carry.
        where: Name of the file, for errors.

    Raises:
        RecordError: The signature is missing or wrong.
    """
    if checkpoint.is_signed_by(key):
        return
    names = ", ".join(signature.name for signature in checkpoint.signatures)
    raise make_error(RecordError, "proofs.other-key", where=where, key=key.name, names=names)


def _read_signature(line: str, where: str) -> Signature:
    found = _SIGNATURE.match(line)
    data = _decode(found[2]) if found else b""
    if not found or len(data) != _SIGNATURE_LENGTH:
        raise make_error(RecordError, "proofs.no-signature", where=where)
    return Signature(found[1], data[:4], data[4:])


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
