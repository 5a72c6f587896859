"""Echoes: a report of the same event that tells a step in other words, so that no cue of its kind was found.

Where the headline or the first sentence of one report of an event moves a case and another report of that event says
nothing of the case, the sentence of the other that is most like the first one's words is proposed as telling the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mithaq.following.case import Advance, Evidence, Proposal
from mithaq.following.proposals import propose
from mithaq.following.story import Sentence, Story, Told
from mithaq.following.terms import find_terms, weigh_terms
from mithaq.model import Span

_PER_PARTY = 0.05
_SURE = 0.6  # how sure an echo is at most, as a share of what it echoes


def propose_echoes(story: Story, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the steps that reports of the same event tell in other words.

    Args:
        story: The documents.
        proposals: What was found in them by cues.
    """
    advances = [p for p in proposals if isinstance(p.step, Advance) and _leads(story, p.step.evidence[0])]
    told = {(p.step.case, _find_order(story, p.step.evidence[0])) for p in proposals if p.step.evidence}
    weights = weigh_terms(item.terms for item in story.told)
    found = []
    for proposal in advances:
        order = _find_order(story, proposal.step.evidence[0])
        for other in story.companions.get(order, ()):
            if other > order and (proposal.step.case, other) not in told:
                echo = _echo(story, proposal, story.told[other], weights)
                if echo is not None:
                    found.append(echo)
    return found


def _leads(story: Story, evidence: Evidence) -> bool:
    """Tell whether words stand in the headline or the first sentence of their document: they tell its event."""
    told = story.find_told(evidence.document)
    first, _ = told.find_tokens(Span(evidence.start, evidence.end))
    number = told.page.sentence_of[first]
    return told.sentences[number].headline or all(item.headline for item in told.sentences[:number])


def _find_order(story: Story, evidence: Evidence) -> int:
    return story.find_told(evidence.document).order


def _echo(story: Story, proposal: Proposal, told: Told, weights: Mapping[str, float]) -> Proposal | None:
    step = proposal.step
    source = story.find_told(step.evidence[0].document)
    first, last = source.find_tokens(Span(step.evidence[0].start, step.evidence[0].end))
    terms = find_terms(source.page.forms, first, last)
    parties = {seen.party for seen in source.find_parties(first, last)}
    rated = [
        (_rate(told, sentence, terms, parties, weights), -sentence.number, sentence)
        for sentence in told.sentences
        if not sentence.headline
    ]
    best = max(rated, key=lambda item: item[:2], default=None)
    if best is None or not isinstance(step, Advance):
        return None
    evidence = told.quote(best[2].first, best[2].last)
    on = step.on
    again = Advance(
        case=step.case, thread=step.thread, state=step.state, on=on, by=step.by, evidence=(evidence,)
    )
    return propose(
        again, proposal.score * _SURE, ("same-event", source.reading.document.name), *proposal.reasons
    )


def _rate(
    told: Told, sentence: Sentence, terms: frozenset[str], parties: set[str], weights: Mapping[str, float]
) -> float:
    here = told.list_terms(sentence)
    total = sum(weights.get(term, 1.0) for term in terms)
    shared = sum(weights.get(term, 1.0) for term in terms & here)
    named = {seen.party for seen in told.find_parties(sentence.first, sentence.last)}
    return (shared / total if total else 0.0) + _PER_PARTY * len(named & parties)
