from __future__ import annotations

import pytest

from mithaq.errors import LedgerError, Reason
from mithaq.following.refusal import refuse


@pytest.mark.parametrize(("case", "where"), [("r1", "case r1"), ("", "")])
def test_a_refusal_names_the_case_and_keeps_its_reason(case: str, where: str) -> None:
    with pytest.raises(LedgerError, match="Undo entry 4 first") as caught:
        refuse("merge-against", case, entry=4)
    assert caught.value.where == where
    assert caught.value.reason == Reason("judging.merge-against", {"case": case, "entry": 4})
