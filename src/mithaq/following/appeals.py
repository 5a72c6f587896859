"""Appeals: calls upon everybody or nobody in particular, listed apart; they open no case."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.following.case import Evidence, Party
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.cues import load_cues
from mithaq.following.presence import Parties
from mithaq.following.story import Story


@dataclass(frozen=True, slots=True)
class Appeal:
    """A call upon nobody in particular.

    Args:
        evidence: The words.
        by: Who calls; None where nobody is named.
        cue: The words that show it, plain spelling.
    """

    evidence: Evidence
    by: Party | None
    cue: str


def find_appeals(story: Story) -> tuple[Appeal, ...]:
    """Return the appeals of a story to nobody in particular, in text order.

    Args:
        story: The documents.
    """
    parties = Parties(story)
    clauses = (
        clause
        for told in story.told
        for sentence in told.sentences
        if not sentence.headline
        for clause in cut_clauses(told, sentence)
    )
    found = (_find_appeal(parties, clause) for clause in clauses)
    return tuple(appeal for appeal in found if appeal is not None)


def _find_appeal(parties: Parties, clause: Clause) -> Appeal | None:
    hits = load_cues("appeals").find(clause.forms, clause.first, clause.last)
    if not hits:
        return None
    hit = hits[0]
    told, sentence = clause.told, clause.sentence
    near = [one for one in parties.find(told, sentence.first, hit.last) if not one.weak]
    before = [one for one in near if one.first < hit.first] or near
    by = parties.find_party(before[-1].party) if before else None
    return Appeal(clause.quote(), by, told.select(hit.first, hit.last))
