"""Which chains a careful reader would list: fitted weights, or a rule where there are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain as chain_up
from typing import Final

from mithaq.model import ActorType
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.words import BREAK, COMMON, GIVEN, MARK, NAMEY

_WITHIN: Final = frozenset(("في", "من", "الي", "داخل", "عن"))
_EARLY: Final = 40
_PLACES: Final = 3  # members whose places tell
_LIMIT: Final = 200_000  # groups remembered
_Group = tuple[str | int, ...]
_FEATURES: Final = {
    "kind": ("kind={0}", "kind={1}|{2}", "nation={3}|{0}", "definite={4}|{0}"),
    "title": ("title={0}", "title={0}|{1}|{2}"),
    "known": ("id={0}", "capital={1}|{2}"),
    "count": ("count={2}|{0}", "shorts={3}|{1}"),
    "margin": ("margin={1}", "margin={1}|{0}", "tagged={2}|{3}"),
    "untagged": ("untagged", "untagged|{0}", "untagged|title={1}"),
    "inside": ("inside={1}|{0}", "inside={1}|{2}"),
    "page": ("early={0}", "length={1}"),
    "name": ("name={1}|{2}|{3}", "titled={0}|{4}"),
    "word": ("word={0}",),
    "clitic": ("clitic={0}|{1}|{2}",),
    "joint": ("before={0}|{1}|{2}",),
    "before": ("before={0}",),
    "after": ("after={0}",),
}
"""The features of each group of values, which are numbered in the order in which the group gives them."""

_HAIR: Final = 1e-9  # sums of the same numbers in another order differ by less


class _GroupSums(dict[_Group, float]):
    """What each group of features that was met weighs; forgotten when they grow too many."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._get = weights.get

    def __missing__(self, group: _Group) -> float:
        """Add up the features of a group that was not met before."""
        if len(self) > _LIMIT:
            self.clear()
        found = self[group] = sum(self._get(name, 0.0) for name in _spell(group))
        return found


class Choice:
    """Fitted weights, and the sums over features that go together, remembered."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Keep the weights.

        Args:
            weights: Log-odds by feature.
        """
        self._bias = weights.get("bias", 0.0)
        self._sums = _GroupSums(weights)

    def weigh(self, scan: Scan, chain: Chain) -> float:
        """Return the log-odds that a reader lists ``chain``."""
        find, lead = self._sums.__getitem__, chain.lead
        total = self._bias
        for found in map(find, _list_groups(scan, chain, lead)):
            total += found
        places = chain.members[:_PLACES]
        if len(places) == 1:
            return total + sum(map(find, _list_places(scan, places[0], lead)))
        return total + sum(
            map(find, {group for member in places for group in _list_places(scan, member, lead)})
        )


def is_listed(scan: Scan, chain: Chain, choice: Choice | None) -> bool:
    """Tell whether ``chain`` is an actor of the text."""
    return weigh_chain(scan, chain, choice) > _HAIR


def weigh_chain(scan: Scan, chain: Chain, choice: Choice | None) -> float:
    """Return the log-odds that a reader lists ``chain``; plus or minus one by the rule without weights."""
    if choice is None:
        return 1.0 if _follow_rule(scan, chain) else -1.0
    return choice.weigh(scan, chain)


def describe(scan: Scan, chain: Chain) -> Iterator[str]:
    """Yield the features of ``chain``, as the fitting and the reading both need them; some come twice."""
    places = (_list_places(scan, member, chain.lead) for member in chain.members[:_PLACES])
    for group in chain_up(_list_groups(scan, chain, chain.lead), *places):
        yield from _spell(group)


def _spell(group: _Group) -> Iterator[str]:
    name, *values = group
    return (feature.format(*values) for feature in _FEATURES[str(name)])


@lru_cache(maxsize=256)
def _join_kind(kind: str, sort: ActorType) -> str:
    return f"{kind}|{sort}"


def _list_groups(scan: Scan, chain: Chain, lead: Candidate) -> Iterator[_Group]:
    """Yield what tells of ``chain`` as a whole; no feature is in two groups."""
    members = chain.members
    size = lead.last - lead.first
    kind = _join_kind(lead.kind, lead.type)
    title, definite = lead.title, lead.definite
    yield "kind", kind, lead.kind, min(size, 4), bool(lead.nation), definite
    yield "title", title, size == 1, definite
    if lead.id:
        yield "known", lead.id, all(member.capital for member in members), lead.type
    yield "count", kind, lead.kind, min(len(members), 4), min(len(chain.shorts), 2)
    margins = [member.margin for member in members if member.margin is not None]
    if margins:
        best = min(int(max(margins) // 2), 5)
        yield "margin", lead.kind, best, len(margins) == len(members), min(len(margins), 3)
    else:
        yield "untagged", kind, title
    yield "inside", lead.kind, all(member.inside for member in members), bool(margins)
    yield "page", members[0].first < _EARLY, min(scan.size // 150, 5)
    if lead.name:
        parts = min(len(lead.name), 4)
        found = [scan.memory[part].kinds for part in lead.name]
        known = sum([bool(kinds & (GIVEN | NAMEY)) for kinds in found])
        common = sum([bool(kinds & (COMMON | BREAK)) for kinds in found])
        yield "name", bool(title), parts, min(known, 3), min(common, 2), min(parts, 2)
    if size == 1:
        yield "word", scan.words[lead.first].core


def _list_places(scan: Scan, member: Candidate, lead: Candidate) -> Iterator[_Group]:
    """Yield what tells where ``member`` stands."""
    words, first, last = scan.words, member.first, member.last
    clitic = words[first].clitic
    yield "clitic", clitic, lead.kind, lead.type
    if first:
        before = words[first - 1]
        shown = before.core if before.kinds & (BREAK | MARK) else "*"
        yield "joint", shown, clitic, lead.type
        yield "before", before.core
    if last < scan.size:
        yield "after", words[last].core


def _follow_rule(scan: Scan, chain: Chain) -> bool:
    lead = chain.lead
    if all(member.inside for member in chain.members):
        return False
    if lead.kind == "person" and len(lead.name) == 1 and not lead.title:
        return False
    if (
        lead.kind in {"head", "source", "role", "people"}
        and lead.last - lead.first == 1
        and len(chain.members) == 1
    ):
        return lead.kind == "people"
    if lead.kind == "known" and lead.type is ActorType.STATE:
        return any(not _is_place(scan, member) for member in chain.members)
    return True


def _is_place(scan: Scan, member: Candidate) -> bool:
    if member.inside or "ب" in scan.words[member.first].clitic:
        return True
    return bool(member.first) and scan.forms[member.first - 1] in _WITHIN
