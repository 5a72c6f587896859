from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.chains import link
from mithaq.reading.actors.choice import Choice, describe, is_listed, weigh_chain
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def decide(text: str) -> list[bool]:
    scan = Scan(segment(text).forms, VOCABULARY)
    return [is_listed(scan, chain, None) for chain in link(scan, scan.find())]


def test_rule_without_weights() -> None:
    assert decide("دعت تركيا إلى الهدوء") == [True]
    assert decide("وصلت الشحنة في تركيا") == [False]
    assert decide("وصلت الشحنة بتركيا") == [False]
    assert decide("تركيا") == [True]
    assert decide("قال كريم ذلك") == [False]
    assert decide("اجتمعت اللجنة أمس") == [False]
    first, *inner = decide("رئيس مجلس البلدية سالم حسن")
    assert first
    assert inner
    assert not any(inner)


def test_weights_decide() -> None:
    scan = Scan(segment("قال الوزير سالم حسن ذلك").forms, VOCABULARY)
    (chain,) = link(scan, scan.find([(1, 4, 3.0)]))
    features = set(describe(scan, chain))
    assert "untagged" not in features
    assert is_listed(scan, chain, Choice({"bias": -1.0, next(iter(features)): 2.0}))
    assert not is_listed(scan, chain, Choice({"bias": -1.0}))
    assert weigh_chain(scan, chain, Choice({})) == 0.0


def test_every_feature_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.reading.actors.choice._LIMIT", 3)
    scan = Scan(segment("قال الوزير سالم حسن في تركيا. وقال سالم حسن في تركيا: جاءت تركيا").forms, VOCABULARY)
    chains = link(scan, scan.find([(1, 4, 3.0)]))
    names = sorted({feature for chain in chains for feature in describe(scan, chain)})
    weights = {name: number / 7 for number, name in enumerate(names)}
    choice = Choice(weights)
    for chain in chains:
        expected = sum(weights[name] for name in set(describe(scan, chain)))
        assert weigh_chain(scan, chain, choice) == pytest.approx(expected)
