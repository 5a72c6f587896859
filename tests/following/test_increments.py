"""Reports that come one after the other into a record bring their steps to the cases that are open."""

from itertools import pairwise
from pathlib import Path

from mithaq import read_document
from mithaq.following.entry import Entry, Propose
from mithaq.following.fold import fold_all
from mithaq.following.follow import follow
from mithaq.following.state import Standing
from mithaq.model import Document
from mithaq.sources import read_documents

SAMPLES = Path(__file__).parents[2] / "samples"


def read_samples() -> list[Document]:
    found = [item for item in read_documents([SAMPLES]) if isinstance(item, Document)]
    return sorted(found, key=lambda document: str(document.published))


def test_every_report_is_followed_upon_those_before() -> None:
    entries: list[Entry] = []
    sizes = []
    for document in read_samples():
        cases = tuple(fold_all(entries, standing=Standing.PROPOSED).values())
        for proposal in follow([read_document(document)], cases):
            step = Propose(case=proposal.step.case, proposal=proposal)
            entries.append(
                Entry(number=len(entries), at="2021-01-01T00:00:00Z", author="reader fast", step=step)
            )
        sizes.append(len(fold_all(entries, standing=Standing.PROPOSED)))
    assert sizes[-1] > 1
    assert all(one <= two for one, two in pairwise(sizes))
    proposals = [entry.step.proposal.id for entry in entries if isinstance(entry.step, Propose)]
    assert len(set(proposals)) > 1
