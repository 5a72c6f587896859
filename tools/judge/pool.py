"""Which texts of the corpus are worth judging: political, unlike all annotated ones and unlike each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from mithaq.reading.acts import judge_acts
from mithaq.reading.pipeline import Reader, survey_page
from mithaq.text.segment import segment
from tools.further import join_article

SHORTEST, LONGEST = 50, 1000  # words
FEWEST_ACTS = 1.5  # expected by the fast reader
ALIKE = 0.5  # share of runs of four words that two texts have in common
COMMON = 40  # a run of more texts tells none apart
_RUN = 4


class Shelf:
    """Texts by the runs of words that they are made of; copies of an agency's report are told by them."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._holders: defaultdict[str, list[int]] = defaultdict(list)

    def has_like(self, text: str) -> bool:
        """Return whether a text much like this one was put here.

        Args:
            text: The text.
        """
        runs = _list_runs(text)
        shared = Counter(number for run in runs for number in self._holders.get(run, ()))
        return any(
            count >= ALIKE * (len(runs) + self._sizes[number] - count) for number, count in shared.items()
        )

    def put(self, text: str) -> None:
        """Put a text here.

        Args:
            text: The text.
        """
        runs = _list_runs(text)
        for run in runs:
            if len(self._holders[run]) < COMMON:
                self._holders[run].append(len(self._sizes))
        self._sizes.append(len(runs))


def _list_runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text)
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def choose_articles(
    articles: Iterable[dict[str, Any]], shelf: Shelf, reader: Reader, before: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield texts with their publication date, outlet and address.

    Args:
        articles: Rows of the corpus.
        shelf: The annotated texts; what is chosen is put there.
        reader: The fast reader, with weights of acts.
        before: Day from which on texts are left alone, for measuring.
    """
    for article in articles:
        day, text = article["date_extracted"][:10], join_article(article)
        if not day or day >= before or not SHORTEST <= len(text.split()) <= LONGEST:
            continue
        if shelf.has_like(text) or expect_acts(text, reader) < FEWEST_ACTS:
            continue
        shelf.put(text)
        yield text, {"published": day, "source": article.get("source", ""), "url": article.get("url", "")}


def expect_acts(text: str, reader: Reader) -> float:
    """Return how many acts a text is expected to tell, 0 for one that is not about politics.

    Args:
        text: The text.
        reader: The fast reader.
    """
    page = segment(text)
    if reader.acts is None or reader.acts.grade(page.forms) == 0:
        return 0.0
    judged = judge_acts(survey_page(page, None, reader), reader.lexicon.find_triggers(page), reader.acts)
    return sum(1 - float(row[0]) for _, _, row in judged)
