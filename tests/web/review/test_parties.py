from __future__ import annotations

import pytest

from mithaq.reports.wording import Lang
from mithaq.web.review.parties import complete_party


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("حلف شم", Lang.AR, "حلف شمال الأطلسي"),
        ("حلف شم", Lang.EN, "NATO"),
        ("nat", Lang.AR, "حلف شمال الأطلسي"),
        ("european uni", Lang.EN, "European Union"),
        ("الاتحاد الاوروب", Lang.AR, "الاتحاد الأوروبي"),
    ],
)
def test_names_are_found_in_both_languages_and_any_spelling(text: str, lang: Lang, name: str) -> None:
    assert name in complete_party(text, lang)


def test_names_that_begin_with_it_come_first() -> None:
    found = complete_party("united", Lang.EN)
    begins = [name.casefold().startswith("united") for name in found]
    assert begins == sorted(begins, reverse=True)
    assert True in begins
    assert len(found) == len(set(found)) <= 12


@pytest.mark.parametrize("text", ["", " ", "ا", "u", "ََ"])
def test_one_letter_completes_nothing(text: str) -> None:
    assert complete_party(text, Lang.AR) == ()
