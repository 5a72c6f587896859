"""Which candidates are the same actor: later short mentions, last names, spelling variants, heads alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mithaq.dates import Edtf
from mithaq.model import ActorType
from mithaq.reading.actors.candidate import Candidate
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.words import BREAK, HEAD, KNOWN, MARK, NATADJ, TITLE

_GLUE: Final = frozenset(("عبد", "ابو", "ال"))
_SURNAME_PARTICLES: Final = frozenset(("دي", "فان", "فون", "بن", "ال", "كي", "دو", "لو"))
_SHORT_ROLE: Final = 2


@dataclass(slots=True)
class Chain:
    """Candidates that name one actor.

    Args:
        members: In text order.
        shorts: Ranges of bare last names.
        id: Id that a pack gives, if any.
        en: English name that a pack gives, if any.
    """

    members: list[Candidate] = field(default_factory=list)
    shorts: list[tuple[int, int]] = field(default_factory=list)
    id: str = ""
    en: str = ""

    @property
    def lead(self) -> Candidate:
        """The member that tells most: a known one, one with a name, the longest."""
        best = self.members[0]
        if len(self.members) == 1:
            return best
        weight = _weigh(best)
        for member in self.members[1:]:
            other = _weigh(member)
            if other > weight:
                best, weight = member, other
        return best

    def add(self, candidate: Candidate) -> None:
        """Take one more candidate and what it is known by."""
        self.members.append(candidate)
        if candidate.id and not self.id:
            self.id, self.en = candidate.id, candidate.en


def _weigh(member: Candidate) -> tuple[bool, bool, int]:
    return bool(member.id), bool(member.name), member.last - member.first


Person = tuple[tuple[str, ...], Chain]


def link(scan: Scan, candidates: Sequence[Candidate], published: Edtf | None = None) -> list[Chain]:
    """Return the chains of ``candidates``, each in text order.

    Args:
        scan: The words of the page.
        candidates: In text order.
        published: When the text appeared; tells who held an office.
    """
    chains: list[Chain] = []
    people = _link_people(candidates, chains)
    _link_known(candidates, chains)
    _link_roles(scan, candidates, chains, published)
    _link_heads(scan, candidates, chains)
    _link_shorts(scan, people)
    for chain in chains:
        chain.members.sort(key=lambda member: member.first)
    return chains


def tighten(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a personal name with "عبد", "أبو" and "آل" joined to the next and "بن" left out."""
    parts: list[str] = []
    glue = False
    for part in name:
        if glue:
            parts[-1] += part
        elif part != "بن":
            parts.append(part)
        else:
            continue
        glue = part in _GLUE
    return tuple(parts) or name


def is_same_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two tightened names can be one person's: the shorter in order within the longer."""
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == 1:
        return short[0] == long[-1] or (short[0] == long[0] and len(long) > 1)
    if short[0] != long[0]:
        return short[0] in _SURNAME_PARTICLES and long[-len(short) :] == short
    rest = iter(long)
    return all(part in rest for part in short)


def _link_people(candidates: Sequence[Candidate], chains: list[Chain]) -> list[Person]:
    people: list[Person] = []
    named = [(candidate, tighten(candidate.name)) for candidate in candidates if candidate.name]
    for candidate, name in sorted(named, key=lambda pair: -len(pair[1])):
        chain = next((chain for other, chain in people if _fits(candidate, name, other, chain)), None)
        if chain is None:
            chain = Chain()
            chains.append(chain)
            people.append((name, chain))
        chain.add(candidate)
    return people


def _fits(candidate: Candidate, name: tuple[str, ...], other: tuple[str, ...], chain: Chain) -> bool:
    return is_same_name(name, other) or (bool(candidate.id) and candidate.id == chain.id)


def _link_known(candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    by_id: dict[str, Chain] = {}
    for candidate in candidates:
        if candidate.kind == "known":
            name = candidate.id
            if candidate.type is ActorType.POPULATION and candidate.nation:
                if candidate.title == "شعب" or candidate.last - candidate.first == 1:
                    name = f"people of {candidate.nation}"
            elif candidate.type is ActorType.STATE and candidate.nation:
                name = candidate.nation
            if name not in by_id:
                by_id[name] = Chain()
                chains.append(by_id[name])
            by_id[name].add(candidate)


def _words(scan: Scan, first: int, last: int) -> str:
    return " ".join(word.core for word in scan.words[first:last] if not word.kinds & MARK)


def _link_roles(
    scan: Scan, candidates: Sequence[Candidate], chains: list[Chain], published: Edtf | None
) -> None:
    """A title without a name is the person with this title or who held it, else a person of its own."""
    by_words: dict[str, Chain] = {}
    persons = [(member, chain) for chain in chains for member in chain.members if member.name]
    full = [(f" {_words(scan, member.first, member.last)} ", chain) for member, chain in persons]
    for candidate in candidates:
        if candidate.name or candidate.kind in {"known", "head"}:
            continue
        words = _words(scan, candidate.first, candidate.last)
        chain = by_words.get(words)
        if chain is None:
            chain = _find_named(words, persons)
        if chain is None and candidate.kind == "role":
            chain = next((chain for text, chain in full if f" {words} " in text), None)
            chain = chain or _find_bearer(scan, candidate, persons)
            chain = chain or _find_holder(scan, candidate, chains, published)
        if chain is None and candidate.kind == "people":
            chain = _find_people(candidate, chains)
        if chain is None:
            chain = Chain()
            chains.append(chain)
        by_words[words] = chain
        chain.add(candidate)


def _find_named(words: str, persons: Sequence[tuple[Candidate, Chain]]) -> Chain | None:
    """Return the person whose whole name stands in ``words``."""
    for member, chain in persons:
        if len(member.name) > 1 and f" {' '.join(member.name)} " in f" {words} ":
            return chain
    return None


def _find_people(candidate: Candidate, chains: Sequence[Chain]) -> Chain | None:
    for chain in chains:
        first = chain.members[0]
        if first.kind == "people" and first.nation == candidate.nation:
            return chain
    return None


def _find_bearer(
    scan: Scan, candidate: Candidate, persons: Sequence[tuple[Candidate, Chain]]
) -> Chain | None:
    """Return the last person before ``candidate``, else the first one, who has the same title and nation."""
    size = candidate.last - candidate.first
    if size > _SHORT_ROLE or not scan.words[candidate.first].definite or (size > 1 and not candidate.nation):
        return None
    best: Chain | None = None
    for member, chain in persons:
        if member.title != candidate.title:
            continue
        if candidate.nation and member.nation and candidate.nation != member.nation:
            continue
        if best is None or member.first < candidate.first:
            best = chain
    return best


def _find_holder(
    scan: Scan, candidate: Candidate, chains: Sequence[Chain], published: Edtf | None
) -> Chain | None:
    """Return the chain of the person who held the office when the text appeared."""
    context = scan.vocabulary.context
    state = context.find_actor(candidate.nation) if candidate.nation else None
    if state is None or not state.country or published is None:
        return None
    title = " ".join(
        word.core for word in scan.words[candidate.first : candidate.last] if not word.kinds & (NATADJ | MARK)
    )
    holder = context.find_holder(title, state.country, str(published))
    if holder is None:
        return None
    return next((chain for chain in chains if chain.id == holder.id), None)


@dataclass(slots=True)
class _Heads:
    """The chains of names with a head so far: by words, by head, and by the type of a known name."""

    by_words: dict[str, Chain] = field(default_factory=dict)
    by_head: dict[str, Chain] = field(default_factory=dict)
    known: dict[str, Chain] = field(default_factory=dict)
    open: dict[str, Chain] = field(default_factory=dict)


def _link_heads(scan: Scan, candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    heads = _Heads()
    for chain in chains:
        for member in chain.members:
            if member.kind == "known" and member.type is not ActorType.STATE:
                heads.known.setdefault(member.title, chain)
                for end in range(member.first + 2, member.last + 1):
                    heads.by_words.setdefault(_words(scan, member.first, end), chain)
    for candidate in candidates:
        if candidate.kind == "head":
            _link_head(scan, candidate, heads, chains)


def _link_head(scan: Scan, candidate: Candidate, heads: _Heads, chains: list[Chain]) -> None:
    first = candidate.first
    ends = [end for start, end in candidate.forms if start == first]
    words = [_words(scan, first, end) for end in (candidate.last, *ends)]
    chain = next((heads.by_words[text] for text in words if text in heads.by_words), None)
    single = candidate.last - first == 1
    if chain is None and single and scan.words[first].definite:
        chain = heads.by_head.get(candidate.title) or heads.known.get(candidate.title)
        if chain is None:
            chain = heads.open[candidate.title] = Chain()
            chains.append(chain)
    if chain is None and not single and candidate.definite:
        chain = heads.open.pop(candidate.title, None)
    if chain is None:
        chain = Chain()
        chains.append(chain)
    chain.add(candidate)
    for text in words:
        if " " in text or single:
            heads.by_words.setdefault(text, chain)
    heads.by_head[candidate.title] = chain


def _link_shorts(scan: Scan, people: Sequence[Person]) -> None:
    """Find bare last names outside the fuller mentions."""
    surnames = {name[-1]: chain for name, chain in reversed(people) if len(name) > 1}
    if not surnames:
        return
    covered: set[int] = set()
    for _, chain in people:
        for member in chain.members:
            covered.update(range(member.first, member.last))
    places = [at for at, word in enumerate(scan.words) if word.core in surnames]
    for at in places:
        word = scan.words[at]
        if at not in covered and not word.kinds & (HEAD | TITLE | KNOWN | BREAK):
            surnames[word.core].shorts.append((at, at + 1))
