"""The lexicon: which words carry which acts, what any word can be, and where a text may tell an act."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mithaq.knowledge import digest_files, load_compiled
from mithaq.lexicon.candidates import Memory, Scene
from mithaq.lexicon.compile import Compiled, build_lexicon
from mithaq.lexicon.forms import FORMS
from mithaq.lexicon.schema import DATA, list_files
from mithaq.lexicon.triggers import Trigger, find_triggers
from mithaq.lexicon.words import Sense, Word, analyse_word
from mithaq.model import Topic
from mithaq.text.segment import Page

_REMEMBERED = 250_000


class _Words(dict[str, Word]):
    """Words analysed before; forgotten when they grow too many."""

    def __init__(self, tables: Compiled) -> None:
        super().__init__()
        self.tables = tables

    def __missing__(self, form: str) -> Word:
        """Analyse a word that was not met before."""
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self[form] = analyse_word(self.tables, form)
        return word


def _is_misspelt(page: Page, trigger: Trigger) -> bool:
    """Tell whether a word that is written with "ة" was read as one with the pronoun "ه" ("طلبة", students)."""
    if trigger.phrase or trigger.sense is None or trigger.sense.suffix != "ه":
        return False
    text = page.text
    return text.original[text.locate(page.ends[trigger.first] - 1)] == "ة"


class Lexicon:
    """Answers questions about words; frozen but for its memory of words already analysed.

    Args:
        tables: The compiled data.
    """

    def __init__(self, tables: Compiled) -> None:
        self.tables = tables
        self._words = _Words(tables)
        self._memory = Memory()

    def word(self, form: str) -> Word:
        """Return everything that is known about a folded word.

        Args:
            form: Folded word, as in ``Page.forms``.
        """
        return self._words[form]

    def words(self, page: Page) -> tuple[Word, ...]:
        """Return everything that is known about each token of a text.

        Args:
            page: The text.
        """
        return tuple(map(self._words.__getitem__, page.forms))

    def analyse(self, form: str) -> tuple[Sense, ...]:
        """Return the readings of a folded word as verb, verbal noun, participle or act noun.

        Args:
            form: Folded word, as in ``Page.forms``.
        """
        return self._words[form].senses

    def find_triggers(self, page: Page) -> tuple[Trigger, ...]:
        """Return the places of a text that may carry an act, in text order.

        Args:
            page: The text.
        """
        found = find_triggers(self.read(page))
        return tuple([trigger for trigger in found if not _is_misspelt(page, trigger)])

    def read(self, page: Page) -> Scene:
        """Return a text together with what its words can be.

        Args:
            page: The text.
        """
        if len(self._memory.words) + len(self._memory.phrases) > _REMEMBERED:
            self._memory = Memory()
        return Scene(self.tables, page, self.words(page), self._memory)

    def find_topics(self, page: Page, first: int, last: int) -> tuple[Topic, ...]:
        """Return the topics that the tokens ``first`` up to ``last`` speak of, most words first.

        Args:
            page: The text.
            first: First token.
            last: Token behind the last one.
        """
        counts: dict[Topic, int] = {}
        for word in map(self._words.__getitem__, page.forms[first:last]):
            for topic in word.topics:
                counts[topic] = counts.get(topic, 0) + 1
        return tuple(sorted(counts, key=lambda topic: -counts[topic]))

    def is_cue(self, name: str, form: str) -> bool:
        """Tell whether a folded word is in a list of cues or a named set.

        Args:
            name: ``reporting``, ``negation``, … or the name of a set.
            form: Folded word.
        """
        return self.tables.named.get(name) in self._words[form].slots


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, from the cache on disk where the data has not changed.

    Raises:
        KnowledgeError: If a data file breaks its schema.
    """
    code = Path(__file__).with_name("compile.py")
    data = (DATA / name for name in ("sets.yaml", "cues.yaml", "topics.yaml"))
    digest = digest_files((*list_files(), *data, FORMS, code))
    return Lexicon(load_compiled("lexicon", digest, Compiled, build_lexicon))
