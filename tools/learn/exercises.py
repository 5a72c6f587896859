"""Exercises: windows of annotated texts with everything that the encoder is to say of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mithaq.model import ActorType, ActType, Status
from mithaq.reading.learnt.hearing import list_features
from mithaq.reading.learnt.windows import Window, cut_windows
from mithaq.text.normalize import normalize
from mithaq.text.segment import Page
from tools.fit_acts import Lesson

Range = tuple[int, int]
NOBODY = -1
_PARTICLES = re.compile("(?:[وف]?[بلك]?)?")
_PARTS = ("actors", "recipients", "said_by")
_QUOTES = ("about", "condition", "evidence")
_TYPES, _STATUSES, _ACTORS = list(ActType), list(Status), list(ActorType)


@dataclass(frozen=True, slots=True)
class Deed:
    """An annotated act, as word numbers of its window.

    Args:
        at: First word of its trigger.
        kind: Number of its type.
        status: Number of its status.
        parts: For each part the numbers of the actors who have it.
        quotes: Ranges of about, condition and evidence, None where there is none in the window.
        times: Numbers of the dates of the window that are its own.
        spots: Numbers of the places of the window that are its own.
    """

    at: int
    kind: int
    status: int
    parts: tuple[frozenset[int], ...]
    quotes: tuple[Range | None, ...]
    times: tuple[int, ...]
    spots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One window with its answers; ranges are word numbers of the window.

    Args:
        pieces: For each word its pieces.
        words: The words in plain spelling.
        core: First word that is judged here.
        features: What grammar and lexicon know, shape (3, words).
        tags: For each word its class as a trigger.
        names: For each word its class as part of a name.
        deeds: The acts whose triggers lie in the core.
        mentions: Names with the number of their actor; below ``NOBODY`` actors that no annotation knows.
        times: Dates.
        spots: Places.
        acts_only: Whether who is named where, what acts are about and where they take place was not judged.
    """

    pieces: tuple[tuple[int, ...], ...]
    words: tuple[str, ...]
    core: int
    features: NDArray[np.int64]
    tags: tuple[int, ...]
    names: tuple[int, ...]
    deeds: tuple[Deed, ...]
    mentions: tuple[tuple[Range, int], ...]
    times: tuple[Range, ...]
    spots: tuple[Range, ...]
    acts_only: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """A lesson laid over the tokens of its page."""

    lesson: Lesson
    features: NDArray[np.int64]
    tags: list[int]
    names: list[int]
    mentions: list[tuple[Range, int]]


def make_exercises(
    lessons: Sequence[Lesson], cut: Callable[[str], tuple[int, ...]], months: Callable[[str | None], object]
) -> Iterator[Exercise]:
    """Yield the windows of annotated texts.

    Args:
        lessons: The texts, surveyed by a reader that was not fitted on them.
        cut: Returns the pieces of a word.
        months: Returns what the scorer compares dates by.
    """
    for lesson in lessons:
        page = lesson.survey.page
        if not page.forms:
            continue
        pieces = [cut(page.raw(at)) for at in range(len(page.forms))]
        laid = _lay(lesson)
        for window in cut_windows([len(word) for word in pieces], page.sentences):
            yield _make_exercise(laid, window, pieces, months)


def _lay(lesson: Lesson) -> _Laid:
    actors = lesson.sample.reference["actors"]
    size = len(lesson.survey.page.forms)
    mentions = find_mentions(lesson.survey.page, [actor["forms"] for actor in actors])
    names, tags = [0] * size, [0] * size
    for (first, last), actor in mentions:
        kind = _ACTORS.index(ActorType(actors[actor]["type"]))
        names[first:last] = [1 + 2 * kind] + [2 + 2 * kind] * (last - first - 1)
    for reference in lesson.references:
        kind = _TYPES.index(ActType(reference.act["type"]))
        for place, at in enumerate(reference.tokens):
            if place == 0 or tags[at] == 0:
                tags[at] = 2 + kind if place == 0 else 1
    return _Laid(lesson, list_features(lesson.survey, lesson.triggers), tags, names, mentions)


def find_mentions(page: Page, forms: Sequence[Sequence[str]]) -> list[tuple[Range, int]]:
    """Return every place that writes a form of an actor, the longest first where they overlap, in text order.

    Args:
        page: The text.
        forms: For each actor its forms.
    """
    ends = {end: index + 1 for index, end in enumerate(page.ends)}
    spans: set[tuple[int, int, int]] = set()
    for actor, listed in enumerate(forms):
        for form in {normalize(form).plain.strip() for form in listed} - {""}:
            for match in re.finditer(re.escape(form), page.text.plain):
                first = bisect_right(page.starts, match.start()) - 1
                before = page.text.plain[page.starts[first] : match.start()] if first >= 0 else "?"
                if match.end() in ends and _PARTICLES.fullmatch(before):
                    spans.add((first, ends[match.end()], actor))
    taken: set[int] = set()
    found = []
    for first, last, actor in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            found.append(((first, last), actor))
    return sorted(found)


def _make_exercise(
    laid: _Laid, window: Window, pieces: Sequence[tuple[int, ...]], months: Callable[[str | None], object]
) -> Exercise:
    survey = laid.lesson.survey
    words = slice(window.first, window.last)
    times = [time for time in survey.times if _is_within((time.first, time.last), window)]
    spots = [spot for spot in survey.spots if _is_within((spot.first, spot.last), window)]
    dates = [months(str(time.value)) for time in times]
    places = [spot.en.lower() for spot in spots]
    return Exercise(
        pieces=tuple(pieces[words]),
        words=survey.page.forms[words],
        core=window.core - window.first,
        features=laid.features[:, words],
        tags=tuple(laid.tags[words]),
        names=tuple(laid.names[words]),
        deeds=tuple(_list_deeds(laid.lesson, window, dates, places, months)),
        mentions=tuple(_list_mentions(laid, window)),
        times=tuple(_shift((time.first, time.last), window) for time in times),
        spots=tuple(_shift((spot.first, spot.last), window) for spot in spots),
        acts_only=laid.lesson.sample.is_acts_only,
    )


def _is_within(words: Range, window: Window) -> bool:
    return window.first <= words[0] and words[1] <= window.last


def _shift(words: Range, window: Window) -> Range:
    return words[0] - window.first, words[1] - window.first


def _list_mentions(laid: _Laid, window: Window) -> Iterator[tuple[Range, int]]:
    """Yield the annotated names, and those of the cast: an annotated actor's where they share a word."""
    owner: dict[int, int] = {}
    seen: set[Range] = set()
    for words, actor in laid.mentions:
        if _is_within(words, window):
            owner.update(dict.fromkeys(range(*words), actor))
            seen.add(words)
            yield _shift(words, window), actor
    for mention in laid.lesson.survey.cast.mentions:
        words = mention.first, mention.last
        if _is_within(words, window) and words not in seen:
            actor = owner.get(mention.last - 1, owner.get(mention.first, NOBODY - 1 - mention.actor))
            yield _shift(words, window), actor


def _list_deeds(
    lesson: Lesson,
    window: Window,
    dates: Sequence[object],
    places: Sequence[str],
    months: Callable[[str | None], object],
) -> Iterator[Deed]:
    numbers = {actor["id"]: number for number, actor in enumerate(lesson.sample.reference["actors"])}
    for reference in lesson.references:
        act, at = reference.act, reference.tokens[0]
        if not window.core <= at < window.last:
            continue
        when, where = act.get("date"), (act.get("place") or "").lower()
        yield Deed(
            at=at - window.first,
            kind=_TYPES.index(ActType(act["type"])),
            status=_STATUSES.index(Status(act["status"])),
            parts=tuple(
                frozenset(numbers[name] for name in act.get(part, ()) if name in numbers) for part in _PARTS
            ),
            quotes=tuple(_place_quote(lesson, act, key, window) for key in _QUOTES),
            times=tuple(at for at, date in enumerate(dates) if when and date == months(when)),
            spots=tuple(at for at, place in enumerate(places) if where and place in where),
        )


def _place_quote(lesson: Lesson, act: dict[str, Any], key: str, window: Window) -> Range | None:
    page, quote = lesson.survey.page, act.get(key)
    text = page.text.original
    begin = text.find(act["evidence"])
    start = text.find(quote, begin, begin + len(act["evidence"])) if quote else -1
    start = text.find(quote) if quote and start < 0 else start
    if start < 0:
        return None
    end = start + len(quote)
    tokens = [
        at
        for at in range(window.first, window.last)
        if page.text.locate(page.starts[at]) < end and page.text.locate(page.ends[at] - 1) >= start
    ]
    return (tokens[0] - window.first, tokens[-1] + 1 - window.first) if tokens else None
