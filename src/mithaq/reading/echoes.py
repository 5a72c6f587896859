"""Further places where the words that name an actor stand again.

The cast lists the places that its grammar recognizes; the same words elsewhere in the text name the same actor, also
where the grammar saw only a place or a common noun ("إيران" as a party to talks).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mithaq.packs.match import cut_particles
from mithaq.reading.parts import Cast, Mention
from mithaq.text.segment import Page

_LONGEST = 12
Form = tuple[tuple[str, ...], int]


def add_echoes(page: Page, cast: Cast) -> Cast:
    """Return the cast with every other place where a form of one of its actors stands.

    Args:
        page: The text.
        cast: Its actors and the places that the grammar found.
    """
    heads = _index_forms(page, cast)
    taken = {token for mention in cast.mentions for token in range(mention.first, mention.last)}
    found: list[Mention] = []
    for token, form in enumerate(page.forms):
        if token in taken:
            continue
        for mention in _match(page, heads, token, form):
            if not taken.intersection(range(mention.first, mention.last)):
                found.append(mention)
                taken.update(range(mention.first, mention.last))
                break
    if not found:
        return cast
    return replace(cast, mentions=tuple(sorted((*cast.mentions, *found), key=lambda m: (m.first, -m.last))))


def _index_forms(page: Page, cast: Cast) -> dict[str, list[Form]]:
    owner: dict[tuple[str, ...], int | None] = {}
    for mention in cast.mentions:
        if mention.last - mention.first > _LONGEST:
            continue
        words = list(page.forms[mention.first : mention.last])
        if mention.clitic:
            words[0] = next((rest for cut, rest in cut_particles(words[0]) if cut == mention.clitic), words[0])
        key = tuple(words)
        owner[key] = mention.actor if owner.get(key, mention.actor) == mention.actor else None
    heads: dict[str, list[Form]] = {}
    for key, actor in owner.items():
        if actor is not None:
            heads.setdefault(key[0], []).append((key, actor))
    for forms in heads.values():
        forms.sort(key=lambda item: -len(item[0]))
    return heads


def _match(page: Page, heads: dict[str, list[Form]], token: int, form: str) -> Iterator[Mention]:
    for clitic, rest in cut_particles(form):
        for words, actor in heads.get(rest, ()):
            last = token + len(words)
            if page.forms[token + 1 : last] == words[1:]:
                start = page.ends[last - 1]
                begin = page.starts[token] + (len(form) - len(rest) if form.endswith(rest) else 0)
                yield Mention(token, last, page.text.span(begin, start), actor, clitic, "echo")
