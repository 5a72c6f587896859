"""Which candidates are the same actor: later short mentions, last names, spelling variants, heads alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mithaq.dates import Edtf
from mithaq.model import ActorType
from mithaq.reading.actors.bearers import Bearers, find_named, is_governing, join_words, list_called
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.words import BREAK, HEAD, KNOWN, NATADJ, TITLE

_GLUE: Final = frozenset(("عبد", "ابو", "ال"))
_CASES: Final = {"ابي": "ابو", "ابا": "ابو"}
_SURNAME_PARTICLES: Final = frozenset(("دي", "فان", "فون", "بن", "ال", "كي", "دو", "لو"))


# Words for those who fight or stand for somebody; in plain spelling.
_FOLLOWERS: Final = frozenset(
    (
        "قوات", "القوات", "ميليشيا", "ميليشيات", "مليشيا", "مليشيات", "انصار", "اتباع", "فلول", "عناصر",
        "مسلحي", "مسلحو", "مقاتلي", "مقاتلو", "كتايب", "جماعه", "الموالون", "الموالين", "موالون", "موالين",
    )
)  # fmt: skip
Name = tuple[tuple[str, ...], Chain]
_Key = tuple[str, str]


def link(scan: Scan, candidates: Sequence[Candidate], published: Edtf | None = None) -> list[Chain]:
    """Return the chains of ``candidates``, each in text order.

    Args:
        scan: The words of the page.
        candidates: In text order.
        published: When the text appeared; tells who held an office.
    """
    chains: list[Chain] = []
    people = _link_people(candidates, chains)
    _link_known(scan, candidates, chains)
    _link_roles(scan, candidates, chains, published)
    _link_heads(scan, candidates, chains)
    _link_shorts(scan, people)
    chains = _join_called(scan, chains)
    for chain in chains:
        chain.members.sort(key=lambda member: member.first)
    return chains


def tighten(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a personal name with "عبد", "أبو" in any case and "آل" joined to the next, "بن" left out."""
    parts: list[str] = []
    glue = False
    for part in [_CASES.get(part, part) for part in name] if len(name) > 1 else name:
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


def _link_people(candidates: Sequence[Candidate], chains: list[Chain]) -> list[Name]:
    people: list[Name] = []
    named = [(candidate, tighten(candidate.name)) for candidate in candidates if candidate.name]
    for candidate, name in sorted(named, key=lambda pair: -len(pair[1])):
        chain = next((chain for _, chain in people if candidate.id and candidate.id == chain.id), None)
        chain = chain or next((chain for other, chain in people if is_same_name(name, other)), None)
        if chain is None:
            chain = Chain()
            chains.append(chain)
            people.append((name, chain))
        chain.add(candidate)
    return people


def _link_known(scan: Scan, candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    context = scan.vocabulary.context
    by_id: dict[str, Chain] = {}
    for candidate in candidates:
        if candidate.kind == "known":
            name = candidate.id
            if candidate.type is ActorType.POPULATION and candidate.nation:
                if candidate.title == "شعب" or candidate.last - candidate.first == 1:
                    name = f"people of {candidate.nation}"
            elif candidate.type is ActorType.STATE and context.find_actor(candidate.nation) is not None:
                name = candidate.nation  # no state where "العربية" is a part of a state's full name
            if name not in by_id:
                by_id[name] = Chain()
                chains.append(by_id[name])
            by_id[name].add(candidate)


def _link_roles(
    scan: Scan, candidates: Sequence[Candidate], chains: list[Chain], published: Edtf | None
) -> None:
    """A title without a name is the person with this title or who held it, else a person of its own."""
    by_words: dict[str, Chain] = {}
    persons = [(member, chain) for chain in chains for member in chain.members if member.name]
    named = [pair for pair in persons if not (pair[0].inside and is_governing(scan, pair[0].first - 1))]
    waiting: list[Candidate] = []
    for candidate in candidates:
        if candidate.name or candidate.kind in {"known", "head"}:
            continue
        chain = find_named(scan, candidate, named)
        if chain is None:
            waiting.append(candidate)
            continue
        by_words[join_words(scan, candidate.first, candidate.last)] = chain
        chain.add(candidate)
        persons.append((candidate, chain))
        named.append((candidate, chain))
    bearers = Bearers(persons, named, chains, published)
    for candidate in waiting:
        words = join_words(scan, candidate.first, candidate.last)
        chain = by_words.get(words) or bearers.find(scan, candidate)
        if chain is None:
            chain = Chain()
            chains.append(chain)
        by_words[words] = chain
        chain.add(candidate)


@dataclass(slots=True)
class _Heads:
    """The chains of names with a head so far: by words, by head, by leader or state, and by a known name's title."""

    by_words: dict[str, Chain] = field(default_factory=dict)
    by_head: dict[str, Chain] = field(default_factory=dict)
    known: dict[str, Chain] = field(default_factory=dict)
    open: dict[str, Chain] = field(default_factory=dict)
    by_key: dict[_Key, Chain] = field(default_factory=dict)
    people: tuple[Candidate, ...] = ()
    ids: frozenset[str] = frozenset()

    def list_people(self, within: Candidate) -> frozenset[str]:
        """Return the ids of the persons who are named in a candidate."""
        return frozenset(
            person.id for person in self.people if within.first <= person.first and person.last <= within.last
        )


def _link_heads(scan: Scan, candidates: Sequence[Candidate], chains: list[Chain]) -> None:
    people = tuple(one for one in candidates if one.id and one.type is ActorType.PERSON)
    heads = _Heads(people=people, ids=frozenset(one.id for one in people))
    for chain in chains:
        for member in chain.members:
            if member.kind == "known" and member.type is not ActorType.STATE:
                heads.known.setdefault(member.title, chain)
                for key in _list_keys(scan, member, heads):
                    heads.by_key.setdefault(key, chain)
                for end in range(member.first + 2, member.last + 1):
                    if end < member.last and scan.is_limited(end):
                        continue
                    heads.by_words.setdefault(join_words(scan, member.first, end), chain)
    for candidate in candidates:
        if candidate.kind == "head":
            _link_head(scan, candidate, heads, chains)


def _list_keys(scan: Scan, candidate: Candidate, heads: _Heads) -> Iterator[_Key]:
    """Find by whom else than by its words a name is told from others: a leader ("أنصار صالح") or a state."""
    head = scan.words[candidate.first]
    for start in range(candidate.first + 1, candidate.last if heads.ids else 0):
        ids = list_called(scan, join_words(scan, start, candidate.last)) & heads.ids
        if len(ids) == 1:
            yield "followers" if head.core in _FOLLOWERS else head.base, min(ids)
            break
    state = _find_state(scan, candidate)
    if state:
        yield candidate.title, state


def _find_state(scan: Scan, candidate: Candidate) -> str:
    """Return the state of a name that says nothing else but its head ("بورصة مصر", "البورصة المصرية"), or ""."""
    at = candidate.first + 1
    if candidate.kind != "head" or not candidate.definite or at >= candidate.last:
        return ""
    if candidate.nation and candidate.last == at + 1 and scan.words[at].kinds & NATADJ:
        return candidate.nation
    known = scan.known(at)
    if known is None or known.last != candidate.last or known.phrase.type is not ActorType.STATE:
        return ""
    return known.phrase.id


def _link_head(scan: Scan, candidate: Candidate, heads: _Heads, chains: list[Chain]) -> None:
    first = candidate.first
    ends = [end for start, end in candidate.forms if start == first and not scan.is_limited(end)]
    words = [join_words(scan, first, end) for end in (candidate.last, *ends)]
    known = (heads.by_words[text] for text in words if text in heads.by_words)
    chain = next((chain for chain in known if not _differs(candidate, chain, heads)), None)
    single = candidate.last - first == 1
    if chain is None and single and scan.words[first].definite:
        chain = heads.by_head.get(candidate.title) or heads.known.get(candidate.title)
        if chain is None:
            chain = heads.open[candidate.title] = Chain()
            chains.append(chain)
    keys = list(_list_keys(scan, candidate, heads))
    if chain is None:
        chain = next((heads.by_key[key] for key in keys if key in heads.by_key), None)
    if chain is None and not single and candidate.definite:
        chain = heads.open.pop(candidate.title, None)
    if chain is None:
        chain = Chain()
        chains.append(chain)
    chain.add(candidate)
    for key in keys:
        heads.by_key.setdefault(key, chain)
    for text in words:
        if " " in text or single:
            heads.by_words.setdefault(text, chain)
    heads.by_head[candidate.title] = chain


def _differs(candidate: Candidate, chain: Chain, heads: _Heads) -> bool:
    """Tell whether a name speaks of other nations or persons than a chain."""
    if candidate.nation and not any(
        member.nation in {"", candidate.nation} for member in chain.members if member.kind == "head"
    ):
        return any(member.kind == "head" for member in chain.members)
    people = heads.list_people(candidate)
    others = {name for member in chain.members for name in heads.list_people(member)}
    return bool(people and others) and people.isdisjoint(others)


def _join_called(scan: Scan, chains: list[Chain]) -> list[Chain]:
    """Return the chains, those joined with a known one whom the packs call so, too ("المتمردون", "الانقلابيون")."""
    known = {chain.id: chain for chain in chains if chain.id}
    kept: list[Chain] = []
    for chain in chains:
        called = (
            [] if chain.id else [known[name] for name in sorted(_list_called(scan, chain)) if name in known]
        )
        if len(called) != 1:
            kept.append(chain)
            continue
        for member in chain.members:
            called[0].add(member)
    return kept


def _list_called(scan: Scan, chain: Chain) -> frozenset[str]:
    """Return the ids of those whom the packs call by the words of every mention of a chain."""
    ids = [
        list_called(scan, join_words(scan, member.first, member.last))
        for member in chain.members
        if member.type is not ActorType.PERSON
    ]
    return frozenset.intersection(*ids) if len(ids) == len(chain.members) else frozenset()


def _link_shorts(scan: Scan, people: Sequence[Name]) -> None:
    """Find bare last names outside the fuller mentions."""
    surnames: dict[str, list[Chain]] = {}
    for name, chain in people:
        if len(name) > 1:
            surnames.setdefault(name[-1], []).append(chain)
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
            _choose_short(scan, surnames[word.core], at).shorts.append((at, at + 1))


def _choose_short(scan: Scan, chains: Sequence[Chain], at: int) -> Chain:
    """Return which of those with one last name it stands for: whom the packs call so, else who was named last."""
    if len(chains) == 1:
        return chains[0]
    ids = list_called(scan, scan.words[at].core)
    known = [chain for chain in chains if chain.id in ids]
    if len(known) == 1:
        return known[0]
    before = [(max([m.first for m in chain.members if m.first < at], default=-1), chain) for chain in chains]
    return max(before, key=lambda pair: pair[0])[1]
