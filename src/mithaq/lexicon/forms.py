"""The generated table of verb forms: which folded word is which form of which verb.

The table is made by ``tools/build_forms.py`` with mazini (CC BY 4.0). A lemma is the past tense, third person
masculine singular, written with its hamza and doubling marks and no vowels ("حذّر", "أعلن", "دعا").
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mithaq.text.normalize import fold

FORMS = Path(__file__).parent / "data" / "forms.tsv.gz"
_VOWELS = re.compile("[\u064b-\u0650\u0652\u0670\u0640]")
_DOUBLING = "\u0651"
_ORDER = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb and its forms.

    Args:
        lemma: Past tense as written with doubling marks.
        derived: Roman numeral of the derived form.
        forms: Folded form and its codes, as the head of the table explains them.
    """

    lemma: str
    derived: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]


def write_spelling(vocalised: str) -> str:
    """Return a fully vocalised word as lemmas are written: doubling and hamza kept, vowels dropped."""
    return _VOWELS.sub("", vocalised)


def read_forms(path: Path = FORMS) -> Iterator[Verb]:
    """Yield the verbs of the generated table.

    Args:
        path: The gzipped table.
    """
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        if line.startswith("#"):
            continue
        lemma, derived, *cells = line.split("\t")
        forms = tuple((form, tuple(codes)) for form, *codes in (cell.split(" ") for cell in cells))
        yield Verb(lemma, derived, forms)


def find_lemma(lemmas: Iterable[tuple[str, str]], spec: str) -> tuple[str, str] | None:
    """Return the (lemma, derived form) that a lexicon file means by ``spec``, or None.

    The spelling is compared exactly first, then without doubling marks, then without hamza; of several the
    lowest derived form is taken. "طلب/V" asks for one derived form.

    Args:
        lemmas: Lemmas with their derived forms.
        spec: What the file says, for instance "حذّر" or "طلب/V".
    """
    spelling, _, derived = spec.partition("/")
    exact, plain, loose = _index_lemmas(tuple(lemmas))
    found = (
        exact.get(spelling, ())
        or plain.get(spelling.replace(_DOUBLING, ""), ())
        or loose.get(fold(spelling), ())
    )
    fitting = [key for key in found if not derived or key[1] == derived]
    return min(fitting, key=_rank, default=None)


def _rank(key: tuple[str, str]) -> int:
    return _ORDER.index(key[1]) if key[1] in _ORDER else len(_ORDER)


_Index = dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=2)
def _index_lemmas(lemmas: tuple[tuple[str, str], ...]) -> tuple[_Index, _Index, _Index]:
    exact: _Index = {}
    plain: _Index = {}
    loose: _Index = {}
    for key in lemmas:
        exact.setdefault(key[0], []).append(key)
        plain.setdefault(key[0].replace(_DOUBLING, ""), []).append(key)
        loose.setdefault(fold(key[0]), []).append(key)
    return exact, plain, loose
