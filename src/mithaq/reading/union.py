"""One actor for names that differ only in words that add nothing: "داعش", "تنظيم داعش", "مقاتلي تنظيم داعش".

The grammar of names keeps chains apart when in doubt. Here two chains are united where what is left of a name of each
is the same when words for "group", "forces" or "company" before it, articles and titles are put aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

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
        "متطرفي",
        "متطرفو",
        "ارهابيي",
        "ارهابيو",
        "جهاديي",
        "جهاديو",
        "رجال",
        "فصايل",
        "جبهه",
        "حزب",
        "هييه",
        "وزاره",
        "دوله",
        "دول",
        "موقع",
        "محطه",
        "تلفزيون",
        "بعض",
        "كل",
        "جميع",
        "طايرات",
        "طيران",
        "مقاتلات",
        "جنود",
        "افراد",
        "هذا",
        "هذه",
    )
)
# Adjectives that judge a group without telling it from others.
_IDLE = frozenset(
    (
        "متشدد",
        "متشدده",
        "ارهابي",
        "ارهابيه",
        "جهادي",
        "جهاديه",
        "متطرف",
        "متطرفه",
        "متمرد",
        "متمرده",
        "مسلح",
        "مسلحه",
        "محظور",
        "محظوره",
        "انقلابي",
        "انقلابيه",
        "شقيق",
        "شقيقه",
        "مذكور",
        "مذكوره",
        "نفسه",
        "نفسها",
    )
)
# Heads under which a later short mention stands for the only one of its kind ("التنظيم المتشدد").
_SHORT = frozenset(
    (
        "تنظيم",
        "حركه",
        "جماعه",
        "ميليشيا",
        "ميليشيات",
        "مليشيا",
        "مليشيات",
        "حزب",
        "حلف",
        "تحالف",
        "منظمه",
        "هييه",
    )
)
# Heads of which, too, one armed group is spoken that is called otherwise: "داعش" is "التنظيم".
_BANDS = frozenset(("تنظيم", "جماعه", "ميليشيا", "مليشيا"))
# Words for those who govern that the press uses for one another before one adjective.
_RULERS = frozenset(("سلطات", "حكومه", "اداره"))
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
_FULL_NAME, _SHORT_NAME = 2, 3
# What is called after states and capitals without being them: "جريدة الرياض".
_NAMED_AFTER = frozenset((ActorType.MEDIA, ActorType.COMPANY))
_KUNYA = frozenset(("ابو", "ابي", "ابن", "بن", "ال"))
_WORDS = re.compile(r"\w+")
_ENDINGS = ("يين", "يون")
_PLURALS = ("ين", "ون")
_LONG = 5
# The kingdom that the press of the Gulf calls by this word alone.
_KINGDOM = (("مملكه",), ("مملكه", "عربيه", "سعوديه"), ("سعوديه",))


def unite(page: Page, weighed: Weighed) -> Weighed:
    """Return the cast with chains that name one actor made one; the surer chain lends its id and type.

    Args:
        page: The text.
        weighed: Everybody who may be named, with log-odds.
    """
    actors = weighed.cast.actors
    names = [_list_names(page, actor) for actor in actors]
    parent = list(range(len(actors)))
    claimed: dict[tuple[str, ...], int] = {}
    order = sorted(range(len(actors)), key=lambda index: -weighed.odds[index])
    for index in order:
        for key in _list_keys(actors[index], names[index]):
            owner = claimed.setdefault(key, index)
            if owner != index and _is_alike(actors[owner], actors[index]):
                parent[index] = parent[owner]
                break
    fuller = _Fuller(page, actors, names)
    for index in order:
        if parent[index] == index:
            bearer = fuller.find_bearer(parent, index)
            if bearer is not None:
                parent = [bearer if root == index else root for root in parent]
    if all(parent[index] == index for index in order):
        return weighed
    return _assemble(weighed, parent)


class _Fuller:
    """Which chains have names that a last name or a short mention ("التنظيم المتشدد") can stand for."""

    def __init__(
        self, page: Page, actors: Sequence[Actor], names: Sequence[Sequence[tuple[str, ...]]]
    ) -> None:
        """List them.

        Args:
            page: The text.
            actors: The chains.
            names: Their names, as `_list_names` gives them.
        """
        self._page, self._actors, self._names = page, actors, names
        self._by_tail: dict[tuple[str, ...], list[int]] = {}
        self._by_last: dict[tuple[str, ...], list[int]] = {}
        self._by_head: dict[str, list[int]] = {}
        for index, (actor, known) in enumerate(zip(actors, names, strict=True)):
            longer = [name for name in known if len(name) > 1]
            if actor.type is ActorType.PERSON:
                for name in longer:
                    for size in range(1, min(len(name) - 1, _FULL_NAME) + 1):
                        self._by_tail.setdefault(name[-size:], []).append(index)
                        if len(name) <= _SHORT_NAME:
                            self._by_last.setdefault(name[-size:], []).append(index)
            elif actor.type in _GROUPS:
                for name in longer:
                    self._by_head.setdefault(name[0], []).append(index)

    def find_bearer(self, parent: Sequence[int], index: int) -> int | None:
        """Return the only other chain that all names of a chain can stand for.

        Args:
            parent: For each chain the one that it was made one with.
            index: The chain.
        """
        names = self._names[index]
        bare = _is_bare(self._actors[index], names)
        if self._actors[index].type is ActorType.PERSON or bare:
            if not all(len(name) <= _FULL_NAME for name in names):
                return None
            tails = self._by_last if bare else self._by_tail
            fuller = [other for tail in names for other in tails.get(tail, ())]
        else:
            heads = {_cut_idle(name) for name in names}
            if len(heads) != 1 or not heads <= _SHORT:
                return None
            head = heads.pop()
            fuller = [other for other in self._by_head.get(head, ()) if parent[other] != index]
            if not fuller and head in _BANDS and _is_definite(self._page, self._actors[index]):
                fuller = self._list_bands(index)
        found = {parent[other] for other in fuller if parent[other] != index}
        return found.pop() if len(found) == 1 else None

    def _list_bands(self, index: int) -> list[int]:
        """Return the known armed group that was named last before a chain begins, if any."""
        start = self._actors[index].mentions[0].start
        bands = [
            (max(span.start for span in actor.mentions if span.start < start), other)
            for other, actor in enumerate(self._actors)
            if actor.type is ActorType.ARMED_GROUP
            and not actor.id.startswith(str(actor.type))
            and actor.mentions[0].start < start
        ]
        return [max(bands)[1]] if bands else []


def _is_bare(actor: Actor, names: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether nothing but one name is known of an actor, which may be anybody's last name."""
    if (
        actor.type is not ActorType.ORGANIZATION
        or not actor.id.startswith(str(actor.type))
        or len(names) != 1
    ):
        return False
    return len(names[0]) == 1 or (len(names[0]) == _FULL_NAME and names[0][0] in _KUNYA)


def _is_definite(page: Page, actor: Actor) -> bool:
    """Tell whether each mention of an actor has the article, "a terrorist group" being none in particular."""
    return all(
        page.text.original.startswith(("ال", "لل", "هذا", "هذه"), span.start) for span in actor.mentions
    )


def _cut_idle(name: tuple[str, ...]) -> str:
    words = [word for word in name if word not in _IDLE and word not in ("هذا", "هذه")]
    return words[0] if len(words) == 1 else ""


def _is_alike(one: Actor, other: Actor) -> bool:
    kinds = {one.type, other.type}
    if ActorType.STATE in kinds and not kinds.isdisjoint(_NAMED_AFTER):
        return False
    return one.type == other.type or kinds <= _GROUPS


def _list_names(page: Page, actor: Actor) -> tuple[tuple[str, ...], ...]:
    plain, project = page.text.plain, page.text.project
    written = dict.fromkeys([plain[start:end] for start, end in map(project, actor.mentions)])
    return tuple(dict.fromkeys(filter(None, map(_read_name, written))))


@lru_cache(maxsize=50_000)
def _read_name(written: str) -> tuple[str, ...]:
    """Return the words of a name in plain spelling, each as `_strip` leaves it."""
    return tuple(map(_strip, _WORDS.findall(written)))


def _list_keys(actor: Actor, names: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for name in names:
        if actor.type is ActorType.PERSON:
            if len(name) >= _FULL_NAME:
                yield ("person", *name)
            continue
        words = name
        while len(words) > 1 and words[0] in _HEADS:
            words = words[1:]
        while len(words) > 1 and words[-1] in _IDLE:
            words = words[:-1]
        if len(words) == _FULL_NAME and words[0] in _RULERS:
            yield ("rulers", words[1])
        elif len(words) == 1 and words[0].endswith(_PLURALS) and len(words[0]) > _LONG:
            yield ("people", words[0][:-2])
        elif words in _KINGDOM:
            yield ("kingdom",)
        elif len(words) > 1 or words[0] not in _HEADS:
            yield words


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
    actors = tuple([_join(weighed.cast.actors[index], spans[index]) for index in kept])
    mentions = tuple([mention.assign(place[parent[mention.actor]]) for mention in weighed.cast.mentions])
    odds = tuple(
        max(weighed.odds[index] for index in range(len(parent)) if parent[index] == root) for root in kept
    )
    return Weighed(Cast(actors, mentions), odds)


def _join(actor: Actor, same: Sequence[Actor]) -> Actor:
    """Return an actor with the mentions of all who are the same."""
    mentions = {span for other in same for span in other.mentions}
    return Actor(actor.id, actor.type, actor.en, tuple(sorted(mentions)))
