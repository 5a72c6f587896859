"""Texts with marked actors and triggers, made by hand so that a test rests on nothing but its own module."""

from __future__ import annotations

from typing import Any

from mithaq.lexicon import Category, Trigger, load_lexicon
from mithaq.model import Actor, ActorType, ActType, Span
from mithaq.reading.parts import Cast, Mention
from mithaq.reading.survey import Survey
from mithaq.text.normalize import fold
from mithaq.text.segment import Page, segment
from mithaq.text.stem import cut_stem


def find_words(page: Page, words: str, start: int = 0) -> tuple[int, int]:
    """Return the range of the first place of some words from a token on."""
    wanted = tuple(fold(words).split())
    for first in range(start, len(page.forms)):
        if page.forms[first : first + len(wanted)] == wanted:
            return first, first + len(wanted)
    raise AssertionError(words)


def mark(text: str, *names: str) -> Survey:
    """Return a text with marked actors.

    Each name stands in the text behind the one before it; an attached particle is set off by a plus sign
    ("و+تركيا"). The same name again is the same actor.
    """
    page = segment(text)
    known: list[str] = []
    mentions: list[Mention] = []
    for marked in names:
        clitic, _, name = marked.rpartition("+")
        first, last = find_words(page, clitic + name, mentions[-1].last if mentions else 0)
        if name not in known:
            known.append(name)
        span = page.span(first, last)
        name_only = Span(span.start + len(clitic), span.end)
        mentions.append(Mention(first, last, name_only, known.index(name), fold(clitic)))
    spans = [tuple(item.span for item in mentions if item.actor == index) for index in range(len(known))]
    actors = tuple(Actor(f"actor-{at}", ActorType.STATE, "", own) for at, own in enumerate(spans))
    lexicon = load_lexicon()
    return Survey(
        page=page,
        words=tuple(lexicon.word(form) for form in page.forms),
        stems=tuple(cut_stem(form) for form in page.forms),
        cast=Cast(actors, tuple(mentions)),
        speech=(),
        times=(),
        spots=(),
    )


def aim(survey: Survey, words: str, **fields: Any) -> Trigger:
    """Return a trigger at the first place of some words, a past tense of REQUEST unless told otherwise."""
    first, last = find_words(survey.page, words)
    given: dict[str, Any] = {
        "name": fold(words),
        "category": Category.PAST,
        "family": "demand",
        "types": ((ActType.REQUEST, 0.8),),
        "actor": "subject",
        "object": "recipient",
        "marks": (("الى", "about"),),
        "phrase": False,
        "governed": None,
        "sense": None,
        "why": ("demand: by hand",),
    }
    return Trigger(first, last, **{**given, **fields})
