"""Vectors: the test suite of the certificate-transparency reference implementation (Merkle tree)."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    Head,
    find_peak_rows,
    find_root,
    hash_children,
    hash_leaf,
    is_extended,
    is_included,
    prove_consistency,
    prove_inclusion,
)

INPUTS = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
LEAVES = [hash_leaf(bytes.fromhex(text)) for text in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

leaf_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=70).map(
    lambda inputs: [hash_leaf(data) for data in inputs]
)


def name(path: tuple[bytes, ...]) -> list[str]:
    return [step.hex() for step in path]


def define_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, word by word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hash_children(define_root(leaves[:k]), define_root(leaves[k:]))


def define_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of RFC 6962 §2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*define_path(m, leaves[:k]), define_root(leaves[k:])]
    return [*define_path(m - k, leaves[k:]), define_root(leaves[:k])]


def define_subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of RFC 6962 §2.1.2."""
    if m == len(leaves):
        return [] if whole else [define_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*define_subproof(m, leaves[:k], whole=whole), define_root(leaves[k:])]
    return [*define_subproof(m - k, leaves[k:], whole=False), define_root(leaves[:k])]


def test_empty_tree() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Frontier().root == find_root([]) == EMPTY_ROOT
    with pytest.raises(ValueError, match="no last leaf"):
        _ = Frontier().node


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert find_root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("number", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [A, B, C]),
        (5, 8, [D, E, ROOTS[3]]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], B, D]),
    ],
)
def test_published_inclusion_proofs(number: int, size: int, path: list[str]) -> None:
    found = prove_inclusion(LEAVES[:size], number)
    assert name(found) == path
    assert is_included(LEAVES[number], number, size, found, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])],
)
def test_published_consistency_proofs(old: int, new: int, path: list[str]) -> None:
    found = prove_consistency(LEAVES[:new], old)
    assert name(found) == path
    heads = [Head(size, bytes.fromhex(ROOTS[size - 1])) for size in (old, new)]
    assert is_extended(heads[0], heads[1], found)


@given(leaf_lists)
def test_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for size, leaf in enumerate(leaves, 1):
        frontier = frontier.append(leaf)
        assert frontier.root == define_root(leaves[:size])
    assert frontier == Frontier().extend(leaves)


@given(leaf_lists)
def test_kept_nodes_give_the_frontier_of_every_size(leaves: list[bytes]) -> None:
    frontiers = [Frontier()]
    for leaf in leaves:
        frontiers.append(frontiers[-1].append(leaf))
    nodes = [frontier.node for frontier in frontiers[1:]]
    for size, frontier in enumerate(frontiers):
        assert tuple(nodes[row] for row in find_peak_rows(size)) == frontier.peaks


@given(leaf_lists, st.data())
def test_inclusion_proofs(leaves: list[bytes], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(leaves) - 1))
    path, root = prove_inclusion(leaves, number), find_root(leaves)
    assert list(path) == define_path(number, leaves)
    assert is_included(leaves[number], number, len(leaves), path, root)
    assert not is_included(hash_leaf(b"something else"), number, len(leaves), path, root)
    assert not is_included(leaves[number], number, len(leaves), (*path, root), root)
    if path:
        assert not is_included(leaves[number], number, len(leaves), path[:-1], root)


@given(leaf_lists, st.data())
def test_consistency_proofs(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    path = prove_consistency(leaves, size)
    assert list(path) == define_subproof(size, leaves, whole=True)
    old, new = Head(size, find_root(leaves[:size])), Head(len(leaves), find_root(leaves))
    assert is_extended(old, new, path)
    assert not is_extended(Head(size, hash_leaf(b"something else")), new, path)
    assert not is_extended(old, Head(new.size, hash_leaf(b"something else")), path)
    assert not is_extended(old, new, (*path, new.root))
    if path:
        assert not is_extended(old, new, path[:-1])


@pytest.mark.parametrize(("size", "peaks"), [(-1, ()), (0, (b"",)), (3, (b"",))])
def test_a_frontier_that_no_tree_has(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Frontier(size, peaks)


@pytest.mark.parametrize("number", [-1, 8])
def test_no_proof_of_a_leaf_that_is_not_there(number: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        prove_inclusion(LEAVES, number)
    assert not is_included(LEAVES[0], number, 8, (), EMPTY_ROOT)


@pytest.mark.parametrize("size", [0, 9])
def test_no_proof_of_a_beginning_that_is_none(size: int) -> None:
    with pytest.raises(ValueError, match="no beginning"):
        prove_consistency(LEAVES, size)
    assert not is_extended(Head(size, EMPTY_ROOT), Head(8, EMPTY_ROOT), ())


def test_proofs_that_are_cut_to_nothing() -> None:
    assert not is_extended(Head(3, EMPTY_ROOT), Head(8, EMPTY_ROOT), ())
