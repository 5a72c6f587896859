from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from mithaq.model import Reading
from mithaq.reports import rows
from mithaq.reports.views import VIEWS

ROWS = [value for value in vars(rows).values() if is_dataclass(value)]


def test_rows_are_frozen(readings: list[Reading]) -> None:
    shown = [row for view in VIEWS.values() for row in view(readings)]
    assert {type(row) for row in shown} <= set(ROWS)
    for row in shown:
        with pytest.raises(FrozenInstanceError):
            setattr(row, fields(row)[0].name, None)
