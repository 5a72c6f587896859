"""Make `src/mithaq/lexicon/data/kin.tsv.gz`: which words of news stand among the same words.

Words are described by the words around them (positive pointwise mutual information, cut to a hundred dimensions
by singular values) and sorted into 64, 256 and 1,000 kinds. Only single words and the numbers of their kinds leave
the corpus. Run ``python -m tools.build_kin --benchmark FOLDER``; needs scipy and scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from bench.texts import read_articles
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from mithaq.lexicon.kin import KIN, find_key
from mithaq.text.segment import segment

SIZES = (64, 256, 1000)
LEAST = 10  # rarer words are left out
AROUND = 5_000  # so many of the most frequent words describe the others
REACH, BESIDE = 5, 2  # words as near as the second are told apart by their side
DIMENSIONS = 100
SMOOTH = 0.75  # how much the frequency of the surrounding words counts
SEED = 1
_OPENING = 300  # papers print one report on the same day
_EDGE = -1


def read_stream(benchmark: Path) -> tuple[list[str], NDArray[np.int32]]:
    """Return all words, and the corpus as their numbers with ``_EDGE`` behind each sentence.

    Args:
        benchmark: The benchmark folder.
    """
    numbers: dict[str, int] = {}
    stream = array("i")
    seen: set[str] = set()
    for text, _ in read_articles(benchmark):
        if text[:_OPENING] in seen:
            continue
        seen.add(text[:_OPENING])
        page = segment(text)
        for first, last in page.sentences:
            stream.extend(numbers.setdefault(find_key(form), len(numbers)) for form in page.forms[first:last])
            stream.append(_EDGE)
    return list(numbers), np.frombuffer(stream, dtype=np.int32)


def rank_words(stream: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the frequent enough words, most frequent first, and the stream as ranks.

    Args:
        stream: Numbers of words.
    """
    counts = np.bincount(stream[stream >= 0])
    order = np.argsort(-counts, kind="stable")
    ranks = np.empty(len(counts), dtype=np.int64)
    ranks[order] = np.arange(len(counts))
    return order[: int((counts >= LEAST).sum())], np.where(stream < 0, _EDGE, ranks[stream])


def count_company(ranks: NDArray[np.int64], words: int) -> sparse.csr_matrix:
    """Return how often each word stands near each frequent one: before, behind, or farther off.

    Args:
        ranks: The stream.
        words: How many words are described.
    """
    total = sparse.csr_matrix((words, 3 * AROUND), dtype=np.float32)
    for distance in range(1, REACH + 1):
        early, late = ranks[:-distance], ranks[distance:]
        whole = np.ones(len(early), dtype=bool)
        for step in range(1, distance):
            whole &= ranks[step : len(ranks) - distance + step] >= 0
        for side, (own, other) in enumerate(((early, late), (late, early)), start=1):
            used = whole & (own >= 0) & (own < words) & (other >= 0) & (other < AROUND)
            columns = other[used] + (side if distance <= BESIDE else 0) * AROUND
            ones = np.ones(int(used.sum()), dtype=np.float32)
            total += sparse.coo_matrix((ones, (own[used], columns)), shape=total.shape).tocsr()
    return total


def describe_words(company: sparse.csr_matrix) -> NDArray[np.float32]:
    """Return one row of unit length for each word.

    Args:
        company: As `count_company` returns it.
    """
    own = np.asarray(company.sum(axis=1)).ravel()
    around = np.asarray(company.sum(axis=0)).ravel() ** SMOOTH
    around *= company.sum() / around.sum()
    pairs = company.tocoo()
    value = np.log(pairs.data * company.sum() / (own[pairs.row] * around[pairs.col] + 1e-9))
    kept = value > 0
    table = sparse.csr_matrix(
        (value[kept], (pairs.row[kept], pairs.col[kept])), shape=company.shape, dtype=np.float32
    )
    left, strength, _ = randomized_svd(table, DIMENSIONS, n_iter=3, random_state=SEED)
    rows: NDArray[np.float32] = normalize(left * np.sqrt(strength)).astype(np.float32)
    return rows


def sort_words(rows: NDArray[np.float32]) -> Iterator[Sequence[int]]:
    """Yield for each of ``SIZES`` the number of each word's kind.

    Args:
        rows: Descriptions of the words.
    """
    for size in SIZES:
        sorter = MiniBatchKMeans(size, random_state=SEED, batch_size=4096, n_init=1, max_iter=30)
        yield sorter.fit(rows).labels_.tolist()


def write_table(words: Sequence[str], kinds: Sequence[Sequence[int]], path: Path) -> None:
    """Write the table, the same bytes for the same kinds.

    Args:
        words: The words; those with anything but Arabic letters, or of one or two, are left out.
        kinds: For each of ``SIZES`` the kind of each word.
        path: The file.
    """
    head = "# Words of news in plain spelling without particles, and their kinds; made by tools/build_kin.py"
    lines = [
        "\t".join((word, *map(str, numbers)))
        for word, *numbers in sorted(zip(words, *kinds, strict=True))
        if word.isalpha() and word > "\u0600" and len(word) > 2  # noqa: PLR2004 - shorter ones are particles
    ]
    path.write_bytes(gzip.compress("\n".join([head, *lines, ""]).encode(), mtime=0))


def main() -> None:
    """Read the arguments, sort the words, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--benchmark", type=Path, required=True)
    words, stream = read_stream(parser.parse_args().benchmark)
    chosen, ranks = rank_words(stream)
    rows = describe_words(count_company(ranks, len(chosen)))
    write_table([words[at] for at in chosen], list(sort_words(rows)), KIN)
    print(f"{len(chosen)} words, {KIN.stat().st_size} bytes")


if __name__ == "__main__":
    main()
