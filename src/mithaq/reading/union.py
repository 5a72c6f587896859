"""One actor for names that differ only in words that add nothing: "داعش", "تنظيم داعش", "مقاتلي تنظيم داعش".

The grammar of names keeps chains apart when in doubt. Here two chains are united where what is left of a name of each
is the same when words for "group", "forces" or "company" before it, articles and titles are put aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mithaq.model import Actor, ActorType
from mithaq.reading.actors.cast import Weighed
from mithaq.reading.parts import Cast
from mithaq.text.segment import Page

# Words that may stand before a name without making it another actor's, in plain spelling and without article.
_HEADS = frozenset(
    (
        "تنظيم",
        "حركه",
        "جماعه",
        "جماعات",
        "ميليشيا",
        "ميليشيات",
        "مليشيا",
        "مليشيات",
        "مقاتلي",
        "مقاتلو",
        "مقاتلين",
        "مسلحي",
        "مسلحو",
        "مسلحين",
        "متمردي",
        "متمردو",
        "متمردين",
        "متمردون",
        "متشددي",
        "متشددو",
        "عناصر",
        "قوات",
        "شركه",
        "نادي",
        "فريق",
        "صحيفه",
        "قناه",
        "وكاله",
        "منظمه",
        "مجموعه",
        "موسسه",
        "جريده",
        "تمرد",
        "انقلابيين",
        "انقلابيون",
    )
)
_GROUPS = frozenset(
    (
        ActorType.ARMED_GROUP,
        ActorType.ORGANIZATION,
        ActorType.COMPANY,
        ActorType.MEDIA,
        ActorType.INSTITUTION,
        ActorType.STATE,
    )
)
_FULL_NAME = 2
_ENDINGS = ("يين", "يون")


def unite(page: Page, weighed: Weighed) -> Weighed:
    """Return the cast with chains that name one actor made one; the surer chain lends its id and type.

    Args:
        page: The text.
        weighed: Everybody who may be named, with log-odds.
    """
    actors = weighed.cast.actors
    parent = list(range(len(actors)))
    claimed: dict[tuple[str, ...], int] = {}
    order = sorted(range(len(actors)), key=lambda index: -weighed.odds[index])
    for index in order:
        for key in _list_keys(page, actors[index]):
            owner = claimed.setdefault(key, index)
            if owner != index and _is_alike(actors[owner], actors[index]):
                parent[index] = parent[owner]
                break
    if all(parent[index] == index for index in order):
        return weighed
    return _assemble(weighed, parent)


def _is_alike(one: Actor, other: Actor) -> bool:
    return one.type == other.type or (one.type in _GROUPS and other.type in _GROUPS)


def _list_keys(page: Page, actor: Actor) -> Iterator[tuple[str, ...]]:
    for span in dict.fromkeys(actor.mentions):
        start, end = page.text.project(span)
        words = [_strip(word) for word in page.text.plain[start:end].split()]
        if actor.type is ActorType.PERSON:
            if len(words) >= _FULL_NAME:
                yield ("person", *words)
            continue
        while len(words) > 1 and words[0] in _HEADS:
            words = words[1:]
        if len(words) > 1 or words[0] not in _HEADS:
            yield tuple(words)


def _strip(word: str) -> str:
    """Return a word without article and without the case of a plural, as far as they can be seen."""
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word  # noqa: PLR2004 - "الله" stays
    bare = bare[1:] if word.startswith("لل") and len(word) > 4 else bare  # noqa: PLR2004 - likewise
    for ending in _ENDINGS:
        if bare.endswith(ending):
            return bare[: -len(ending)] + "ي"
    return bare


def _assemble(weighed: Weighed, parent: list[int]) -> Weighed:
    kept = [index for index in range(len(parent)) if parent[index] == index]
    place = {old: new for new, old in enumerate(kept)}
    spans: dict[int, list[Actor]] = {index: [] for index in kept}
    for index, actor in enumerate(weighed.cast.actors):
        spans[parent[index]].append(actor)
    actors = tuple(
        replace(
            weighed.cast.actors[index],
            mentions=tuple(sorted({span for actor in spans[index] for span in actor.mentions})),
        )
        for index in kept
    )
    mentions = tuple(
        replace(mention, actor=place[parent[mention.actor]]) for mention in weighed.cast.mentions
    )
    odds = tuple(
        max(weighed.odds[index] for index in range(len(parent)) if parent[index] == root) for root in kept
    )
    return Weighed(Cast(actors, mentions), odds)
