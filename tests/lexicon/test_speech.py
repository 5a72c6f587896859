"""The inflected forms of the speech lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.lexicon.speech import conjugate, read_speech
from mithaq.text.normalize import fold

LEXICON = read_speech()


@pytest.mark.parametrize(
    ("past", "present", "some"),
    [
        (
            "قال",
            "يقول",
            {"قال": "m", "قالت": "f", "قالوا": "", "يقول": "m", "تقول": "f", "يقولون": "", "سيقول": "m"},
        ),
        ("نفى", "ينفي", {"نفي": "m", "نفت": "f", "نفوا": "", "ينفون": "", "ينفي": "m"}),
        ("دعا", "يدعو", {"دعا": "m", "دعت": "f", "دعوا": "", "يدعون": "", "تدعو": "f"}),
    ],
)
def test_verbs_are_inflected_in_plain_spelling(past: str, present: str, some: dict[str, str]) -> None:
    forms = dict(conjugate(past, present))
    assert {form: forms[form] for form in some} == some


@pytest.mark.parametrize(
    ("form", "role", "gender", "joined"),
    [
        ("وأضافت", "verb", "f", True),
        ("فقال", "verb", "m", True),
        ("مشيرين", "participle", "", False),
        ("مؤكدة", "participle", "f", False),
        ("قولها", "noun", "f", False),
        ("وبحسب", "source", "", True),
    ],
)
def test_a_form_tells_role_gender_and_clitic(form: str, role: str, gender: str, joined: bool) -> None:  # noqa: FBT001 - a table
    word = LEXICON.words[fold(form)]
    assert (word.role, word.gender, word.joined) == (role, gender, joined)


@pytest.mark.parametrize("form", ["بين", "عبر", "يذكر", "رئيس"])
def test_other_words_are_no_reporting_words(form: str) -> None:
    assert form not in LEXICON.words


def test_an_unknown_field_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "speech.yaml"
    file.write_text("verbs:\n  - {past: قال, present: يقول, colour: red}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="colour") as caught:
        read_speech(file)
    assert caught.value.where.endswith(":2")
