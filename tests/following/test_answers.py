"""Which words of giving and doing belong to a request."""

from __future__ import annotations

import pytest
from tests.following.telling import list_opened, list_states, tell

from mithaq.following.requests import propose_requests

ASKED = ("2016-02-01", "طلبت وزارة الدفاع اليمنية من فرنسا وألمانيا أجهزة لكشف الألغام البحرية.")


@pytest.mark.parametrize(
    ("later", "states"),
    [
        ("شحنت فرنسا أجهزة كشف الألغام البحرية إلى عدن.", [("france", "delivering")]),
        ("شحنت فرنسا القمح إلى عدن.", []),
        ("نفت فرنسا أن تكون شحنت أجهزة كشف الألغام البحرية.", []),
        ("أنجزت ألمانيا نصف أجهزة كشف الألغام البحرية المطلوبة.", [("germany", "delivering")]),
        ("أبرمت فرنسا واليمن اتفاقا لتوريد أجهزة كشف الألغام البحرية.", [("france", "agreed")]),
    ],
)
def test_what_is_given_belongs_to_the_request_that_it_names(
    later: str, states: list[tuple[str, str]]
) -> None:
    assert list_states(propose_requests(tell(ASKED, ("2016-03-01", later))))[2:] == states


def test_two_who_are_asked_for_two_things_are_two_requests() -> None:
    text = "طلبت وزارة الدفاع اليمنية من فرنسا الإشراف على العملية ومن ألمانيا استقبال الجرحى."
    opened = list_opened(propose_requests(tell(("2016-02-01", text))))
    assert [[party.id for role, party in one.sides if role == "to"] for one in opened] == [
        ["france"],
        ["germany"],
    ]
