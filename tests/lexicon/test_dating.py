from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.dating import read_dating


def test_weights_are_shipped() -> None:
    weights = read_dating()
    assert weights.own["yesterday"] > 0 > weights.own["inside ongoing"]
    assert weights.carried


def test_a_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dating.yaml"
    path.write_text("own: {yesterday: much}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dating\.yaml:1"):
        read_dating(path)
