"""What somebody has in hand while reviewing: what they passed over, and their last decision."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from mithaq.web.access import Asked

_SKIPPED, _LAST = "review-skipped", "review-last"
_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Last:
    """The last decision of somebody.

    Args:
        number: Number of the entry that was judged.
        case: Its case.
        verdict: What was decided.
        said: What it was about, in words.
        entries: What was recorded.
        version: Version of the case after it.
    """

    number: int
    case: str
    verdict: str
    said: str
    entries: list[int]
    version: int


def list_skipped(request: Asked) -> tuple[int, ...]:
    """Return the numbers of the entries that somebody passed over, the first one first.

    Args:
        request: What they ask.
    """
    return tuple(request.session.get(_SKIPPED, ()))


def skip(request: Asked, number: int) -> None:
    """Pass something over until it is brought back.

    Args:
        request: What they ask.
        number: Number of the entry.
    """
    kept = [other for other in list_skipped(request) if other != number]
    request.session[_SKIPPED] = [*kept, number][-_MOST:]


def forget_skipped(request: Asked) -> None:
    """Bring everything back that was passed over.

    Args:
        request: What they ask.
    """
    request.session[_SKIPPED] = []


def keep_last(request: Asked, last: Last | None) -> None:
    """Keep what was decided last; None where it was taken back.

    Args:
        request: What they ask.
        last: The decision.
    """
    request.session[_LAST] = asdict(last) if last else None


def find_last(request: Asked) -> Last | None:
    """Return what was decided last; None where nothing was.

    Args:
        request: What they ask.
    """
    kept = request.session.get(_LAST)
    return Last(**kept) if kept else None
