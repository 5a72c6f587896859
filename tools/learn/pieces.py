"""The pieces of words that Arabic newspapers use, out of the quarter million of the base encoder."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from bench.texts import read_articles
from tokenizers import Tokenizer

from mithaq.reading.learnt.encoder import strip_marks
from mithaq.text.segment import segment

LEAST = 5  # a piece that occurs less often in 20,000 articles is spelt by smaller ones
_SPECIAL = 4


def choose_pieces(benchmark: Path, tokenizer: Path, least: int = LEAST) -> list[int]:
    """Return the numbers of the pieces to keep, ascending: the special ones and those that occur.

    Args:
        benchmark: The benchmark folder, for its corpus.
        tokenizer: The base encoder's pieces.
        least: How often a piece must occur.
    """
    cut = Tokenizer.from_file(str(tokenizer))
    counts: Counter[int] = Counter()
    words: Counter[str] = Counter()
    for article, _ in read_articles(benchmark):
        page = segment(article)
        words.update(map(page.raw, range(len(page.forms))))
    for word, count in words.items():
        for piece in cut.encode(strip_marks(word), add_special_tokens=False).ids:
            counts[piece] += count
    return sorted({*range(_SPECIAL), *(piece for piece, count in counts.items() if count >= least)})


def cut_tokenizer(tokenizer: Path, kept: list[int]) -> str:
    """Return the tokenizer with the kept pieces alone, numbered anew, as JSON.

    Args:
        tokenizer: The base encoder's.
        kept: Numbers of the pieces to keep, ascending.
    """
    whole: dict[str, Any] = json.loads(tokenizer.read_text(encoding="utf-8"))
    whole["model"]["vocab"] = [whole["model"]["vocab"][piece] for piece in kept]
    whole["added_tokens"] = [token for token in whole["added_tokens"] if token["id"] < _SPECIAL]
    whole["post_processor"] = None
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
