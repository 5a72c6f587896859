"""Stories of the tests: texts of our own, read by the fast reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from mithaq import read_document
from mithaq.dates import Edtf
from mithaq.following.case import Advance, Bind, Open, Proposal
from mithaq.following.story import Story, read_story
from mithaq.model import Document


def make_document(name: str, day: str, text: str) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), text, name, published=Edtf.parse(day))


@cache
def tell(*dated: tuple[str, str]) -> Story:
    """Read (day, text) pairs as one story; every text gets a headline of its own."""
    documents = [
        make_document(f"{number:02}", day, f"خبر رقم {number}\n{text}")
        for number, (day, text) in enumerate(dated, 1)
    ]
    return read_story(read_document(document) for document in documents)


def list_states(proposals: Sequence[Proposal]) -> list[tuple[str, str]]:
    """Return (thread, state) in the order of the proposals."""
    return [(p.step.thread, p.step.state) for p in proposals if isinstance(p.step, Advance)]


def list_opened(proposals: Sequence[Proposal]) -> list[Open]:
    return [p.step for p in proposals if isinstance(p.step, Open)]


def list_conditions(proposals: Sequence[Proposal]) -> dict[str, str]:
    """Return the last state of each condition by the words that set it."""
    words: dict[str, str] = {}
    for proposal in proposals:
        if isinstance(proposal.step, Bind):
            words[proposal.step.condition] = proposal.step.state
    return words


def quote(story: Story, proposal: Proposal) -> str:
    piece = proposal.step.evidence[0]
    return story.find_told(piece.document).reading.document.text[piece.start : piece.end]
