"""The form of a report from the field: everything on it is something that incidents have."""

from __future__ import annotations

from mithaq.following.case import Kind
from mithaq.following.kinds import find_kind
from mithaq.reports.fieldform import Form, read_form
from mithaq.reports.wording import Lang

ITEMS = tuple(read_form().list_items())
# What a field report cannot say: the shift that hands over is recorded by the operations room.
ELSEWHERE = {"shift"}


def test_every_field_of_incidents_is_asked() -> None:
    fields = {field.name for field in find_kind(Kind.INCIDENT).fields}
    assert fields - {item.name for item in ITEMS} == ELSEWHERE


def test_items_are_named_once_and_in_both_languages() -> None:
    assert len({item.name for item in ITEMS}) == len(ITEMS)
    for item in ITEMS:
        assert item.name_in(Lang.AR) != item.name_in(Lang.EN)


def test_fields_claims_and_files_are_fields_of_incidents() -> None:
    spec = find_kind(Kind.INCIDENT)
    for item in ITEMS:
        if item.form in {Form.FIELD, Form.CLAIM, Form.FILES}:
            assert spec.find_field(item.name), item.name
        assert (item.field is not None) is (item.form is Form.FIELD)


def test_sides_take_part_in_roles_of_incidents() -> None:
    roles = {role.name for role in find_kind(Kind.INCIDENT).roles}
    assert {item.role for item in ITEMS if item.form is Form.SIDE} <= roles
