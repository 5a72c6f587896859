from __future__ import annotations

import pytest

from mithaq.lexicon.kin import GRADES, find_key, find_kin


@pytest.mark.parametrize(
    ("form", "key"), [("والحكومه", "حكوم"), ("بقصف", "قصف"), ("من", "من"), ("و", "و"), ("وزيرهم", "زير")]
)
def test_words_are_called_by_what_remains_without_particles(form: str, key: str) -> None:
    assert find_key(form).startswith(key)


def test_kinds_are_named_from_wide_to_narrow() -> None:
    names = find_kin("قصف")
    assert [name.partition("=")[0] for name in names] == [f"kin{grade}" for grade in GRADES]
    assert all(int(name.partition("=")[2]) < int(grade) for name, grade in zip(names, GRADES, strict=True))


def test_a_word_has_the_kinds_of_its_form_without_particles() -> None:
    assert find_kin("والقصف") == find_kin("قصف")


@pytest.mark.parametrize("form", ["قخظغذ", "12", "،", "في"])
def test_unknown_words_have_no_kin(form: str) -> None:
    assert find_kin(form) == ()
