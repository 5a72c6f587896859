"""What a reader of a format hands on: what was taken of a file, and what was not and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.errors import MithaqError
from mithaq.following.case import AnyRead, Open, Proposal
from mithaq.following.entry import Entry
from mithaq.following.fitting import check_fit
from mithaq.following.fold import Standing, fold
from mithaq.following.kinds import find_kind
from mithaq.following.proposals import propose
from mithaq.ledger.arrivals import Arrival
from mithaq.refusals import make_error, pass_on
from mithaq.reports.imports.refusal import NotTakenError
from mithaq.reports.imports.sheet import Sheet

_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken over.

    Args:
        place: Line, or number of the entity, with the file.
        why: Why, and what to do; nothing is to be done where nothing is wrong.
        refused: Whether something is wrong with it; else the record has no place for such things.
    """

    place: str
    why: MithaqError
    refused: bool = True

    @property
    def error(self) -> NotTakenError:
        """Why, with its place."""
        return pass_on(NotTakenError, self.why, self.place)


Result = Iterator[Arrival | Left]


def make_arrival(sheet: Sheet, steps: Sequence[AnyRead], place: str) -> Arrival:
    """Return what a row brings, each step as a proposal.

    Args:
        sheet: The row as a document.
        steps: What it says; the first opens the case.
        place: Where it stands, as the reason of the proposals.

    Raises:
        NotTakenError: If a step does not fit the case.
    """
    check_steps(steps, place)
    return Arrival(sheet.document, tuple(make_proposal(step, place) for step in steps))


def make_proposal(step: AnyRead, place: str) -> Proposal:
    """Return a step as a proposal that says where it came from.

    Args:
        step: What is proposed.
        place: File and line, for whoever judges it.
    """
    return propose(step, _SCORE, ("imported", place))


def check_steps(steps: Sequence[AnyRead], place: str) -> None:
    """Refuse a row that says what its case cannot hold.

    Args:
        steps: What it says; the first opens the case.
        place: For the message.

    Raises:
        NotTakenError: If a role, field, value or date does not fit.
    """
    opening = steps[0]
    try:
        if isinstance(opening, Open):
            _check_roles(opening)
            case = fold([Entry(number=0, at="", author="import", step=opening)], standing=Standing.PROPOSED)
            for step in steps[1:]:
                check_fit(step, case, case)
    except MithaqError as error:
        if error.remedy or isinstance(error, NotTakenError):
            raise pass_on(NotTakenError, error, place) from error
        why = error.reason or error.what
        raise make_error(NotTakenError, "imports.bad-row", where=place, why=why) from error


def _check_roles(opening: Open) -> None:
    roles = {role.name for role in find_kind(opening.kind).roles}
    for role, _ in opening.sides:
        if role not in roles:
            known = ", ".join(sorted(roles))
            raise make_error(NotTakenError, "judging.no-role", kind=opening.kind, role=role, roles=known)
