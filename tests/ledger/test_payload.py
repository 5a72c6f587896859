from __future__ import annotations

import msgspec
import pytest

from mithaq.following.case import Comment
from mithaq.following.entry import Entry
from mithaq.ledger.payload import read_payload, write_payload


def test_payloads_are_canonical() -> None:
    entry = Entry(
        number=3, at="2026-01-01T00:00:00.000Z", author="anna", step=Comment(case="a", text="ملاحظة")
    )
    payload = write_payload(entry)
    assert read_payload(payload) == entry
    assert write_payload(read_payload(payload)) == payload
    assert payload.decode().startswith('{"at":"2026')
    with pytest.raises(msgspec.ValidationError):
        read_payload(b"{}")
