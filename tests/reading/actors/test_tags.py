from __future__ import annotations

import pytest

from mithaq.lexicon.naming import read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.tags import Tag, complete_tags
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def complete(text: str, *names: str) -> list[str]:
    """Mark some names of a text and return what is marked then."""
    forms = segment(text).forms
    tags: list[Tag] = []
    for name in names:
        words = segment(name).forms
        first = next(at for at in range(len(forms)) if forms[at : at + len(words)] == words)
        tags.append((first, first + len(words), 4.0))
    found = complete_tags(Scan(forms, VOCABULARY), tags)
    assert all(margin == 4.0 for _, margin in found.values())
    return [" ".join(forms[first:last]) for first, (last, _) in sorted(found.items())]


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("التقى سالم حسن وفادي كريم أمس", "سالم حسن وفادي كريم", ["سالم حسن", "وفادي كريم"]),
        ("التقى سالم حسن، فادي كريم أمس", "سالم حسن، فادي كريم", ["سالم حسن", "فادي كريم"]),
        ("مباحثات مع أثيوبيا والسودان أمس", "أثيوبيا والسودان", ["اثيوبيا", "والسودان"]),
        ("مباحثات مع كوريا الشمالية وزيمبابوي", "كوريا الشمالية وزيمبابوي", ["كوريا الشماليه", "وزيمبابوي"]),
        ("قالت وزارة الدفاع والطيران ذلك", "وزارة الدفاع والطيران", ["وزاره الدفاع والطيران"]),
    ],
)
def test_names_marked_as_one_are_cut(text: str, marked: str, found: list[str]) -> None:
    assert complete(text, marked) == found


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("يزور قطر والكويت والعراق اليوم", "قطر", ["قطر", "والكويت", "والعراق"]),
        ("يزور قطر والكويت والعراق اليوم", "والعراق", ["قطر", "والكويت", "والعراق"]),
        ("يضم فلسطين، والأردن، وتونس أيضا", "والأردن", ["فلسطين", "والاردن", "وتونس"]),
        ("الدول (الصين، روسيا، فرنسا) اتفقت", "روسيا", ["الصين", "روسيا", "فرنسا"]),
        ("يزور قطر ثم العراق اليوم", "قطر", ["قطر"]),
        ("قالت وزارة خارجية قطر والعراق بلد جار", "وزارة خارجية قطر", ["وزاره خارجيه قطر"]),
        ("قالت قطر وصحيفة الصباح ذلك", "قطر", ["قطر"]),
    ],
)
def test_states_of_one_list_are_marked_together(text: str, marked: str, found: list[str]) -> None:
    assert complete(text, marked) == found


def test_what_is_marked_already_stays() -> None:
    assert complete("قطر والكويت ووزير العراق", "قطر", "ووزير العراق") == ["قطر", "والكويت", "ووزير العراق"]
