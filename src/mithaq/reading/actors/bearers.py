"""Who bears a title: titles without a name are those of somebody who is named elsewhere in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.dates import Edtf
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.words import ADJ, HEAD, MARK, NATADJ, PLAIN, RANK, SOURCE, TITLE

_SHORT_ROLE: Final = 2
_ARTICLE: Final = "ال"
# Words that stand between titles and a name.
_OF_NAMES: Final = RANK | TITLE | NATADJ | ADJ
# Relatives, and words by which one speaks in the name of another; in plain spelling.
_KIN: Final = frozenset(
    (
        "نجل", "ابن", "ابنه", "والد", "والده", "شقيق", "شقيقه", "زوج", "زوجه", "ارمله", "حفيد", "اسره", "عايله",
        "ولي", "اسم", "باسم",
    )
)  # fmt: skip
Person = tuple[Candidate, Chain]


@dataclass(frozen=True, slots=True)
class Bearers:
    """Whom titles without a name may speak of.

    Args:
        persons: Mentions of persons with titles, each with its chain; those that are found are added.
        named: Mentions that hold a name, likewise.
        chains: All chains of the text.
        published: When it appeared.
    """

    persons: list[Person]
    named: Sequence[Person]
    chains: Sequence[Chain]
    published: Edtf | None

    def find(self, scan: Scan, candidate: Candidate) -> Chain | None:
        """Return the chain that a mention without a name goes on, or None.

        Args:
            scan: The words of the page.
            candidate: The mention.
        """
        if candidate.kind == "people":
            return _find_people(candidate, self.chains)
        if candidate.kind not in {"role", "source"}:
            return None
        chain = _find_titled(scan, candidate, self.named)
        if chain is None and candidate.kind == "role":
            chain = _find_bearer(scan, candidate, self.persons)
            chain = chain or _find_holder(scan, candidate, self.chains, self.published)
            chain = chain or _find_called(scan, candidate, self.chains)
        if chain is not None:
            self.persons.append((candidate, chain))
        return chain


def find_named(scan: Scan, candidate: Candidate, persons: Sequence[Person]) -> Chain | None:
    """Return the person whose whole name stands in a candidate, unless that is a relative or servant of his.

    Args:
        scan: The words of the page.
        candidate: A mention whose name the grammar did not find.
        persons: Mentions that hold a name, each with its chain.
    """
    found: Chain | None = None
    for member, chain in persons:
        at = _find_words(scan, candidate, member.name) if len(member.name) > 1 else -1
        if at < 0:
            continue
        while at > candidate.first and scan.words[at - 1].definite and scan.words[at - 1].kinds & _OF_NAMES:
            at -= 1
        if at > candidate.first and is_governing(scan, at - 1):
            continue
        if found is not None and found is not chain:
            return None  # two names that were marked as one
        found = chain
    return found


def _find_titled(scan: Scan, candidate: Candidate, persons: Sequence[Person]) -> Chain | None:
    """Return the person whose mention holds the words of a title as a title of his, not of whom he serves."""
    words = tuple(word.core for word in scan.words[candidate.first : candidate.last] if not word.kinds & MARK)
    if not words[0].startswith(_ARTICLE) and (len(words) == 1 or not words[-1].startswith(_ARTICLE)):
        return None
    for member, chain in persons:
        at = _find_words(scan, member, words)
        if at == member.first or (at > 0 and not is_governing(scan, at - 1)):
            return chain
    return None


def _find_words(scan: Scan, within: Candidate, words: Sequence[str]) -> int:
    """Return the token at which some words begin within a candidate, marks between them left aside, or -1."""
    places = [at for at in range(within.first, within.last) if not scan.words[at].kinds & MARK]
    cores = [scan.words[at].core for at in places]
    size = len(words)
    for index in range(len(cores) - size + 1):
        if cores[index] == words[0] and all(map(str.__eq__, cores[index : index + size], words)):
            return places[index]
    return -1


def is_governing(scan: Scan, at: int) -> bool:
    """Tell whether a word makes what follows the complement of another title ("نائب الرئيس", "نجل الملك").

    Args:
        scan: The words of the page.
        at: The word's token; below nought for none.
    """
    word = scan.words[at]
    if at < 0 or word.definite:
        return False
    return bool(word.kinds & (TITLE | RANK | PLAIN | SOURCE | HEAD)) or word.core in _KIN


def _find_people(candidate: Candidate, chains: Sequence[Chain]) -> Chain | None:
    for chain in chains:
        first = chain.members[0]
        if first.kind == "people" and first.nation == candidate.nation:
            return chain
    return None


def _find_bearer(scan: Scan, candidate: Candidate, persons: Sequence[Person]) -> Chain | None:
    """Return the last person before ``candidate``, else the first one, who has the same title and nation."""
    size = candidate.last - candidate.first
    longest = _SHORT_ROLE + bool(scan.words[candidate.last - 1].kinds & NATADJ)
    if size > longest or not scan.words[candidate.first].definite or (size > 1 and not candidate.nation):
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


def _find_called(scan: Scan, candidate: Candidate, chains: Sequence[Chain]) -> Chain | None:
    """Return the chain of whom the packs call by this title alone ("خادم الحرمين الشريفين")."""
    ids = list_called(scan, join_words(scan, candidate.first, candidate.last))
    return next((chain for chain in chains if chain.id in ids), None)


def list_called(scan: Scan, words: str) -> frozenset[str]:
    """Return the ids of those whom the packs call by some words, alone or where the text concerns them.

    Args:
        scan: The words of the page.
        words: In plain spelling, joined by a space.
    """
    context = scan.vocabulary.context
    named = context.phrases.get(words)
    if named is None:
        return frozenset()
    return frozenset(context.actors[index].id for index in (*named.actors, *named.shorts))


def join_words(scan: Scan, first: int, last: int) -> str:
    """Return the plain words of a range joined by a space, without marks and attached particles.

    Args:
        scan: The words of the page.
        first: First token.
        last: Token behind the last one.
    """
    return " ".join(word.core for word in scan.words[first:last] if not word.kinds & MARK)
