"""Accounts: what one side and the other say of an incident is one event, however little wording they share.

A report that leads with an incident and only disputes it, within days of the first that told it, tells the same
event. Two reports that each tell incidents and have none in common do not, unless one is a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mithaq.following.case import Advance, Evidence, Kind, Open, Proposal
from mithaq.following.copies import Pair, group_pairs
from mithaq.following.story import Story

_DAYS = 5
_LEADING = 4  # sentences at the beginning of a report of which one tells its event
_FIRM = frozenset(("corroborated", "verified"))
_AGAINST = frozenset(("disputed", "refuted"))
_SURE = 0.2  # likeness from which on two reports tell the same event, whatever incidents they tell
_RIVAL = 0.5

Told = Mapping[str, Mapping[int, Sequence[Advance]]]


def find_accounts(story: Story, proposals: Sequence[Proposal]) -> tuple[tuple[int, ...], ...]:
    """Return the documents that tell the same event, by their order, in groups.

    Args:
        story: The documents.
        proposals: What was found in them.
    """
    told = _list_told(story, proposals)
    mine: defaultdict[int, set[str]] = defaultdict(set)
    for case, orders in told.items():
        for order in orders:
            mine[order].add(case)
    kept = [pair for pair in story.pairs if pair.copied or pair.likeness >= _SURE or _is_shared(pair, mine)]
    return group_pairs([*kept, *_find_rivals(story, told)])


def _list_told(story: Story, proposals: Sequence[Proposal]) -> Told:
    """Return for each incident the states that each document tells of it."""
    incidents = {p.step.case for p in proposals if isinstance(p.step, Open) and p.step.kind is Kind.INCIDENT}
    told: defaultdict[str, defaultdict[int, list[Advance]]] = defaultdict(lambda: defaultdict(list))
    for proposal in proposals:
        step = proposal.step
        if isinstance(step, Advance) and step.case in incidents:
            told[step.case][story.find_told(step.evidence[0].document).order].append(step)
    return told


def _is_shared(pair: Pair, mine: Mapping[int, set[str]]) -> bool:
    one, other = mine.get(pair.first), mine.get(pair.second)
    return not (one and other) or not one.isdisjoint(other)


def _find_rivals(story: Story, told: Told) -> Iterator[Pair]:
    for orders in told.values():
        first, *later = sorted(orders)
        for order in later:
            states = {step.state for step in orders[order]}
            disputing = _FIRM.isdisjoint(states) and not _AGAINST.isdisjoint(states)
            leading = any(_leads(story, order, step) for step in orders[order])
            if disputing and leading and _is_near(story, first, order):
                yield Pair(first, order, _RIVAL, copied=False)


def _is_near(story: Story, first: int, second: int) -> bool:
    one, other = story.told[first].day, story.told[second].day
    return one is not None and other is not None and abs(other - one) <= _DAYS


def _leads(story: Story, order: int, step: Advance) -> bool:
    """Tell whether a step stands at the beginning of its report."""
    told = story.told[order]
    return any(
        sentence.number < _LEADING
        for sentence in told.sentences
        if _covers(told.quote(sentence.first, sentence.last), step.evidence[0])
    )


def _covers(sentence: Evidence, place: Evidence) -> bool:
    return sentence.start <= place.start < sentence.end
