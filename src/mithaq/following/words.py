"""Word lists of following, by what asks for them; as data, with phrases that have to match and that must not."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.text.normalize import fold


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean the same to following.

    Args:
        about: What they are.
        words: As they are written.
        matches: Phrases in which one of them stands.
        differs: Phrases in which none does.
    """

    about: str
    words: tuple[str, ...]
    matches: tuple[str, ...]
    differs: tuple[str, ...]


@cache
def read_lists() -> dict[str, dict[str, WordList]]:
    """Return every list by the module that asks for it and by its name.

    Raises:
        KnowledgeError: If the file breaks its form; with file and line.
    """
    with as_file(files("mithaq.following") / "words.yaml") as path:
        return read_knowledge(path, dict[str, dict[str, WordList]])


def load_list(module: str, name: str) -> frozenset[str]:
    """Return the words of a list in the spelling of plain text, for membership.

    Args:
        module: Of following.
        name: Of the list.
    """
    return frozenset(map(fold, read_lists()[module][name].words))
