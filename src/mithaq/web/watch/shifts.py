"""Shifts as their lines make them: who is on, whether one was handed over and accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import Max

from mithaq.errors import MithaqError
from mithaq.ledger.attachments import Attachment, read_attachment
from mithaq.ledger.masks import Masks, load_masks
from mithaq.ledger.matters import Matter
from mithaq.web.watch.models import Act, LineRow

_LONGEST: Final = 10_000
_LATE: Final = frozenset({"done", "running", "handed-over"})


class WatchError(MithaqError):
    """A shift cannot be started, handed over or accepted as it stands.

    Args:
        key: Which message says it.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    @property
    def code(self) -> HTTPStatus:
        """With which status it is answered: a conflict where somebody else was earlier."""
        return HTTPStatus.CONFLICT if self.key in _LATE else HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as it is shown.

    Args:
        number: Its number.
        at: When it was written.
        author: Who wrote it.
        act: What it records.
        text: The words, withheld names masked.
        case: The case that it is about; may be empty.
        corrects: The line that it corrects.
        corrected: Number of the last line that corrects it.
        attachment: A file.
        matters: What was handed over: sort, case, day.
        once: The number that a program gave it.
    """

    number: int
    at: datetime
    author: str
    act: Act
    text: str
    case: str
    corrects: int | None
    corrected: int | None
    attachment: Attachment | None
    matters: tuple[tuple[str, str, str | None], ...]
    once: UUID | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift.

    Args:
        number: From 1.
        lines: Its lines, in order.
        people: Who is on, in the order in which they came.
        started: The line that began it.
        handed_over: The line that handed it over; None while it goes on.
        accepted: The line with which the next shift accepted it.
    """

    number: int
    lines: tuple[Line, ...]
    people: tuple[str, ...]
    started: Line
    handed_over: Line | None
    accepted: Line | None


def find_last_shift() -> Shift | None:
    """Return the last shift that was started; None before the first."""
    number = LineRow.objects.aggregate(last=Max("shift"))["last"]
    return None if number is None else find_shift(number)


def find_running() -> Shift:
    """Return the last shift that was started.

    Raises:
        WatchError: If none was.
    """
    shift = find_last_shift()
    if shift is None:
        raise WatchError("none")
    return shift


def list_last_shifts(before: int | None, most: int) -> tuple[list[Shift], int | None]:
    """Return shifts, the last first, and where the older ones go on; None where there are none.

    Args:
        before: Only those of lower numbers; None for all.
        most: How many.
    """
    last = LineRow.objects.aggregate(last=Max("shift"))["last"] or 0
    end = min(before or last + 1, last + 1)
    numbers = range(max(1, end - most), end)
    return find_shifts(numbers)[::-1], numbers.start if numbers.start > 1 else None


def find_line(author: str, once: UUID) -> LineRow | None:
    """Return the line that somebody wrote under a number of their own; None where there is none.

    Args:
        author: Who wrote it.
        once: The number.
    """
    return LineRow.objects.filter(author=author, once=once).first()


def read_file(line: int) -> Attachment | None:
    """Return the file of a line, withheld names masked in what it is called; None where it has none.

    Args:
        line: Number of the line.
    """
    row = LineRow.objects.filter(pk=line).first()
    return read_attachment(load_masks(DEFAULT_DB_ALIAS).mask_text(row.attachment)) if row else None


def find_shift(number: int) -> Shift | None:
    """Return a shift; None where there is none of that number.

    Args:
        number: From 1.
    """
    rows = list(LineRow.objects.filter(shift=number).order_by("id"))
    return _make_shift(number, rows) if rows else None


def find_shifts(numbers: Iterable[int]) -> list[Shift]:
    """Return shifts in the order of their numbers.

    Args:
        numbers: Which.
    """
    grouped: dict[int, list[LineRow]] = {number: [] for number in numbers}
    for row in LineRow.objects.filter(shift__in=list(grouped)).order_by("id"):
        grouped[row.shift].append(row)
    return [_make_shift(number, rows) for number, rows in grouped.items() if rows]


def _make_shift(number: int, rows: Sequence[LineRow]) -> Shift:
    masks = load_masks(DEFAULT_DB_ALIAS)
    corrected = {row.corrects: row.pk for row in rows if row.corrects is not None}
    lines = tuple(replace(_make_line(row, masks), corrected=corrected.get(row.pk)) for row in rows)
    once = {line.act: line for line in lines if line.act is not Act.NOTE}
    people: dict[str, None] = {}
    for line in lines:
        if line.act in {Act.START, Act.JOIN}:
            people[line.text] = None
        elif line.act is Act.LEAVE:
            people.pop(line.text, None)
    return Shift(number, lines, tuple(people), lines[0], once.get(Act.HAND_OVER), once.get(Act.ACCEPT))


def _make_line(row: LineRow, masks: Masks) -> Line:
    return Line(
        number=row.pk,
        at=row.at,
        author=row.author,
        act=Act(row.act),
        text=masks.mask_text(row.text),
        case=row.case,
        corrects=row.corrects,
        corrected=None,
        attachment=read_attachment(masks.mask_text(row.attachment)),
        matters=tuple((sort, case, due) for sort, case, due in row.matters),
        once=row.once,
    )


def start_first(author: str) -> None:
    """Start a shift where none goes on; the next ones start by accepting the one before.

    Args:
        author: Who starts it.

    Raises:
        WatchError: If a shift goes on, or waits to be accepted.
    """
    last = find_last_shift()
    if last is not None:
        raise WatchError("running")
    _write_once(LineRow(shift=1, author=author, act=Act.START, text=author))


def add_line(shift: Shift, line: LineRow) -> LineRow:
    """Add a line to the shift that goes on, and return it; one with a number that was written before stays as it was.

    Args:
        shift: The shift, as it was seen.
        line: The line.

    Raises:
        WatchError: If it has no words, is too long, or corrects what is no line of the shift.
    """
    if not line.text.strip():
        raise WatchError("empty")
    if len(line.text) > _LONGEST:
        raise WatchError("long")
    notes = {known.number for known in shift.lines if known.act is Act.NOTE}
    if line.corrects is not None and line.corrects not in notes:
        raise WatchError("corrects")
    line.shift = shift.number
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:
        known = find_line(line.author, line.once) if line.once else None
        if known is None:
            raise
        return known
    return line


def change_person(shift: Shift, name: str, act: Act, author: str) -> None:
    """Record that somebody came on or went off.

    Args:
        shift: The shift.
        name: Who.
        act: ``JOIN`` or ``LEAVE``.
        author: Who records it.

    Raises:
        WatchError: If nobody is named, or they are on already, or not on.
    """
    name = " ".join(name.split())
    if not name:
        raise WatchError("nobody")
    if (name in shift.people) is (act is Act.JOIN):
        raise WatchError("there" if act is Act.JOIN else "away")
    add_line(shift, LineRow(author=author, act=act, text=name))


def hand_over_shift(shift: Shift, note: str, matters: Iterable[Matter], author: str) -> None:
    """Record that a shift is handed over, with what is open.

    Args:
        shift: The shift.
        note: What the next shift has to know; may be empty.
        matters: What is open.
        author: Who hands over.

    Raises:
        WatchError: If it was handed over before.
    """
    if shift.handed_over:
        raise WatchError("handed-over")
    open_ = [[matter.sort.value, matter.case.id, matter.due] for matter in matters]
    _write_once(
        LineRow(
            shift=shift.number, author=author, act=Act.HAND_OVER, text=note.strip()[:_LONGEST], matters=open_
        )
    )


def accept_handed_over(shift: Shift, author: str) -> None:
    """Record that the next shift accepts what was handed over, and begins.

    Args:
        shift: The shift that was handed over.
        author: Who accepts.

    Raises:
        WatchError: If it was not handed over, was accepted already, or by whoever hands over.
    """
    if shift.handed_over is None:
        raise WatchError("not-handed-over")
    if shift.handed_over.author == author:
        raise WatchError("own")
    _write_once(
        LineRow(shift=shift.number, author=author, act=Act.ACCEPT),
        LineRow(shift=shift.number + 1, author=author, act=Act.START, text=author),
    )


def _write_once(*lines: LineRow) -> None:
    """Write lines that a shift has once; of two people who do the same at once, the second is told."""
    try:
        with transaction.atomic():
            for line in lines:
                line.save(force_insert=True)
    except IntegrityError as error:
        raise WatchError("done") from error
