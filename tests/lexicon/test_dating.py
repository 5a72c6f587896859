from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.dating import DATING_FILE, read_dating
from mithaq.reading.when.attach import WEIGHTS


@pytest.mark.parametrize("path", [DATING_FILE, WEIGHTS / "dating.yaml"], ids=["by hand", "fitted"])
def test_weights_are_shipped(path: Path) -> None:
    weights = read_dating(path)
    assert weights.own["yesterday"] > 0 > weights.own["inside ongoing"]
    assert weights.own_start < 0


def test_a_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dating.yaml"
    path.write_text("own: {yesterday: much}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dating\.yaml:1"):
        read_dating(path)
