"""Words that are one word to whoever looks for it, and what English words are in Arabic.

What ``alike.yaml`` and ``english.yaml`` hold; steps of a roadmap and counted things have their English names where
they are defined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from mithaq.knowledge import read_knowledge
from mithaq.lexicon.quantities import read_units
from mithaq.lexicon.schema import DATA
from mithaq.lexicon.steps import read_steps
from mithaq.text.keys import find_key
from mithaq.text.normalize import fold

_LATIN = re.compile(r"[a-z0-9]+")
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("es", "e"), ("es", ""), ("s", ""),
    ("ied", "y"), ("tted", "t"), ("nned", "n"), ("ed", "e"), ("ed", ""),
    ("tting", "t"), ("nning", "n"), ("ing", "e"), ("ing", ""),
)  # fmt: skip
_LEAST = 3  # letters that an English word keeps


@cache
def load_alike() -> Mapping[str, tuple[str, ...]]:
    """Return for the key of a word the folded words that are the same to whoever looks for it.

    Raises:
        KnowledgeError: If ``alike.yaml`` breaks its schema.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in read_knowledge(DATA / "alike.yaml", tuple[tuple[str, ...], ...]):
        words = [fold(word) for word in group]
        for word in words:
            found[find_key(word)].update(dict.fromkeys(words))
    return {key: tuple(words) for key, words in found.items()}


@cache
def load_english() -> Mapping[str, tuple[str, ...]]:
    """Return the Arabic words and phrases for English ones, by `key_english`.

    Raises:
        KnowledgeError: If ``english.yaml`` breaks its schema.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for english, words in _list_entries():
        found[key_english(english)].update(dict.fromkeys(map(fold, words)))
    return {english: tuple(words) for english, words in found.items()}


def _list_entries() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from read_knowledge(DATA / "english.yaml", dict[str, tuple[str, ...]]).items()
    for unit in read_units().units:
        # "people" counts citizens, pilots and many others: to look for all of them would find everything.
        if unit.en not in ("people", "members", "players"):
            yield unit.en, (*unit.one, *unit.many)
    steps = read_steps()
    for step in steps.steps:
        yield step.en, step.nouns[:2]
    for qualifier in steps.qualifiers:
        yield qualifier.en, qualifier.words


def key_english(text: str) -> str:
    """Return English words in small letters, without punctuation, joined by one space.

    Args:
        text: A word or phrase.
    """
    return " ".join(_LATIN.findall(text.lower()))


def find_english(words: str) -> tuple[str, ...] | None:
    """Return the Arabic words and phrases for an English word or phrase, none for one that says nothing.

    Its endings may differ; None where the table does not hold it.

    Args:
        words: As `key_english` returns them.
    """
    table = load_english()
    head, _, last = words.rpartition(" ")
    for form in (last, *_list_bases(last)):
        found = table.get(f"{head} {form}".strip())
        if found is not None:
            return found
    return None


def _list_bases(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            yield word[: -len(ending)] + instead
