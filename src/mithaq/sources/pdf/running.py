"""Lines that the pages of a document repeat at their head and foot, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.sources.pdf.layout import Line

_EDGE: Final = 3
"""How many lines at the head and at the foot of a page may be repeated ones."""
_PLACES: Final = 4.0
"""Within how many points a repeated line stands at one height."""
_NUMBER = re.compile(r"\d{1,6}")
_PAGE_WORDS = frozenset({"صفحة", "الصفحة", "ص", "من", "page", "of", "p"})
_SHORT: Final = 12


Key = tuple[str, int]


def drop_running(pages: Sequence[Sequence[Line]]) -> tuple[tuple[Line, ...], ...]:
    """Return the pages without what they repeat: headers, footers, page numbers.

    A line is repeated where most pages have it at the same height, a number that counts the pages aside; a single
    page keeps all but a page number that stands alone at its foot.

    Args:
        pages: The lines of each page.
    """
    filled = sum(1 for page in pages if page)
    counted: Counter[Key] = Counter()
    for number, page in enumerate(pages):
        counted.update({key for line in _list_edges(page) for key in _name_keys(line, number)})
    enough = max(2, filled // 2 + 1 if filled < 6 else filled // 3)  # noqa: PLR2004 - even and odd pages may differ
    repeated = {key for key, count in counted.items() if count >= enough}
    return tuple(
        tuple(line for line in page if not _is_running(line, page, number, repeated))
        for number, page in enumerate(pages)
    )


def _is_running(line: Line, page: Sequence[Line], number: int, repeated: set[Key]) -> bool:
    if not any(line is edge for edge in _list_edges(page)):
        return False
    if not repeated.isdisjoint(_name_keys(line, number)):
        return True
    heights = [other.base for other in page]
    return len(page) > 1 and line.base in (min(heights), max(heights)) and _is_page_number(line.text)


def _list_edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.base)
    return [*ordered[:_EDGE], *ordered[_EDGE:][-_EDGE:]]


def _name_keys(line: Line, number: int) -> Iterator[Key]:
    """Yield what a line has in common with one that another page repeats.

    Args:
        line: On the page.
        number: Of the page, from 0: a number in the line that counts with it is none of its own.
    """
    words = [line.text]
    for match in _NUMBER.finditer(line.text):
        counted = f"#{int(match[0]) - number}"
        words.append(line.text[: match.start()] + counted + line.text[match.end() :])
    # Two grids, because no single one keeps all neighbours together.
    grids = (2 * int(line.base // _PLACES), 2 * int((line.base + _PLACES / 2) // _PLACES) + 1)
    for word in words:
        for grid in grids:
            yield word, grid


def _is_page_number(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(text) <= _SHORT and bool(_NUMBER.search(text)) and _PAGE_WORDS.issuperset(words)
