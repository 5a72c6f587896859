"""Kinds of words: which words of news stand among the same words, learnt from a corpus without annotations.

A word that no annotated text has is known by its kin ("ندد" stands where "أدان" and "استنكر" stand). The table is
made by ``tools/build_kin.py``; it holds single words and the numbers of their kinds, at three grades of fineness.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from mithaq.text.stem import cut_stem

KIN = Path(__file__).parent / "data" / "kin.tsv.gz"
GRADES = ("64", "256", "1000")
_SHORT = 2


def find_key(form: str) -> str:
    """Return what a word is called in the table: particles, article and pronoun cut off.

    Args:
        form: Folded word, as in ``Page.forms``.
    """
    return cut_stem(form).base if len(form) > _SHORT else form


def find_kin(form: str) -> tuple[str, ...]:
    """Return the names of a word's kinds, from wide to narrow; none for a word that the table lacks.

    Args:
        form: Folded word, as in ``Page.forms``.
    """
    kinds = _read_kin().get(find_key(form))
    if kinds is None:
        return ()
    return tuple(f"kin{grade}={kind}" for grade, kind in zip(GRADES, kinds.split("\t"), strict=True))


@cache
def _read_kin() -> dict[str, str]:
    lines = gzip.decompress(KIN.read_bytes()).decode("utf-8").splitlines()
    # The numbers are taken apart only for words that are asked for: few of all are.
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))
