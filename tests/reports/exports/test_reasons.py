from __future__ import annotations

import pytest

from mithaq.reports.exports.reasons import Reason, name_reason
from mithaq.reports.wording import Lang


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_told_in_both_languages(reason: Reason) -> None:
    arabic, english = name_reason(reason.value, Lang.AR), name_reason(reason.value, Lang.EN)
    assert arabic != english
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)
