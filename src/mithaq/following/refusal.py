"""How a step is refused: with the case, and a reason that is said in every language."""

from __future__ import annotations

from typing import NoReturn

from mithaq.errors import LedgerError, Value
from mithaq.refusals import make_error


def refuse(key: str, case: str, /, **values: Value) -> NoReturn:
    """Refuse a step.

    Args:
        key: Why, as ``refusals.yaml`` has it under ``judging``.
        case: Id of the case; may be empty.
        values: What is filled in.

    Raises:
        LedgerError: Always.
    """
    where = f"case {case}" if case else ""
    raise make_error(LedgerError, f"judging.{key}", where=where, case=case, **values)
