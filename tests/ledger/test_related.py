from __future__ import annotations

import pytest

from mithaq.ledger.related import find_related, find_telling_key, is_telling, list_rows, load_verbs
from mithaq.text.keys import find_key
from mithaq.text.normalize import fold


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("طلب", ["يطلبون", "مطالبة", "طالبت", "المطالب", "سيطلب"]),
        ("يطلبون", ["طلب", "مطالبة"]),
        ("مطالبة", ["طلبت", "يطالب"]),
        ("انسحاب", ["ينسحبون", "انسحبت"]),
        ("تدريب", ["يدرب", "مدربين"]),
        ("كتائب", ["كتيبة", "للكتيبة"]),
        ("مليشيا", ["ميليشيات"]),
        ("يكتبون", ["كتب", "تكتب"]),
    ],
)
def test_a_word_is_looked_for_by_the_forms_of_its_relatives(word: str, forms: list[str]) -> None:
    keys = find_related(fold(word))
    assert [form for form in forms if find_key(fold(form)) not in keys] == []


@pytest.mark.parametrize(("word", "other"), [("مدينة", "يدين"), ("طلب", "هدنة"), ("مدينة", "دان")])
def test_a_noun_is_not_looked_for_as_another_verb(word: str, other: str) -> None:
    assert find_key(fold(other)) not in find_related(fold(word))


def test_a_word_comes_first_among_what_it_is_looked_for_by() -> None:
    assert find_related("هدنه")[0] == "هدنه"


def test_particles_say_nothing_to_look_for() -> None:
    assert not is_telling("في")
    assert not is_telling("ومن")
    assert find_telling_key("التي") == ""
    assert find_telling_key("الهدنه") == "هدنه"


def test_names_are_rows_of_keys_without_particles() -> None:
    assert ("حكومه", "وفاق") in list_rows("حكومة الوفاق")
    assert ("هدنه", "ليبيا") in list_rows("الهدنة في ليبيا")
    assert list_rows("في من") == ()


def test_verbs_are_grouped_by_what_they_do_and_their_root() -> None:
    lemmas, nouns = load_verbs().families["REQUEST طلب"]
    assert "طلب/I" in lemmas
    assert "مطالبه" in nouns
