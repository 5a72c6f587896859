from __future__ import annotations

from mithaq.ledger.version import name_version


def test_another_version_has_another_name() -> None:
    name, digest = name_version("fast 0.1.0").rsplit(" ", 1)
    assert name == "fast 0.1.0"
    assert len(digest) == 8
