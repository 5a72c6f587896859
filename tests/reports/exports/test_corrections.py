from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from tests.reports.exports.warehouse import ARMY, ASKED, DOCUMENTS, EU, GNA, SALEM, find_span, read_asked

from mithaq.dates import Edtf
from mithaq.following.case import (
    Advance,
    Amount,
    Announce,
    AnyRead,
    Evidence,
    Harm,
    Kind,
    Open,
    Party,
    Proposal,
    identify,
)
from mithaq.following.state import Held, Standing
from mithaq.ledger.judged import Judged
from mithaq.model import Comparator, Figure, Milestone, MilestoneStatus, Reading, Span, Topic
from mithaq.reports.exports.corrections import correct_reading

SHA256 = DOCUMENTS[ASKED].sha256
WORDS = Span(0, 4)
OPENED = Open(case="r1", kind=Kind.REQUEST, title="x", sides=(("by", GNA), ("to", EU)), on="2020-11-20",
              place="Tripoli", topics=("training",))  # fmt: skip
TOLD = Advance(case="r1", state="made", by=("gna",), on="2020-11-20")


def judge(
    step: AnyRead,
    instead: AnyRead | None = None,
    standing: Standing = Standing.CONFIRMED,
    *,
    act: bool = True,
) -> Judged:
    key = (SHA256, "REQUEST", 0, 4) if act else None
    held = Held(number=1, at="", author="nadia", step=instead or step, standing=standing, proposal="p")
    return Judged(Proposal(id=identify(step), step=step, score=0.7, act=key), held)


def read_corrected(*judged: Judged, standing: Standing = Standing.PROPOSED) -> Reading:
    reading = read_asked()
    milestone = Milestone("elections", "Elections", None, MilestoneStatus.PLANNED, WORDS)
    figure = Figure(4, Comparator.EQUAL, "killed", "killed", WORDS)
    return correct_reading(replace(reading, milestones=(milestone,), figures=(figure,)), judged, standing)


def test_reading_that_nobody_judged_is_as_it_was() -> None:
    reading = read_asked()
    assert correct_reading(reading, (), Standing.PROPOSED) is reading


def test_confirmation_changes_nothing() -> None:
    assert read_corrected(judge(OPENED)).acts == read_asked().acts


def test_act_of_which_all_was_rejected_is_left_out() -> None:
    rejected = judge(OPENED, standing=Standing.REJECTED)
    assert read_corrected(rejected).acts == ()
    assert len(read_corrected(rejected, judge(TOLD)).acts) == 1
    assert len(read_corrected(judge(OPENED, standing=Standing.REJECTED, act=False)).acts) == 1


def rest(step: AnyRead, *pieces: tuple[int, int]) -> AnyRead:
    return msgspec.structs.replace(step, evidence=tuple(Evidence(SHA256, *piece) for piece in pieces))


def test_judgement_is_about_the_one_act_whose_words_its_evidence_covers() -> None:
    rejected = judge(rest(OPENED, (0, 70)), standing=Standing.REJECTED, act=False)
    assert read_corrected(rejected).acts == ()
    assert len(read_corrected(judge(rest(OPENED, (40, 70)), standing=Standing.REJECTED, act=False)).acts) == 1
    step = judge(rest(TOLD, (0, 70)), standing=Standing.REJECTED, act=False)
    assert len(read_corrected(step).acts) == 1, "the act may be right where a step is not"
    kept = read_corrected(judge(rest(TOLD, (0, 70)), act=False), standing=Standing.CONFIRMED)
    assert len(kept.acts) == 1


def test_judgement_whose_evidence_covers_two_acts_is_about_neither() -> None:
    reading = read_asked()
    other = replace(reading.acts[0], trigger=find_span(ASKED, "دعم"))
    twice = replace(reading, acts=(reading.acts[0], other))
    rejected = judge(rest(OPENED, (0, 70)), standing=Standing.REJECTED, act=False)
    assert len(correct_reading(twice, [rejected], Standing.PROPOSED).acts) == 2


def test_only_what_is_confirmed_is_kept_where_that_is_asked_for() -> None:
    assert read_corrected(standing=Standing.CONFIRMED).acts == ()
    kept = read_corrected(judge(OPENED), standing=Standing.CONFIRMED)
    assert (len(kept.acts), kept.milestones, kept.figures) == (1, (), ())
    assert read_corrected(judge(OPENED), standing=Standing.VERIFIED).acts == ()


def correct_opening(**fields: object) -> Open:
    return Open(**{name: getattr(OPENED, name) for name in OPENED.__struct_fields__} | fields)  # type: ignore[arg-type]


def test_corrected_date_place_and_topics() -> None:
    instead = correct_opening(on="2020-11-19", place="", topics=("elections", "no-topic"))
    (act,) = read_corrected(judge(OPENED, instead)).acts
    assert (act.date, act.date_evidence) == (Edtf.parse("2020-11-19"), None)
    assert (act.place, act.place_evidence) == (None, None)
    assert act.topics == (Topic.ELECTIONS,)
    (undated,) = read_corrected(judge(OPENED, correct_opening(on=None))).acts
    assert undated.date is None


def test_corrected_sides_are_those_that_the_text_names() -> None:
    speaker = Party("speaker-1", SALEM.type, "خليل منصور التاورغي")
    union = Party("union-2", EU.type, EU.ar)
    instead = correct_opening(sides=(("by", speaker), ("by", ARMY), ("to", union), ("to", GNA)))
    reading = read_corrected(judge(OPENED, instead))
    (act,) = reading.acts
    assert act.actors == ("speaker-1",)
    assert act.recipients == ("european-union", "gna")
    added = reading.actors[-1]
    assert (added.id, [mention.select(ASKED) for mention in added.mentions]) == ("speaker-1", [speaker.ar])


def test_corrected_doer_of_another_step() -> None:
    instead = Advance(case="r1", state="made", by=("european-union", "nobody"), on="2020-11-20")
    (act,) = read_corrected(judge(TOLD, instead)).acts
    assert act.actors == ("european-union",)


def test_correction_that_was_taken_back_changes_nothing() -> None:
    instead = correct_opening(on="2001")
    (act,) = read_corrected(judge(OPENED, instead, Standing.REJECTED), judge(TOLD)).acts
    assert act.date == Edtf.parse("2020-11-20")


HERE = (Evidence(SHA256, *WORDS),)


@pytest.mark.parametrize(("when", "expected"), [("2021-12-24", Edtf.parse("2021-12-24")), (None, None)])
def test_corrected_date_of_a_milestone(when: str | None, expected: Edtf | None) -> None:
    step = Announce(case="m1", when="2018", evidence=HERE)
    reading = read_corrected(judge(step, Announce(case="m1", when=when, evidence=HERE), act=False))
    assert reading.milestones[0].when == expected


def test_corrected_figure() -> None:
    step = Harm(case="i1", what="killed", amount=Amount(4, 4, 4), evidence=HERE)
    more = Harm(case="i1", what="killed", amount=Amount(7, 7, None, ">="), evidence=HERE)
    odd = Harm(case="i1", what="killed", amount=Amount(None, None, None, "uncountable"), evidence=HERE)
    (figure,) = read_corrected(judge(step, more, act=False)).figures
    assert (figure.value, figure.comparator) == (7, Comparator.AT_LEAST)
    (same,) = read_corrected(judge(step, odd, act=False)).figures
    assert same.value == 4


def test_words_elsewhere_are_another_figure() -> None:
    step = Harm(
        case="i1",
        what="killed",
        amount=Amount(4, 4, 4),
        evidence=(Evidence(SHA256, *find_span(ASKED, "دعم")),),
    )
    assert len(read_corrected(judge(step, standing=Standing.REJECTED, act=False)).figures) == 1
