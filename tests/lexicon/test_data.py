"""The examples in the lexicon's files, run as tests."""

from __future__ import annotations

import pytest

from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Family, read_acts, read_cues, read_sets, read_topics
from mithaq.lexicon.triggers import judge_all
from mithaq.model import ActType, Topic
from mithaq.text.segment import segment

FILES = read_acts()
FAMILIES = [(file.type, family) for file in FILES for family in file.families]


def _read(phrase: str, key: str | None = None) -> dict[ActType, float]:
    """Return the highest prior by likeliest type; a phrase of one family may swallow a word of another."""
    lexicon = load_lexicon()
    best: dict[ActType, float] = {}
    for item in judge_all(lexicon.read(segment(phrase))):
        if key in (None, lexicon.tables.groups[item.candidate.entry.group].key):
            act, prior = item.outcome.types[0]
            best[act] = max(prior, best.get(act, 0.0))
    return best


@pytest.mark.parametrize(
    ("act", "family", "example"),
    [(act, family, example) for act, family in FAMILIES for example in family.match],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "key", str(value)),
)
def test_examples_match(act: ActType, family: Family, example: str) -> None:
    head, colon, phrase = example.partition(": ")
    expected = ActType(head) if colon else family.type or act
    assert expected in _read(phrase if colon else example)


@pytest.mark.parametrize(
    ("family", "example"),
    [(family, example) for _, family in FAMILIES for example in family.avoid],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "key", str(value)),
)
def test_counterexamples_stay_faint(family: Family, example: str) -> None:
    assert max(_read(example, family.key).values(), default=0.0) <= family.prior / 2


def test_keys_are_unique() -> None:
    keys = [family.key for _, family in FAMILIES]
    assert len(keys) == len(set(keys))


def test_every_type_has_a_file() -> None:
    assert {file.type for file in FILES} == set(ActType)


def test_every_family_has_an_example() -> None:
    assert [family.key for _, family in FAMILIES if not family.match] == []


@pytest.mark.parametrize(("act", "family"), FAMILIES, ids=lambda value: getattr(value, "key", str(value)))
def test_values_are_from_the_closed_lists(act: ActType, family: Family) -> None:
    assert act in ActType
    assert family.actor in {"subject", "object", "joint", "none"}
    assert family.object in {"recipient", "about", "place", "none"}
    assert set(family.marks.values()) <= {"recipient", "about", "actor", "place"}
    assert 0 < family.prior < 1
    assert all(0 < prior < 1 for prior in family.priors.values())


def test_cues_sets_and_topics_are_read() -> None:
    assert "<قال>" in read_cues().reporting
    assert "هدنة" in read_sets()["truce"]
    assert set(read_topics()) == set(Topic)
