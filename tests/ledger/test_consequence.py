from __future__ import annotations

from mithaq.following.case import Comment, Kind, Open, Tell
from mithaq.ledger.consequence import weigh_consequence


def test_more_hangs_on_a_whole_case_than_on_a_repetition() -> None:
    opened = Open(case="a", kind=Kind.INCIDENT)
    weights = [
        weigh_consequence(opened, Kind.INCIDENT),
        weigh_consequence(opened, Kind.PROGRAMME),
        weigh_consequence(Comment(case="a", text=""), Kind.INCIDENT),
        weigh_consequence(Tell(case="a"), Kind.INCIDENT),
    ]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
