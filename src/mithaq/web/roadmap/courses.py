"""Milestones with all their dates: as rows of a table, and as a chart takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from mithaq.following.case import Announce
from mithaq.following.clock import Sign, find_state, read_clock
from mithaq.following.fold import Case, Held
from mithaq.following.kinds import find_kind
from mithaq.following.slippage import Slip, count_days, find_slips, find_valid, order_dates, sum_slips
from mithaq.lexicon.steps import read_steps
from mithaq.packs.context import load_packs
from mithaq.reports.case_tables import write_slip
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Library
from mithaq.reports.charts.slippage import Course, Given
from mithaq.reports.labels import name_milestone
from mithaq.reports.wording import Lang
from mithaq.web.cases.lines import StepLine, Tag, make_step_line, name_case, tag_signal

_TONES = {"held": "good", "missed": "bad", "cancelled": "bad", "postponed": "warn", "date-unknown": "warn"}


@dataclass(frozen=True, slots=True)
class Date:
    """A date that a milestone was given.

    Args:
        line: The announcement in words, with what it rests on.
        when: The date, EDTF; None where it was taken back.
        announced: When that was said, EDTF; None where unknown.
        slip: How far it moved against the date before, in words; empty where it did not.
        days: The same as days from the first date, in words; empty for the first.
        current: Whether it stands now.
    """

    line: StepLine
    when: str | None
    announced: str | None
    slip: str
    days: str
    current: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone in the table.

    Args:
        id: Of its case.
        name: What it is called.
        first: The first date, EDTF; None where none was given.
        current: The date that stands, EDTF.
        count: How many dates were announced.
        slipped: How far it moved in all, in words.
        state: Where it stands.
        signals: What the clock says.
    """

    id: str
    name: str
    first: str | None
    current: str | None
    count: int
    slipped: str
    state: Tag
    signals: tuple[Tag, ...]


def list_dates(case: Case) -> list[Held[Announce]]:
    """Return the dates of a milestone as they were announced, those of its parts left out.

    Args:
        case: The milestone.
    """
    return order_dates(item for item in case.dates if not item.step.thread)


def make_milestone(case: Case, day: date, wording: CaseWording) -> Milestone:
    """Return a milestone as it stands in the table.

    Args:
        case: The milestone.
        day: The day for what the clock says.
        wording: The language.
    """
    dates, clock = [item for item in list_dates(case) if item.step.when], read_clock(case, day)
    state = find_state(find_kind(case.kind), case.threads[0], day)[0] if case.threads else ""
    total = sum_slips(find_slips(case.dates))
    return Milestone(
        id=case.id,
        name=name_case(case, wording.lang),
        first=dates[0].step.when if dates else None,
        current=find_valid(case.dates) or (case.due if dates else None),
        count=len({item.step.when for item in dates}),
        slipped=write_slip(total, wording) if total else "",
        state=Tag(wording.name_state(state, case.kind), _TONES.get(state, "")),
        signals=tuple(
            tag_signal(item, wording) for item in clock.signals if item.sign in {Sign.MISSED, Sign.DUE_SOON}
        ),
    )


def make_dates(case: Case, library: Library, wording: CaseWording) -> list[Date]:
    """Return every date of a milestone, as announced, with what it rests on.

    Args:
        case: The milestone.
        library: Its documents.
        wording: The language.
    """
    slips = {slip.number: slip for slip in find_slips(case.dates) if not slip.thread}
    dates, valid = list_dates(case), find_valid(case.dates)
    first = next((item.step.when for item in dates if item.step.when), None)
    last = next((item.number for item in reversed(dates) if item.step.when == valid), -1)
    return [
        Date(
            line=make_step_line(item, library, wording, case.kind, "dates"),
            when=item.step.when,
            announced=item.step.on,
            slip=write_slip(slips[item.number], wording) if item.number in slips else "",
            days=_count(first, item.step.when, wording) if item.number in slips else "",
            current=item.number == last,
        )
        for item in dates
    ]


def _count(first: str | None, when: str | None, wording: CaseWording) -> str:
    if first is None or when is None:
        return ""
    least, most = count_days(first, when)
    return write_slip(Slip("", first, when, None, least, most, 0), wording)


def make_course(case: Case, lang: Lang) -> Course:
    """Return a milestone as a chart takes it.

    Args:
        case: The milestone.
        lang: The language.
    """
    dates = [item for item in list_dates(case) if item.step.when]
    valid = find_valid(case.dates)
    last = next((item.number for item in reversed(dates) if item.step.when == valid), -1)
    given = (Given(item.step.on, item.step.when or "", current=item.number == last) for item in dates)
    return Course(name_case(case, lang), tuple(given))


@cache
def _list_kinds() -> tuple[str, ...]:
    return tuple(sorted({step.kind for step in read_steps().steps}, key=lambda kind: (-len(kind), kind)))


def find_step_kind(what: str) -> str:
    """Return of what kind a milestone is; empty where no list holds it.

    Args:
        what: Its slug: a state, what the step is about, its kind.
    """
    return next((kind for kind in _list_kinds() if what == kind or what.endswith(f"-{kind}")), "")


def find_process(what: str) -> str:
    """Return the id of the state that a milestone belongs to; empty where its slug names none.

    Args:
        what: Its slug.
    """
    parts = what.split("-")
    heads = ("-".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((head for head in heads if head in _list_states()), "")


@cache
def _list_states() -> dict[str, tuple[str, str]]:
    return {state.id: (state.ar, state.en) for state in load_packs().states}


def name_process(state: str, lang: Lang) -> str:
    """Return the name of a state.

    Args:
        state: Its id.
        lang: The language.
    """
    return _list_states()[state][0 if lang is Lang.AR else 1]


def name_kind(kind: str, lang: Lang) -> str:
    """Return the name of a kind of milestones.

    Args:
        kind: As slugs end.
        lang: The language.
    """
    return name_milestone(kind, kind.replace("-", " "), lang)


def order_courses(cases: Sequence[Case]) -> list[Case]:
    """Return milestones by the date that stands, those without one last.

    Args:
        cases: Milestones.
    """
    return sorted(cases, key=lambda case: (find_valid(case.dates) or "9999", case.id))
