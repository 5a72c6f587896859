"""Count how common each term is in news: ``python tools/build_common.py CORPUS``.

Reads the archives of the corpus and writes `src/mithaq/following/data/common.tsv`: the terms of at least one in
2,000 articles with the binary logarithm of one in how many articles holds them. Only single terms are kept.
"""

from __future__ import annotations

import json
import math
import sys
import zipfile
from collections import Counter
from pathlib import Path

from mithaq.following.terms import find_term
from mithaq.text.segment import segment

OUT = Path(__file__).parents[1] / "src" / "mithaq" / "following" / "data" / "common.tsv"
_LEAST = 1 / 2000


def main() -> int:
    """Count, write, and return the exit code."""
    counts: Counter[str] = Counter()
    total = 0
    for path in sorted(Path(sys.argv[1]).glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                for article in json.loads(archive.read(member)):
                    counts.update({find_term(form) for form in segment(article["content"]).forms} - {""})
                    total += 1
    rows = [(math.log2(total / count), term) for term, count in counts.items() if count >= total * _LEAST]
    lines = [f"{term}\t{rarity:.1f}" for rarity, term in sorted(rows)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} terms of {total} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
