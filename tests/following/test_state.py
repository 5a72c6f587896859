from __future__ import annotations

import msgspec
import pytest

from mithaq.following.case import Comment
from mithaq.following.state import Held, Standing


def test_standings_are_ordered_by_how_many_stand_by_something() -> None:
    assert sorted(Standing) == [Standing.REJECTED, Standing.PROPOSED, Standing.CONFIRMED, Standing.VERIFIED]
    assert not Standing.REJECTED


def test_what_is_held_cannot_be_changed() -> None:
    held = Held(
        number=1, at="", author="salma", step=Comment(case="r1", text="؟"), standing=Standing.CONFIRMED
    )
    with pytest.raises(AttributeError):
        held.number = 2  # type: ignore[misc]


def test_what_is_held_survives_being_written_and_read() -> None:
    held = Held(
        number=1, at="", author="salma", step=Comment(case="r1", text="؟"), standing=Standing.CONFIRMED
    )
    assert msgspec.json.decode(msgspec.json.encode(held), type=Held[Comment]) == held
