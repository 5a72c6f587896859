"""Corrections of every kind of step: what a form shows is what it reads back, and each field can be changed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.ledger.handmade import GOVERNMENT, UNION
from tests.web.persona import Site
from tests.web.review.room import (
    INCIDENT_STEPS,
    REQUEST_STEPS,
    STRIKE,
    fill,
    make_answer,
    make_open,
    put_forward,
    show,
)
from tests.web.review.test_views import read_last, send

from mithaq.following.case import (
    Accuse,
    Amount,
    AnyRead,
    Attribute,
    Describe,
    Harm,
    Join,
    Remedy,
    Tell,
    Verify,
)
from mithaq.following.entry import Correct, Withhold
from mithaq.ledger.models import EntryRow
from mithaq.ledger.payload import read_payload


@pytest.fixture
def vendor() -> str:
    """Forms are read alike on both databases."""
    return "sqlite"


OPENED = msgspec.structs.replace(make_open(due="2020-03"), evidence=show("طرابلس"))
STEPS = (*INCIDENT_STEPS, *REQUEST_STEPS, OPENED, make_answer())
CHANGES: tuple[tuple[AnyRead, dict[str, Any], dict[str, Any]], ...] = (
    (INCIDENT_STEPS[0], {"step-who": "European Union"}, {"who": UNION.id, "named": (UNION,)}),
    (INCIDENT_STEPS[0], {"step-by": ["Government", ""]}, {"by": (GOVERNMENT.id,)}),
    (INCIDENT_STEPS[0], {"step-by": []}, {"by": ()}),
    (INCIDENT_STEPS[2], {"step-value": "مدفع"}, {"value": "مدفع"}),
    (INCIDENT_STEPS[2], {"step-field": "distance", "step-value": "200..300"},
     {"field": "distance", "value": Amount(200.0, None, 300.0)}),
    (INCIDENT_STEPS[2], {"step-field": "start", "step-value": "أمس الثلاثاء"},
     {"field": "start", "value": "2020-01-14"}),
    (INCIDENT_STEPS[3], {"step-value": "outgoing"}, {"value": "outgoing"}),
    (INCIDENT_STEPS[3], {"step-value": "إطلاق"}, {"value": "outgoing"}),
    (INCIDENT_STEPS[4], {"step-value": "الاتحاد الأوروبي"}, {"value": UNION.id}),
    (INCIDENT_STEPS[5], {"step-ruling": "pending", "step-reason": "ينتظر"}, {"ruling": "pending", "reason": "ينتظر"}),
    (INCIDENT_STEPS[6], {"step-party": "committee-1:institution:لجنة المراقبة", "step-role": "party"},
     {"party": msgspec.structs.replace(GOVERNMENT, id="committee-1", ar="لجنة المراقبة", en=""), "role": "party"}),
    (INCIDENT_STEPS[8], {"step-amount": "4..6", "step-whom": ""}, {"amount": Amount(4.0, None, 6.0), "whom": ""}),
    (REQUEST_STEPS[0], {"step-condition": "k2", "step-state": "met"}, {"condition": "k2", "state": "met"}),
    (REQUEST_STEPS[1], {"step-on": "يوم 14 يناير 2020", "step-thread": UNION.id},
     {"on": "2020-01-14", "thread": UNION.id}),
    (OPENED, {"step-title": "تدريب", "step-due": ""}, {"title": "تدريب", "due": None}),
    (OPENED, {"step-sides-role": ["by", "to"], "step-sides-party": ["Government", ""]},
     {"sides": (("by", GOVERNMENT),)}),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_forms_that_were_not_touched_change_nothing(site: Site, lang: str) -> None:
    fill(site)
    client = site.enter("huda", lang=lang)
    for at, step in enumerate(STEPS):
        number = put_forward(
            site, msgspec.structs.replace(step, on="2019~"), act=(STRIKE.sha256, "SAY", at, at + 1)
        )
        page = client.get(f"/review/{number}/").context
        sides = {}
        for blank in page["blanks"]:
            if blank.field.look == "sides":
                sides["step-sides-role"] = [role for role, _ in blank.pairs]
                sides["step-sides-party"] = [party for _, party in blank.pairs]
        answer = send(client, number, "correct", **sides)
        assert answer.status_code == 422, step
        assert {"ar": "لم يتغير شيء", "en": "Nothing was changed"}[lang] in answer.content.decode(), step


def test_each_field_is_corrected(site: Site) -> None:
    fill(site)
    client = site.enter("huda")
    for at, (step, typed, changed) in enumerate(CHANGES):
        number = put_forward(site, step, act=(STRIKE.sha256, "SAY", at, at + 1))
        answer = send(client, number, "correct", **typed)
        assert answer.status_code == 302, (typed, answer.context["told"])
        assert read_last(site).step.instead == msgspec.structs.replace(step, **changed)


KINDS: tuple[tuple[str, dict[str, Any], type[AnyRead]], ...] = (
    ("harm", {"step-what": "injured", "step-amount": "~5"}, Harm),
    ("attribute", {"step-level": "alleged", "step-who": ["Government"]}, Attribute),
    ("verify", {"step-level": "under-inquiry"}, Verify),
    ("remedy", {"step-action": "requested", "step-text": "انسحاب"}, Remedy),
    ("join", {"step-role": "victim", "step-party": "Government"}, Join),
    ("tell", {}, Tell),
)


def test_another_kind_of_step_takes_its_place(site: Site) -> None:
    fill(site)
    old = INCIDENT_STEPS[0]
    client = site.enter("huda")
    for at, (kind, typed, made) in enumerate(KINDS):
        number = put_forward(site, old, act=(STRIKE.sha256, "SAY", at, at + 1))
        page = client.get(f"/review/{number}/?as={kind}").context
        assert page["kind"] == kind
        fields = {blank.name: list(blank.rows) for blank in page["blanks"]} | typed
        quotes = [quoted.value for quoted, _ in page["quotes"]]
        sent = {"verdict": "correct", "saw": page["case"].version, "kind": kind, "evidence": quotes, **fields}
        assert client.post(f"/review/{number}/decide/", sent).status_code == 302, kind
        instead = read_last(site).step.instead
        assert type(instead) is made
        assert (instead.case, instead.by, instead.evidence) == (old.case, old.by, old.evidence)


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": "announce"}, "kind"),
    ({"kind": "harm", "step-amount": "5"}, "what"),
    ({"step-who": "لا أحد يعرفه"}, "who"),
    ({"step-who": ""}, "who"),
    ({"step-on": "yesterday"}, "on"),
    ({"words": "لا يقوله النص"}, "words"),
)


def test_what_cannot_be_understood_is_named(site: Site) -> None:
    fill(site)
    number = put_forward(site, INCIDENT_STEPS[0])
    client = site.enter("huda")
    for typed, field in REFUSED:
        answer = send(client, number, "correct", **typed)
        assert (answer.status_code, answer.context["wrong"]) == (422, field)
    assert send(client, number, "correct", **{"step-on": "غدا"}).status_code == 302
    assert read_last(site).step.instead.on == "2020-01-16"


def test_a_state_that_cannot_follow_is_refused_in_words(site: Site) -> None:
    numbers = fill(site)
    client = site.enter("huda")
    send(client, numbers["open"], "confirm")
    send(client, numbers["answer"], "confirm")
    number = put_forward(site, make_answer(state="declined", evidence=show("ترحب بالقرار")))
    answer = send(client, number, "correct", **{"step-state": "acknowledged"})
    assert answer.status_code == 422
    assert "acknowledged cannot follow accepted" in answer.content.decode()


def test_what_a_person_recorded_without_a_document_can_be_corrected(site: Site) -> None:
    fill(site)
    told = Verify(case="incident-1", level="2", reason="زيارة الموقع")
    (entry,) = site.record.append([told], "omar")
    client = site.enter("salma", "reviewer")
    page = client.get(f"/review/{entry.number}/")
    assert "No document: a person recorded it." in page.content.decode()
    assert send(client, entry.number, "correct", words="كلمات").status_code == 422
    assert send(client, entry.number, "correct", **{"step-level": "1"}).status_code == 302
    assert read_last(site).step.instead == msgspec.structs.replace(told, level="1")


def test_a_denial_of_whom_the_sides_name_needs_no_name(site: Site) -> None:
    fill(site)
    step = Accuse(case="incident-1", who=UNION.id, named=(UNION,), evidence=INCIDENT_STEPS[0].evidence)
    number = put_forward(site, step)
    send(site.enter("huda"), number, "correct", **{"step-who": "Government"})
    assert read_last(site).step.instead == msgspec.structs.replace(step, who=GOVERNMENT.id, named=())


def test_values_of_other_kinds_are_typed(site: Site) -> None:
    fill(site)
    step = Describe(case="incident-1", field="precision", value=50, evidence=INCIDENT_STEPS[0].evidence)
    number = put_forward(site, step)
    assert send(site.enter("huda"), number, "correct", **{"step-value": "حول"}).status_code == 422
    send(site.enter("huda"), number, "correct", **{"step-value": "75"})
    assert read_last(site).step.instead.value == 75


def test_steps_of_requests_offer_their_states(site: Site) -> None:
    numbers = fill(site)
    page = site.enter("huda").get(f"/review/{numbers['answer']}/")
    state = page.context["blanks"][0]
    assert ("declined", "declined") in state.options
    assert set(page.context["kinds"]) == {"advance", "join", "tell", "bind", "describe", "relate", "deny"}


def test_masks_do_not_enter_the_ledger(site: Site) -> None:
    numbers = fill(site)
    (name,) = show("حكومة الوفاق")
    site.record.append([Withhold(case="", evidence=(name,))], "salma")
    client = site.enter("huda")
    before = read_last(site).number
    answer = send(client, numbers["open"], "correct", **{"step-title": "تدريب"})
    assert answer.status_code == 422
    assert "Names in it are withheld" in answer.content.decode()
    assert read_last(site).number == before
    # Whoever is named by an id alone is named rightly.
    covered = "█" * len(GOVERNMENT.en)
    assert send(client, numbers["answer"], "correct", **{"step-by": [covered]}).status_code == 302
    row = EntryRow.objects.using(site.record.alias).order_by("-number")[0]
    step = read_payload(bytes(row.payload)).step
    assert isinstance(step, Correct)
    assert step.instead.by == (GOVERNMENT.id,)
