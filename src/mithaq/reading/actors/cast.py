"""From candidates to the cast of a text."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from mithaq.dates import Edtf
from mithaq.lexicon.naming import read_names, read_naming
from mithaq.model import Actor, ActorType, Span
from mithaq.packs.context import load_packs
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.chains import link
from mithaq.reading.actors.choice import Choice, is_listed, weigh_chain
from mithaq.reading.actors.emission import Weights
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.tagger import Tag, Tagger
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import ON
from mithaq.reading.parts import Cast, Mention
from mithaq.text.segment import Page

WEIGHTS: Final = Path(__file__).parents[2] / "weights" / "actors.json.gz"
_MOST_FORMS: Final = 12
Marking = Callable[[Sequence[Tag]], Sequence[Tag]]


class Fitted(Struct, frozen=True, forbid_unknown_fields=True):
    """What was learnt from annotated texts and from the words of many articles.

    Args:
        features: Weights of the tagger by feature: outside, begin, inside.
        moves: Its weights between labels.
        choice: Log-odds by feature that a reader lists a chain.
        names: Words that are mostly parts of personal names.
        common: Frequent words that hardly ever are.
    """

    features: dict[str, Weights]
    moves: tuple[float, ...]
    choice: dict[str, float]
    names: tuple[str, ...]
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of names, and fitted weights where they are installed."""

    vocabulary: Vocabulary
    tagger: Tagger | None = None
    choice: Choice | None = None


class Weighed(NamedTuple):
    """Everybody who may be named, and the log-odds of each actor of the cast."""

    cast: Cast
    odds: tuple[float, ...]


def build_reader(weights: Path = WEIGHTS) -> Reader:
    """Return the reader of the shipped files and all packs.

    Args:
        weights: The fitted weights; a path without a file gives the reader that follows the grammar alone.
    """
    naming, context = read_naming(), load_packs()
    if not weights.exists():
        return Reader(Vocabulary(naming, context, read_names()))
    fitted = msgspec.json.decode(gzip.decompress(weights.read_bytes()), type=Fitted)
    vocabulary = Vocabulary(naming, context, [*read_names(), *fitted.names], fitted.common)
    return Reader(vocabulary, Tagger(fitted.features, fitted.moves, vocabulary), Choice(fitted.choice))


@cache
def load_reader() -> Reader:
    """Return the reader of the shipped files, built once."""
    return build_reader()


def find_cast(page: Page, published: Edtf | None = None, reader: Reader | None = None) -> Cast:
    """Return the actors of ``page`` and every place that names one.

    Args:
        page: The text.
        published: When it appeared; tells who held an office.
        reader: The words of names; None for those of the shipped files.
    """
    reader = reader or load_reader()
    scan, chains = _read_chains(page, published, reader)
    return assemble(page, scan, [chain for chain in chains if is_listed(scan, chain, reader.choice)])


def weigh_cast(
    page: Page,
    published: Edtf | None = None,
    reader: Reader | None = None,
    mark_again: Marking | None = None,
) -> Weighed:
    """Return everybody who may be named, with the log-odds that a careful reader lists each.

    Those below zero are worth keeping where they take part in an act.

    Args:
        page: The text.
        published: When it appeared.
        reader: The words of names; None for those of the shipped files.
        mark_again: Returns the names to go by, in text order, for those that the reader's own tagger marks; None to go
            by these.
    """
    reader = reader or load_reader()
    scan, chains = _read_chains(page, published, reader, mark_again)
    chains.sort(key=_find_begin)
    odds = tuple(weigh_chain(scan, chain, reader.choice) for chain in chains)
    return Weighed(assemble(page, scan, chains), odds)


def _read_chains(
    page: Page, published: Edtf | None, reader: Reader, mark_again: Marking | None = None
) -> tuple[Scan, list[Chain]]:
    forms = spell(page)
    scan = Scan(forms, reader.vocabulary)
    tagger = reader.tagger
    tags = tagger.tag_words(scan.words, page.sentences, scan.memory) if tagger else []
    chains = link(scan, scan.find(mark_again(tags) if mark_again else tags), published)
    return scan, join_homonyms(scan, chains)


def join_homonyms(scan: Scan, chains: list[Chain]) -> list[Chain]:
    """Return the chains, those made one with another all whose mentions are written like that one's.

    No form would be left to them, and nobody is named whom no words name.

    Args:
        scan: The words of the page.
        chains: Each one actor; those that take others in are changed.
    """
    owners: dict[str, Chain] = {}
    kept: list[Chain] = []
    for chain in sorted(chains, key=_find_begin):
        forms = [_plain(scan, first, last) for first, last in _list_wholes(chain)]
        if all(form in owners for form in forms):
            heir = owners[forms[0]]
            for member in chain.members:
                heir.add(member)
            heir.members.sort(key=_find_start)
            heir.shorts += chain.shorts
            continue
        kept.append(chain)
        for form in forms:
            owners.setdefault(form, chain)
    return kept


def _find_begin(chain: Chain) -> int:
    return chain.members[0].first


def _find_start(member: Candidate) -> int:
    return member.first


def spell(page: Page) -> tuple[str, ...]:
    """Return the plain forms of ``page`` with the preposition "على" apart from the name "علي"."""
    forms = page.forms
    if "علي" not in forms:
        return forms
    original, locate = page.text.original, page.text.locate
    spelt = list(forms)
    at = -1
    for _ in range(forms.count("علي")):
        at = forms.index("علي", at + 1)
        if original[locate(page.ends[at] - 1)] == "ى":
            spelt[at] = ON
    return tuple(spelt)


def assemble(page: Page, scan: Scan, chains: list[Chain]) -> Cast:
    """Return the cast that ``chains`` make; a form that two of them claim stays with the first.

    Args:
        page: The text.
        scan: Its words.
        chains: Each one actor.
    """
    chains = sorted(chains, key=_find_begin)
    names = _name_chains(chains)
    owned = _share_forms(scan, chains)
    actors: list[Actor] = []
    mentions: list[Mention] = []
    for number, chain in enumerate(chains):
        own = {_cut(page, scan, first, last) for first, last in owned[number]}
        actors.append(Actor(names[number], chain.lead.type, chain.en, tuple(sorted(own))))
        mentions += _make_mentions(page, scan, chain, number)
    return Cast(tuple(actors), tuple(sorted(mentions, key=_by_place)))


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.first, -mention.last


def _share_forms(scan: Scan, chains: list[Chain]) -> list[list[tuple[int, int]]]:
    """Return the ranges of each chain; no two share their words, and whole mentions claim before parts."""
    claimed: dict[str, int] = {}
    owned: list[list[tuple[int, int]]] = [[] for _ in chains]
    for listing in (_list_wholes, _list_parts):
        for number, chain in enumerate(chains):
            for first, last in listing(chain):
                if claimed.setdefault(_plain(scan, first, last), number) == number:
                    owned[number].append((first, last))
    return owned


def _list_wholes(chain: Chain) -> Iterator[tuple[int, int]]:
    for member in chain.members:
        yield member.first, member.last
    yield from chain.shorts


def _list_parts(chain: Chain) -> Iterator[tuple[int, int]]:
    for member in chain.members:
        yield from member.forms[:_MOST_FORMS]


def _plain(scan: Scan, first: int, last: int) -> str:
    head = scan.forms[first][scan.words[first].cut :]
    if last == first + 1:
        return head
    return " ".join([head, *[form for form in scan.forms[first + 1 : last] if form.isalnum()]])


def _make_mentions(page: Page, scan: Scan, chain: Chain, number: int) -> Iterator[Mention]:
    fullest = max([member.last - member.first for member in chain.members])
    for member in chain.members:
        first, last = member.first, member.last
        span = _cut(page, scan, first, last)
        yield Mention(first, last, span, number, scan.words[first].clitic, _call(member, fullest))
    for first, last in chain.shorts:
        span = _cut(page, scan, first, last)
        yield Mention(first, last, span, number, scan.words[first].clitic, "short")


def _call(member: Candidate, fullest: int) -> str:
    if member.kind in {"role", "source"}:
        return "title"
    return "short" if member.last - member.first == 1 < fullest else "name"


def _name_chains(chains: list[Chain]) -> list[str]:
    """Return an id for every chain: the pack's, else title and nation, else the type with a number."""
    taken: set[str] = set()
    names: list[str] = []
    for chain in chains:
        lead = chain.lead
        wanted = chain.id or _slug(lead)
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        names.append(name)
    return names


def _slug(lead: Candidate) -> str:
    if lead.type is ActorType.PERSON and not lead.name and lead.en:
        return "-".join(part for part in (lead.nation, lead.en.replace(" ", "-")) if part)
    return str(lead.type)


def _cut(page: Page, scan: Scan, first: int, last: int) -> Span:
    return page.text.span(page.starts[first] + scan.words[first].cut, page.ends[last - 1])
