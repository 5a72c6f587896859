"""Names as they were heard: ranges of words for the grammar of names to make actors of."""

from __future__ import annotations

from mithaq.reading.learnt.hearing import Hearing
from mithaq.reading.survey import Survey

Tag = tuple[int, int, float]


def find_names(survey: Survey, hearing: Hearing) -> list[Tag]:
    """Return the names that were heard: first token, token behind the last one, margin over being none.

    Args:
        survey: The text.
        hearing: What the encoder says.
    """
    page, table = survey.page, hearing.names
    best = table.argmax(axis=1).tolist()
    found: list[Tag] = []
    begun = -1

    def close(last: int) -> None:
        if begun >= 0:
            margin = float((table[begun:last, 1:].max(axis=1) - table[begun:last, 0]).mean())
            found.append((begun, last, margin))

    for at, label in enumerate(best):
        fresh = at > 0 and page.sentence_of[at] != page.sentence_of[at - 1]
        is_begin = label % 2 == 1
        if label == 0 or page.forms[at][0] == "\n":
            close(at)
            begun = -1
        elif is_begin or begun < 0 or fresh:
            close(at)
            begun = at
    close(len(best))
    return found
