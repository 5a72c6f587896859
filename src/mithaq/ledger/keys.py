"""Keys that sign checkpoints: Ed25519, in the text forms of signed notes (C2SP signed-note, Go sumdb/note).

The key belongs to the organization and lies in a file of its own; it is never in the database. Whoever has to
check signatures needs only the public half, one line of text.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error, name_fault

_ED25519 = b"\x01"
_LENGTH = 32
_PRIVATE = "PRIVATE+KEY+"
_HEX_DIGITS = 8


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What signatures are checked with.

    Args:
        name: Who signs, without spaces and plus signs, best a name on the web such as ``example.org/record``.
        data: The 32 bytes of the Ed25519 public key.
    """

    name: str
    data: bytes

    @property
    def hint(self) -> bytes:
        """First four bytes of the hash of name and key; stands before each signature."""
        return hashlib.sha256(f"{self.name}\n".encode() + _ED25519 + self.data).digest()[:4]

    @property
    def line(self) -> str:
        """The key as one line of text that can be given to others."""
        return f"{self.name}+{self.hint.hex()}+{base64.b64encode(_ED25519 + self.data).decode()}"

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Tell whether the signature is this key's.

        Args:
            message: What was signed.
            signature: 64 bytes.
        """
        try:
            Ed25519PublicKey.from_public_bytes(self.data).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """What checkpoints are signed with; to be kept secret.

    Args:
        name: Who signs; see `PublicKey`.
        seed: The 32 secret bytes.
    """

    name: str
    seed: bytes

    def __repr__(self) -> str:
        """Return the name only: what is printed by mistake tells no secret."""
        return f"SigningKey({self.name!r})"

    @property
    def public(self) -> PublicKey:
        """The half that others may know."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return PublicKey(self.name, key.public_key().public_bytes_raw())

    @property
    def line(self) -> str:
        """The key as one line of text, for its file."""
        return f"{_PRIVATE}{self.name}+{self.public.hint.hex()}+{base64.b64encode(_ED25519 + self.seed).decode()}"

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def is_key_name(name: str) -> bool:
    """Tell whether a name can stand in a signed note: not empty, no white space, no plus sign."""
    return bool(name) and name.isprintable() and "+" not in name and not any(sign.isspace() for sign in name)


def make_key(path: Path, name: str) -> SigningKey:
    """Make a key, write it to a file that only its owner can read, and return it.

    The public half is written beside it, in a file of the same name with ``.pub`` behind it.

    Args:
        path: The file; there must be none yet.
        name: Who signs; see `PublicKey`.

    Raises:
        RecordError: The name cannot stand in a note, or the file cannot be written.
    """
    if not is_key_name(name):
        raise make_error(RecordError, "proofs.key-name", name=repr(name))
    key = SigningKey(name, os.urandom(_LENGTH))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The file is born readable by its owner only, and never replaces another.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{key.line}\n")
        name_public_file(path).write_text(f"{key.public.line}\n", encoding="utf-8")
    except OSError as error:
        told = name_fault(error)
        raise make_error(RecordError, "proofs.key-unwritten", where=str(path), error=told) from error
    return key


def name_public_file(path: Path) -> Path:
    """Return where the public half of a key file lies."""
    return path.with_name(f"{path.name}.pub")


def read_signing_key(path: Path) -> SigningKey:
    """Return the key of a file.

    Args:
        path: A file with one line ``PRIVATE+KEY+name+hint+key``.

    Raises:
        RecordError: There is no such file, or it holds no such key.
    """
    line = _read_line(path)
    if not line.startswith(_PRIVATE):
        raise make_error(RecordError, "proofs.no-signing-key", where=str(path))
    name, hint, data = _split(line.removeprefix(_PRIVATE), path)
    key = SigningKey(name, data)
    _check_hint(hint, key.public, path)
    return key


def read_public_key(path: Path) -> PublicKey:
    """Return the public key of a file, which may hold either half.

    Args:
        path: A file with one line ``name+hint+key`` or ``PRIVATE+KEY+name+hint+key``.

    Raises:
        RecordError: There is no such file, or it holds no such key.
    """
    line = _read_line(path)
    if line.startswith(_PRIVATE):
        return read_signing_key(path).public
    name, hint, data = _split(line, path)
    key = PublicKey(name, data)
    _check_hint(hint, key, path)
    return key


def _read_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise make_error(
            RecordError, "proofs.key-unread", where=str(path), error=name_fault(error)
        ) from error
    except UnicodeDecodeError as error:
        raise make_error(RecordError, "proofs.no-key", where=str(path)) from error


def _split(line: str, path: Path) -> tuple[str, str, bytes]:
    parts = line.split("+", 2)  # base64 may hold further plus signs
    try:
        name, hint, encoded = parts
        data = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error) as error:
        raise make_error(RecordError, "proofs.no-note-key", where=str(path)) from error
    if not is_key_name(name) or len(hint) != _HEX_DIGITS or data[:1] != _ED25519 or len(data) != _LENGTH + 1:
        raise make_error(RecordError, "proofs.no-ed25519", where=str(path))
    return name, hint, data[1:]


def _check_hint(hint: str, key: PublicKey, path: Path) -> None:
    if hint != key.hint.hex():
        raise make_error(RecordError, "proofs.key-damaged", where=str(path))
