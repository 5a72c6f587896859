"""What people say of a case, as they typed it: the fields of a command, a form or a call of the API."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided about a case; what is empty is not decided."""

    confirm: list[int] | None = None
    reject: list[int] | None = None
    correct: int | None = None
    undo: list[int] | None = None
    state: str = ""
    condition: list[str] | None = None
    date: str = ""
    set_: list[str] | None = None
    join: list[str] | None = None
    harm: list[str] | None = None
    whom: str = ""
    accuse: str = ""
    deny: str = ""
    verify: str = ""
    attribute: str = ""
    who: list[str] | None = None
    rule: str = ""
    term: str = ""
    agreement: str = ""
    standard: str = ""
    remedy: str = ""
    due: str = ""
    relate: list[str] | None = None
    assign: str = ""
    restrict: str = ""
    comment: str = ""
    because: str = ""
    thread: str = ""
    on: str = ""
    by: list[str] | None = None
    evidence: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known of a case that is opened."""

    join: list[str] | None = None
    template: str = ""
    what: str = ""
    place: str = ""
    due: str = ""
    on: str = ""
