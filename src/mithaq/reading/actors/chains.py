"""Which candidates are the same actor: later short mentions, last names, spelling variants, heads alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mithaq.model import ActorType
from mithaq.reading.actors.grammar import Candidate, Scan
from mithaq.reading.actors.words import BREAK, COMMON, HEAD, KNOWN, MARK, OWNED, TITLE

_PARTICLES: Final = frozenset(("بن", "ابن", "ابو", "ال", "عبد", "ابي", "بنت"))


@dataclass(slots=True)
class Chain:
    """Candidates that name one actor."""

    members: list[Candidate] = field(default_factory=list)
    shorts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def lead(self) -> Candidate:
        """The fullest candidate."""
        return max(self.members, key=lambda member: (bool(member.id), bool(member.name), member.last - member.first))


def link(scan: Scan, candidates: Sequence[Candidate]) -> list[Chain]:
    """Return the chains of ``candidates``, each in text order.

    Args:
        scan: The words of the page.
        candidates: In text order.
    """
    chains: list[Chain] = []
    people = _link_people(candidates, chains)
    _link_known(candidates, chains)
    _link_roles(scan, candidates, chains)
    _link_heads(scan, candidates, chains)
    _link_shorts(scan, people)
    return chains


def _tight(name: tuple[str, ...]) -> tuple[str, ...]:
    parts: list[str] = []
    glue = False
    for part in name:
        if glue:
            parts[-1] += part
        elif part != "بن":
            parts.append(part)
        glue = part in {"عبد", "ابو", "ال"}
    return tuple(parts) or name


def _same_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == 1:
        return len(long) > 1 and short[0] in {long[-1], long[0]} or short == long
    if short[0] != long[0] and short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(part in rest for part in short)


def _link_people(candidates: Sequence[Candidate], chains: list[Chain]) -> list[tuple[tuple[str, ...], Chain]]:
    people: list[tuple[tuple[str, ...], Chain]] = []
    named = [(c, _tight(c.name)) for c in candidates if c.kind == "person" and c.name]
    for candidate, name in sorted(named, key=lambda pair: -len(pair[1])):
        chain = next((chain for other, chain in people if _same_name(name, other)), None)
        if chain is None:
            chain = Chain()
            chains.append(chain)
            people.append((name, chain))
        chain.members.append(candidate)
    return people


def _link_known(candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    by_id: dict[str, Chain] = {}
    for candidate in candidates:
        if candidate.kind == "known":
            if candidate.id not in by_id:
                by_id[candidate.id] = Chain()
                chains.append(by_id[candidate.id])
            by_id[candidate.id].members.append(candidate)


def _words(scan: Scan, candidate: Candidate, last: int | None = None) -> str:
    return " ".join(
        scan.words[i].core for i in range(candidate.first, last or candidate.last) if not scan.words[i].kinds & MARK
    )


def _link_roles(scan: Scan, candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    """A title without a name is the last person with this title, else a person of its own."""
    by_words: dict[str, Chain] = {}
    persons = [(m, chain) for chain in chains for m in chain.members if m.kind == "person" and m.name]
    for candidate in candidates:
        if candidate.kind not in {"role", "source", "people"}:
            continue
        words = _words(scan, candidate)
        chain = by_words.get(words)
        if chain is None and candidate.kind == "role":
            chain = _find_bearer(scan, candidate, words, persons)
        if chain is None:
            chain = Chain()
            chains.append(chain)
        by_words[words] = chain
        chain.members.append(candidate)


def _find_bearer(
    scan: Scan, candidate: Candidate, words: str, persons: Sequence[tuple[Candidate, Chain]]
) -> Chain | None:
    best = None
    for member, chain in persons:
        full = " " + _words(scan, member) + " "
        if f" {words} " in full:
            return chain
        if member.title == candidate.title and candidate.last - candidate.first <= 2 and scan.words[candidate.first].definite:
            if candidate.nation and member.nation and candidate.nation != member.nation:
                continue
            if candidate.last - candidate.first == 1 or candidate.nation:
                best = chain if best is None or member.first < candidate.first else best
    return best


def _link_heads(scan: Scan, candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    by_words: dict[str, Chain] = {}
    by_head: dict[str, Chain] = {}
    known = {}
    for chain in chains:
        for member in chain.members:
            if member.kind == "known":
                known.setdefault(_base(scan, member), chain)
    for candidate in candidates:
        if candidate.kind != "head":
            continue
        words = [_words(scan, candidate, end) for end in (*candidate.ends, candidate.last)]
        chain = next((by_words[w] for w in words if w in by_words), None)
        single = candidate.last - candidate.first == 1
        definite = scan.words[candidate.first].definite
        if chain is None and single and definite:
            chain = by_head.get(candidate.title) or known.get(candidate.title)
        if chain is None:
            chain = Chain()
            chains.append(chain)
        chain.members.append(candidate)
        for w in words:
            if " " in w or single:
                by_words.setdefault(w, chain)
        if candidate.definite:
            by_head[candidate.title] = chain


def _base(scan: Scan, member: Candidate) -> str:
    return scan.words[member.first].base or member.title


def _link_shorts(scan: Scan, people: Sequence[tuple[tuple[str, ...], Chain]]) -> None:
    """Single last names outside the full mentions."""
    surnames: dict[str, Chain] = {}
    for name, chain in people:
        if len(name) > 1:
            surnames.setdefault(name[-1], chain)
            glued = name[-1]
            surnames.setdefault(glued, chain)
    if not surnames:
        return
    covered = set()
    for _, chain in people:
        for member in chain.members:
            covered.update(range(member.first, member.last))
    for at, word in enumerate(scan.words):
        chain = surnames.get(word.core)
        if chain is not None and at not in covered and not word.kinds & (HEAD | TITLE | KNOWN | BREAK):
            chain.shorts.append((at, at + 1))


__all__ = ["Chain", "link", "COMMON", "OWNED", "ActorType"]
