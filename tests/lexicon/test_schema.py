from __future__ import annotations

from mithaq.lexicon.schema import Condition, Family, list_patterns, read_named_verbs, read_roots


def test_patterns_of_a_family_are_its_phrases_and_conditions() -> None:
    condition = Condition("c", after=("أ",), before=("ب",), next=("ج",), previous=("د",), sentence=("ه",))
    family = Family(key="k", prior=0.5, phrases=("<دعا> … حوار",), conditions=(condition,))
    assert list_patterns(family) == ("<دعا> … حوار", "أ", "ب", "ج", "د", "ه")


def test_every_verb_that_a_file_names_is_listed() -> None:
    verbs = set(read_named_verbs())
    assert {"دعا", "حذّر", "أجرى", "قال"} <= verbs
    assert not any("<" in verb or ">" in verb for verb in verbs)


def test_roots_added_by_hand_have_patterns() -> None:
    assert all(patterns for patterns in read_roots().values())
