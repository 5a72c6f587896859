from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.text.keys import (
    find_key,
    list_forms,
    list_keys,
    list_places,
    load_counts,
    split_forms,
    split_places,
)
from mithaq.text.normalize import fold

# Words that are one word, whatever is written together with them.
SAME = [
    ("ميليشيا", ["الميليشيات", "وبالميليشيات", "ميليشيات", "للميليشيات", "ميليشياتها"]),
    ("حكومة", ["الحكومة", "حكومات", "حكومته", "للحكومة", "وبالحكومة", "بحكومتها"]),
    ("وزير", ["الوزير", "للوزير", "ووزير"]),
    ("ليبيا", ["بليبيا", "وليبيا", "لليبيا"]),
    ("لجنة", ["للجنة", "اللجنة", "ولجنة", "لجنتين"]),
    ("مسلح", ["المسلحين", "مسلحون", "للمسلحين", "مسلحة"]),
    ("اتفاق", ["واتفاقاتها", "الاتفاق", "باتفاق", "اتفاقا"]),
    ("طلب", ["طلبوا", "طلبت", "طلبا", "بطلب", "الطلب"]),
    ("ألمانيا", ["المانيا", "بألمانيا", "وألمانيا"]),
    ("غريان", ["وغريان", "لغريان", "بغريان"]),
    ("سوريا", ["بسوريا", "لسوريا"]),
    ("الصليب", ["للصليب", "بالصليب"]),
]
# Words that look alike and are not.
OTHER = [
    ("شرطة", "شرط"),
    ("وزير", "زير"),
    ("بلد", "لد"),
    ("حكومة", "محكمة"),
    ("لجنة", "جنة"),
    ("بيان", "يان"),
    ("فصيل", "صيل"),
    ("ليبيا", "ليبي"),
]


@pytest.mark.parametrize(("word", "forms"), SAME, ids=[word for word, _ in SAME])
def test_forms_of_a_word_have_keys_that_it_is_looked_for_by(word: str, forms: list[str]) -> None:
    keys = list_keys(fold(word))
    assert [form for form in forms if find_key(fold(form)) not in keys] == []
    for form in forms:
        assert set(list_keys(fold(form))) & set(keys), form


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_words_that_look_alike_have_keys_of_their_own(one: str, other: str) -> None:
    assert find_key(fold(one)) != find_key(fold(other))
    assert find_key(fold(other)) not in list_keys(fold(one))


@pytest.mark.parametrize(("form", "key"), [("2020", "2020"), ("nato", "nato"), ("حق", "حق"), ("و", "و")])
def test_numbers_latin_words_and_short_ones_stay(form: str, key: str) -> None:
    assert find_key(form) == key


def test_words_are_cut_with_their_places() -> None:
    plain = fold("قالَ NATO إنّ 15 دولة")
    assert split_forms(plain) == ["قال", "nato", "ان", "15", "دوله"]
    assert [plain[start:end].lower() for start, end in list_places(plain)] == split_forms(plain)
    assert list_forms("قالَ NATO إنّ 15 دولة") == split_forms(plain)


def test_the_table_holds_words_in_plain_spelling() -> None:
    counts = load_counts()
    assert counts["وزير"] > counts.get("زير", 0)
    assert all(fold(word) == word for word in list(counts)[:500])


@given(st.text(alphabet="ابتجدرسعفقكلمنهوي", min_size=1, max_size=9))
def test_a_word_is_among_what_it_is_looked_for_by(form: str) -> None:
    assert find_key(form) in list_keys(form)
    assert find_key(form)


@given(st.text(max_size=60))
def test_any_text_is_cut_into_words_that_lie_in_it(text: str) -> None:
    plain = fold(text)
    places = list_places(plain)
    assert len(split_forms(plain)) == len(places)
    assert all(0 <= start < end <= len(plain) for start, end in places)


@given(st.text(st.sampled_from("ابت ٣1a_،\n"), max_size=40))
def test_words_are_cut_with_where_they_begin_and_end(text: str) -> None:
    forms, starts, ends = split_places(text)
    assert forms == split_forms(text)
    assert list(zip(starts, ends, strict=True)) == list_places(text)
