"""One document as the questions of reading see it: words, actors, speech, times, places, token by token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mithaq.lexicon.words import Word
from mithaq.reading.parts import Cast, Mention, Speech, Spot, Time
from mithaq.text.segment import Page
from mithaq.text.stem import Stem


@dataclass(frozen=True)
class Survey:
    """Everything known about a text before its acts are judged.

    Args:
        page: Tokens and sentences.
        words: For each token what the lexicon knows of it.
        stems: For each token its light stem.
        cast: Actors and mentions.
        speech: Stretches that rest on somebody's word.
        times: Expressions of time.
        spots: Names of places.
        odds: For each actor of the cast the log-odds that a careful reader would list it.
        subject: How much it speaks of politics, from 0 to 4; None where that was not asked yet.
    """

    page: Page
    words: tuple[Word, ...]
    stems: tuple[Stem, ...]
    cast: Cast
    speech: tuple[Speech, ...]
    times: tuple[Time, ...]
    spots: tuple[Spot, ...]
    odds: tuple[float, ...] = ()
    subject: int | None = None

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the widest mentions, in text order, none inside another."""
        widest: list[Mention] = []
        for mention in sorted(self.cast.mentions, key=lambda item: (item.first, -item.last)):
            if not widest or mention.first >= widest[-1].last:
                widest.append(mention)
        return tuple(widest)

    @cached_property
    def mention_at(self) -> tuple[int, ...]:
        """Return for each token the index of the widest mention that covers it, or -1."""
        found = [-1] * len(self.page.forms)
        for index, mention in enumerate(self.mentions):
            for token in range(mention.first, mention.last):
                found[token] = index
        return tuple(found)

    @cached_property
    def named(self) -> dict[int, tuple[int, int]]:
        """Return for each actor how often its widest mentions name it, and the first token of the first."""
        found: dict[int, tuple[int, int]] = {}
        for mention in self.mentions:
            times, first = found.get(mention.actor, (0, mention.first))
            found[mention.actor] = times + 1, first
        return found

    @cached_property
    def speech_at(self) -> tuple[int, ...]:
        """Return for each token the index of the innermost stretch of speech that covers it, or -1."""
        found = [-1] * len(self.page.forms)
        for index in sorted(
            range(len(self.speech)), key=lambda at: self.speech[at].first - self.speech[at].last
        ):
            item = self.speech[index]
            for token in range(item.first, min(item.last, len(found))):
                found[token] = index
        return tuple(found)

    @cached_property
    def headed(self) -> bool:
        """Tell whether the text begins with a headline: a line of its own without a full stop."""
        page = self.page
        if not page.sentences:
            return False
        last = page.sentences[0][1]
        return last < len(page.forms) and page.forms[last][0] == "\n" and page.forms[last - 1] != "."

    def number(self, token: int) -> int:
        """Return the number of the sentence that holds ``token``; only a headline has number 0."""
        return self.page.sentence_of[token] + (not self.headed)

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the half-open token range of the sentence that holds ``token``."""
        return self.page.sentences[self.page.sentence_of[token]]
