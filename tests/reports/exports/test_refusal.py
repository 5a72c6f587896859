from __future__ import annotations

from mithaq.errors import MithaqError
from mithaq.reports.exports.refusal import ExportError


def test_refusal_says_what_to_do() -> None:
    error = ExportError("the format does not hold it", remedy="Choose another")
    assert isinstance(error, MithaqError)
    assert str(error) == "the format does not hold it. Choose another"
