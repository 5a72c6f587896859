from __future__ import annotations

import pytest

from mithaq.reading.actors.words import decline, own


@pytest.mark.parametrize(("base", "form"), [("حكومه", "حكومتها"), ("جيش", "جيشهم"), ("وزير", "وزيره")])
def test_possessives(base: str, form: str) -> None:
    assert form in own(base)


def test_forms_of_a_nisba() -> None:
    assert {"ليبي", "ليبيه", "ليبيين", "ليبيون"} <= set(decline("ليبي"))
    assert "جنوب افريقيه" in decline("جنوب افريقي")
