from __future__ import annotations

import dataclasses

import pytest
from tests.following.telling import make_document

from mithaq import read_document
from mithaq.following.case import Advance, Evidence, Kind, Open, Proposal
from mithaq.following.echoes import propose_echoes
from mithaq.following.proposals import propose
from mithaq.following.story import Story, read_story

FIRST = "وافق حلف الناتو على تدريب الشرطة في طرابلس\nجاء القرار بعد اجتماع طويل."
SECOND = "الناتو يعلن قراره\nوصل الوفد إلى المطار. وبات تدريب الشرطة في طرابلس على يد الناتو محسوما."
OTHER = "أسعار الخضار\nارتفعت أسعار الخضار في السوق."


@pytest.fixture(scope="module")
def story() -> Story:
    """Three reports, of which the first two tell the same event."""
    texts = (FIRST, SECOND, OTHER)
    documents = [make_document(f"{number:02}", "2020-03-04", text) for number, text in enumerate(texts, 1)]
    return read_story(read_document(document) for document in documents)


def advance(story: Story, words: str, order: int = 0, state: str = "accepted") -> Proposal:
    document = story.told[order].reading.document
    start = document.text.index(words)
    evidence = (Evidence(document.sha256, start, start + len(words)),)
    return propose(Advance(case="r1", thread="nato", state=state, on="2020-03-04", evidence=evidence), 0.8)


def join(story: Story, *groups: tuple[int, ...]) -> Story:
    """Return the story with its reports of the same events said by hand."""
    joined = dataclasses.replace(story)
    vars(joined)["groups"] = groups
    return joined


def test_another_report_of_the_event_tells_it_in_other_words(story: Story) -> None:
    given = advance(story, "وافق حلف الناتو على تدريب الشرطة في طرابلس")
    (echo,) = propose_echoes(join(story, (0, 1)), [given])
    assert isinstance(echo.step, Advance)
    assert (echo.step.case, echo.step.thread, echo.step.state) == ("r1", "nato", "accepted")
    (piece,) = echo.step.evidence
    assert piece.document == story.told[1].document
    assert "محسوما" in SECOND[piece.start : piece.end]
    assert echo.score < given.score
    assert echo.reasons[0] == ("same-event", "01")


@pytest.mark.parametrize("groups", [(), ((0, 2),)])
def test_a_report_of_another_event_tells_nothing(story: Story, groups: tuple[tuple[int, ...], ...]) -> None:
    found = propose_echoes(join(story, *groups), [advance(story, "وافق حلف الناتو")])
    assert all(item.step.evidence[0].document != story.told[1].document for item in found)


def test_only_what_a_report_leads_with_is_looked_for(story: Story) -> None:
    late = advance(story, "محسوما", order=1)
    early = advance(story, "جاء القرار")
    assert propose_echoes(join(story, (1, 2)), [late]) == []
    assert len(propose_echoes(join(story, (0, 1)), [early])) == 1


def test_a_report_that_tells_of_the_case_needs_no_echo(story: Story) -> None:
    given = [advance(story, "وافق حلف الناتو"), advance(story, "محسوما", order=1, state="agreed")]
    assert propose_echoes(join(story, (0, 1)), given) == []


def test_what_opens_a_case_is_no_step_of_it(story: Story) -> None:
    words = advance(story, "وافق حلف الناتو").step.evidence
    opened = propose(Open(case="r1", kind=Kind.REQUEST, evidence=words), 0.8)
    assert propose_echoes(join(story, (0, 1)), [opened]) == []
