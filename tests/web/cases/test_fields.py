from __future__ import annotations

import pytest
from tests.web.cases.desk import fill_desk, read
from tests.web.persona import Site

from mithaq.following.kinds import find_kind, load_kinds
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.wording import Lang
from mithaq.web.cases.fields import FIELDS, STEPS, Ground, StepForm, list_names, list_types


def test_every_step_of_every_kind_has_a_form() -> None:
    taken = {step for spec in load_kinds().values() for step in spec.steps}
    assert taken <= set(STEPS)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_form_can_be_made_in_both_languages(site: Site, lang: Lang) -> None:
    fill_desk(site.record)
    ground = Ground(read(site, "incident-1"), CaseWording(lang, {}))
    for step in STEPS:
        form = StepForm(names=list_names(step), ground=ground)
        assert all(field.label for field in form.fields.values())
    assert set(FIELDS) >= {name for step in STEPS for name in list_names(step)}
    assert len(list_types(ground)) == 8


def test_a_field_is_asked_in_its_own_way(site: Site) -> None:
    fill_desk(site.record)
    case = read(site, "incident-1")
    spec = find_kind(case.kind)
    kinds = {}
    for name in ("category", "control", "calibre"):
        ground = Ground(case, CaseWording(Lang.EN, {}), field=spec.find_field(name))
        kinds[name] = type(StepForm(names=("value",), ground=ground).fields["value"]).__name__
    assert kinds == {"category": "ChoiceField", "control": "CharField", "calibre": "CharField"}


def test_a_remark_has_words(site: Site) -> None:
    fill_desk(site.record)
    ground = Ground(read(site, "incident-1"), CaseWording(Lang.EN, {}))
    assert not StepForm({"text": ""}, names=list_names("comment"), ground=ground).is_valid()
    assert StepForm(names=list_names("comment"), ground=ground).fields["text"].required


def test_without_groups_it_is_said_who_makes_them(site: Site) -> None:
    fill_desk(site.record)
    ground = Ground(read(site, "incident-1"), CaseWording(Lang.EN, {}))
    assert (
        "an administrator adds them" in StepForm(names=("groups",), ground=ground).fields["groups"].help_text
    )
