"""The Merkle tree of RFC 6962, section 2.1: hashes, inclusion proofs, consistency proofs.

Beside each leaf the ledger keeps one hash, the *node*: the root of the largest complete subtree that ends with
that leaf. The nodes of the rows that `find_peak_rows` names are the frontier of the tree at that size, so that
an entry is appended, and the root at any size is found, by reading O(log n) rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LEAF, _INNER = b"\x00", b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962 §2.1).

    Args:
        data: The canonical bytes of an entry.
    """
    return hashlib.sha256(_LEAF + data).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962 §2.1).

    Args:
        left: Hash of the left subtree.
        right: Hash of the right subtree.
    """
    return hashlib.sha256(_INNER + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What has to be known of a tree to append to it: the roots of its complete subtrees.

    Args:
        size: How many leaves the tree has.
        peaks: Roots of the complete subtrees, from the largest (left) to the smallest: one for each bit of
            ``size`` that is 1.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a frontier that no tree of this size has."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} peaks")

    def append(self, leaf: bytes) -> Frontier:
        """Return the frontier with one more leaf.

        Args:
            leaf: Hash of the leaf (`hash_leaf`).
        """
        return Frontier(self.size + 1, _grow(self.size, self.peaks, leaf))

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """Return the frontier with more leaves.

        Args:
            leaves: Hashes of the leaves in their order.
        """
        size, peaks = self.size, self.peaks
        for leaf in leaves:
            peaks = _grow(size, peaks, leaf)
            size += 1
        return Frontier(size, peaks)

    @property
    def node(self) -> bytes:
        """Root of the largest complete subtree that ends with the last leaf: what is kept beside that leaf.

        Raises:
            ValueError: The tree is empty.
        """
        if not self.peaks:
            raise ValueError("an empty tree has no last leaf")
        return self.peaks[-1]

    @property
    def root(self) -> bytes:
        """Root hash of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            root = hash_children(peak, root)
        return root


def _grow(size: int, peaks: tuple[bytes, ...], leaf: bytes) -> tuple[bytes, ...]:
    kept = len(peaks)
    while size & 1:  # every complete subtree of the same height on the right is closed
        kept -= 1
        leaf = hash_children(peaks[kept], leaf)
        size >>= 1
    return (*peaks[:kept], leaf)


def find_peak_rows(size: int) -> tuple[int, ...]:
    """Return which leaves' nodes make the frontier of a tree, largest subtree first, numbered from 0.

    Args:
        size: How many leaves the tree has.
    """
    rows, end = [], 0
    for height in range(size.bit_length() - 1, -1, -1):
        if size >> height & 1:
            end += 1 << height
            rows.append(end - 1)
    return tuple(rows)


def find_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root hash over leaves.

    Args:
        leaves: Hashes of the leaves in their order.
    """
    return Frontier().extend(leaves).root


def prove_inclusion(leaves: Sequence[bytes], number: int) -> tuple[bytes, ...]:
    """Return the audit path of a leaf (RFC 6962 §2.1.1), lowest hash first.

    Args:
        leaves: Hashes of all leaves of the tree.
        number: Which leaf, from 0.

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= number < len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves has no leaf {number}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _split(end - start)
        if number < middle:
            path.append(find_root(leaves[middle:end]))
            end = middle
        else:
            path.append(find_root(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def prove_consistency(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of the first ``size`` leaves is a beginning of this one (RFC 6962 §2.1.2).

    Args:
        leaves: Hashes of all leaves of the newer tree.
        size: How many leaves the older tree has.

    Raises:
        ValueError: The older tree is larger, or empty: there is nothing to prove.
    """
    if not 0 < size <= len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves has no beginning of {size} leaves to prove")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    whole = True  # the older tree is known to who asks, as long as it is the left part of this one
    while size != end:
        middle = start + _split(end - start)
        if size <= middle:
            path.append(find_root(leaves[middle:end]))
            end = middle
        else:
            path.append(find_root(leaves[start:middle]))
            start, whole = middle, False
    if not whole:
        path.append(find_root(leaves[start:end]))
    return tuple(reversed(path))


def _split(size: int) -> int:
    """Return the largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1


def is_included(leaf: bytes, number: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether an audit path leads from a leaf to the root (RFC 9162 §2.1.3.2).

    Args:
        leaf: Hash of the leaf.
        number: Which leaf, from 0.
        size: How many leaves the tree has.
        path: What `prove_inclusion` returned.
        root: Root hash of the tree.
    """
    if not 0 <= number < size:
        return False
    last, found = size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = hash_children(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = hash_children(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


@dataclass(frozen=True, slots=True)
class Head:
    """A tree as it is told to others.

    Args:
        size: How many leaves it has.
        root: Its root hash.
    """

    size: int
    root: bytes


def is_extended(old: Head, new: Head, path: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that one tree is the beginning of another (RFC 9162 §2.1.4.2).

    Args:
        old: The older tree.
        new: The newer tree.
        path: What `prove_consistency` returned.
    """
    if not 0 < old.size <= new.size:
        return False
    if old.size == new.size:
        return not path and old.root == new.root
    steps = list(path) if old.size & (old.size - 1) else [old.root, *path]
    if not steps:
        return False
    number, last = old.size - 1, new.size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    found_old = found_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            found_old, found_new = hash_children(step, found_old), hash_children(step, found_new)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found_new = hash_children(found_new, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found_old == old.root and found_new == new.root
