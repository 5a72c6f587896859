from __future__ import annotations

import re
import string

import pytest

from mithaq.ledger.verify import Fault, Sign
from mithaq.reports.proof import ProofWording, read_proof_messages
from mithaq.reports.wording import Lang, Term

ARABIC = re.compile("[\u0621-\u064a]")
TERMS = [
    *((f"told.{name}", term) for name, term in read_proof_messages().told.items()),
    *((f"signs.{name}", term) for name, term in read_proof_messages().signs.items()),
]


@pytest.mark.parametrize(("name", "term"), TERMS, ids=[name for name, _ in TERMS])
def test_both_languages_say_it_with_the_same_values(name: str, term: Term) -> None:
    slots = [
        sorted(slot for _, slot, _, _ in string.Formatter().parse(text) if slot)
        for text in (term.ar, term.en)
    ]
    assert slots[0] == slots[1], name
    assert ARABIC.search(term.ar)
    assert not ARABIC.search(term.en)


@pytest.mark.parametrize("sign", Sign)
@pytest.mark.parametrize("lang", Lang)
def test_every_sign_has_its_words(sign: Sign, lang: Lang) -> None:
    said = ProofWording(lang).name_fault(Fault(sign, 7, "detail"))
    assert "7" in said or "detail" in said
    assert "{" not in said


def test_counts_are_separated_and_numbers_of_entries_are_not() -> None:
    told = ProofWording(Lang.EN).tell("receipt_written", entry=1200, count=34000, where="x")
    assert "entry 1200 " in told
    assert "34,000 entries" in told
