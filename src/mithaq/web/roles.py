"""Roles of accounts and the rights that each has; None stands for somebody who has not logged in."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What an account is for."""

    READER = "reader"
    MONITOR = "monitor"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What can be done in the workbench.

    ``OPEN`` stands for pages that everybody may see without logging in; ``ENTER`` for those of every account.
    """

    OPEN = "open"
    ENTER = "enter"
    SEARCH = "search"  # read cases, documents, actors, sources
    REPORT = "report"  # send reports from the field
    WATCH = "watch"  # read and write the shift log of the operations room
    EXPORT = "export"  # take data out
    COMMENT = "comment"
    JUDGE = "judge"  # open cases, confirm, correct, reject, add, merge, split, move, assign
    VERIFY = "verify"  # be the second person; verify, attribute and rule; withhold and restrict
    ADMINISTER = "administer"  # accounts, groups, packs


_EVERYBODY = frozenset({Right.OPEN})
_READING = _EVERYBODY | {Right.ENTER, Right.SEARCH}
_ANALYST = _READING | {Right.EXPORT, Right.REPORT, Right.WATCH, Right.COMMENT, Right.JUDGE}
_REVIEWER = _ANALYST | {Right.VERIFY}
RIGHTS: Final[dict[Role | None, frozenset[Right]]] = {
    None: _EVERYBODY,
    Role.READER: _READING | {Right.EXPORT},
    Role.MONITOR: _READING | {Right.REPORT, Right.WATCH},
    Role.ANALYST: _ANALYST,
    Role.REVIEWER: _REVIEWER,
    Role.ADMINISTRATOR: _REVIEWER | {Right.ADMINISTER},
}
