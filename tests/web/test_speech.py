"""Everything that pages say is said in both languages, and nothing is kept that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mithaq.errors import KnowledgeError
from mithaq.reports.wording import Lang
from mithaq.web import speech

WEB = Path(speech.__file__).parent
_TAG = re.compile(r"\{% say [\"']([\w.-]+)[\"']")
_CALL = re.compile(r"(?:(?<![.\w])say\(\s*request,|find_term\()\s*[\"']([\w.-]+)[\"']")


def read_sources() -> str:
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_key_that_is_said_is_there() -> None:
    said = {key for pattern in (_TAG, _CALL) for key in pattern.findall(read_sources())}
    assert said - set(speech.read_terms()) == set()


def test_every_term_has_both_languages() -> None:
    for key, term in speech.read_terms().items():
        assert term.ar.strip(), key
        assert term.en.strip(), key


def test_brackets_are_the_same_in_both_languages() -> None:
    brackets = re.compile(r"\{(\w+)[^}]*\}")
    for key, term in speech.read_terms().items():
        assert sorted(set(brackets.findall(term.ar))) == sorted(set(brackets.findall(term.en))), key


def test_no_words_stand_in_templates() -> None:
    """A sentence in a template would be there in one language only."""
    letters = re.compile(r">\s*([A-Za-z\u0621-\u064a][^<>{}]*)<")
    for path in WEB.rglob("*.html"):
        text = re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert letters.findall(text) == [], path


def test_an_unknown_key_says_so() -> None:
    with pytest.raises(KnowledgeError, match="nothing is said under no-such-key"):
        speech.find_term("no-such-key", Lang.AR)


@pytest.mark.parametrize(
    ("lang", "name", "marked"),
    [
        (Lang.EN, "محضر.pdf", True),
        (Lang.EN, "a.pdf", False),
        (Lang.AR, "محضر.pdf", False),
        (Lang.AR, "a.pdf", True),
        (Lang.AR, "12", False),
        (Lang.EN, "\u2067محضر\u2069", False),
    ],
)
def test_what_is_written_the_other_way_stands_in_an_isolate(lang: Lang, name: str, *, marked: bool) -> None:
    said = speech.fill_in("uploads.cleaned", lang, {"name": name})
    assert (f"\u2068{name}\u2069" in said) is marked
    assert name in said
    assert speech.fill_in("uploads.clean", lang, {}) == speech.find_term("uploads.clean", lang)
