"""Days of a case for sorting and filtering: ISO dates, which compare as texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mithaq.dates import Edtf
from mithaq.errors import DateError
from mithaq.following.fold import Case
from mithaq.following.state import Held


@lru_cache(maxsize=20_000)
def find_days(when: str) -> tuple[str, str]:
    """Return the first and the last day that an EDTF text may mean; empty where open, unknown or no EDTF.

    Args:
        when: EDTF.
    """
    try:
        parsed = Edtf.parse(when)
    except DateError:
        return "", ""
    first, last = parsed.earliest, parsed.latest
    return (first.isoformat() if first else ""), (last.isoformat() if last else "")


def find_period(case: Case, told: Iterable[str]) -> tuple[str, str]:
    """Return the first and the last day of what is known of a case.

    Args:
        case: The case.
        told: When its documents were published, EDTF: these days count where nothing in it has a date.
    """
    dates = [item.step.on for item in _list_held(case) if item.step.on]
    days = [find_days(when) for when in (dates or told)]
    begins = min((first for first, _ in days if first), default="")
    ends = max((last for _, last in days if last), default="")
    return begins, ends or begins


def _list_held(case: Case) -> Iterator[Held]:  # type: ignore[type-arg]  # of any step
    yield case.opened
    for thread in case.threads:
        yield from thread.history
    for part in (
        case.dates, case.harms, case.accusations, case.denials, case.fields, case.verifications,
        case.attributions, case.rulings, case.remedies, case.tellings,
    ):  # fmt: skip
        yield from part
