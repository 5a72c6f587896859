"""From candidates to the cast of a text."""

from __future__ import annotations

from functools import cache

from mithaq.dates import Edtf
from mithaq.lexicon.naming import Naming, read_naming
from mithaq.model import Actor, Span
from mithaq.packs.context import load_packs
from mithaq.reading.actors.chains import Chain, link
from mithaq.reading.actors.grammar import Candidate, Scan
from mithaq.reading.actors.words import Vocabulary
from mithaq.reading.parts import Cast, Mention
from mithaq.text.segment import Page


@cache
def build_vocabulary() -> Vocabulary:
    """Return the vocabulary of the shipped files."""
    return Vocabulary(read_naming(), load_packs())


def find_cast(
    page: Page, published: Edtf | None = None, context: object = None, naming: Vocabulary | None = None
) -> Cast:
    """Return the actors of ``page`` and every place that names one.

    Args:
        page: The text.
        published: When it appeared; tells who held an office.
        context: What the packs know.
        naming: The words of names; None for those of the shipped files.
    """
    vocabulary = naming or build_vocabulary()
    scan = Scan(page.forms, vocabulary)
    chains = [chain for chain in link(scan, scan.find()) if _is_listed(scan, chain)]
    return _assemble(page, scan, chains)


def _is_listed(scan: Scan, chain: Chain) -> bool:
    lead = chain.lead
    if all(member.inside for member in chain.members):
        return False
    if lead.kind == "known" and lead.type == "state":
        return any(not _is_place(scan, member) for member in chain.members)
    return True


def _is_place(scan: Scan, member: Candidate) -> bool:
    if member.inside:
        return True
    word = scan.words[member.first]
    if "ب" in word.clitic:
        return True
    before = scan.forms[member.first - 1] if member.first else ""
    return before in {"في", "من", "الي", "داخل", "عن", "شمال", "جنوب", "شرق", "غرب"} or (
        bool(before) and scan.words[member.first - 1].kinds == 0 and before not in {"ان", "بين", "مع"} and not word.clitic
    )


def _assemble(page: Page, scan: Scan, chains: list[Chain]) -> Cast:
    chains = sorted(chains, key=lambda chain: min(member.first for member in chain.members))
    claimed: dict[str, int] = {}
    spans: list[dict[Span, str]] = []
    mentions: list[Mention] = []
    for number, chain in enumerate(chains):
        own: dict[Span, str] = {}
        for member in chain.members:
            full = _cut(page, scan, member.first, member.last)
            word = scan.words[member.first]
            mentions.append(Mention(member.first, member.last, full, number, word.clitic if word.cut else "", "name"))
            for start in (member.first, *member.starts):
                for end in (member.last, *member.ends):
                    if end > start:
                        span = _cut(page, scan, start, end)
                        own[span] = span.select(page.text.original)
        for first, last in chain.shorts:
            span = _cut(page, scan, first, last)
            own[span] = span.select(page.text.original)
            word = scan.words[first]
            mentions.append(Mention(first, last, span, number, word.clitic if word.cut else "", "short"))
        spans.append(own)
        for form in own.values():
            claimed.setdefault(form, number)
    actors = tuple(
        Actor(
            chain.lead.id or f"{chain.lead.type}-{number}",
            chain.lead.type,
            chain.lead.en,
            tuple(sorted(span for span, form in own.items() if claimed[form] == number)),
        )
        for number, (chain, own) in enumerate(zip(chains, spans, strict=True))
    )
    return Cast(actors, tuple(sorted(mentions, key=lambda mention: mention.first)))


def _cut(page: Page, scan: Scan, first: int, last: int) -> Span:
    word = scan.words[first]
    text = page.text
    return text.span(page.starts[first] + word.cut, page.ends[last - 1])
