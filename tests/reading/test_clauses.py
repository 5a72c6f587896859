"""Where evidence begins and ends, and what an act is about by rule and by weight."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.handmade import aim, mark

from mithaq.model import ActType
from mithaq.reading.clauses import find_clause
from mithaq.reading.content import ENDS, STARTS, ContentWeights
from mithaq.reading.parties import find_parties
from mithaq.reading.roles import Roles
from mithaq.reading.weights import Weights


def weigh(name: str, **cues: float) -> Weights:
    table = np.array([*([weight] for weight in cues.values()), [0]], np.float32)
    return Weights((name,), {cue.replace("_", "="): row for row, cue in enumerate(cues)}, table)


NEVER = ContentWeights(weigh(*STARTS, absent=9), weigh(*ENDS))
BEHIND_TO = ContentWeights(
    Weights(STARTS, {"before=الي": 0}, np.array([[9], [0]], np.float32)), weigh(*ENDS, size_0=9)
)


def read(
    text: str,
    trigger: str,
    *,
    doers: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    kind: ActType = ActType.REQUEST,
    weights: ContentWeights | None = None,
    **fields: object,
) -> tuple[str, str | None]:
    names = sorted((*doers, *others), key=text.find)
    survey = mark(text, *names)
    parties = dict(zip(names, find_parties(survey), strict=True))
    roles = Roles(
        doers=tuple(parties[name] for name in doers), others=tuple(parties[name] for name in others)
    )
    clause = find_clause(survey, aim(survey, trigger, **fields), kind, roles, weights)
    about = survey.page.span(*clause.about).select(text) if clause.about else None
    return survey.page.span(clause.first, clause.last).select(text), about


@pytest.mark.parametrize(
    ("text", "evidence", "about"),
    [
        ("أمس دعت مصر تركيا إلى الحوار.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        ("مصر دعت تركيا إلى وقف النار.", "مصر دعت تركيا إلى وقف النار", "وقف النار"),
        ("دعت مصر تركيا أن تنسحب، حيث طال الأمر.", "دعت مصر تركيا أن تنسحب", "أن تنسحب"),
        ("دعت مصر تركيا إلى الحوار وقالت كلاما.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        ("دعت مصر تركيا إلى الحوار، مؤكدا صدقه.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        ("دعت مصر تركيا إلى الحوار، والسلام.", "دعت مصر تركيا إلى الحوار، والسلام", "الحوار، والسلام"),
        ("دعت مصر تركيا إلى الحوار؛ هذا كل شيء.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        ("دعت مصر تركيا إلى الحوار بحسب بيان.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        ("(دعت مصر تركيا إلى الحوار) أمس.", "دعت مصر تركيا إلى الحوار", "الحوار"),
        (
            "دعت مصر تركيا إلى الحوار (حيث شاءت) فورا.",
            "دعت مصر تركيا إلى الحوار (حيث شاءت) فورا",
            "الحوار (حيث شاءت) فورا",
        ),
        ("دعت مصر، تركيا مجددا إلى الحوار،", "دعت مصر، تركيا مجددا إلى الحوار", "الحوار"),
        ("دعت مصر حيث كانت تركيا.", "دعت مصر حيث كانت تركيا", "حيث كانت تركيا"),
        ("دعت مصر تركيا.", "دعت مصر تركيا", None),
        ("مصر: دعت تركيا إلى الحوار.", "دعت تركيا إلى الحوار", "الحوار"),
    ],
)
def test_evidence_reaches_from_the_actor_to_the_end_of_the_clause(
    text: str, evidence: str, about: str | None
) -> None:
    assert read(text, "دعت", doers=("مصر",), others=("تركيا",)) == (evidence, about)


@pytest.mark.parametrize(
    ("text", "fields", "about"),
    [
        ("هاجمت مصر.", {}, None),
        ("هاجمت مصر مواقع المسلحين.", {}, None),
        ("هاجمت مصر مواقع المسلحين.", {"object": "about"}, "مواقع المسلحين"),
        ("هاجمت مصر مواقع.", {"object": "about"}, None),
    ],
)
def test_an_attack_is_about_a_marked_object_only(
    text: str, fields: dict[str, str], about: str | None
) -> None:
    assert read(text, "هاجمت", doers=("مصر",), kind=ActType.ASSAULT, **fields)[1] == about


def test_weights_choose_content_and_evidence_ends_with_it() -> None:
    text = "دعت مصر تركيا إلى الحوار والسلام حالا."
    assert read(text, "دعت", doers=("مصر",), weights=NEVER) == (text[:-1], None)
    evidence, about = read(text, "دعت", doers=("مصر",), weights=BEHIND_TO)
    assert (evidence, about) == ("دعت مصر تركيا إلى الحوار", "الحوار")


def test_evidence_holds_a_party_that_stands_behind_the_content() -> None:
    text = "دعت إلى الحوار كل من مصر."
    evidence, about = read(text, "دعت", doers=("مصر",), weights=BEHIND_TO)
    assert about == "الحوار"
    assert evidence == "دعت إلى الحوار كل من مصر"


def test_a_verb_is_told_from_a_word_that_begins_with_the_letter() -> None:
    assert read("دعت مصر إلى الحوار ودعا أحمد.", "دعت", doers=("مصر",))[0] == "دعت مصر إلى الحوار"
    assert read("دعت مصر إلى تمديد وقف النار.", "دعت", doers=("مصر",))[1] == "تمديد وقف النار"
