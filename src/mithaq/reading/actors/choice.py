"""Which chains a careful reader would list: fitted weights, or a rule where there are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mithaq.model import ActorType
from mithaq.reading.actors.chains import Chain
from mithaq.reading.actors.grammar import Candidate, Scan
from mithaq.reading.actors.words import BREAK, COMMON, GIVEN, MARK, NAMEY

_WITHIN: Final = frozenset(("في", "من", "الي", "داخل", "عن"))
_EARLY: Final = 40
_HAIR: Final = 1e-9  # sums of the same numbers in another order differ by less


def is_listed(scan: Scan, chain: Chain, weights: Mapping[str, float] | None) -> bool:
    """Tell whether ``chain`` is an actor of the text."""
    return weigh_chain(scan, chain, weights) > _HAIR


def weigh_chain(scan: Scan, chain: Chain, weights: Mapping[str, float] | None) -> float:
    """Return the log-odds that a reader lists ``chain``; plus or minus one by the rule without weights."""
    if weights is None:
        return 1.0 if _follow_rule(scan, chain) else -1.0
    return score(scan, chain, weights)


def score(scan: Scan, chain: Chain, weights: Mapping[str, float]) -> float:
    """Return the log-odds that a reader lists ``chain``."""
    total = weights.get("bias", 0.0)
    get = weights.get
    for feature in set(describe(scan, chain)):
        total += get(feature, 0.0)
    return total


def describe(scan: Scan, chain: Chain) -> Iterator[str]:
    """Yield the features of ``chain``, as the fitting and the reading both need them."""
    lead = chain.lead
    words = scan.words
    size = lead.last - lead.first
    margins = [member.margin for member in chain.members if member.margin is not None]
    kind = f"{lead.kind}|{lead.type}"
    yield f"kind={kind}"
    yield f"kind={lead.kind}|{min(size, 4)}"
    yield f"title={lead.title}"
    yield f"title={lead.title}|{size == 1}|{lead.definite}"
    yield f"nation={bool(lead.nation)}|{kind}"
    if lead.id:
        yield f"id={lead.id}"
        yield f"capital={all(member.capital for member in chain.members)}|{lead.type}"
    yield f"definite={lead.definite}|{kind}"
    yield f"count={min(len(chain.members), 4)}|{kind}"
    yield f"shorts={min(len(chain.shorts), 2)}|{lead.kind}"
    if margins:
        best = max(margins)
        yield f"margin={min(int(best // 2), 5)}"
        yield f"margin={min(int(best // 2), 5)}|{lead.kind}"
        yield f"tagged={len(margins) == len(chain.members)}|{min(len(margins), 3)}"
    else:
        yield "untagged"
        yield f"untagged|{kind}"
        yield f"untagged|title={lead.title}"
    yield f"inside={all(member.inside for member in chain.members)}|{lead.kind}"
    yield f"inside={all(member.inside for member in chain.members)}|{bool(margins)}"
    yield f"early={chain.members[0].first < _EARLY}"
    yield f"length={min(scan.size // 150, 5)}"
    if lead.name:
        yield from _describe_name(scan, lead)
    for member in chain.members[:3]:
        yield from _describe_place(scan, member, lead)
    if size == 1:
        yield f"word={words[lead.first].core}"


def _describe_name(scan: Scan, lead: Candidate) -> Iterator[str]:
    find = scan.vocabulary.find
    known = sum(bool(find(part).kinds & (GIVEN | NAMEY)) for part in lead.name)
    common = sum(bool(find(part).kinds & (COMMON | BREAK)) for part in lead.name)
    yield f"name={min(len(lead.name), 4)}|{min(known, 3)}|{min(common, 2)}"
    yield f"titled={bool(lead.title)}|{min(len(lead.name), 2)}"


def _describe_place(scan: Scan, member: Candidate, lead: Candidate) -> Iterator[str]:
    before = scan.words[member.first - 1] if member.first else None
    after = scan.words[member.last] if member.last < scan.size else None
    clitic = scan.words[member.first].clitic
    group = f"{lead.kind}|{lead.type}"
    yield f"clitic={clitic}|{group}"
    if before is not None:
        word = before.core if before.kinds & (BREAK | MARK) else "*"
        yield f"before={word}|{clitic}|{lead.type}"
        yield f"before={before.core}"
    if after is not None:
        yield f"after={after.core}"


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
