"""Make `src/mithaq/text/data/words.tsv.gz`: how often each written word stands in a corpus of news.

Only single words and their numbers leave the corpus. Run ``python -m tools.build_words --benchmark FOLDER``.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from bench.texts import read_articles

from mithaq.text.keys import COUNTS
from mithaq.text.normalize import normalize

_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _LONGEST = 8, 20
_ARABIC = "\u0600"


def count_words(benchmark: Path) -> Counter[str]:
    """Return how often each Arabic word stands in the corpus, rare ones left out.

    Args:
        benchmark: The benchmark folder.
    """
    counts: Counter[str] = Counter()
    for text, _ in read_articles(benchmark):
        counts.update(_WORD.findall(normalize(text).plain))
    return Counter(
        {
            word: count
            for word, count in counts.items()
            if count >= _LEAST and word[0] > _ARABIC and 1 < len(word) <= _LONGEST
        }
    )


def write_table(counts: Counter[str], path: Path) -> None:
    """Write the table, the same bytes for the same counts.

    Args:
        counts: The words.
        path: The file.
    """
    lines = [f"{word}\t{count}" for word, count in sorted(counts.items())]
    head = (
        "# Arabic words of news in plain spelling, and how often each was met; made by tools/build_words.py"
    )
    content = "\n".join([head, *lines, ""]).encode()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmark", type=Path, required=True)
    write_table(count_words(parser.parse_args().benchmark), COUNTS)
