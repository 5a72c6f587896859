"""Which candidates are acts: by the priors of the lexicon and by weights made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.reading.handmade import aim, mark

from mithaq.lexicon import Category, Sense, Trigger, load_lexicon
from mithaq.model import ActType
from mithaq.reading.act_signs import CLASSES, list_first_signs
from mithaq.reading.acts import (
    FURTHER,
    ActWeights,
    find_acts,
    find_further,
    grade_stems,
    grade_subject,
    list_subject_signs,
    make_look,
    take_first_look,
)
from mithaq.reading.weights import Weights

TEXT = "دعت مصر إلى الحوار. ورفضت تركيا المبادرة."
SURVEY = mark(TEXT, "مصر", "تركيا")
CALL, REFUSE = (
    aim(SURVEY, "دعت"),
    aim(SURVEY, "ورفضت", types=((ActType.REJECT, 0.4), (ActType.PROTEST, 0.1)), family="refuse"),
)


def weigh(classes: tuple[str, ...], cues: dict[str, tuple[str, float]], threshold: float = 0.5) -> Weights:
    table = np.zeros((len(cues) + 1, len(classes)), np.float32)
    for row, (name, weight) in enumerate(cues.values()):
        table[row, classes.index(name)] = weight
    return Weights(classes, {cue: row for row, cue in enumerate(cues)}, table, threshold)


def make_weights(threshold: float = 0.5, roots: frozenset[str] = frozenset()) -> ActWeights:
    return ActWeights(
        subject=weigh(("no", "yes"), {"مصر": ("yes", 9)}),
        first=weigh(CLASSES, {"fam=demand": ("REQUEST", 6), "fam=refuse": ("none", 3)}),
        second=weigh(CLASSES, {"kind=REQUEST act=9": ("REQUEST", 6), "fam=refuse": ("none", 4)}, threshold),
        roots=roots,
    )


@pytest.mark.parametrize(
    ("trigger", "kinds"),
    [
        (CALL, [ActType.REQUEST]),
        (REFUSE, []),
        (aim(SURVEY, "دعت", governed=7), []),
        (aim(SURVEY, "دعت", types=((ActType.AGREE, 0.5),)), [ActType.AGREE]),
    ],
)
def test_without_weights_the_prior_decides(trigger: Trigger, kinds: list[ActType]) -> None:
    findings = find_acts(SURVEY, [trigger], None)
    assert [finding.kind for finding in findings] == kinds
    assert all(item.confidence == trigger.prior and item.why == trigger.why for item in findings)


def test_weights_decide_over_the_prior() -> None:
    (finding,) = find_acts(SURVEY, [CALL, REFUSE], make_weights())
    assert (finding.trigger, finding.kind) == (CALL, ActType.REQUEST)
    assert 0.5 < finding.confidence <= 1
    assert finding.why[0] == CALL.why[0]
    assert finding.why[1].startswith("kind=REQUEST act=9 +")


def test_the_threshold_is_that_of_the_second_look() -> None:
    found = {level: len(find_acts(SURVEY, [CALL, REFUSE], make_weights(level))) for level in (0.0, 0.5, 1.0)}
    assert found == {0.0: 2, 0.5: 1, 1.0: 0}


def test_words_that_weigh_too_little_are_not_looked_at_twice() -> None:
    weights = make_weights(0.0)
    faint = replace(weights, first=weigh(CLASSES, {"fam=refuse": ("none", 4)}))
    assert [item.trigger for item in find_acts(SURVEY, [CALL, REFUSE], faint)] == [CALL]
    assert [look.trigger for look in take_first_look(SURVEY, [CALL, REFUSE], faint)] == [CALL]
    assert find_acts(SURVEY, [REFUSE], faint) == ()


@pytest.mark.parametrize("weights", [None, make_weights()])
def test_a_text_without_candidates_has_no_acts(weights: ActWeights | None) -> None:
    assert find_acts(SURVEY, [], weights) == ()
    assert find_acts(mark(""), [], weights) == ()


def test_words_of_known_roots_are_further_candidates() -> None:
    roots = frozenset(SURVEY.stems[SURVEY.page.forms.index(form)].root for form in ("دعت", "المبادره"))
    triggers = find_further(SURVEY, [CALL], roots)
    assert [(trigger.first, trigger.family) for trigger in triggers] == [(0, "demand"), (7, FURTHER)]
    further = triggers[1]
    assert (further.types, further.last) == ((), 8)
    assert find_further(SURVEY, [CALL], frozenset()) == (CALL,)
    assert len(find_acts(SURVEY, [CALL], make_weights(0.0, roots))) == 2


def test_a_further_candidate_that_nothing_is_known_of_is_a_noun() -> None:
    survey = mark("خزعبلات")
    (further,) = find_further(survey, [], frozenset({survey.stems[0].root}))
    assert (further.category, further.sense, further.name) == (Category.NOUN, None, survey.stems[0].root)


@pytest.mark.parametrize(("prior", "grade"), [(0.0, 0), (0.05, 1), (0.9, 4)])
def test_subject_is_graded_by_priors_without_weights(prior: float, grade: int) -> None:
    trigger = aim(SURVEY, "دعت", types=((ActType.REQUEST, prior),))
    assert grade_subject(SURVEY, [trigger], None) == grade


def test_subject_is_graded_by_roots_with_weights() -> None:
    weights = make_weights().subject
    assert grade_subject(SURVEY, [], weights) == 4
    assert grade_subject(mark("الجو جميل"), [], weights) == 2
    assert grade_subject(mark(""), [], weights) == 2
    signs = list_subject_signs(mark("مصر مصر و قطر").stems)
    assert signs == ["bias", "مصر", "قطر"]


@pytest.mark.parametrize("text", ["", "الجو جميل", "مصر مصر و قطر", "قطر وحدها"])
def test_words_are_graded_as_their_stems_are(text: str) -> None:
    subject = weigh(("no", "yes"), {"bias": ("no", 1), "مصر": ("yes", 2), "قطر": ("no", 3)})
    survey = mark(text)
    weights = replace(make_weights(), subject=subject)
    for _ in range(2):
        assert weights.grade(survey.page.forms) == grade_stems(survey.stems, subject)


SIGNED = weigh(
    CLASSES,
    {
        "bias": ("none", 1),
        "near=حوار": ("REQUEST", 2),
        "near=مصر": ("AGREE", 1),
        "+1=مصر": ("REQUEST", 3),
        "-1=#": ("REJECT", 1),
        "fam=refuse +1=تركيا": ("REJECT", 2),
        "fam=refuse -2=.": ("REJECT", 2),
        "fam=demand +2=الي": ("REQUEST", 1),
        "word=دعت": ("REQUEST", 1),
        "root=رفض": ("REJECT", 1),
        "ahead=state": ("REQUEST", 1),
    },
)


@pytest.mark.parametrize("text", [TEXT, "دعت مصر. دعت الحوار مصر إلى مصر. ورفضت تركيا الحوار و الحوار مصر."])
def test_the_first_look_adds_up_what_its_signs_weigh(text: str) -> None:
    survey = mark(text, "مصر", "تركيا")
    triggers = [aim(survey, "دعت"), aim(survey, "ورفضت", family="refuse")]
    weights = replace(make_weights(), first=SIGNED)
    looks = take_first_look(survey, triggers, weights)
    subject = grade_subject(survey, triggers, weights.subject)
    table = SIGNED.judge(list(list_first_signs(survey, triggers, subject))).tolist()
    assert list(looks) == [make_look(one, CLASSES, row) for one, row in zip(triggers, table, strict=True)]


def test_a_look_tells_act_type_and_share() -> None:
    row = [0.2, *([0.0] * (len(CLASSES) - 3)), 0.6, 0.2]
    look = make_look(CALL, CLASSES, row)
    assert (look.trigger, look.act, look.kind) == (CALL, 0.8, CLASSES[-2])
    assert look.share == pytest.approx(0.75)
    assert make_look(CALL, CLASSES, [1.0, *([0.0] * (len(CLASSES) - 1))]).share == 0


def test_first_look_judges_every_candidate() -> None:
    call, refuse = take_first_look(SURVEY, [CALL, REFUSE], make_weights())
    assert call.kind == "REQUEST"
    assert call.act > 0.9
    assert refuse.act < 0.5


def test_candidates_of_the_lexicon_can_be_judged() -> None:
    triggers = load_lexicon().find_triggers(SURVEY.page)
    assert {trigger.first for trigger in triggers} >= {0, 5}
    assert find_acts(SURVEY, triggers, make_weights(0.0))


def test_a_sense_may_be_passive() -> None:
    sense = Sense("دعا/I", Category.PAST, "f", passive=True)
    assert take_first_look(SURVEY, [aim(SURVEY, "دعت", sense=sense)], make_weights())
