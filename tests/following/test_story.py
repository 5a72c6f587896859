"""Stories: order, parties that are the same in all documents, what stands where."""

from __future__ import annotations

from tests.following.telling import tell

from mithaq.following.case import Advance, Kind, Open
from mithaq.following.echoes import propose_echoes
from mithaq.following.kinds import find_kind
from mithaq.following.order import RANKS, order_proposals
from mithaq.following.proposals import keep_first, name_case, propose
from mithaq.following.story import Story, read_story

ONE = ("2019-03-02", "طرابلس - قال العقيد كمال الشاوش إن تركيا طلبت من وزارة الدفاع الإيطالية قاربين.")
TWO = ("2019-03-09", "أنقرة - ردت روما أمس برسالة. وقال كمال الشاوش إن القارب وصل، وأضاف الشاوش أنه صغير.")


def find_ids(story: Story, order: int) -> set[str]:
    return {seen.party for seen in story.told[order].seen}


def test_documents_come_by_their_day_and_once() -> None:
    readings = [told.reading for told in tell(ONE, TWO).told]
    story = read_story([readings[1], readings[0], readings[1]])
    assert [told.order for told in story.told] == [0, 1]
    assert [str(told.published) for told in story.told] == ["2019-03-02", "2019-03-09"]
    assert story.find_told(readings[1].document.sha256).order == 1


def test_a_capital_stands_for_its_government_and_a_last_name_for_its_bearer() -> None:
    story = tell(ONE, TWO)
    shared = find_ids(story, 0) & find_ids(story, 1)
    assert "turkey" in shared
    assert any(name.startswith("person-") for name in shared)
    assert "italy" in find_ids(story, 1)


def test_every_form_of_a_party_is_in_the_texts() -> None:
    story = tell(ONE, TWO)
    texts = " ".join(told.reading.document.text for told in story.told)
    assert {"تركيا", "أنقرة"} <= set(story.forms["turkey"])
    assert all(form in texts for forms in story.forms.values() for form in forms)


def test_words_of_a_document_lead_back_to_it() -> None:
    told = tell(ONE).told[0]
    sentence = told.sentences[-1]
    evidence = told.quote(sentence.first, sentence.last)
    assert told.reading.document.text[evidence.start : evidence.end] == ONE[1]
    assert told.sentences[0].headline
    assert not sentence.headline
    assert {str(time.value) for time in tell(TWO).told[0].find_times(0, 99)} == {"2019-03-08"}


def test_states_of_one_document_come_in_the_order_in_which_they_hold() -> None:
    story = tell(ONE, TWO)
    first, second = (told.quote(0, 3) for told in story.told)
    steps = [
        Advance(case="c", state="conditional", evidence=(second,)),
        Advance(case="c", state="accepted-in-principle", evidence=(second,)),
        Advance(case="c", state="made", evidence=(first,)),
        Open(case="c", kind=Kind.REQUEST, evidence=(first,)),
    ]
    ordered = [p.step for p in order_proposals(story, [propose(step, 0.5) for step in steps])]
    assert ordered == [steps[3], steps[2], steps[1], steps[0]]


def test_every_state_of_a_kind_has_its_rank() -> None:
    for kind, states in RANKS.items():
        assert set(states) == {state.name for state in find_kind(kind).states}


def test_a_case_is_named_by_the_words_that_open_it() -> None:
    place = tell(ONE).told[0].quote(0, 3)
    assert name_case(Kind.REQUEST, place) == name_case(Kind.REQUEST, place)
    assert len({name_case(kind, place) for kind in Kind}) == len(Kind)


def test_scores_are_kept_off_certainty_and_repeated_proposals_counted_once() -> None:
    place = tell(ONE).told[0].quote(0, 3)
    step = Advance(case="c", state="made", evidence=(place,))
    assert (propose(step, 7).score, propose(step, -1).score) == (0.99, 0.05)
    assert keep_first([propose(step, 0.5), propose(step, 0.7)]) == [propose(step, 0.5)]


def test_a_report_of_the_same_event_tells_what_the_first_sentence_of_another_moved() -> None:
    text = "جوبا - وقعت حكومة الهضبة وحركة كوستاني اتفاق سلام في كادقلي برعاية الوسيط مابوري وبحضور أعيان الدلنج."
    again = "كادقلي بين الطبول: كوستاني ومابوري والهضبة وسلام الدلنج، ورقة خطت فوق منصة من خشب."
    story = tell(("2020-10-04", text), ("2020-10-05", again))
    place = story.told[0].quote(story.told[0].sentences[1].first, story.told[0].sentences[1].last)
    found = propose_echoes(story, [propose(Advance(case="c", state="signed", evidence=(place,)), 0.8)])
    assert [(p.step.case, p.step.evidence[0].document) for p in found] == [("c", story.told[1].document)]
    assert found[0].score < 0.8
