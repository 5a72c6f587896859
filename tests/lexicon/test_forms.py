from __future__ import annotations

import gzip
import importlib
import sys
from pathlib import Path

import pytest

from mithaq.lexicon.forms import FORMS, find_lemma, read_forms, write_spelling

TOOLS = Path(__file__).parents[2] / "tools"
KEYS = (("حذر", "I"), ("حذّر", "II"), ("أعلن", "IV"), ("علن", "I"), ("شنّ", "I"), ("دعا", "I"))


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ("حذّر", ("حذّر", "II")),
        ("حذر", ("حذر", "I")),
        ("شن", ("شنّ", "I")),
        ("أعلن", ("أعلن", "IV")),
        ("اعلن", ("أعلن", "IV")),
        ("حذر/II", None),
        ("دعى", None),
        ("دعا/I", ("دعا", "I")),
    ],
)
def test_a_lemma_is_found_by_its_spelling(spec: str, key: tuple[str, str] | None) -> None:
    assert find_lemma(KEYS, spec) == key


def test_spelling_keeps_doubling_and_drops_vowels() -> None:
    assert write_spelling("حَذَّرَ") == "حذّر"


def test_the_table_names_its_source_and_stays_small() -> None:
    assert "mazini" in gzip.decompress(FORMS.read_bytes()).decode().splitlines()[0]
    assert FORMS.stat().st_size < 1_500_000


@pytest.mark.parametrize(("root", "pattern"), [("دعو", "I/a~u"), ("طلب", "III"), ("وقع", "II"), ("جيب", "X")])
def test_the_table_holds_what_the_conjugator_makes(
    root: str, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("mazini")
    monkeypatch.syspath_prepend(str(TOOLS))
    sys.modules.pop("build_forms", None)
    made = importlib.import_module("build_forms").conjugate_verb(root, pattern)
    assert made is not None
    lemma, derived, forms = made
    verb = next(verb for verb in read_forms() if (verb.lemma, verb.derived) == (lemma, derived))
    table = dict(verb.forms)
    assert all(set(codes) <= set(table[form]) for form, codes in forms.items())
