from __future__ import annotations

from dataclasses import fields

from mithaq.reports.decision import Decision, Opening


def test_what_is_not_said_decides_nothing() -> None:
    for said in (Decision, Opening):
        assert [field.name for field in fields(said) if field.default not in {None, ""}] == []
