"""Why something of a selection is not in an export: what a format cannot hold is counted, never lost in silence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from mithaq.knowledge import read_knowledge
from mithaq.reports.wording import Lang, Term

_PATH = Path(__file__).parent / "reasons.yaml"


class Reason(StrEnum):
    """A reason."""

    DENIED = "denied"
    NO_ACTOR = "no-actor"
    NO_DAY = "no-day"
    NO_POSITION = "no-position"
    NOT_DELIVERED = "not-delivered"
    TOO_LONG = "too-long"


@cache
def _read_reasons() -> dict[Reason, Term]:
    return read_knowledge(_PATH, dict[Reason, Term])


def name_reason(reason: str, lang: Lang) -> str:
    """Return a reason in words.

    Args:
        reason: A `Reason`, as statements give it.
        lang: The language.
    """
    return _read_reasons()[Reason(reason)].in_lang(lang)
